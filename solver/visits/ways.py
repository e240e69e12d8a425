"""From where to where in how many minutes, who can be there in time, and what lies near what: arrays by spot."""

import numpy as np
from numpy.typing import NDArray

from solver.visits.problem import VisitsProblem

NEAR = 40
"""How many neighbours of a stop the ruin may walk through."""

Minutes = NDArray[np.int32]


def minutes_between(problem: VisitsProblem) -> tuple[Minutes, Minutes, dict[str, int]]:
    """Minutes of travel by mode × spot × spot, the same with doors and stairs at either end, and the number of a mode.

    From one stop to another in the same home there is no door; what has begun is reached and left without one.
    """
    stops, travel = problem.stops, problem.travel
    modes = {mode: at for at, mode in enumerate(dict.fromkeys(carer.mode for carer in problem.carers))}
    places = [stop.place for stop in stops] + [carer.base for carer in problem.carers]
    rows = np.array([travel.index(place) for place in places], dtype=np.intp)
    way = np.array([travel.minutes[mode][np.ix_(rows, rows)] for mode in modes], dtype=np.int32)
    way = way.reshape(len(modes), len(places), len(places))
    access = np.array([stop.access_minutes for stop in stops] + [0] * len(problem.carers), dtype=np.int32)
    homes: dict[tuple[str, str], int] = {}
    home = np.array([homes.setdefault((stop.elder, stop.place), len(homes)) for stop in stops], dtype=np.int64)
    gap = way + (access[:, None] + access[None, :])[None]
    size = len(stops)
    gap[:, :size, :size][:, home[:, None] == home[None, :]] = 0
    begun = np.array([at for at, stop in enumerate(stops) if stop.begun], dtype=np.intp)
    gap[:, :, begun] = 0
    gap[:, begun, size:] = 0
    return way, gap.astype(np.int32), modes


def reachable(
    problem: VisitsProblem, spans: list[list[tuple[int, int]]], gap: Minutes, modes: dict[str, int]
) -> NDArray[np.bool_]:
    """Stop × carer: there within a span, from her base or where she has begun, and back before the end of her shift."""
    size = len(problem.stops)
    number = {stop.key: at for at, stop in enumerate(problem.stops)}
    begun = {carer: number[stop.key] for carer, stop in problem.last_begun().items()}
    answer = np.zeros((size, len(problem.carers)), dtype=bool)
    minutes = np.array([stop.minutes for stop in problem.stops], dtype=np.int64)
    last = np.array([span[-1][1] if span else -(10**6) for span in spans], dtype=np.int64)
    first = np.array([span[0][0] if span else 10**6 for span in spans], dtype=np.int64)
    for at, carer in enumerate(problem.carers):
        out, back = gap[modes[carer.mode], size + at, :size], gap[modes[carer.mode], :size, size + at]
        soonest = np.maximum(first, carer.start + out)
        if (here := begun.get(carer.key)) is not None:
            onward = last[here] + minutes[here] + gap[modes[carer.mode], here, :size]
            soonest = np.minimum(soonest, np.maximum(first, onward))
        answer[:, at] = (soonest <= last) & (soonest + minutes + back <= carer.end)
    return answer


def nearest(problem: VisitsProblem, way: Minutes, spans: list[list[tuple[int, int]]]) -> NDArray[np.int64]:
    """Close in minutes and not too far in time of day."""
    size = len(problem.stops)
    middle = np.array([(span[0][0] + span[-1][1]) / 2 if span else 0.0 for span in spans])
    apart = np.abs(middle[:, None] - middle[None, :])
    distance = (way[:, :size, :size].mean(axis=0) if len(way) else np.zeros((size, size))) + 0.1 * apart
    np.fill_diagonal(distance, np.inf)
    return np.argsort(distance, axis=1, kind="stable")[:, : max(1, min(NEAR, size - 1))].astype(np.int64)
