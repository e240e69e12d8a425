"""Writing a demo database: all of it or nothing, never over a real one."""

from datetime import date

import pytest

from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from eldercare.auth import passwords
from eldercare.auth.models import Account, Role
from eldercare.care.models import CareTask
from eldercare.demo.build import build
from eldercare.demo.scale import Scale
from eldercare.demo.state import DemoState, demo_state, typed_since
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility, Region
from eldercare.people.models import Elder, Staff
from eldercare.rulebook.holidays import CalendarState, calendar_state
from eldercare.rulebook.rules import rules_on

MONDAY = date(2026, 11, 16)
PASSWORD = "walnut tree by the river"


async def contents() -> list[tuple[object, ...]]:
    """A good part of the rows, without numbers."""
    elders = await Elder.all().order_by("key").values_list("key", "name", "birth_date", "facility__key", "latitude")
    tasks = await CareTask.all().order_by("key").values_list("key", "service__key", "after_task__key", "window_start")
    staff = await Staff.all().order_by("key").values_list("key", "name", "facility__key", "weekly_minutes")
    return [*elders, *tasks, *staff]


async def test_a_tiny_district_is_written(database: str) -> None:
    counts = await build(Scale.TINY, 7, MONDAY, PASSWORD)
    assert await Elder.all().count() == counts.elders == 60
    assert await Staff.all().count() == counts.staff == 14
    assert await Region.filter(level="grid").count() == counts.grids == 12
    for tier, number in counts.facilities.items():
        assert await Facility.filter(tier=tier).count() == number > 0
    assert (await rules_on(MONDAY)).weekly_hours == 2400
    assert await calendar_state(2026) is CalendarState.NOTICE
    assert await AuditEntry.filter(action="demo.build").count() == 1


async def test_every_demo_account_signs_in_with_the_one_password(sqlite: str) -> None:
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    accounts = await Account.all()
    assert {account.role for account in accounts} == set(Role)
    assert all(account.is_demo for account in accounts)
    (shared,) = {account.password_hash for account in accounts}
    assert await passwords.matches(PASSWORD, shared)
    assert await demo_state() is DemoState.DEMO


async def test_building_again_replaces_the_demo(database: str) -> None:
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    first = await contents()
    await build(Scale.TINY, 1, MONDAY, PASSWORD)
    assert await contents() != first
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    assert await contents() == first


async def test_what_people_have_changed_is_replaced_only_when_asked(database: str) -> None:
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    account = await Account.get(login="coordinator").prefetch_related("facility")
    await trail.record(account, "account.sign_in", "account", "coordinator")
    await trail.record(account, "account.prefer", "account", "coordinator")
    await trail.record(account, "message.seen", "message", "1")
    await trail.record("", "account.sign_in_failed", "account", "")
    assert await typed_since() == 0
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    account = await Account.get(login="coordinator").prefetch_related("facility")
    await trail.record(account, "leave.add", "staff", "s")
    for action in ("workbook.import", "plan.ask", "plan.cancel", "plan.publish"):
        await trail.record(trail.TERMINAL, action, "workbook", "")
    with pytest.raises(Refused) as refused:
        await build(Scale.TINY, 1, MONDAY, PASSWORD)
    assert (refused.value.code, refused.value.facts) == ("demo_in_use", {"changes": 5})
    assert await AuditEntry.filter(action="leave.add").count() == 1
    await build(Scale.TINY, 1, MONDAY, PASSWORD, again=True)
    assert await typed_since() == 0


async def test_a_real_database_is_left_alone(database: str) -> None:
    await Region.create(key="d", level="district", path="d/", name="区", latitude=27.9, longitude=113.1)
    assert await demo_state() is DemoState.REAL
    with pytest.raises(Refused, match="not_a_demo_database"):
        await build(Scale.TINY, 0, MONDAY, PASSWORD)
    assert await Elder.all().count() == 0


async def test_a_demo_with_an_account_of_somebody_is_replaced_only_when_asked(sqlite: str) -> None:
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    home = await Facility.get(tier="institution")
    await Account.create(login="chief", password_hash="x", role="auditor", display_name="审计", facility=home)
    assert await demo_state() is DemoState.DEMO
    with pytest.raises(Refused, match="demo_in_use"):
        await build(Scale.TINY, 1, MONDAY, PASSWORD)
    assert await Elder.all().count() == 60
    await build(Scale.TINY, 1, MONDAY, PASSWORD, again=True)
    assert await demo_state() is DemoState.DEMO


async def test_an_empty_database_is_no_demo_yet(sqlite: str) -> None:
    assert await demo_state() is DemoState.EMPTY


async def test_a_build_that_fails_midway_leaves_what_was_there(database: str) -> None:
    await build(Scale.TINY, 0, MONDAY, PASSWORD)
    before = await contents()

    def stop(table: str, done: int, total: int) -> None:
        if table == "staff":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await build(Scale.TINY, 1, MONDAY, PASSWORD, on_progress=stop)
    assert await contents() == before


async def test_progress_reaches_the_end(sqlite: str) -> None:
    seen: list[tuple[int, int]] = []
    await build(Scale.TINY, 0, MONDAY, PASSWORD, on_progress=lambda table, done, total: seen.append((done, total)))
    done, total = seen[-1]
    assert done == total > 500
    assert [step for step, _ in seen] == sorted(step for step, _ in seen)
