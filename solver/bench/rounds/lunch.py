"""Lunch rounds as ours: kitchens, diets, bikes, vans and walkers, two waves, 45 minutes.

The generator of the instances lies beside the public ones.
"""

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.bench.rounds.format import Routing, Vehicles
from solver.bench.writing import write_whole

WAVES = ((2700, 6300), (6000, 9300))
"""Between leaving the kitchen and coming back, in seconds after ten."""
LONGEST = 2700
HAND_OVER = 120
NOT_SERVED = 1_000_000
EARTH, DETOUR, SAME_DOOR = 6_371_000, 1.3, 5


@dataclass(frozen=True, slots=True)
class Fleet:
    """A kind of vehicle: its boxes and speed; costs of a metre, a second and a trip; seconds to park at a door."""

    boxes: int
    km_an_hour: float
    a_metre: int
    a_second: int
    a_trip: int
    parking: int


FLEETS = {
    "bike": Fleet(20, 15.0, 2, 83, 60_000, 20),
    "van": Fleet(80, 25.0, 12, 83, 350_000, 120),
    "walker": Fleet(8, 4.5, 0, 70, 15_000, 0),
}
SIZES = (150, 600, 1500)
SEEDS = (1, 2, 3, 4, 5)


def names() -> list[tuple[str, str]]:
    """Name and set of every instance of the standard batch."""
    return [(f"meal-n{size}-s{seed}", f"meal-{size}") for size in SIZES for seed in SEEDS]


def write(generator: Path, path: Path) -> None:
    """Makes the instance that the file is named after."""
    size, seed = (int(part[1:]) for part in path.stem.split("-")[1:])
    write_whole(path, json.dumps(_module(generator).make(size, None, seed)))


def routing(raw: Any) -> Routing:
    """Costs in 1e-4 yuan, times in seconds after ten."""
    elders, kitchens = raw["elders"], raw["kitchens"]
    metres = _metres([*kitchens, *elders])
    ways = np.stack([_seconds(metres, fleet) for fleet in FLEETS.values()])
    tolls = np.stack([metres * fleet.a_metre for fleet in FLEETS.values()])
    tolls += ways * np.array([fleet.a_second for fleet in FLEETS.values()])[:, None, None]
    may = [tuple(elder["diet"] in kitchen["diets"] for elder in elders) for kitchen in kitchens]
    return Routing(
        ways=ways,
        tolls=tolls,
        amounts=tuple(elder["boxes"] for elder in elders),
        minutes=(HAND_OVER,) * len(elders),
        firsts=tuple(elder["tw"][0] for elder in elders),
        dues=tuple(elder["tw"][1] for elder in elders),
        prices=(NOT_SERVED,) * len(elders),
        rooms=tuple(kitchen["cap"] for kitchen in kitchens),
        vehicles=tuple(_vehicles(row, may[row["kitchen"]]) for row in raw["fleet"]),
        xy=tuple((place["x"], place["y"]) for place in (*kitchens, *elders)),
    )


def _vehicles(row: Any, may: tuple[bool, ...]) -> Vehicles:
    fleet, (first, due) = FLEETS[row["type"]], WAVES[row["wave"]]
    mode = list(FLEETS).index(row["type"])
    return Vehicles(row["kitchen"], mode, fleet.boxes, first, due, row["num"], LONGEST, fleet.a_trip, may)


def _metres(places: Sequence[Any]) -> NDArray[np.int64]:
    """Three tenths more than the great circle, to a metre. Raises ValueError where a place lies nowhere: what is no
    number would become some whole one."""
    at = np.radians(np.array([[place["lat"], place["lon"]] for place in places]))
    if not np.isfinite(at).all():
        raise ValueError(f"place {int(np.flatnonzero(~np.isfinite(at).all(axis=1))[0])}: no latitude, or no longitude")
    north, east = at[:, 0], at[:, 1]
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    metres: NDArray[np.int64] = np.rint(2 * EARTH * np.arcsin(np.sqrt(half)) * DETOUR).astype(np.int64)
    return metres


def _seconds(metres: NDArray[np.int64], fleet: Fleet) -> NDArray[np.int64]:
    """Whole seconds, and the time to park where it is not the same door."""
    seconds = np.ceil(metres / (fleet.km_an_hour / 3.6)).astype(np.int64) + np.where(
        metres > SAME_DOOR, fleet.parking, 0
    )
    np.fill_diagonal(seconds, 0)
    return seconds


@cache
def _module(generator: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("meal_instance", generator)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(generator)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
