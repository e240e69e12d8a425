"""`cancel` as a person would call it, when nobody is there to do the work."""

import json
from datetime import timedelta

import pytest

from eldercare import clock
from eldercare.db import connected
from eldercare.planning import runs
from eldercare.planning.models import PlanningRun, RunState
from tests import postgres
from tests.cast import MONDAY, cast
from tests.web.terminal.conftest import Command
from web.i18n import use
from web.terminal.cancel import _told


async def _asked(url: str, *places: str) -> None:
    async with connected(url):
        people = await cast()
        for place in places:
            await runs.ask(people.facilities[place], MONDAY, account=people.accounts["shen"])


async def _states(url: str) -> dict[str, str]:
    async with connected(url):
        return dict(await PlanningRun.all().values_list("facility__key", "state"))


def test_a_run_that_no_worker_takes_up_is_stopped(eldercare: Command, database_url: str) -> None:
    postgres.wait(_asked(database_url, "dong"))
    in_the_way = eldercare("plan", "2026-W48", "--database", database_url)
    assert in_the_way.code == 1
    assert "eldercare cancel 2026-W48" in in_the_way.err
    assert "Dongxi Centre" in in_the_way.err
    told = eldercare("cancel", "2026-W48", "--database", database_url)
    assert (told.code, told.out) == (0, "Dongxi Centre: stopped.\n")
    assert postgres.wait(_states(database_url)) == {"f-dong": "cancelled"}
    again = eldercare("cancel", "2026-W48", "--database", database_url)
    assert (again.code, again.out) == (1, "")
    assert "there is nothing to stop" in again.err


def test_one_centre_alone_and_as_json(eldercare: Command, sqlite_url: str) -> None:
    postgres.wait(_asked(sqlite_url, "dong", "xi"))
    told = eldercare("cancel", "2026-W48", "--centre", "f-xi", "--json", "--database", sqlite_url)
    (stopped,) = json.loads(told.out)["runs"]
    assert (told.code, stopped["facility"], stopped["state"]) == (0, "f-xi", "cancelled")
    assert postgres.wait(_states(sqlite_url)) == {"f-dong": "asked", "f-xi": "cancelled"}


@pytest.mark.parametrize("state", [RunState.DONE, RunState.FAILED])
async def test_a_run_that_ended_meanwhile_was_not_stopped(sqlite: str, state: RunState) -> None:
    """Between looking for what is open and stopping it."""
    people = await cast()
    await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"])
    await PlanningRun.all().update(state=state.value)
    use("en")
    sentence = _told(await PlanningRun.get().prefetch_related("facility"))
    assert sentence == "Dongxi Centre: it had ended already, nothing was stopped."


def test_a_working_run_is_asked_to_stop_and_a_dead_workers_is_over(eldercare: Command, sqlite_url: str) -> None:
    async def claimed(url: str) -> None:
        async with connected(url):
            await runs.claim()

    postgres.wait(_asked(sqlite_url, "dong"))
    postgres.wait(claimed(sqlite_url))
    told = eldercare("cancel", "2026-W48", "--database", sqlite_url)
    assert (told.code, told.out) == (0, "Dongxi Centre: asked to stop; a plan that stands by now is kept.\n")
    with clock.held(clock.now() + runs.LEASE + timedelta(seconds=1)):
        told = eldercare("cancel", "2026-W48", "--database", sqlite_url)
    assert (told.code, told.out) == (0, "Dongxi Centre: stopped.\n")


def test_where_nothing_is_planned_no_place_is_blamed(eldercare: Command, sqlite_url: str) -> None:
    postgres.wait(_asked(sqlite_url))
    told = eldercare("cancel", "2026-W48", "--database", sqlite_url)
    assert (told.code, told.out) == (1, "")
    assert "Nobody is planning 2026-W48; there is nothing to stop." in told.err
    at_one = eldercare("cancel", "2026-W48", "--centre", "f-dong", "--database", sqlite_url)
    assert "Nobody is planning 2026-W48 for Dongxi Centre" in at_one.err
