"""Old and new side by side, as they concern the reader."""

from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import Told, ToldChange
from eldercare.notify.told import told as changes_told
from eldercare.people.models import Relative, Staff
from tests.cast import Cast
from tests.eldercare.planning.drafted import Plan
from tests.eldercare.visits.told import told


async def _told(reader: Staff | Relative) -> Told:
    mine = {"staff_id": reader.id} if isinstance(reader, Staff) else {"relative_id": reader.id}
    return (await changes_told(await OutboxMessage.filter(**mine).order_by("-id").limit(1)))[0]


def _visits(told_of: Told) -> list[ToldChange]:
    return [change for change in told_of.changes if change.kind == "visits"]


async def _change(people: Cast) -> None:
    """Zhou's wash goes from Chen to Li and half an hour back; the bath stays with both but moves."""
    await told(people)
    visits = [
        ("t-wash@0", "zhou", "li", 0, 510),
        ("t-bath@0", "lin", "chen", 0, 600),
        ("t-bath@0", "lin", "li", 0, 600),
    ]
    await told(people, Plan(visits=visits), number=2)


async def test_a_first_publication_lists_nothing(people: Cast) -> None:
    await told(people)
    assert (await _told(people.staff["chen"])).changes == ()


async def test_a_family_reads_both_times_and_both_carers(people: Cast) -> None:
    await _change(people)
    (change,) = _visits(await _told(people.relatives["daughter"]))
    assert change.before is not None
    assert change.after is not None
    assert (change.before.starts, [carer.key for carer in change.before.carers]) == (480, ["s-chen"])
    assert (change.after.starts, [carer.key for carer in change.after.carers]) == (510, ["s-li"])
    assert change.after.service is not None
    assert change.after.service.key == "wash"


async def test_what_goes_to_somebody_else_falls_away_for_her_and_is_new_for_the_other(people: Cast) -> None:
    await _change(people)
    chens = _visits(await _told(people.staff["chen"]))
    lis = _visits(await _told(people.staff["li"]))
    assert [(change.elder and change.elder.key, bool(change.before), bool(change.after)) for change in chens] == [
        ("e-zhou", True, False),
        ("e-lin", True, True),
    ]
    assert [(bool(change.before), bool(change.after)) for change in lis] == [(False, True), (True, True)]
