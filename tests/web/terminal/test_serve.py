"""`eldercare serve` as a real process."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.terminal.conftest import Command
from web.terminal import exits


@pytest.fixture
def process(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Serving a database that is not there yet, at any free port."""
    environment = {**os.environ, "ELDERCARE_DATABASE": f"sqlite://{tmp_path}/fresh.sqlite3", "ELDERCARE_LANGUAGE": "en"}
    command = [sys.executable, "-m", "web.terminal", "serve", "--port", "0", "--no-worker"]
    started = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own
    yield started
    started.kill()
    started.communicate()


def test_it_makes_its_tables_serves_and_leaves_when_asked(process: "subprocess.Popen[str]") -> None:
    assert process.stderr
    ready = re.search(r"http://\S+", process.stderr.readline())
    assert ready
    with httpx.Client(base_url=ready[0], timeout=20) as client:
        assert client.get("/healthz").text == "ok"
        assert client.get("/sign-in").status_code == 200
        assert client.get("/account").headers["location"] == "/sign-in?next=/account"
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == exits.OK
    assert "Traceback" not in process.stderr.read()


def test_no_address_is_not_every_address(eldercare: Command, sqlite_url: str) -> None:
    told = eldercare("serve", "--host", "", "--port", "0", "--database", sqlite_url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert "127.0.0.1" in told.err


def test_a_port_in_use_is_told_in_words(eldercare: Command, sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = eldercare("serve", "--port", str(taken.getsockname()[1]), "--database", sqlite_url)
    assert told.code == exits.REFUSED
    assert "choose another with --port" in told.err


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_a_host_that_is_not_this_machine_is_told_as_that(eldercare: Command, sqlite_url: str, host: str) -> None:
    told = eldercare("serve", "--host", host, "--port", "0", "--database", sqlite_url)
    assert (told.code, told.out) == (exits.REFUSED, "")
    assert told.err == f"{host} is no address of this machine. Name one with --host: 127.0.0.1, or 0.0.0.0 for all.\n"
