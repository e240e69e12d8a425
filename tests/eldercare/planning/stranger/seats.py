"""Seats: open rooms near enough, no more guests than chairs, and staff on duty for those who need them."""

from collections.abc import Iterator
from fractions import Fraction

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json

Guest = tuple[int, int, int]
"""From, to, ability level."""


def seat_breaches(book: Book) -> Iterator[Breach]:
    zones = book.seat_zones()
    listed = [need["key"] for need in book.left_open("seat")]
    for key, need in book.seats.items():
        if (key in zones) + listed.count(key) != 1:
            yield "not_planned", key
        if key in zones:
            yield from _fits(book, need, zones[key])
    guests: dict[tuple[str, int], list[Guest]] = {}
    for key, zone in zones.items():
        need = book.seats[key]
        guests.setdefault((zone["key"], need["day"]), []).append((need["start"], need["end"], need["ability_level"]))
    for (key, day), here in guests.items():
        here += [(start, end, level) for on, start, end, level in book.zones[key]["taken"] if on == day]
        if any(len(present) > book.zones[key]["seats"] for present in _moments(here)):
            yield "zone_seats", f"{key}@{day}"
    yield from _staffed(book, guests)


def _fits(book: Book, need: Json, zone: Json) -> Iterator[Breach]:
    spans = zone["open"].get(str(need["day"]), [])
    if zone["kind"] != need["zone_kind"] or not any(a <= need["start"] and need["end"] <= b for a, b in spans):
        yield "opening_hours", need["key"]
    reach = book.facilities[zone["facility"]]["reach_metres"]
    start = need["place"] or need["facility"]
    if zone["facility"] != need["facility"] and book.metres(start, zone["facility"]) > reach:
        yield "distance", need["key"]


def _moments(guests: list[Guest]) -> Iterator[list[Guest]]:
    """Who is there whenever somebody comes."""
    for arrival, _, _ in guests:
        yield [guest for guest in guests if guest[0] <= arrival < guest[1]]


def _staffed(book: Book, guests: dict[tuple[str, int], list[Guest]]) -> Iterator[Breach]:
    """At a facility, the parts of a member of staff that its guests take do not exceed the zone staff present."""
    for facility, day in {(book.zones[key]["facility"], day) for key, day in guests}:
        shares: list[tuple[int, int, Fraction]] = []
        for (key, on), here in guests.items():
            zone = book.zones[key]
            if (zone["facility"], on) == (facility, day):
                ratio = zone["ratio"]
                shares += [(a, b, Fraction(1, ratio[str(level)])) for a, b, level in here if str(level) in ratio]
        there = _present(book, facility, day)
        edges = {edge for start, end, _ in shares for edge in (start, end - 1)}
        for minute in edges | {edge for start, end in there for edge in (start - 1, end)}:
            wanted = sum(share for start, end, share in shares if start <= minute < end)
            if wanted > sum(start <= minute < end for start, end in there):
                yield "staff_ratio", f"{facility}@{day}"
                break


def _present(book: Book, facility: str, day: int) -> list[tuple[int, int]]:
    """When its zone staff are there: on duty, before and after their pause."""
    pauses = {(pause["employee"], pause["day"]): pause["start"] - day * DAY for pause in book.solution["pauses"]}
    spans: list[tuple[int, int]] = []
    for duty in book.solution["duties"]:
        job = book.people[duty["employee"]]["employee"]["job"]
        if (duty["place"], duty["day"], job) == (facility, day, "zone_staff"):
            shift, away = book.shifts[duty["shift"]], pauses.get((duty["employee"], day))
            start, end = shift["type"]["start"], shift["type"]["end"]
            back = away + shift["pause"]["minutes"] if away is not None and shift["pause"] else None
            spans += [(start, end)] if away is None or back is None else [(start, away), (back, end)]
    return spans
