"""A plan made before a version was published does not take the board by itself, and is not published."""

import asyncio

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.planning import runs
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import standing, use
from eldercare.planning.models import Draft, PlanningRun, RunState
from eldercare.planning.week.answer import Answer
from eldercare.planning.week.draft import store
from eldercare.planning.week.load import load_week
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.now import plan_now
from eldercare.planning.week.problem import week_problem
from eldercare.planning.week.publish import publish
from eldercare.planning.week.superseded import superseded
from eldercare.planning.week.taken import taken_by_others
from eldercare.rulebook.rules import rules_on
from solver.budget import Budget
from solver.processes import crew_of_processes
from solver.week.solve import solve
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.planning.week.running import at, running

THE_DAY_BEFORE = at(MONDAY, -12)


async def published_meanwhile(people: Cast) -> tuple[Answer, Draft]:
    """A draft waits, the east is planned once more, and somebody publishes what waits before that run ends."""
    east = people.facilities["dong"]
    await plan_now(east, MONDAY, memory_mb=1024)
    run = await runs.claim(await runs.ask(east, MONDAY, seed=3))
    assert run is not None
    rows = await load_week([east], MONDAY, await rules_on(MONDAY, east))
    problem = week_problem(rows, await taken_by_others([east.id], MONDAY))
    with crew_of_processes(2, 1024) as crew:
        result = await asyncio.to_thread(solve, problem, Budget(effort=0.3, workers=2, seed=3), crew)
    await publish(east, MONDAY, who="terminal")
    answer = await store(run, rows, problem, result, 0)
    await runs.finish(run, RunState.DONE, result=answer)
    return answer, await Draft.get(run_id=run.id)


async def test_a_run_that_ends_after_a_version_was_published_leaves_the_board_as_it_is(database: str) -> None:
    people = await running(database)
    east = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        answer, late = await published_meanwhile(people)
        there = await standing(east, MONDAY)
    assert (answer["superseded"], answer["kept_better"]) == (["f-dong"], [])
    assert (await PlanningRun.get(id=late.run_id)).state == RunState.DONE
    assert (late.current, late.after_version) == (False, 0)
    assert there.unpublished is None
    assert there.publication is not None
    assert late.superseded_by(there.publication)
    assert not there.publication.draft.superseded_by(there.publication)


async def test_put_on_the_board_by_hand_it_is_not_published_until_the_week_is_planned_again(database: str) -> None:
    people = await running(database)
    east = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        _, late = await published_meanwhile(people)
        await use(late, people.accounts["shen"])
        there = await standing(east, MONDAY)
        assert there.superseded
        with pytest.raises(Refused) as refused:
            await publish(east, MONDAY, who="terminal")
        assert (refused.value.code, refused.value.facts["number"]) == ("draft_superseded", 1)
        plan = await plan_now(east, MONDAY, memory_mb=1024, seed=3)
        assert (plan["superseded"], plan["kept_better"]) == ([], [])
        there = await standing(east, MONDAY)
        assert there.draft is not None
        assert (there.draft.after_version, there.superseded) == (1, False)
        assert (await publish(east, MONDAY, who="terminal"))[0].number == 2


async def test_what_was_a_version_may_be_gone_back_to(database: str) -> None:
    people = await cast(database)
    east = people.facilities["dong"]
    with clock.held(THE_DAY_BEFORE):
        first = await drafted(people)
        await publish(east, MONDAY, who="terminal")
        later = await drafted(people, Plan(current=False), number=2)
        await use(later, people.accounts["shen"])
        await Draft.filter(id=later.id).update(after_version=1)
        await publish(east, MONDAY, who="terminal")
        await use(first, people.accounts["shen"])
        there = await standing(east, MONDAY)
        assert (there.was_made_before, there.superseded) == (True, False)
        (version,) = await publish(east, MONDAY, who="terminal")
        assert (version.number, version.draft_id) == (3, first.id)


async def test_what_it_changes_has_no_reason(database: str) -> None:
    people = await cast(database)
    with clock.held(THE_DAY_BEFORE):
        early = await drafted(people, Plan(shifts=[("chen", 0, "late")], current=False), number=2)
        await drafted(people)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        for after, some in ((0, False), (1, True)):
            await Draft.filter(id=early.id).update(after_version=after)
            await use(early, people.accounts["shen"])
            changes = await changes_of(await standing(people.facilities["dong"], MONDAY))
            assert changes is not None
            assert bool(changes.whys) is some


async def test_who_holds_only_together_with_it_stays_off_the_board_too(database: str) -> None:
    people = await cast(database)
    with clock.held(THE_DAY_BEFORE):
        await drafted(people)
        east = await drafted(people, Plan(current=False), number=2)
        west = await drafted(people, Plan(shifts=[], visits=[], open_visits=[], missing=[], place="xi"))
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        assert await superseded([east, west]) == {east.id}
        await DraftMeal.filter(draft_id=east.id).update(kitchen_id=people.kitchens["xi"].id)
        assert await superseded([east, west]) == {east.id, west.id}
        assert await superseded([west]) == set()
