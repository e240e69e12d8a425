"""The product as it is delivered: a tiny demo district made and served by the command line, with a real worker."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from eldercare import clock
from eldercare.auth.models import Role
from tests.today import this_week

PASSWORD = "pears under the old camphor tree"
LOGINS = {role: role.value for role in Role}
"""The demo names each account after its role."""
READY = re.compile(r"http://[^\s/]+:\d+")
CENTRE = "sf-s1-center"
"""Of the coordinator."""
FAREWELL = 30


@dataclass(frozen=True, slots=True)
class Product:
    """Where it is served, what it keeps its rows in, and what it said meanwhile."""

    url: str
    database: str
    said: list[str] = field(default_factory=list)


@contextmanager
def served_demo(folder: Path, scale: str = "tiny") -> Iterator[Product]:
    """A demo district of its own, served for the length of the block."""
    environment = {
        **os.environ,
        "ELDERCARE_DATABASE": f"sqlite://{folder}/demo.sqlite3",
        "ELDERCARE_RUN_DIRECTORY": str(folder),
        "ELDERCARE_LANGUAGE": "en",
        "PYTHONWARNINGS": "default",
    }
    _run(environment, "demo", "--scale", scale, "--no-serve", "--password", PASSWORD)
    _run(environment, "plan", _week_after_next(), "--centre", CENTRE)
    command = [sys.executable, "-m", "web.terminal", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own
    assert process.stderr
    product = Product(_address(process), environment["ELDERCARE_DATABASE"])
    listener = threading.Thread(target=product.said.extend, args=(process.stderr,), daemon=True)
    listener.start()
    try:
        yield product
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(FAREWELL)
        finally:
            process.kill()
        listener.join(FAREWELL)
        process.stderr.close()


def _week_after_next() -> str:
    """Planned for one centre, so that its coordinator too has a run to look at."""
    return clock.week_name(this_week() + timedelta(weeks=2))


def _run(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "web.terminal", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr
    for line in process.stderr:
        if found := READY.search(line):
            return found[0]
    raise AssertionError("the server ended before it was ready")
