"""Uploaded workbooks wait on disk: for a while, so many of one account, whole or not at all."""

import os
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.exchange.shelf import KEPT_BOOKS, KEPT_SECONDS, Shelf, room_for

FULL = Path("/dev/full")


def aged(shelf: Shelf, ticket: str, seconds: float) -> None:
    """The workbook was brought so many seconds ago."""
    at = clock.real().timestamp() - seconds
    os.utime(shelf.find(ticket), (at, at))


def test_the_oldest_of_too_many_books_makes_room(tmp_path: Path) -> None:
    shelf, another = Shelf(tmp_path, 1), Shelf(tmp_path, 11)
    theirs = another.put(b"theirs")
    aged(another, theirs, 1000)
    tickets = []
    for number in range(KEPT_BOOKS + 2):
        tickets.append(shelf.put(str(number).encode()))
        aged(shelf, tickets[-1], 100 - number)
    for gone in tickets[:2]:
        with pytest.raises(Refused, match="book_gone"):
            shelf.find(gone)
    assert [shelf.find(ticket).read_bytes() for ticket in tickets[2:]] == [b"2", b"3", b"4", b"5", b"6"]
    assert another.find(theirs).read_bytes() == b"theirs"


def test_what_waits_too_long_goes_whosever_it_is(tmp_path: Path) -> None:
    shelf, another = Shelf(tmp_path, 1), Shelf(tmp_path, 2)
    late = another.put(b"x")
    aged(another, late, KEPT_SECONDS + 10)
    shelf.put(b"y")
    with pytest.raises(Refused, match="book_gone"):
        another.find(late)


@pytest.mark.skipif(not FULL.exists(), reason="no device of this machine is always full")
def test_a_book_for_which_there_is_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    place = tmp_path / "1-a.xlsx"
    place.symlink_to(FULL)
    with pytest.raises(Refused, match="disk_full"), room_for(place):
        place.write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


def test_other_faults_of_the_disk_are_not_taken_for_a_full_one(tmp_path: Path) -> None:
    place = tmp_path / "nowhere" / "1-a.xlsx"
    with pytest.raises(FileNotFoundError), room_for(place):
        place.write_bytes(b"x")
