"""The text format of the public shift scheduling instances of Curtois and Qu (2014)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from solver.bench.reading import InstanceError, Row, reading, rows


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift of the ward's own table."""

    minutes: int
    not_before: frozenset[str]
    """Shifts that may not follow on the next day."""


@dataclass(frozen=True, slots=True)
class Person:
    """Hard limits over the whole horizon; `most_of` by shift."""

    most_of: Mapping[str, int]
    max_minutes: int
    min_minutes: int
    max_run: int
    min_run: int
    min_free: int
    max_weekends: int
    free_days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Request:
    """A shift that somebody wishes or wishes not to have on a day; `weight` is what it costs not to be heard."""

    person: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True, slots=True)
class Cover:
    """People wanted, and what each one missing or beyond costs."""

    need: int
    under: int
    over: int


@dataclass(frozen=True, slots=True)
class Wards:
    """One instance; day 0 is a Monday, `cover` by day and shift."""

    days: int
    shifts: Mapping[str, Shift]
    people: Mapping[str, Person]
    on: Sequence[Request]
    off: Sequence[Request]
    cover: Mapping[tuple[int, str], Cover]


LEAST = {"max_minutes": 0, "min_minutes": 0, "max_run": 1, "min_run": 1, "min_free": 1, "max_weekends": 0}
"""Columns of a person's row behind her limits by shift, each with the least that it can be."""

Sections = Mapping[str, Sequence[Row]]
"""Name of a section → its rows."""


def read(path: Path) -> Wards:
    """Raises InstanceError where the file is not in the format, or cut."""
    with reading(path, "the whole"):
        sections = _sections(path)
        days = _days(path, sections)
        shifts = _shifts(_needed(path, sections, "SHIFTS"))
        people = _people(path, sections, days, shifts)
        places = _Places(days, shifts, people)
        return Wards(
            days=days,
            shifts=shifts,
            people=people,
            on=[places.request(row) for row in sections.get("SHIFT_ON_REQUESTS", ())],
            off=[places.request(row) for row in sections.get("SHIFT_OFF_REQUESTS", ())],
            cover=_cover(path, sections, places),
        )


def days_of(path: Path) -> int:
    """How long it is, whatever else is wrong with the file. Raises InstanceError."""
    with reading(path, "the whole"):
        return _days(path, _sections(path))


def solution_text(rosters: Mapping[str, Sequence[str]]) -> str:
    """JSON: person → the shift of each day, or an empty string."""
    return json.dumps({"roster": {person: list(row) for person, row in rosters.items()}})


@dataclass(frozen=True, slots=True)
class _Places:
    """What a row may speak of."""

    days: int
    shifts: Mapping[str, Shift]
    people: Mapping[str, Person]

    def request(self, row: Row) -> Request:
        person, day, shift, weight = row.of(4)
        return Request(_known(row, person, self.people), *self.place(row, day, shift), row.whole(weight))

    def place(self, row: Row, day: str, shift: str) -> tuple[int, str]:
        return _day(row, day, self.days), _known(row, shift, self.shifts)


def _sections(path: Path) -> Sections:
    sections: dict[str, list[Row]] = {}
    section: list[Row] = []
    for row in rows(path, path.read_text("utf-8-sig"), ","):
        if row.words[0].startswith("SECTION_"):
            section = sections.setdefault(row.words[0].removeprefix("SECTION_"), [])
        elif not row.words[0].startswith("#"):
            section.append(row)
    return sections


def _needed(path: Path, sections: Sections, name: str) -> Sequence[Row]:
    if not sections.get(name):
        raise InstanceError(path, f"SECTION_{name}", "no such section, or nothing in it")
    return sections[name]


def _days(path: Path, sections: Sections) -> int:
    row = _needed(path, sections, "HORIZON")[0]
    return row.count("days", row.of(1)[0], 1)


def _shifts(lines: Sequence[Row]) -> dict[str, Shift]:
    names = {row.words[0] for row in lines}
    shifts: dict[str, Shift] = {}
    for row in lines:
        name, minutes, never = row.of(3)
        not_before = frozenset(_known(row, one, names) for one in never.split("|") if one)
        shifts[_new(row, name, shifts)] = Shift(row.count(f"minutes of {name}", minutes, 1), not_before)
    return shifts


def _people(path: Path, sections: Sections, days: int, shifts: Mapping[str, Shift]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    staff = _needed(path, sections, "STAFF")
    free = _free(sections, days, {row.words[0] for row in staff})
    for row in staff:
        name = _new(row, row.words[0], people)
        people[name] = _person(row, name, shifts, free.get(name, frozenset()))
    return people


def _person(row: Row, name: str, shifts: Mapping[str, Shift], free_days: frozenset[int]) -> Person:
    _, limits, *numbers = row.of(8)
    most_of: dict[str, int] = {}
    for shift, _, most in (limit.partition("=") for limit in limits.split("|") if limit):
        most_of[_known(row, shift, shifts)] = row.count(f"{shift} of {name}", most)
    fields = zip(LEAST.items(), numbers, strict=True)
    most_minutes, least_minutes, max_run, min_run, min_free, weekends = (
        row.count(f"{field} of {name}", word, least) for (field, least), word in fields
    )
    if least_minutes > most_minutes:
        raise row.fault(f"minutes of {name}: from {least_minutes} to {most_minutes}")
    if min_run > max_run:
        raise row.fault(f"run of {name}: from {min_run} to {max_run}")
    return Person(most_of, most_minutes, least_minutes, max_run, min_run, min_free, weekends, free_days)


def _free(sections: Sections, days: int, people: Collection[str]) -> dict[str, frozenset[int]]:
    free: dict[str, frozenset[int]] = {}
    for row in sections.get("DAYS_OFF", ()):
        person = _new(row, _known(row, row.words[0], people), free)
        free[person] = frozenset(_day(row, day, days) for day in row.words[1:] if day)
    return free


def _cover(path: Path, sections: Sections, places: _Places) -> dict[tuple[int, str], Cover]:
    """Of every day and shift, or the file was cut."""
    cover = {}
    for row in _needed(path, sections, "COVER"):
        day, shift, *numbers = row.of(5)
        fields = zip(("need", "under", "over"), numbers, strict=True)
        cover[places.place(row, day, shift)] = Cover(*(row.count(field, word) for field, word in fields))
    wanted = places.days * len(places.shifts)
    if len(cover) != wanted:
        raise InstanceError(path, "SECTION_COVER", f"days and shifts: {len(cover)} instead of {wanted}")
    return cover


def _known(row: Row, name: str, names: Collection[str]) -> str:
    if name not in names:
        raise row.fault(f"unknown: {name or 'nothing'}")
    return name


def _new(row: Row, name: str, names: Collection[str]) -> str:
    if not name or name in names:
        raise row.fault(f"{name} for the second time" if name else "no name")
    return name


def _day(row: Row, word: str, days: int) -> int:
    day = row.whole(word)
    if not 0 <= day < days:
        raise row.fault(f"day {day} of {days}, the first being 0")
    return day
