"""Real worker processes: a run asked for in one process is planned by another, also when the first one is killed."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from eldercare import clock
from eldercare.db import connected
from eldercare.planning import runs
from eldercare.planning.models import Draft, PlanningRun, RunState
from tests import postgres
from tests.cast import MONDAY, cast
from tests.promises import promises

PATIENCE = 90.0
OPEN = {RunState.ASKED.value, RunState.RUNNING.value}


@contextmanager
def worker(database: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "web.terminal", "worker"]
    environment = os.environ | {"ELDERCARE_DATABASE": database}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)  # noqa: S603  # our own
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


async def until(run: PlanningRun, states: set[str]) -> PlanningRun:
    """The run once it is in one of the states."""
    async with asyncio.timeout(PATIENCE):
        while (now := await PlanningRun.get(id=run.id)).state not in states:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.1)
    return now


async def test_a_worker_plans_what_was_asked_for(database: str) -> None:
    people = await cast(database)
    await promises(people)
    run = await runs.ask(people.facilities["dong"], MONDAY, account=people.accounts["shen"])
    with worker(database) as process:
        done = await until(run, {state.value for state in RunState} - OPEN)
    assert (done.state, done.error_code) == (RunState.DONE, "")
    assert await Draft.filter(run_id=run.id, current=True).count() == 1
    assert process.returncode == 0


async def test_another_worker_takes_over_from_one_that_was_killed(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    run = await runs.ask(people.facilities["dong"], MONDAY)
    with worker(sqlite) as killed:
        await until(run, {RunState.RUNNING.value})
        killed.kill()
        killed.wait(30)
    past_the_lease = clock.now() - runs.LEASE - timedelta(seconds=1)
    await PlanningRun.filter(id=run.id, state=RunState.RUNNING.value).update(lease_until=past_the_lease)
    with worker(sqlite):
        done = await until(run, {RunState.DONE.value})
    assert await Draft.filter(run_id=run.id).count() == 1
    assert done.attempts in (1, 2)


async def test_a_worker_waits_for_a_database_that_is_away(postgres_url: str, postgres_server: str) -> None:
    name = postgres.name_of(postgres_url)
    async with connected(postgres_url):
        people = await cast(postgres_url)
        await promises(people)
        first = await runs.ask(people.facilities["dong"], MONDAY)
        with worker(postgres_url) as process:
            await until(first, {RunState.DONE.value})
            await asyncio.to_thread(postgres.run, postgres_server, *postgres.renamed(name, f"{name}_elsewhere"))
            assert process.stderr is not None
            line = await asyncio.to_thread(process.stderr.readline)
            assert b"waiting for the database: database_unreachable" in line
            await asyncio.to_thread(postgres.run, postgres_server, *postgres.renamed(f"{name}_elsewhere", name))
            run = await runs.ask(people.facilities["dong"], MONDAY)
            done = await until(run, {state.value for state in RunState} - OPEN)
        assert (done.state, process.returncode) == (RunState.DONE, 0)


async def test_a_worker_told_to_stop_leaves_its_run_to_the_next(sqlite: str) -> None:
    people = await cast(sqlite)
    await promises(people)
    run = await runs.ask(people.facilities["dong"], MONDAY, effort=100)
    with worker(sqlite) as process:
        await until(run, {RunState.RUNNING.value})
    left = await PlanningRun.get(id=run.id)
    assert process.returncode == 0
    assert (left.state, left.attempts) in {(RunState.ASKED, 0), (RunState.DONE, 1)}
