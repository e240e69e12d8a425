"""A run's row is the queue: claimed once, kept by its lease, finished by whoever holds it."""

import asyncio
from datetime import datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.errors import Refused
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from eldercare.rulebook.models import RuleValue
from tests.cast import MONDAY, Cast, cast


async def asked(people: Cast) -> PlanningRun:
    return await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"])


async def test_a_run_is_claimed_once(database: str) -> None:
    run = await asked(await cast(database))
    claimed = await runs.claim()
    assert claimed is not None
    assert claimed.id == run.id
    assert await runs.claim() is None


async def test_a_silent_workers_run_is_taken_over_and_the_first_may_not_finish_it(database: str) -> None:
    await asked(await cast(database))
    first = await runs.claim()
    assert first is not None
    with clock.held(clock.now() + runs.LEASE + timedelta(seconds=1)):
        second = await runs.claim()
    assert second is not None
    assert second.lease_token != first.lease_token
    with pytest.raises(runs.LeaseLostError):
        await runs.finish(first, RunState.DONE)
    with pytest.raises(runs.LeaseLostError):
        await runs.renew(first, "rosters", 1, 2)
    await runs.finish(second, RunState.DONE)
    assert (await PlanningRun.get(id=first.id)).state == RunState.DONE


async def test_a_run_that_kills_its_workers_is_given_up(database: str) -> None:
    run = await asked(await cast(database))
    moment = clock.now()
    for attempt in range(runs.MOST_ATTEMPTS + 1):
        with clock.held(moment + attempt * (runs.LEASE + timedelta(seconds=1))):
            await runs.claim()
    ended = await PlanningRun.get(id=run.id)
    assert (ended.state, ended.error_code) == (RunState.FAILED, "run_kept_failing")


async def test_one_open_run_a_week_and_subtree(database: str) -> None:
    people = await cast(database)
    await asked(people)
    with pytest.raises(Refused, match="run_already_open"):
        await runs.ask(people.facilities["house"], MONDAY)
    other = await runs.ask(people.facilities["xi"], MONDAY)
    assert other.state == RunState.ASKED


async def test_cancelling_ends_a_waiting_run_at_once_and_tells_a_working_one(database: str) -> None:
    people = await cast(database)
    waiting = await asked(people)
    await runs.cancel(waiting, people.accounts["shen"])
    assert (await PlanningRun.get(id=waiting.id)).state == RunState.CANCELLED
    await asked(people)
    working = await runs.claim()
    assert working is not None
    assert await runs.renew(working, "rosters", 0, 1) is False
    await runs.cancel(working, people.accounts["shen"])
    assert await runs.renew(working, "rosters", 0, 1) is True
    with pytest.raises(Refused, match="run_is_over"):
        await runs.cancel(working, people.accounts["shen"])


async def test_a_run_whose_worker_is_silent_is_cancelled_at_once(database: str) -> None:
    """Also when it was asked to stop before its worker died."""
    people = await cast(database)
    await asked(people)
    working = await runs.claim()
    assert working is not None
    await runs.cancel(working, people.accounts["shen"])
    with clock.held(clock.now() + runs.LEASE + timedelta(seconds=1)):
        assert runs.is_silent(await PlanningRun.get(id=working.id))
        await runs.cancel(working, people.accounts["shen"])
        assert (await PlanningRun.get(id=working.id)).state == RunState.CANCELLED
        assert await runs.claim() is None
    with pytest.raises(runs.LeaseLostError):
        await runs.finish(working, RunState.DONE)


async def test_a_week_is_cancelled_below_a_place_and_the_trail_says_by_whom(database: str) -> None:
    people = await cast(database)
    east, west = await asked(people), await runs.ask(people.facilities["xi"], MONDAY)
    later = await runs.ask(people.facilities["dong"], MONDAY + timedelta(days=7))
    with pytest.raises(Refused, match="nothing_to_cancel"):
        await runs.cancel_week(people.facilities["dong-care"], MONDAY, "terminal")
    stopped = await runs.cancel_week(people.facilities["dong"], MONDAY, "terminal")
    assert [(run.id, run.state, run.facility.key) for run in stopped] == [(east.id, RunState.CANCELLED, "f-dong")]
    assert [(one.actor, one.row_key) for one in await AuditEntry.filter(action="plan.cancel")] == [
        ("terminal", str(east.id))
    ]
    await runs.claim(west)
    (working,) = await runs.cancel_week(people.facilities["house"], MONDAY, "terminal")
    assert (working.id, working.state) == (west.id, RunState.RUNNING)
    assert working.cancel_asked_at is not None
    assert (await PlanningRun.get(id=later.id)).state == RunState.ASKED


async def test_a_week_starts_on_monday_and_effort_has_bounds(database: str) -> None:
    people = await cast(database)
    with pytest.raises(Refused, match="week_starts_on_monday"):
        await runs.ask(people.facilities["dong"], MONDAY + timedelta(days=1))
    with pytest.raises(Refused, match="effort_out_of_range"):
        await runs.ask(people.facilities["dong"], MONDAY, effort=0)


async def test_of_two_who_ask_at_once_one_is_told_to_wait(database: str) -> None:
    people = await cast(database)
    places = ("dong", "house", "dong", "house")
    answers = await asyncio.gather(
        *(runs.ask(people.facilities[place], MONDAY) for place in places), return_exceptions=True
    )
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["run_already_open"] * 3
    assert await PlanningRun.all().count() == 1


async def test_a_run_that_its_worker_left_does_not_stand_in_the_way_for_ever(database: str) -> None:
    people = await cast(database)
    left = await asked(people)
    await runs.claim()
    with pytest.raises(Refused, match="run_already_open"):
        await asked(people)
    with clock.held(clock.now() + runs.LEASE + timedelta(seconds=1)):
        again = await asked(people)
    assert (await PlanningRun.get(id=left.id)).state == RunState.FAILED
    assert again.state == RunState.ASKED


async def test_a_run_handed_back_waits_for_the_next_worker(database: str) -> None:
    run = await asked(await cast(database))
    claimed = await runs.claim()
    assert claimed is not None
    await runs.hand_back(claimed)
    assert (await PlanningRun.get(id=run.id)).attempts == 0
    again = await runs.claim()
    assert again is not None
    assert again.id == run.id


async def test_weeks_are_planned_as_far_ahead_as_the_rule_table_says(database: str) -> None:
    """Ninety-one days from a Wednesday; a centre that sets 14 ends sooner."""
    people = await cast(database)
    last = MONDAY + timedelta(days=91)
    with pytest.raises(Refused, match="week_too_far") as refused:
        await runs.ask(people.facilities["dong"], last + timedelta(days=7))
    assert refused.value.facts == {"week": "2027-W09", "latest": "2027-W08"}
    assert not await PlanningRun.exists()
    assert (await runs.ask(people.facilities["dong"], last)).state == RunState.ASKED
    row = await RuleValue.get(key="planning_ahead")
    assert (row.value, row.unit) == (91, "days")
    await RuleValue.create(
        key=row.key, value=14, unit=row.unit, legal_basis="-", valid_from=MONDAY, facility=people.facilities["dong"]
    )
    assert await runs.latest_week(people.facilities["dong"]) == MONDAY + timedelta(days=14)
    assert await runs.latest_week(people.facilities["xi"]) == last


async def test_only_a_week_that_is_not_over_is_asked_for(database: str) -> None:
    """On its Sunday it still is this week, half an hour before midnight nothing of it is left to plan."""
    people = await cast(database)
    midnight = datetime.combine(MONDAY + timedelta(weeks=1), time(), clock.LOCAL)
    with clock.held(midnight), pytest.raises(Refused, match="week_is_over") as refused:
        await asked(people)
    assert refused.value.facts == {"week": "2026-W48"}
    assert not await PlanningRun.exists()
    with clock.held(midnight - timedelta(minutes=30)), pytest.raises(Refused, match="nothing_left_to_plan"):
        await asked(people)
    with clock.held(midnight - timedelta(minutes=36)):
        assert (await asked(people)).state == RunState.ASKED
