"""The standard batches, with what we want to reach in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.bench.standard.bars import Bar

MANKOWSKA = tuple(f"mankowska-{patients}" for patients in (10, 25, 50, 75, 100, 200, 300))
PUBLISHED = ("solomon", "gh200", "gh400", "x")
LUNCHES = ("meal-150", "meal-600", "meal-1500")
WARDS = tuple(f"Instance{number}" for number in (1, 2, 3, 5, 7, 8, 9, 11, 13, 15))
LONG_WARDS = tuple(f"Instance{number}" for number in (17, 20, 22))
WEEKS = ("tiny", "street", "district", "tiny-shortage", "street-shortage")
CITIES = ("city-2", "city-4")
"""Ten and twenty streets at once."""
PEERS = ("pyvrp", "ortools", "vroom")
SMALL_WARDS = tuple(f"Instance{number}" for number in (1, 3, 5))
"""Those that plain CP-SAT is given as well."""
ONCE = (0,)
"""The one seed of what counts its work, of peers that are far from ours, and of short runs, which only show how the gap
falls over time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sets or instances of one family, each solved once in every number of seconds with every seed by every engine.

    Where a family counts its work, `seconds` are effort.
    """

    family: str
    names: tuple[str, ...]
    seconds: tuple[float, ...]
    peers: tuple[str, ...] = ()
    seeds: tuple[int, ...] = (0, 1, 2)
    workers: int = 2


BATCHES = (
    Batch("visits", ("mankowska-25",), (60,), peers=("ortools",), seeds=ONCE),
    Batch("rostering", SMALL_WARDS, (60,), peers=("cpsat",), seeds=ONCE),
    Batch("visits", MANKOWSKA, (60,)),
    Batch("visits", MANKOWSKA[4:], (300,)),
    Batch("visits", ("italian",), (120,)),
    Batch("visits", MANKOWSKA, (20,), seeds=ONCE),
    Batch("visits", ("italian",), (30,), seeds=ONCE),
    Batch("rostering", WARDS, (60,)),
    Batch("rostering", (*WARDS, *LONG_WARDS), (600,)),
    Batch("rostering", WARDS, (20,), seeds=ONCE),
    Batch("rounds", PUBLISHED, (30,), peers=PEERS, workers=1),
    Batch("rounds", LUNCHES, (30,), peers=PEERS[:2], workers=1),
    Batch("rounds", PUBLISHED, (10,), peers=PEERS, seeds=ONCE, workers=1),
    Batch("rounds", LUNCHES, (10,), peers=PEERS[:2], seeds=ONCE, workers=1),
    Batch("places", ("places-3000",), (1,), seeds=ONCE),
    Batch("week", WEEKS, (1,), peers=("ten_times",), seeds=ONCE),
    Batch("week", CITIES, (1,), seeds=ONCE),
    Batch("desk", ("district",), (1,), seeds=ONCE),
)

Goals = Mapping[tuple[str, float], Bar]
"""Set or instance and seconds or effort → the gaps that are aimed at."""
MEANS_60 = {10: 0.0, 25: 0.0, 50: -0.2, 75: -0.4, 100: -1.0, 200: -4.0, 300: -5.5}
MEANS_300 = {100: -1.5, 200: -4.5, 300: -6.5}
PROVEN_SIZES, WORST = (10, 25), 0.3
"""Patients in sets whose best known costs are all proven to be the least; what any other instance may miss by."""
WARDS_60 = {1: 0.0, 2: 0.0, 3: 0.0, 5: 0.5, 7: 1.0, 8: 1.5, 9: 3.0, 11: 0.5, 13: 8.0, 15: 10.0}
WARDS_600 = {
    **{1: 0.0, 2: 0.0, 3: 0.0, 5: 0.2, 7: 0.3, 8: 0.5, 9: 1.0, 11: 0.1, 13: 2.0, 15: 4.0},
    **{17: 3.0, 20: 10.0, 22: 30.0},
}

GOALS: Mapping[str, Goals] = {
    "visits": {
        **{
            (f"mankowska-{size}", 60): Bar(mean, 0.0 if size in PROVEN_SIZES else WORST)
            for size, mean in MEANS_60.items()
        },
        **{(f"mankowska-{size}", 300): Bar(mean) for size, mean in MEANS_300.items()},
        ("italian", 120): Bar(-1.0, 0.5),
    },
    "rostering": {
        **{(f"Instance{number}", 60): Bar(gap) for number, gap in WARDS_60.items()},
        **{(f"Instance{number}", 600): Bar(gap) for number, gap in WARDS_600.items()},
    },
    "week": {("street", 1): Bar(2.0), ("district", 1): Bar(2.0)},
}
