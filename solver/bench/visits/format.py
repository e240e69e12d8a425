"""Public instances of home health care routing, read from their text and JSON formats, and the file of a solution.

D. S. Mankowska, F. Meisel and C. Bierwirth, "The home health care routing and scheduling problem", Health Care
Management Science 17 (2014); the text format is that of the mirror the instances come from, the JSON that of S.
Ceschia, L. Di Gaspero, R. M. Rosati and A. Schaerf (2024).
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver.bench.reading import InstanceError, Row, reading, rows

KEYWORDS = {"nbNodes", "nbVehi", "nbServi", "r", "DS", "a", "x", "y", "d", "p", "mind", "maxd", "e", "l"}

MOST = 100_000.0
"""Minutes, about seventy days: more of them do not fit into the numbers that a search counts in."""

Route = Sequence[tuple[int, int, float]]
"""A carer's calls in order: patient, service, start."""


@dataclass(frozen=True, slots=True)
class Patient:
    """`services` in their order with the minutes of each; with two, the second starts `gap` minutes after the first.

    Raises ValueError with more than two services, where minutes are negative, or where a gap or window ends before it
    begins; and where any of these is no number, or more than MOST.
    """

    services: tuple[int, ...]
    minutes: tuple[float, ...]
    earliest: float
    latest: float
    gap: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if len(self.services) > 2:
            raise ValueError(f"services: {len(self.services)}, and two at most can be had")
        if not all(0 <= minutes <= MOST for minutes in self.minutes):
            raise ValueError(f"minutes: {_told(self.minutes)}, and it is 0 to {MOST:g}")
        times = (self.earliest, self.latest, *self.gap)
        if not all(-MOST <= time <= MOST for time in times):
            raise ValueError(f"window and gap: {_told(times)}, and no time is beyond {MOST:g} minutes")
        if self.gap[0] > self.gap[1] or self.earliest > self.latest:
            raise ValueError("a gap or a window that ends before it begins")


@dataclass(frozen=True, slots=True)
class HomeCare:
    """Patient 1 is the first of `patients`, place 0 is the depot where all carers begin and end.

    Raises ValueError where distances are not from every place to every place, or are not minutes from 0 to MOST, or
    some patient has nobody to come.
    """

    patients: tuple[Patient, ...]
    abilities: tuple[frozenset[int], ...]
    distance: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        places = len(self.patients) + 1
        if [len(row) for row in self.distance] != [places] * places:
            raise ValueError(f"no distances between {places} places")
        for here, row in enumerate(self.distance):
            for there, minutes in enumerate(row):
                if not 0 <= minutes <= MOST:
                    raise ValueError(f"from place {here} to {there}: {minutes:g} minutes, and it is 0 to {MOST:g}")
        for at, patient in enumerate(self.patients, 1):
            able = [{carer for carer, can in enumerate(self.abilities) if one in can} for one in patient.services]
            if not all(able) or len(set().union(*able)) < len(able):
                raise ValueError(f"too few carers with the skills that patient {at} needs")


def _told(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)


def read(path: Path) -> HomeCare:
    """Windows of JSON instances lose their fractions of a minute, as in the published solutions.

    Raises InstanceError.
    """
    with reading(path, "the whole"):
        text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
        return _from_json(path, json.loads(text)) if text.lstrip().startswith("{") else _from_text(path, text)


def solution_text(routes: Mapping[int, Route]) -> str:
    """The file that the checkers read: carer → calls."""
    return json.dumps({"routes": {str(carer): [list(call) for call in route] for carer, route in routes.items()}})


def read_solution(text: str) -> dict[int, list[tuple[int, int, float]]]:
    """Carer → (call, service, start), from such a file."""
    routes = json.loads(text)["routes"]
    return {
        int(carer): [(int(at), int(service), float(start)) for at, service, start in routes[carer]] for carer in routes
    }


def _from_text(file: Path, text: str) -> HomeCare:
    blocks = _blocks(file, text)
    nodes, carers, kinds = (_count(file, blocks, key) for key in ("nbNodes", "nbVehi", "nbServi"))
    least, most, earliest, latest = (_list(file, blocks, key, nodes) for key in ("mind", "maxd", "e", "l"))
    wanted, minutes = _table(file, blocks, "r", nodes, kinds), _table(file, blocks, "p", nodes * carers, kinds)
    patients = []
    for at in range(1, nodes - 1):
        services = tuple(service for service, needs in enumerate(wanted[at]) if needs)
        lasting = tuple(minutes[at * carers][service] for service in services)
        with reading(file, f"patient {at}"):
            if any(row != minutes[at * carers] for row in minutes[at * carers : (at + 1) * carers]):
                raise ValueError("minutes that differ by carer")
            patients.append(Patient(services, lasting, earliest[at], latest[at], (least[at], most[at])))
    able = _table(file, blocks, "a", carers, kinds)
    abilities = tuple(frozenset(service for service, can in enumerate(row) if can) for row in able)
    distance = tuple(tuple(row[:-1]) for row in _table(file, blocks, "d", nodes, nodes)[:-1])
    return HomeCare(tuple(patients), abilities, distance)


Blocks = Mapping[str, Sequence[Row]]
"""Keyword → the lines below it."""


def _blocks(file: Path, text: str) -> Blocks:
    blocks: dict[str, list[Row]] = {}
    lines: list[Row] = []
    for row in rows(file, text):
        if len(row.words) == 1 and row.words[0] in KEYWORDS:
            lines = blocks.setdefault(row.words[0], [])
        else:
            lines.append(row)
    return blocks


def _table(file: Path, blocks: Blocks, key: str, height: int, width: int) -> list[list[float]]:
    found = blocks.get(key, ())
    if len(found) != height:
        raise InstanceError(file, key, f"rows: {len(found)} instead of {height}")
    return [row.numbers(width) for row in found]


def _list(file: Path, blocks: Blocks, key: str, length: int) -> list[float]:
    """Numbers on one line or several."""
    found = [number for row in blocks.get(key, ()) for number in row.numbers(len(row.words))]
    if len(found) != length:
        raise InstanceError(file, key, f"numbers: {len(found)} instead of {length}")
    return found


def _count(file: Path, blocks: Blocks, key: str) -> int:
    with reading(file, key):
        row, *_ = blocks[key]
        (word,) = row.of(1)
        return row.whole(word)


def _from_json(file: Path, raw: Any) -> HomeCare:
    number = {service["id"]: at for at, service in enumerate(raw["services"])}
    usual = {service["id"]: service.get("default_duration") for service in raw["services"]}
    patients = []
    for at, one in enumerate(raw["patients"], 1):
        with reading(file, f"patient {at}"):
            patients.append(_patient(one, number, usual))
    abilities = tuple(frozenset(number[service] for service in carer["abilities"]) for carer in raw["caregivers"])
    return HomeCare(tuple(patients), abilities, tuple(tuple(map(float, row)) for row in raw["distances"]))


def _patient(raw: Any, number: Mapping[str, int], usual: Mapping[str, Any]) -> Patient:
    wanted, together = raw["required_caregivers"], raw.get("synchronization")
    least, most = map(float, together["distance"]) if together and together["type"] == "sequential" else (0.0, 0.0)
    earliest, latest = (float(time) // 1 for time in raw["time_window"])
    return Patient(
        services=tuple(number[part["service"]] for part in wanted),
        minutes=tuple(float(part.get("duration", usual[part["service"]])) for part in wanted),
        earliest=earliest,
        latest=latest,
        gap=(least, most),
    )
