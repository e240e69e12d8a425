"""The text format of the public shift scheduling instances of Curtois and Qu (2014)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shift:
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


def read(path: Path) -> Wards:
    """Raises KeyError or ValueError where the file is not in the format."""
    sections = _sections(path.read_text("utf-8-sig"))
    return Wards(
        days=int(sections["HORIZON"][0][0]),
        shifts={row[0]: Shift(int(row[1]), _names(row[2:])) for row in sections["SHIFTS"]},
        people=_people(sections),
        on=_requests(sections.get("SHIFT_ON_REQUESTS", [])),
        off=_requests(sections.get("SHIFT_OFF_REQUESTS", [])),
        cover={(int(row[0]), row[1]): Cover(int(row[2]), int(row[3]), int(row[4])) for row in sections["COVER"]},
    )


def solution_text(rosters: Mapping[str, Sequence[str]]) -> str:
    """JSON: person → the shift of each day, or an empty string."""
    return json.dumps({"roster": {person: list(row) for person, row in rosters.items()}})


def _sections(text: str) -> dict[str, list[list[str]]]:
    sections: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("SECTION_"):
            rows = sections.setdefault(line.removeprefix("SECTION_"), [])
        elif line and not line.startswith("#"):
            rows.append([part.strip() for part in line.split(",")])
    return sections


def _people(sections: Mapping[str, list[list[str]]]) -> dict[str, Person]:
    free = {row[0]: frozenset(int(day) for day in row[1:] if day) for row in sections.get("DAYS_OFF", [])}
    people = {}
    for name, limits, *numbers in sections["STAFF"]:
        most_of = {shift: int(most) for shift, most in (limit.split("=") for limit in limits.split("|") if limit)}
        most_minutes, least_minutes, max_run, min_run, min_free, weekends = map(int, numbers)
        days_off = free.get(name, frozenset())
        people[name] = Person(most_of, most_minutes, least_minutes, max_run, min_run, min_free, weekends, days_off)
    return people


def _names(parts: Sequence[str]) -> frozenset[str]:
    return frozenset(name for part in parts for name in part.split("|") if name)


def _requests(rows: Sequence[Sequence[str]]) -> list[Request]:
    return [Request(row[0], int(row[1]), row[2], int(row[3])) for row in rows]
