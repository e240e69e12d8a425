"""A home care instance as the search wants it: nodes, stops and links, all in one whole unit of time."""

import numpy as np

from solver.bench.visits.format import HomeCare
from solver.visits.engine.board import Draft

FRACTIONS = 10_000
"""What has fractions of a minute is counted in so many parts of one."""

Calls = list[tuple[int, int]]
"""Node → patient, service."""


def draft_of(problem: HomeCare) -> tuple[Draft, Calls, int]:
    """The board's lists; what each node is; and how many parts of a minute one unit of it is counted in."""
    parts = 1 if _in_whole_minutes(problem) else FRACTIONS
    calls: Calls = []
    stop_of: list[int] = []
    spans: list[tuple[float, float]] = []
    links: list[tuple[int, int, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, patient in enumerate(problem.patients, 1):
        together = patient.gap == (0.0, 0.0)
        for number, service in enumerate(patient.services):
            if number == 0 or not together:
                spans.append((patient.earliest, patient.latest))
            stop_of.append(len(spans) - 1)
            calls.append((at, service))
        if len(patient.services) == 2:
            pairs.append((len(calls) - 2, len(calls) - 1))
        if len(patient.services) == 2 and not together:
            one, two = len(spans) - 2, len(spans) - 1
            links += [(one, two, _units(patient.gap[0], parts)), (two, one, -_units(patient.gap[1], parts))]
    draft = Draft(
        stop_of=stop_of,
        place_of=[patient for patient, _ in calls],
        minutes=[_units(minutes, parts) for patient in problem.patients for minutes in patient.minutes],
        first=[_units(earliest, parts) for earliest, _ in spans],
        due=[_units(latest, parts) for _, latest in spans],
        links=links,
        pairs=pairs,
        base_of=[0] * len(problem.abilities),
        may=np.array([[service in able for able in problem.abilities] for _, service in calls], dtype=np.bool_),
        way=np.rint(np.array(problem.distance) * parts).astype(np.int32),
    )
    return draft, calls, parts


def _in_whole_minutes(problem: HomeCare) -> bool:
    times = [(one.earliest, one.latest, *one.gap, *one.minutes) for one in problem.patients]
    return all(number.is_integer() for row in (*problem.distance, *times) for number in row)


def _units(minutes: float, parts: int) -> int:
    return round(minutes * parts)
