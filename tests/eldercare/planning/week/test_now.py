"""A week from the rows to the board, on both databases, with real solving processes."""

from datetime import date, timedelta
from typing import Any

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.daycare.models import Attendance
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility
from eldercare.meals.models import KitchenWave, MealSubscription
from eldercare.people.models import Elder, Staff
from eldercare.planning import runs
from eldercare.planning.models import Draft, PlanningRun, RunDocument
from eldercare.planning.week.answer import PlanObject
from eldercare.planning.week.claimed import plan_claimed
from eldercare.planning.week.export import plan_json
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned
from eldercare.planning.week.now import plan_now, plan_object, root_or
from eldercare.planning.week.publish import publish
from eldercare.rulebook.models import RuleValue
from solver.week.check import check
from solver.week.document import unpacked
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.week.running import at
from tests.promises import promises

MEMORY = 1024


async def planned(people: Cast, place: str = "house", seed: int = 0) -> PlanObject:
    return await plan_now(people.facilities[place], MONDAY, memory_mb=MEMORY, solvers=2, seed=seed)


async def test_a_run_that_was_stopped_before_there_was_a_plan_says_so(sqlite: str) -> None:
    """Its worker had fallen silent, so that nobody is left to keep anything."""
    people = await cast(sqlite)
    run = await runs.ask(people.facilities["dong"], MONDAY)
    await runs.claim(run)
    with clock.held(clock.now() + runs.LEASE + timedelta(seconds=1)):
        await runs.cancel(run, "terminal")
    with pytest.raises(Refused, match="run_stopped"):
        await plan_object(await PlanningRun.get(id=run.id))


async def test_a_run_that_is_stopped_while_it_works_before_there_is_a_plan_keeps_nothing(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    run = await runs.ask(people.facilities["house"], MONDAY, effort=100)
    claimed = await runs.claim(run)
    assert claimed is not None
    await runs.cancel(run, "terminal")
    assert await plan_claimed(claimed, MEMORY) is None
    ended = await PlanningRun.get(id=run.id)
    assert (ended.state, ended.result, ended.error_code, ended.lease_until) == ("cancelled", {}, "", None)
    assert await Draft.all().count() == 0
    with pytest.raises(Refused, match="run_stopped"):
        await plan_object(ended)


async def test_everything_promised_is_planned_and_checks_without_a_solver(database: str) -> None:
    people = await cast(database)
    await promises(people)
    plan = await planned(people)
    assert plan["counts"] == {"meals": [7, 7], "visits": [15, 15], "seats": [2, 2], "shifts": [19, 19]}
    assert plan["hard_violations"] == 0
    assert plan["not_planned"] == []
    document = unpacked((await RunDocument.first()).document)  # type: ignore[union-attr]
    assert check(document.problem, document.solution) == []
    assert await DraftVisit.filter(key__startswith="t-zhou-bath").count() == 2
    assert await DraftShift.filter(staff=people.staff["mei"]).count() == 5
    assert await DraftMeal.filter(carrier__key__in=["s-ke", "s-lu"], arrives__gte=650).count() == 7
    assert {seat.day.weekday() for seat in await DraftSeat.all()} == {0, 2}


async def test_the_same_facts_give_the_same_plan_and_the_board_keeps_what_it_has(database: str) -> None:
    people = await cast(database)
    await promises(people)
    first, second = await planned(people), await planned(people)
    assert first["plan_hash"] == second["plan_hash"]
    assert first["kept_better"] == []
    assert second["kept_better"] == ["f-house", "f-dong", "f-xi"]
    assert await Draft.filter(current=True).count() == 3


async def test_new_facts_bring_a_new_draft_onto_the_board(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    await planned(people, "dong")
    people.staff["li"].employed_to = MONDAY - timedelta(days=1)
    await people.staff["li"].save()
    plan = await planned(people, "dong")
    assert plan["kept_better"] == []
    (left,) = await NotPlanned.filter(draft__current=True, kind="visit")
    assert left.key.startswith("t-zhou-bath")
    assert (left.rule, left.facts["carers"], left.facts["needed"]) == ("staff_available", 1, 2)


async def test_a_unit_plans_around_what_others_have_taken(sqlite: str) -> None:
    """The west's only room is full of the east's plan, so nobody is seated twice."""
    people = await cast(sqlite)
    await promises(people)
    await planned(people)
    await people.zones["dong-care"].refresh_from_db()
    plan = await planned(people, "xi")
    assert plan["counts"]["visits"] == [6, 6]
    assert await DraftSeat.filter(draft__current=True).count() == 2


async def test_who_eats_and_sits_at_another_centre_is_planned_from_her_own(sqlite: str) -> None:
    """The way there is known; the room there is the other centre's to give."""
    people = await cast(sqlite)
    await promises(people)
    there = people.facilities["xi-care"]
    await MealSubscription.all().update(serving="eat_in", eats_at_id=there.id)
    await Attendance.all().update(facility_id=there.id)
    await KitchenWave.all().update(cooked_at=750, leaves_at=770)
    await Elder.all().update(latitude=None, longitude=None)
    plan = await planned(people, "dong")
    assert (plan["counts"]["meals"], plan["counts"]["seats"]) == ([7, 7], [2, 2])
    assert {meal.eats_at_id for meal in await DraftMeal.all()} == {there.id, people.facilities["dong-care"].id}


async def test_the_next_week_remembers_who_worked(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    await planned(people, "dong")
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    plan = await plan_now(people.facilities["dong"], MONDAY + timedelta(days=7), memory_mb=MEMORY)
    assert plan["hard_violations"] == 0
    document = unpacked((await RunDocument.all().order_by("-id").first()).document)  # type: ignore[union-attr]
    cook = next(one for one in document.problem.units[0].people if one.employee.key == "s-cai")
    assert cook.employee.history.last_end is not None
    assert cook.employee.history.last_end < 0


async def test_the_export_holds_the_run_behind_the_board(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    plan = await planned(people)
    text = await plan_json(people.facilities["dong"], MONDAY)
    assert str(plan["plan_hash"]).encode() in text
    assert b'"units_in_force":["f-dong"]' in text
    entry = await AuditEntry.get(action="plan.export")
    assert (entry.actor, entry.after, entry.facility_id) == (
        "terminal",
        {"week": "2026-W48"},
        people.facilities["dong"].id,
    )


async def test_without_a_district_there_is_nothing_to_plan(sqlite: str) -> None:
    with pytest.raises(Refused, match="district_empty"):
        await root_or(None)
    with pytest.raises(NotFound):
        await root_or("nowhere")


async def test_a_second_run_waits_for_the_first(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    await runs.ask(people.facilities["dong"], MONDAY)
    with pytest.raises(Refused, match="run_already_open"):
        await planned(people)


async def test_a_run_of_the_district_keeps_the_rules_of_each_of_its_centres(sqlite: str) -> None:
    """The east lets volunteers work four hours a week; what the district plans for it, it can publish."""
    people = await cast(sqlite)
    await promises(people)
    dong = people.facilities["dong"]
    for key, value in (("volunteer_weekly_hours", 240), ("planning_ahead", 7)):
        row = await RuleValue.get(key=key)
        stricter: dict[str, Any] = {
            "unit": row.unit,
            "legal_basis": "x",
            "valid_from": date(2026, 1, 1),
            "facility": dong,
        }
        await RuleValue.create(key=key, value=value, **stricter)
    await Staff.filter(key__in=["s-ke", "s-lu"]).update(contract="volunteer", weekly_minutes=720)
    district = await Facility.get(id=dong.parent_id)
    with clock.held(at(MONDAY, -12)):
        await plan_now(district, MONDAY, memory_mb=1024)
        await publish(dong, MONDAY, who="terminal")
        for place in (dong, district):
            with pytest.raises(Refused, match="week_too_far"):
                await runs.ask(place, MONDAY + timedelta(days=28), actor="terminal")
