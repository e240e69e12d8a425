"""Why somebody has no shift: each reason by what is in her file, the first that applies."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import CarePlan, CareTask, ServiceType
from eldercare.exchange.entry import Entry, enter
from eldercare.people.models import Availability, Leave, Skill, Staff, StaffSkill
from eldercare.planning.board import board_of
from eldercare.planning.drafts import standing
from eldercare.planning.idle import Idle, Why
from eldercare.planning.staff_week import staff_week
from eldercare.planning.week.models import NotPlanned
from eldercare.shifts.models import ShiftDemand
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted

SUNDAY = MONDAY + timedelta(days=6)
CHEN_ONLY = Plan(shifts=[("chen", 0, "early")], missing=[], open_visits=[])


@pytest.fixture(autouse=True)
def ahead() -> Iterator[None]:
    """The week lies ahead."""
    with clock.held(datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)):
        yield


@pytest.fixture
async def li(people: Cast) -> Staff:
    """Who has no shift, may do what the visits ask for, and is not needed."""
    await drafted(people, CHEN_ONLY)
    return people.staff["li"]


async def test_whoever_is_able_and_given_nothing_is_not_needed(people: Cast, li: Staff) -> None:
    assert await _reason(people) == Idle(Why.NOT_NEEDED)
    board = await board_of(await standing(people.facilities["dong"], MONDAY))
    assert (board.idle, [row.idle for row in board.rows if row.staff.key == "s-chen"]) == (1, [None])


async def test_while_something_for_her_job_is_open_not_all_is_given_to_others(people: Cast, li: Staff) -> None:
    draft = (await standing(people.facilities["dong"], MONDAY)).origin
    await NotPlanned.create(
        draft=draft,
        kind="visit",
        key="t-wash@1",
        priority_class=2,
        rule="no_overlap_with_travel",
        facility=people.facilities["dong"],
    )
    assert await _reason(people) == Idle(Why.NOT_NEEDED), "nobody asks for it any more"
    await CareTask.filter(key="t-wash").update(weekdays=0b0000011)
    assert await _reason(people) == Idle(Why.OPEN)


async def test_before_she_comes_and_after_she_has_left_her_file_says_so(people: Cast, li: Staff) -> None:
    await Staff.filter(id=li.id).update(employed_to=MONDAY - timedelta(days=1))
    assert await _in_her_file(li) == Idle(Why.LEFT, MONDAY - timedelta(days=1))
    await Staff.filter(id=li.id).update(employed_from=SUNDAY + timedelta(days=1), employed_to=None)
    assert await _in_her_file(li) == Idle(Why.LATER, SUNDAY + timedelta(days=1))


async def test_leave_on_all_of_her_days_is_the_reason_on_some_of_them_it_is_not(people: Cast, li: Staff) -> None:
    await Availability.create(staff=li, weekdays=0b11, starts=0, ends=1440)
    leave = await Leave.create(key="l", staff=li, kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    assert await _reason(people) == Idle(Why.ON_LEAVE, leave.last_day)
    await Leave.filter(id=leave.id).update(first_day=leave.last_day)
    assert await _reason(people) == Idle(Why.NOT_NEEDED)


async def test_hours_that_hold_no_shift(people: Cast, li: Staff) -> None:
    hours = await Availability.create(staff=li, weekdays=127, starts=540, ends=660)
    assert await _reason(people) == Idle(Why.HOURS)
    await Availability.filter(id=hours.id).update(starts=450, ends=690)
    assert await _reason(people) == Idle(Why.NOT_NEEDED)


async def test_a_contract_shorter_than_every_shift(people: Cast, li: Staff) -> None:
    await Staff.filter(id=li.id).update(contract="part_time", weekly_minutes=239)
    assert await _reason(people) == Idle(Why.CONTRACT)
    await Staff.filter(id=li.id).update(weekly_minutes=240)
    assert await _reason(people) == Idle(Why.NOT_NEEDED)


async def test_a_job_that_no_post_and_no_visit_asks_for(people: Cast, li: Staff) -> None:
    await Staff.filter(id=li.id).update(job="cook")
    assert await _reason(people) == Idle(Why.NOT_ASKED)


async def test_a_skill_that_is_missing_or_has_run_out_is_named(people: Cast, li: Staff) -> None:
    await StaffSkill.filter(staff=li).delete()
    missing = await _reason(people)
    await StaffSkill.create(staff=li, skill=people.skills["care"], valid_until=MONDAY - timedelta(days=1))
    ended = await _reason(people)
    assert missing == ended == Idle(Why.SKILL, skills=(people.skills["care"],))


async def test_a_post_that_asks_for_no_skill_is_open_to_her(people: Cast, li: Staff) -> None:
    """Somebody is wanted there by now, and the plan knows of nobody yet; once it has all of them, she is not needed."""
    await StaffSkill.filter(staff=li).delete()
    post = await wanted(people, "early", 1)
    assert await _reason(people) == Idle(Why.OPEN)
    await ShiftDemand.filter(id=post.id).update(weekdays=1)
    assert await _reason(people) == Idle(Why.NOT_NEEDED)
    await CareTask.all().delete()
    assert await _reason(people) == Idle(Why.NOT_NEEDED)


async def test_what_is_open_for_a_skill_that_she_does_not_hold_is_not_for_her(people: Cast, li: Staff) -> None:
    draft = (await standing(people.facilities["dong"], MONDAY)).origin
    walks = await Skill.create(key="walks", name="陪同", name_en="Walks", needs_certificate=False)
    service = await ServiceType.create(
        key="walk",
        service_group="welfare_visit",
        name="散步",
        name_en="Walk",
        skill=walks,
        shortest_minutes=30,
        usual_minutes=30,
        longest_minutes=60,
        carers=1,
        priority_class=3,
    )
    await NotPlanned.create(
        draft=draft,
        facility=people.facilities["dong"],
        service=service,
        kind="visit",
        key="t-walk@0",
        priority_class=3,
        rule="skill",
    )
    await CareTask.create(
        key="t-walk",
        plan=await CarePlan.get(key="c-zhou"),
        service=service,
        minutes=30,
        weekdays=0b0000001,
        window_start=0,
        window_end=1380,
    )
    assert await _reason(people) == Idle(Why.NOT_NEEDED)
    await StaffSkill.create(staff=li, skill=walks)
    assert await _reason(people) == Idle(Why.OPEN)


async def test_visits_that_are_not_for_volunteers(people: Cast, li: Staff) -> None:
    await Staff.filter(id=li.id).update(contract="volunteer")
    assert await _reason(people) == Idle(Why.NOT_HERS)


async def test_a_file_that_was_changed_after_the_plan_was_begun(people: Cast, li: Staff) -> None:
    day = SUNDAY + timedelta(days=30)
    with clock.held(datetime.combine(MONDAY - timedelta(days=1), time(5), UTC)):
        values = {"staff": li.key, "kind": "annual", "first_day": day, "last_day": day}
        await enter([Entry("leave", values, "leave.add", about=("staff", li.key))], by=people.accounts["shen"])
    assert await _reason(people) == Idle(Why.CHANGED)


async def test_a_week_without_a_plan_or_one_that_is_over_tells_no_reason(people: Cast, li: Staff) -> None:
    member = await Staff.get(id=li.id).prefetch_related("facility", "availability")
    assert (await staff_week(member, SUNDAY + timedelta(days=1))).row.idle is None
    with clock.held(datetime.combine(SUNDAY + timedelta(days=2), time(4), UTC)):
        assert await _in_her_file(li) is None


async def _reason(people: Cast) -> Idle | None:
    board = await board_of(await standing(people.facilities["dong"], MONDAY))
    (row,) = [row for row in board.rows if row.staff.key == "s-li"]
    return row.idle


async def _in_her_file(li: Staff) -> Idle | None:
    return (await staff_week(await Staff.get(id=li.id).prefetch_related("facility", "availability"), MONDAY)).row.idle
