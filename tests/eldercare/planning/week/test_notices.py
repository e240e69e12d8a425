"""Who is told of a publication, and of what: each kitchen of its own meals, a carer of what makes her day another."""

import pytest

from eldercare.meals.models import MealKind
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import ToldPortions, ToldRound, told
from eldercare.people.models import Diet, Elder, Texture
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal, DraftShift
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await cast(sqlite)


async def kitchen_counts(number: int) -> dict[str, object]:
    """What each kitchen was told of the meals of this version."""
    rows = await OutboxMessage.filter(kitchen_id__isnull=False, publication__number=number).prefetch_related("kitchen")
    counts = {row.kitchen.key: row.facts["counts"] for row in rows if row.kitchen}
    return {key: count["meals"] for key, count in counts.items() if isinstance(count, dict)}


async def test_a_kitchen_is_told_of_the_meals_that_it_cooks(people: Cast) -> None:
    unit, draft = people.facilities["dong"], await drafted(people)
    elder, kitchen = people.elders["lin"], people.kitchens["xi"]
    await DraftMeal.create(
        draft=draft, elder=elder, day=MONDAY, meal="lunch", wave=1, serving="delivered", kitchen=kitchen
    )
    await publish(unit, MONDAY, who="terminal")
    one = {"added": 1, "removed": 0, "changed": 0}
    assert await kitchen_counts(1) == {"k-dong": one, "k-xi": one}


async def test_a_kitchen_that_no_longer_cooks_is_told_as_well_and_foreseen_as_a_reader(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(kitchen_id=people.kitchens["xi"].id)
    foreseen = await changes_of(await standing(unit, MONDAY))
    await publish(unit, MONDAY, who="terminal")
    one = {"added": 0, "removed": 0, "changed": 1}
    assert await kitchen_counts(2) == {"k-dong": one, "k-xi": one}
    assert foreseen
    assert foreseen.readers.kitchens == 2


@pytest.mark.parametrize(("ride", "told"), [({}, 0), ({"wave": 2}, 1), ({"trip": 1, "stop": 1, "arrives": 690}, 1)])
async def test_a_kitchen_is_told_only_of_other_portions_or_rounds(
    people: Cast, ride: dict[str, int], told: int
) -> None:
    """A shift is another one in any case."""
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 1, "late")]), number=2)
    if ride:
        await DraftMeal.filter(draft__current=True).update(**ride)
    foreseen = await changes_of(await standing(unit, MONDAY))
    await publish(unit, MONDAY, who="terminal")
    assert foreseen
    assert (foreseen.readers.kitchens, len(await kitchen_counts(2))) == (told, told)


@pytest.mark.parametrize(("minutes", "told"), [(5, 0), (6, 1), (-6, 1)])
async def test_a_shift_moved_by_a_few_minutes_is_no_news(people: Cast, minutes: int, told: int) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    moved = await DraftShift.filter(draft__current=True).order_by("id").first()
    assert moved is not None
    moved.starts, moved.ends = moved.starts + minutes, moved.ends + minutes
    await moved.save()
    foreseen = await changes_of(await standing(unit, MONDAY))
    publication, *_ = await publish(unit, MONDAY, who="terminal")
    sent = await OutboxMessage.filter(publication=publication, staff_id__isnull=False)
    assert foreseen
    assert [change.kind for change in foreseen.difference.changes] == ["shifts"]
    assert (foreseen.readers.staff, [message.staff_id for message in sent]) == (told, [moved.staff_id] * told)


STILL = [("t-bath@0", "lin", "chen", 0, 570), ("t-bath@0", "lin", "li", 0, 570)]


@pytest.mark.parametrize(("minutes", "told"), [(4, 0), (-5, 0), (6, 1), (-6, 1)])
async def test_a_visit_moved_by_a_few_minutes_is_no_news(people: Cast, minutes: int, told: int) -> None:
    """To the carer and to the family alike."""
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(visits=[("t-wash@0", "zhou", "chen", 0, 480 + minutes), *STILL]), number=2)
    foreseen = await changes_of(await standing(unit, MONDAY))
    publication, *_ = await publish(unit, MONDAY, who="terminal")
    sent = OutboxMessage.filter(publication=publication, kitchen_id=None)
    assert foreseen
    assert [change.kind for change in foreseen.difference.changes] == ["visits"]
    assert (foreseen.readers.staff, foreseen.readers.relatives) == (told, told)
    assert await sent.values_list("staff__key", "relative__key") == [("s-chen", None), (None, "p-daughter")] * told


async def test_a_few_minutes_with_another_carer_are_news(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(visits=[("t-wash@0", "zhou", "li", 0, 482), *STILL]), number=2)
    publication, *_ = await publish(unit, MONDAY, who="terminal")
    sent = await OutboxMessage.filter(publication=publication, kitchen_id=None).prefetch_related("staff")
    assert [message.staff and message.staff.key for message in sent] == ["s-chen", "s-li", None]


async def test_a_kitchen_is_told_how_many_portions_of_what_there_are_now(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    draft = await drafted(people, number=2)
    await DraftMeal.create(
        draft=draft,
        elder=people.elders["lin"],
        day=MONDAY,
        meal="lunch",
        wave=1,
        serving="delivered",
        kitchen=people.kitchens["dong"],
    )
    await publish(unit, MONDAY, who="terminal")
    (message,) = await OutboxMessage.filter(kitchen_id=people.kitchens["dong"].id, publication__number=2)
    lin = people.elders["lin"]
    already = int((people.elders["zhou"].diet, people.elders["zhou"].texture) == (lin.diet, lin.texture))
    (told_,) = await told([message])
    assert told_.portions == (
        ToldPortions(MONDAY, MealKind.LUNCH, 1, Diet(lin.diet), Texture(lin.texture), already, already + 1),
    )
    assert told_.rounds == (MONDAY,)


@pytest.mark.parametrize(
    ("shift", "told_pause"),
    [
        pytest.param({"break_starts": 635}, None, id="a few minutes"),
        pytest.param({"break_starts": 636}, (630, 636), id="more"),
        pytest.param({"break_starts": 690, "starts": 423}, (630, 690), id="and the shift by a few"),
        pytest.param({"break_starts": None}, (630, None), id="none any more"),
    ],
)
async def test_a_carer_is_told_when_she_pauses_at_another_time(
    people: Cast, shift: dict[str, int | None], told_pause: tuple[int, int | None] | None
) -> None:
    unit = people.facilities["dong"]
    for number in (1, 2):
        await Draft.all().update(current=False)
        await drafted(people, number=number)
        if number == 2:
            await DraftShift.filter(draft__current=True, staff=people.staff["chen"]).update(**shift)
        await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, kitchen_id=None)
    changes = [change for one in await told(messages) for change in one.changes]
    pauses = [(one.before and one.before.break_starts, one.after and one.after.break_starts) for one in changes]
    assert pauses == ([told_pause] if told_pause else [])
    assert {one.staff_id for one in messages} == ({people.staff["chen"].id} if told_pause else set())


async def test_another_shift_has_its_own_pause(people: Cast) -> None:
    """The early shift pauses at half past ten, the late one at half past two: that goes without saying."""
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "late"), ("li", 0, "early")]), number=2)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    (message,) = await told(await OutboxMessage.filter(publication__number=2, staff_id__not_isnull=True))
    (change,) = [one for one in message.changes if one.kind == "shifts"]
    assert (change.before and change.before.break_starts, change.after and change.after.break_starts) == (None, None)


@pytest.mark.parametrize(
    ("ride", "rounds"),
    [
        ({"arrives": 705}, []),
        ({"arrives": 706}, [(1, 1, 1)]),
        ({"stop": 2}, [(1, 1, 1)]),
        ({"trip": 2}, [(1, 1, 0), (2, 0, 1)]),
        ({}, []),
    ],
)
async def test_a_carrier_is_told_of_other_rounds_although_nobodys_meal_is_another(
    people: Cast, ride: dict[str, int], rounds: list[tuple[int, int, int]]
) -> None:
    """Her rounds by number, with how many meals it were and are."""
    unit, carrier = people.facilities["dong"], people.staff["li"]
    await drafted(people)
    await DraftMeal.all().update(carrier_id=carrier.id, trip=1, stop=1, arrives=700)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(
        **{"carrier_id": carrier.id, "trip": 1, "stop": 1, "arrives": 700, **ride}
    )
    await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, staff_id__isnull=False)
    assert [one.staff_id for one in messages] == [carrier.id] * bool(rounds)
    carried = [change for one in await told(messages) for change in one.carried]
    assert [(one.trip, one.before, one.after) for one in carried] == rounds
    assert [one.changes for one in await told(messages)] == [()] * bool(rounds)


async def test_a_carrier_on_leave_is_told_by_round_to_whom_it_goes_and_not_meal_by_meal(people: Cast) -> None:
    unit, carrier, other = people.facilities["dong"], people.staff["li"], people.staff["chen"]
    for number, brings in ((1, carrier), (2, other)):
        await Draft.all().update(current=False)
        draft = await drafted(people, number=number)
        await _meal(people, draft, "lin")
        await _meal(people, draft, "lin", meal="dinner")
        await DraftMeal.filter(draft=draft).update(carrier_id=brings.id, trip=1, stop=1, arrives=700)
        await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, staff_id=carrier.id)
    (hers,) = await told(messages)
    assert hers.changes == ()
    assert hers.carried == (
        ToldRound(MONDAY, MealKind.LUNCH, 1, before=2, after=0, others=(other,)),
        ToldRound(MONDAY, MealKind.DINNER, 1, before=1, after=0, others=(other,)),
    )


async def test_a_kitchen_reads_the_portions_of_every_centre_that_it_cooks_for_lunch_first(people: Cast) -> None:
    await Elder.all().update(diet="regular", texture="normal")
    west = await drafted(people, Plan(shifts=[], visits=[], missing=[], open_visits=[], place="xi"))
    await DraftMeal.filter(draft=west).update(kitchen_id=people.kitchens["dong"].id)
    await publish(people.facilities["xi"], MONDAY, who="terminal")
    for number in (1, 2):
        await Draft.filter(unit=people.facilities["dong"]).update(current=False)
        draft = await drafted(people, number=number)
        if number == 2:
            await _meal(people, draft, "lin")
            await _meal(people, draft, "lin", meal="dinner")
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    (told_,) = await told(await OutboxMessage.filter(kitchen=people.kitchens["dong"], publication__number=2))
    portions = [(one.meal, one.before, one.after) for one in told_.portions]
    assert portions == [(MealKind.LUNCH, 2, 3), (MealKind.DINNER, 0, 1)]


async def test_a_message_says_on_which_days_something_is_another(people: Cast) -> None:
    """Of a first version too, which lists nothing else."""
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    first = await OutboxMessage.filter(publication__number=1)
    assert [message.facts["days"] for message in first] == [[MONDAY.isoformat()]] * len(first)
    await Draft.all().update(current=False)
    later = Plan(
        shifts=[("chen", 0, "early"), ("li", 3, "early")], visits=[("t-wash@0", "zhou", "chen", 0, 480), *STILL]
    )
    await drafted(people, later, number=2)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    li = await OutboxMessage.get(publication__number=2, staff=people.staff["li"])
    assert li.facts["days"] == ["2026-11-23", "2026-11-26"]


async def _meal(people: Cast, draft: Draft, elder: str, meal: str = "lunch") -> DraftMeal:
    """Another meal of Monday, brought to her door out of the kitchen of the east."""
    return await DraftMeal.create(
        draft=draft,
        elder=people.elders[elder],
        day=MONDAY,
        meal=meal,
        wave=1,
        serving="delivered",
        kitchen=people.kitchens["dong"],
    )
