"""The ground a district stands on: communities, grids, estates and buildings with their coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, radians, sin, sqrt
from random import Random

from eldercare.demo.chance import spread, stream
from eldercare.demo.published import (
    ESTATE_ROOTS,
    INVENTED_COMMUNITIES,
    NEW_ESTATES,
    OLD_ESTATES,
    PINYIN,
    VILLAGES,
    published,
)
from eldercare.demo.scale import Size

METRES_A_DEGREE = 111_320
GOLDEN_ANGLE = pi * (3 - sqrt(5))


class EstateKind(StrEnum):
    OLD = "old"
    """Six or seven floors, no lift."""
    NEW = "new"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Spot:
    latitude: float
    longitude: float

    def away(self, metres: float, angle: float) -> "Spot":
        """The spot so many metres off in a direction (radians, from the north)."""
        latitude = self.latitude + metres * cos(angle) / METRES_A_DEGREE
        width = METRES_A_DEGREE * cos(radians(self.latitude))
        return Spot(round(latitude, 6), round(self.longitude + metres * sin(angle) / width, 6))


@dataclass(frozen=True, slots=True)
class Building:
    name: str
    spot: Spot
    floors: int
    has_lift: bool


@dataclass(frozen=True, slots=True)
class Estate:
    name: str
    kind: EstateKind
    spot: Spot
    buildings: tuple[Building, ...]


@dataclass(frozen=True, slots=True)
class CommunityGround:
    """`estates` belong to the grids in turn: two grids share one."""

    name: str
    name_en: str
    spot: Spot
    grids: int
    estates: tuple[Estate, ...]


@dataclass(frozen=True, slots=True)
class StreetGround:
    name: str
    name_en: str
    spot: Spot
    communities: tuple[CommunityGround, ...]


def ground(size: Size, seed: int, shift: Spot) -> list[StreetGround]:
    """The streets of one district; `shift` moves the whole of it over the map."""
    rng = stream(seed, "ground")
    streets = published().streets[: size.streets]
    counts = [size.communities or street.communities for street in streets]
    grids = iter(_split(size.grids, sum(counts)))
    communities, estates = _community_names(), _estate_names(rng)
    made = []
    for street, count in zip(streets, counts, strict=True):
        spot = Spot(street.latitude + shift.latitude, street.longitude + shift.longitude)
        named = [*street.named_communities, *communities][:count]
        communities = [name for name in communities if name not in named]
        laid = []
        for number, name in enumerate(named):
            where = _around(rng, spot, size.radius, number, count)
            laid.append(_community(rng, name, where, next(grids), size.buildings, estates))
        made.append(StreetGround(street.name, street.name_en, spot, tuple(laid)))
    return made


def _community(
    rng: Random, name: str, spot: Spot, grids: int, buildings: int, estates: dict[EstateKind, Iterator[str]]
) -> CommunityGround:
    count = (grids + 1) // 2
    rural = name.endswith("村") and not name.endswith("新村") and not name.endswith("三村")
    kinds = [EstateKind.VILLAGE] * count if rural else _town_kinds(rng, count)
    laid = []
    for number, kind in enumerate(kinds):
        where = spot.away(rng.uniform(90, 260), 2 * pi * number / count + rng.uniform(-0.4, 0.4))
        title = f"{name.removesuffix('村')}{number + 1}{VILLAGES[0]}" if rural else next(estates[kind])
        laid.append(Estate(title, kind, where, tuple(_building(rng, kind, where, at) for at in range(buildings))))
    return CommunityGround(name, {**PINYIN, **INVENTED_COMMUNITIES}[name], spot, grids, tuple(laid))


def _town_kinds(rng: Random, count: int) -> list[EstateKind]:
    return spread(rng, {EstateKind.OLD: 0.65, EstateKind.NEW: 0.35}, count)


def _building(rng: Random, kind: EstateKind, spot: Spot, number: int) -> Building:
    floors, has_lift = {
        EstateKind.OLD: (rng.choice((5, 6, 6, 7)), False),
        EstateKind.NEW: (rng.choice((11, 14, 18)), True),
        EstateKind.VILLAGE: (2, False),
    }[kind]
    sign = "号" if kind is EstateKind.VILLAGE else "栋"
    name = f"{4 * number + rng.randint(1, 4)}{sign}"
    return Building(name, spot.away(rng.uniform(30, 80), 2.1 * number + rng.uniform(0, 1)), floors, has_lift)


def _around(rng: Random, spot: Spot, radius: int, number: int, count: int) -> Spot:
    """The places of a street lie around its centre as seeds do in a sunflower."""
    metres = radius * sqrt((number + 0.4) / count) + rng.uniform(-60, 60)
    return spot.away(max(120.0, metres), number * GOLDEN_ANGLE)


def _split(total: int, parts: int) -> list[int]:
    """As even as may be, the larger parts first."""
    return [total // parts + (number < total % parts) for number in range(parts)]


def _community_names() -> list[str]:
    """Published names whose street is not published, then invented ones, mixed in a fixed order."""
    others, invented = list(published().other_communities), list(INVENTED_COMMUNITIES)
    step = len(invented) // len(others)
    return [name for at, other in enumerate(others) for name in (other, *invented[at * step : (at + 1) * step])] + (
        invented[len(others) * step :]
    )


def _estate_names(rng: Random) -> dict[EstateKind, Iterator[str]]:
    """Estates to hand out, the published ones first."""
    roots = [(root, ending) for ending in range(3) for root in ESTATE_ROOTS]
    rng.shuffle(roots)
    return {
        EstateKind.OLD: iter([root + OLD_ESTATES[ending] for root, ending in roots]),
        EstateKind.NEW: iter([*published().other_estates, *(root + NEW_ESTATES[ending] for root, ending in roots)]),
    }
