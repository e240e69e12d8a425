"""A draft that time has overtaken is not published: nobody is told that something past is another."""

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import adopt, standing, use
from eldercare.planning.week.models import DraftVisit
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import THURSDAY, WEDNESDAY, again, at, running, told


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def moved(people: Cast) -> DraftVisit:
    """Planned again at six on Wednesday; of one visit of that morning the draft has the minute after."""
    draft = await again(people, at(WEDNESDAY, 6))
    row = await DraftVisit.filter(draft_id=draft.id, day=WEDNESDAY, starts__gte=8 * 60, starts__lt=11 * 60).first()
    assert row is not None
    await DraftVisit.filter(draft_id=draft.id, key=row.key).update(starts=row.starts + 1, ends=row.ends + 1)
    await adopt(draft)
    return row


async def test_what_has_begun_since_it_was_planned_is_not_published(people: Cast) -> None:
    await told(people)
    row = await moved(people)
    east = people.facilities["dong"]
    for moment in (at(WEDNESDAY, row.starts // 60, row.starts % 60), at(THURSDAY, 9)):
        with clock.held(moment):
            found = await changes_of(await standing(east, MONDAY))
            assert found is not None
            assert found.overtaken == 1
            with pytest.raises(Refused, match="draft_overtaken"):
                await publish(east, MONDAY, who="terminal")


async def test_before_that_it_is(people: Cast) -> None:
    await told(people)
    row = await moved(people)
    with clock.held(at(WEDNESDAY, row.starts // 60, row.starts % 60 - 1)):
        found = await changes_of(await standing(people.facilities["dong"], MONDAY))
        assert found is not None
        assert found.overtaken == 0
        assert (await publish(people.facilities["dong"], MONDAY, who="terminal"))[0].number == 2


async def test_an_older_draft_that_is_used_again_is_overtaken_too(people: Cast) -> None:
    first = await told(people)
    await moved(people)
    with clock.held(at(WEDNESDAY, 6, 5)):
        await publish(people.facilities["dong"], MONDAY, who="terminal")
    with clock.held(at(THURSDAY, 9)):
        await use(first, people.accounts["shen"])
        with pytest.raises(Refused, match="draft_overtaken"):
            await publish(people.facilities["dong"], MONDAY, who="terminal")
