"""Tests reach this machine and no other, so that they pass anywhere and tell nobody anything."""

import socket

import pytest


def test_another_machine_is_out_of_reach() -> None:
    with socket.socket() as made, pytest.raises(OSError, match=r"tried to reach 192\.0\.2\.1"):
        made.connect(("192.0.2.1", 9))


def test_no_name_is_asked_for() -> None:
    with pytest.raises(OSError, match=r"tried to reach eldercare\.invalid"):
        socket.getaddrinfo("eldercare.invalid", 443)


def test_this_machine_is_within_reach() -> None:
    with socket.socket() as listening, socket.socket() as calling:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        calling.connect(listening.getsockname())
