"""The standard batches, with what we want to reach in them."""

from collections.abc import Mapping
from dataclasses import dataclass

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

Goals = Mapping[tuple[str, float], float]
"""Set or instance and seconds or effort → the mean gap in percent that is aimed at."""

GOALS: Mapping[str, Goals] = {
    "visits": {
        **{("mankowska-10", 60): 0.0, ("mankowska-25", 60): 0.0, ("mankowska-50", 60): -0.2},
        **{("mankowska-75", 60): -0.4, ("mankowska-100", 60): -1.0, ("mankowska-200", 60): -4.0},
        **{("mankowska-300", 60): -5.5, ("mankowska-100", 300): -1.5, ("mankowska-200", 300): -4.5},
        **{("mankowska-300", 300): -6.5, ("italian", 120): -1.0},
    },
    "rostering": {
        **{(f"Instance{number}", seconds): 0.0 for number in (1, 2, 3) for seconds in (60, 600)},
        **{("Instance5", 60): 0.5, ("Instance7", 60): 1.0, ("Instance8", 60): 1.5, ("Instance9", 60): 3.0},
        **{("Instance11", 60): 0.5, ("Instance13", 60): 8.0, ("Instance15", 60): 10.0},
        **{("Instance5", 600): 0.2, ("Instance7", 600): 0.3, ("Instance8", 600): 0.5, ("Instance9", 600): 1.0},
        **{("Instance11", 600): 0.1, ("Instance13", 600): 2.0, ("Instance15", 600): 4.0, ("Instance17", 600): 3.0},
        **{("Instance20", 600): 10.0, ("Instance22", 600): 30.0},
    },
    "week": {("street", 1): 2.0, ("district", 1): 2.0},
}
