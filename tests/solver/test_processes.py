"""Processes: what is compiled first, a cap on memory, an end with whoever asked for them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from solver import processes
from solver.budget import Budget, Progress
from solver.fanout import SolveDiedError, SolveStoppedError
from solver.processes import crew_of_processes, wait_for_processes
from tests.solver.test_fanout import double, parts


def test_who_waits_for_a_search_to_be_compiled_is_told_and_may_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "QUICK_SECONDS", 0.0)
    told: list[Progress] = []
    compiled = threading.Event()
    with pytest.raises(SolveStoppedError):
        wait_for_processes(Budget(cancelled=lambda: bool(told), on_progress=told.append), compiled.wait)
    compiled.set()
    assert [one.phase for one in told] == ["compiling"]


def gone() -> None:
    raise EOFError("unexpected EOF")


def test_where_no_process_can_be_started_it_is_told() -> None:
    with pytest.raises(SolveDiedError):
        wait_for_processes(Budget(), gone)


def test_who_cancels_while_that_happens_is_heard() -> None:
    with pytest.raises(SolveStoppedError):
        wait_for_processes(Budget(cancelled=lambda: True), gone)


def test_what_is_compiled_already_is_not_worth_a_word() -> None:
    told: list[Progress] = []
    wait_for_processes(Budget(on_progress=told.append), lambda: None)
    assert told == []


def test_a_cap_that_leaves_no_room_is_told_at_once() -> None:
    with crew_of_processes(1, 32) as crew:
        for _ in range(2):
            with pytest.raises(SolveDiedError):
                crew.run(parts(double, 1), Budget(), lambda _: None)


OWNER = """
import os, threading
from solver.budget import Budget
from solver.processes import crew_of_processes
from tests.solver.test_fanout import forever, parts
if __name__ == "__main__":
    with crew_of_processes(1, 512) as crew:
        threading.Thread(target=crew.run, args=(parts(forever, 0), Budget(), print), daemon=True).start()
        while not crew.executor._processes: pass
        print(*crew.executor._processes, flush=True)
        threading.Event().wait()
"""


COMPILES = """
import os, time
from solver.warm import _ended_with_parent
with _ended_with_parent():
    print(os.getpid(), flush=True)
    time.sleep(600)
"""
"""A compile that would go on long after the test: nothing but the end of its parent may end it."""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


def test_what_is_compiled_for_a_process_that_has_gone_is_compiled_no_further() -> None:
    """The parent is a process of its own, for it is killed."""
    command = [sys.executable, "-c", PARENT, COMPILES]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
    assert parent.stdout
    assert parent.stdout.readline()
    parent.kill()
    parent.communicate()  # comes to its end with the last who could write to it


def tell_whether_it_hears() -> None:
    print(signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, []), flush=True)


def start_and_tell() -> None:
    process = multiprocessing.get_context("forkserver").Process(target=tell_whether_it_hears)
    process.start()
    process.join()


WAITING = """
from solver.budget import Budget
from solver.processes import wait_for_processes
from tests.solver.test_processes import start_and_tell
if __name__ == "__main__":
    wait_for_processes(Budget(), start_and_tell)
"""


def test_a_server_of_processes_does_not_hear_the_keyboard() -> None:
    """Nor do those that it forks; in a process of its own, for this one may have a server already."""
    told = subprocess.run([sys.executable, "-c", WAITING], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert told.stdout == "False\n"


def test_processes_end_with_a_worker_that_was_killed() -> None:
    command = [sys.executable, "-c", OWNER]
    owner = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own
    assert owner.stdout
    child = int(owner.stdout.readline())
    owner.kill()
    owner.communicate()
    give_up = time.monotonic() + 30
    while _lives(child) and time.monotonic() < give_up:
        time.sleep(0.05)  # it is no child of ours, so nothing tells when it ends
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
