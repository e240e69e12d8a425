"""The week board: who is on it, what counts, what differs from what is published."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.people.models import Availability, Leave, Staff
from eldercare.planning.board import Board, board_of, narrowed
from eldercare.planning.board_rows import Row
from eldercare.planning.drafts import standing, use
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.publish import publish
from eldercare.shifts.models import ShiftDemand
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import EARLY_AND_LATE, Plan, drafted, wanted


@pytest.fixture(autouse=True)
def ahead() -> Iterator[None]:
    """The week lies ahead."""
    with clock.held(datetime.combine(MONDAY - timedelta(days=1), time(4), UTC)):
        yield


async def test_everybody_is_listed_even_without_a_shift(database: str) -> None:
    people = await cast(database)
    await drafted(people, Plan(shifts=[("chen", 0, "early")]))
    board = await _board(people)
    assert [(row.staff.key, row.minutes) for row in board.rows] == [("s-chen", 480), ("s-li", 0)]


async def test_nobody_of_another_centre_and_nobody_who_has_left_is_listed(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", 0, "early")], visits=[]))
    await Staff.filter(key="s-li").update(employed_to=MONDAY - timedelta(days=1))
    assert [row.staff.key for row in (await _board(people)).rows] == ["s-chen"]


async def test_coverage_counts_the_heads_of_a_place_apart_from_those_out_on_visits(sqlite: str) -> None:
    people = await cast(sqlite)
    await wanted(people, "early", 2)
    await drafted(people, Plan(shifts=EARLY_AND_LATE))
    monday, tuesday = (await _board(people)).days[:2]
    assert [(count.shift_type.key, count.planned, count.needed, count.short) for count in monday.counts] == [
        ("early", 1, 2, True)
    ]
    assert (monday.out, tuesday.out) == (1, 0)


async def test_missing_heads_alike_are_counted_together(sqlite: str) -> None:
    people = await cast(sqlite)
    for shift, heads in (("early", 2), ("late", 1)):
        await wanted(people, shift, heads, weekdays=0b0000010)
    await drafted(people, Plan(missing=[("early", 1, "skill"), ("early", 1, "skill"), ("late", 1, "skill")]))
    board = await _board(people)
    assert [(head.shift_type and head.shift_type.key, head.heads) for head in board.days[1].missing] == [
        ("early", 2),
        ("late", 1),
    ]
    assert board.heads_missing == 3


async def test_a_head_asked_for_since_is_missing_too(sqlite: str) -> None:
    people = await cast(sqlite)
    post = await wanted(people, "early", 2, weekdays=0b0000001)
    await drafted(people, Plan(missing=[]))
    assert not (await _board(people)).days[0].missing
    await ShiftDemand.filter(id=post.id).update(people=3)
    (head,) = (await _board(people)).days[0].missing
    assert (head.heads, head.job, head.rule) == (1, "caregiver", "new_promise")


async def test_a_draft_over_a_publication_shows_what_would_change(database: str) -> None:
    people = await cast(database)
    first = await drafted(
        people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early"), ("li", 0, "late")], visits=[])
    )
    await publish(people.facilities["dong"], MONDAY, who=people.accounts["shen"])
    assert not [cell for row in (await _board(people)).rows for cell in row.cells if cell.gone]
    await Draft.filter(id=first.id).update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("chen", 2, "early"), ("li", 0, "early")]), number=2)
    board = await _board(people)
    chen, li = board.rows
    assert [bool(cell.chip and cell.chip.unpublished) for cell in chen.cells[:3]] == [False, False, True]
    assert chen.cells[1].gone is not None
    assert li.cells[0].gone is not None
    assert li.cells[0].gone.shift_type.key == "late"


async def test_the_published_week_is_shown_where_its_draft_is_the_one_in_force(sqlite: str) -> None:
    people = await cast(sqlite)
    draft = await drafted(people)
    before = await standing(people.facilities["dong"], MONDAY)
    assert (before.unpublished, before.publication) == (draft, None)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    after = await standing(people.facilities["dong"], MONDAY)
    assert after.unpublished is None
    assert after.origin == draft
    assert not any(cell.chip and cell.chip.unpublished for row in (await _board(people)).rows for cell in row.cells)


async def test_using_another_draft_puts_it_on_the_board_and_into_the_trail(database: str) -> None:
    people = await cast(database)
    kept = await drafted(people)
    other = await drafted(people, Plan(current=False), number=2)
    await use(other, people.accounts["shen"])
    assert (await standing(people.facilities["dong"], MONDAY)).draft == other
    assert not (await Draft.get(id=kept.id)).current
    entry = await AuditEntry.get(action="plan.adopt")
    assert (entry.row_key, entry.after) == ("f-dong/2026-W48", {"draft": other.id})


async def test_leave_after_planning_shows_as_a_problem_of_the_shift(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 0, "late"), ("li", 5, "late")]))
    await _leave(people, "chen", MONDAY)
    await Availability.create(staff=people.staff["li"], weekdays=0b0011111, starts=0, ends=1440)
    chen, li = (await _board(people)).rows
    assert [cell.problem for cell in chen.cells[:2]] == ["on_leave", ""]
    assert [li.cells[0].problem, li.cells[5].problem, li.cells[6].free] == ["", "not_available", False]


async def test_who_is_on_leave_covers_nothing(sqlite: str) -> None:
    people = await cast(sqlite)
    await wanted(people, "early", 1)
    await drafted(people, Plan(shifts=EARLY_AND_LATE))
    assert not (await _board(people)).days[0].counts[0].short
    await _leave(people, "chen", MONDAY)
    assert (await _board(people)).days[0].counts[0].short


async def test_the_hours_are_marked_above_the_contract_only(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people, Plan(shifts=[("chen", day, "early") for day in range(6)]))
    loads = {}
    for weekly in (2880, 2879):
        await Staff.filter(key="s-chen").update(weekly_minutes=weekly)
        loads[weekly] = (await _board(people)).rows[0].load
    assert loads == {2880: "", 2879: "over"}


async def test_days_in_a_row_and_the_month_go_on_from_the_week_before(sqlite: str) -> None:
    people = await cast(sqlite)
    before = await drafted(people, Plan(shifts=[("chen", 6, "early")]))
    await Draft.filter(id=before.id).update(week=MONDAY - timedelta(days=7))
    await DraftShift.filter(draft_id=before.id).update(day=MONDAY - timedelta(days=1))
    await drafted(people, Plan(shifts=[("chen", day, "early") for day in (0, 1, 3)]), number=2)
    row = (await _board(people)).rows[0]
    assert (row.minutes, row.month_minutes, row.days_in_a_row) == (1440, 1920, 3)


async def test_the_filters_narrow_by_place_job_name_and_problem(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await _leave(people, "chen", MONDAY)
    rows = (await _board(people)).rows

    def keys(found: list[Row]) -> list[str]:
        return [row.staff.key for row in found]

    assert keys(narrowed(rows, facility=people.facilities["dong"].id)) == ["s-chen", "s-li"]
    assert keys(narrowed(rows, facility=people.facilities["dong-care"].id)) == []
    assert keys(narrowed(rows, job="nurse")) == []
    assert keys(narrowed(rows, text="玉梅")) == ["s-li"]
    assert keys(narrowed(rows, show="problems")) == ["s-chen"]


async def _board(people: Cast) -> Board:
    return await board_of(await standing(people.facilities["dong"], MONDAY))


async def _leave(people: Cast, staff: str, day: date) -> None:
    await Leave.create(key=f"l-{staff}", staff=people.staff[staff], kind="sick", first_day=day, last_day=day)


async def test_who_left_or_moved_has_a_row_while_the_plan_has_shifts_of_hers(sqlite: str) -> None:
    people = await cast(sqlite)
    await drafted(people)
    await Staff.filter(key="s-chen").update(employed_to=MONDAY - timedelta(days=1))
    await Staff.filter(key="s-li").update(facility_id=people.facilities["xi"].id)
    board = await board_of(await standing(people.facilities["dong"], MONDAY))
    rows = {row.staff.key: row.cells[0].problem for row in board.rows}
    assert (rows["s-chen"], rows["s-li"]) == ("not_available", "elsewhere")
    await DraftShift.all().delete()
    later = await board_of(await standing(people.facilities["dong"], MONDAY))
    assert not {"s-chen", "s-li"} & {row.staff.key for row in later.rows}
