"""Tasks stored in a circle stop nobody else's week: they are listed as open, with the rule and how many there are."""

import pytest

from eldercare.care.models import CareTask
from eldercare.planning.week.models import DraftVisit, NotPlanned
from tests.cast import Cast
from tests.eldercare.planning.week.running import WEDNESDAY, again, at, left_open, running, told

EVERY_WASH = [(f"t-zhou-wash@{day}", "order_and_gap") for day in range(5)]


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await running(sqlite)


async def _follow(leader: str, follower: str) -> None:
    await CareTask.filter(key=follower).update(after_task_id=(await CareTask.get(key=leader)).id, gap_longest=300)


async def test_a_chain_is_planned(people: Cast) -> None:
    await _follow("t-zhou-wash", "t-zhou-bath")
    draft = await told(people)
    assert await left_open(draft, "visit") == []
    assert tuple(draft.coverage["visits"]) == (9, 9)


async def test_a_circle_is_open_and_the_rest_is_planned(people: Cast) -> None:
    await _follow("t-zhou-wash", "t-zhou-bath")
    await _follow("t-zhou-bath", "t-zhou-wash")
    draft = await told(people)
    assert await left_open(draft, "visit") == [("t-zhou-bath@0", "order_and_gap"), *EVERY_WASH]
    assert tuple(draft.coverage["visits"]) == (3, 9)
    need = await NotPlanned.get(draft_id=draft.id, key="t-zhou-bath@0")
    assert (need.facts, need.minutes) == ({"elder": "e-zhou", "circle": 2}, 60)


async def test_what_was_done_before_somebody_made_a_circle_is_done(people: Cast) -> None:
    """In the week that runs: two mornings are over, and were as planned."""
    await told(people)
    await _follow("t-zhou-wash", "t-zhou-bath")
    await _follow("t-zhou-bath", "t-zhou-wash")
    draft = await again(people, at(WEDNESDAY, 0))
    assert [one for one in await left_open(draft, "visit") if "wash" in one[0]] == EVERY_WASH[2:]
    assert await DraftVisit.filter(draft_id=draft.id, key__startswith="t-zhou-wash").count() == 2
