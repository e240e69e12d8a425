"""Public instances of home health care routing, read from their text and JSON formats, and the file of a solution.

D. S. Mankowska, F. Meisel and C. Bierwirth, "The home health care routing and scheduling problem", Health Care
Management Science 17 (2014); the text format is that of the mirror the instances come from, the JSON that of S.
Ceschia, L. Di Gaspero, R. M. Rosati and A. Schaerf (2024).
"""

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEYWORDS = {"nbNodes", "nbVehi", "nbServi", "r", "DS", "a", "x", "y", "d", "p", "mind", "maxd", "e", "l"}

Route = Sequence[tuple[int, int, float]]
"""A carer's calls in order: patient, service, start."""


@dataclass(frozen=True, slots=True)
class Patient:
    """`services` in their order with the minutes of each; with two, the second starts `gap` minutes after the first."""

    services: tuple[int, ...]
    minutes: tuple[float, ...]
    earliest: float
    latest: float
    gap: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class HomeCare:
    """Patient 1 is the first of `patients`, place 0 is the depot where all carers begin and end."""

    patients: tuple[Patient, ...]
    abilities: tuple[frozenset[int], ...]
    distance: tuple[tuple[float, ...], ...]


def read(path: Path) -> HomeCare:
    """Windows of JSON instances lose their fractions of a minute, as in the published solutions."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    return _from_json(json.loads(text)) if text.lstrip().startswith("{") else _from_text(text)


def solution_text(routes: Mapping[int, Route]) -> str:
    """The file that the checkers read: carer → calls."""
    return json.dumps({"routes": {str(carer): [list(call) for call in route] for carer, route in routes.items()}})


def read_solution(text: str) -> dict[int, list[tuple[int, int, float]]]:
    routes = json.loads(text)["routes"]
    return {
        int(carer): [(int(at), int(service), float(start)) for at, service, start in routes[carer]] for carer in routes
    }


def _from_text(text: str) -> HomeCare:
    blocks = _blocks(text)
    carers, size = int(blocks["nbVehi"][0][0]), int(blocks["nbNodes"][0][0]) - 1
    least, most, earliest, latest = (
        [float(word) for row in blocks[key] for word in row] for key in ("mind", "maxd", "e", "l")
    )
    patients = []
    for at in range(1, size):
        services = tuple(service for service, wanted in enumerate(blocks["r"][at]) if int(wanted))
        minutes = tuple(float(blocks["p"][at * carers][service]) for service in services)
        patients.append(Patient(services, minutes, earliest[at], latest[at], (least[at], most[at])))
    abilities = tuple(frozenset(service for service, able in enumerate(row) if int(able)) for row in blocks["a"])
    distance = tuple(tuple(float(word) for word in row[:size]) for row in blocks["d"][:size])
    return HomeCare(tuple(patients), abilities, distance)


def _blocks(text: str) -> dict[str, list[list[str]]]:
    """Keyword → the words of each line below it."""
    blocks: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for words in (line.split() for line in text.splitlines()):
        if len(words) == 1 and words[0] in KEYWORDS:
            rows = blocks.setdefault(words[0], [])
        elif words:
            rows.append(words)
    return blocks


def _from_json(raw: Any) -> HomeCare:
    number = {service["id"]: at for at, service in enumerate(raw["services"])}
    usual = {service["id"]: service.get("default_duration") for service in raw["services"]}
    patients = tuple(_patient(one, number, usual) for one in raw["patients"])
    abilities = tuple(frozenset(number[service] for service in carer["abilities"]) for carer in raw["caregivers"])
    return HomeCare(patients, abilities, tuple(tuple(map(float, row)) for row in raw["distances"]))


def _patient(raw: Any, number: Mapping[str, int], usual: Mapping[str, Any]) -> Patient:
    wanted, together = raw["required_caregivers"], raw.get("synchronization")
    least, most = map(float, together["distance"]) if together and together["type"] == "sequential" else (0.0, 0.0)
    earliest, latest = (float(math.floor(time)) for time in raw["time_window"])
    return Patient(
        services=tuple(number[part["service"]] for part in wanted),
        minutes=tuple(float(part.get("duration", usual[part["service"]])) for part in wanted),
        earliest=earliest,
        latest=latest,
        gap=(least, most),
    )
