"""`demo`, `plan` and `publish` as a person would call them, over real processes and both databases."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

import pytest

from eldercare import clock
from eldercare.auth.models import Account, Role
from eldercare.db import connected, migrate
from eldercare.demo.state import typed_since
from eldercare.errors import FactValue
from eldercare.hierarchy.models import Facility
from eldercare.planning.models import PlanningRun, RunState
from eldercare.planning.week.answer import OpenNeed, PlanObject
from eldercare.planning.week.models import DraftShift
from eldercare.shifts.models import Shift
from tests import postgres, today
from tests.cast import cast
from tests.promises import promises
from tests.web.terminal.conftest import Command
from web import i18n
from web.terminal import exits
from web.terminal.plan import tell

PLAN_FIELDS = {
    *("week", "state", "units", "begins", "hard_violations", "coverage", "counts", "not_planned", "score", "seconds"),
    *("peak_memory_mb", "seed", "reproducible", "plan_hash", "kept_better", "superseded"),
}


class Made(TypedDict):
    facilities: dict[str, int]
    plan: PlanObject


def demo(eldercare: Command, url: str, *more: str) -> Made:
    told = eldercare("demo", "--scale", "tiny", "--no-serve", "--json", "--database", url, *more)
    assert told.code == 0, told.err
    made: Made = json.loads(told.out)
    return made


def this_week() -> str:
    return clock.week_name(clock.monday_of(clock.today()))


def test_the_tiny_district_is_planned_whole(eldercare: Command, database_url: str) -> None:
    made = demo(eldercare, database_url)
    assert made["facilities"]["institution"] == made["facilities"]["street_center"] == 1
    plan = made["plan"]
    assert set(plan) == PLAN_FIELDS
    assert plan["hard_violations"] == 0
    assert min(plan["coverage"].values()) >= 0.99
    for shifts in postgres.wait(shifts_with_a_break(database_url)):
        assert {one.shift_type.key for one in shifts} >= {"early", "kitchen_day", "carrier"}
        assert all(
            one.break_starts is not None and one.starts <= one.break_starts <= one.ends - one.break_minutes
            for one in shifts
        )


async def shifts_with_a_break(url: str) -> tuple[Sequence[DraftShift], Sequence[Shift]]:
    """Drafted and published."""
    async with connected(url):
        return (
            await DraftShift.filter(break_minutes__gt=0).prefetch_related("shift_type"),
            await Shift.filter(break_minutes__gt=0).prefetch_related("shift_type"),
        )


def test_a_shortage_leaves_needs_open_each_with_its_rule_and_facts(eldercare: Command, sqlite_url: str) -> None:
    plan = demo(eldercare, sqlite_url, "--shortage")["plan"]
    left = plan["not_planned"]
    assert plan["hard_violations"] == 0
    assert left
    assert all(need["rule"] and need["facts"] and need["priority"] in (1, 2, 3, 4) for need in left)


def test_planning_again_changes_nothing_and_publishing_says_so(eldercare: Command, sqlite_url: str) -> None:
    demo(eldercare, sqlite_url)
    again = eldercare("plan", this_week(), "--database", sqlite_url)
    assert again.code == 0, again.err
    assert "no hard rule broken" in again.out
    refused = eldercare("publish", this_week(), "--database", sqlite_url)
    assert refused.code == 1
    assert "published already" in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    exported = eldercare("publish", "2031-W01", "--database", sqlite_url)
    assert exported.code == 1


def test_the_next_week_is_published_for_one_centre_alone(eldercare: Command, sqlite_url: str) -> None:
    plan = demo(eldercare, sqlite_url)["plan"]
    assert postgres.wait(changes_in(sqlite_url)) == 0
    week = clock.week_name(date.fromisoformat(plan["week"]))
    centre = plan["units"][-1]
    told = eldercare("publish", week, "--centre", centre, "--json", "--database", sqlite_url)
    assert told.code == 0, told.err
    (publication,) = json.loads(told.out)["publications"]
    assert (publication["unit"], publication["number"]) == (centre, 1)
    visits, readers = publication["difference"]["visits"], publication["told"]
    assert visits["added"] > 0
    assert readers["staff"] > 0
    again = eldercare("publish", week, "--database", sqlite_url)
    assert again.code == 0, again.err
    told_of = again.out.splitlines()
    assert len([line for line in told_of if "version 1 is in force" in line]) == 1
    assert re.fullmatch(r"  Promised: [1-9]\d* shifts, .*\.", told_of[1])
    assert re.fullmatch(
        r"  Concerned: [1-9]\d* of staff, \d+ relatives, \d+ elders without one, \d+ kitchens\.", told_of[2]
    )
    assert postgres.wait(changes_in(sqlite_url)) == 2


async def changes_in(url: str) -> int:
    async with connected(url):
        return await typed_since()


def test_what_cannot_be_planned_is_one_sentence(eldercare: Command, sqlite_url: str) -> None:
    for arguments in (("plan", "2026-48"), ("plan", "2026-W60"), ("plan", this_week()), ("publish", this_week())):
        told = eldercare(*arguments, "--database", sqlite_url)
        assert told.code == 1
        assert told.out == ""
        assert len(told.err.strip().splitlines()) == 1
        assert "Traceback" not in told.err


def test_a_centre_whose_board_keeps_what_it_had_is_named(eldercare: Command, sqlite_url: str) -> None:
    async def promised() -> None:
        async with connected(sqlite_url):
            await promises(await cast())

    postgres.wait(promised())
    assert "stays on the board" not in eldercare("plan", "2026-W53", "--database", sqlite_url).out
    again = eldercare("plan", "2026-W53", "--database", sqlite_url)
    assert "Dongxi Centre (f-dong): the plan that was there is as good or better" in again.out


def test_a_week_that_is_over_is_refused_in_one_sentence(eldercare: Command, sqlite_url: str) -> None:
    async def somebody() -> None:
        async with connected(sqlite_url):
            await cast()

    postgres.wait(somebody())
    told = eldercare("plan", "2020-W10", "--database", sqlite_url)
    assert (told.code, told.out) == (1, "")
    assert "WARNING" not in told.err
    assert len([line for line in told.err.strip().splitlines() if not line.startswith("Planning ")]) == 1


def test_a_demo_never_overwrites_a_real_district(eldercare: Command, sqlite_url: str) -> None:
    async def somebody_real() -> None:
        await migrate(sqlite_url)
        async with connected(sqlite_url):
            await cast()

    postgres.wait(somebody_real())
    told = eldercare("demo", "--scale", "tiny", "--no-serve", "--database", sqlite_url)
    assert told.code == 1

    async def still_there() -> tuple[int, int]:
        async with connected(sqlite_url):
            return await Facility.all().count(), await Account.filter(role=Role.COORDINATOR.value).count()

    assert postgres.wait(still_there()) == (6, 2)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["told to end", "Ctrl-C"])
def test_a_plan_that_is_stopped_stands_in_nobodys_way(sqlite_url: str, stop: signal.Signals) -> None:
    async def promised() -> None:
        async with connected(sqlite_url):
            await promises(await cast())

    async def state() -> str:
        async with connected(sqlite_url):
            run = await PlanningRun.first()
            return run.state if run else ""

    postgres.wait(promised())
    week = clock.week_name(today.this_week() + timedelta(weeks=1))
    command = [sys.executable, "-m", "web.terminal", "plan", week, "--effort", "100", "--database", sqlite_url]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # our own
    while process.poll() is None and postgres.wait(state()) != RunState.RUNNING:
        pass
    process.send_signal(stop)
    assert (process.wait(60), postgres.wait(state())) in {(exits.CANCELLED, "cancelled"), (exits.OK, "done")}


def test_an_open_visit_tells_in_words_what_stopped_it_on_other_days(capsys: pytest.CaptureFixture[str]) -> None:
    facts: dict[str, FactValue] = {"candidates": 1, "stopped_1": "skill", "stopped_3": "skill"}
    left: list[OpenNeed] = [
        {"kind": "visit", "key": "t-bath@0", "priority": 2, "rule": "no_overlap_with_travel", "facts": facts},
        {"kind": "visit", "key": "t-wash@0", "priority": 2, "rule": "skill", "facts": {}},
    ]
    kinds = ("meals", "visits", "seats", "shifts")
    i18n.use("en")
    tell(
        {
            "week": "2026-11-30",
            "units": ["f-dong"],
            "begins": None,
            "state": "done",
            "hard_violations": 0,
            "coverage": dict.fromkeys(kinds, 0.9),
            "counts": {kind: [9, 10] for kind in kinds},
            "score": {},
            "seconds": 1.0,
            "peak_memory_mb": 100.0,
            "seed": 0,
            "reproducible": True,
            "plan_hash": "0",
            "kept_better": [],
            "superseded": [],
            "not_planned": left,
        }
    )
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines()
    assert [line.strip() for line in lines if "t-" in line] == [
        "t-bath@0: One place at a time, with travel. Other days were tried as well and stopped: Tue, Thu by “Skill”."
    ]


@pytest.mark.parametrize("command", ["plan", "publish", "cancel", "export plan"])
def test_a_place_that_signs_no_plan_names_who_does(eldercare: Command, sqlite_url: str, command: str) -> None:
    async def places() -> None:
        async with connected(sqlite_url):
            await cast()

    postgres.wait(places())
    more = ("-o", "plan.json") if command.startswith("export") else ()
    told = eldercare(
        *command.split(), "2026-W48", "--centre", "f-dong-station", *more, "--json", "--database", sqlite_url
    )
    refused = json.loads(told.out)["error"]
    assert (told.code, refused["code"], refused["facts"]["key"]) == (1, "signs_no_plan", "f-dong")
    assert "Dongxi Centre plans for it. Name that centre: --centre f-dong" in refused["words"]
