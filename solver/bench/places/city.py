"""Meals and day care of an invented town, drawn from a seed: kitchens and rooms in four tiers, too few of both.

Limits nest: of a kitchen's wave the portions, and within them each diet's; of a house's session its seats, and within
them each room's. What is too far or not on offer is ruled out beforehand, as the week does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from random import Random

from solver.places.problem import Limit, Option, PlacesProblem, Request, Supply

FACILITIES = 60
DIETS = ("regular", "low_salt", "low_sugar", "halal")
DIET_SHARES = (60, 20, 15, 5)
WAVES = ("first", "second")
SESSIONS = ("morning", "afternoon")
REACH = {"institution": 9000, "street": 5000, "community": 2500, "station": 1500}
"""Metres that somebody may come from, or a meal may be brought to, by tier."""
OTHER_TIER = {"station": 0, "community": 5, "street": 15, "institution": 30}
"""What it costs to go past the nearest tier, in hundreds of metres."""
SIDE = 8000
"""Metres of the town from edge to edge."""
ENOUGH = 0.93
"""Places for each request, on the mean."""
MEALS = 0.8
"""Share of the requests that are for meals."""


@dataclass(frozen=True, slots=True)
class House:
    """A facility: a kitchen cooks some of the diets, a room has seats; both where there is room for both."""

    key: str
    tier: str
    x: int
    y: int
    diets: tuple[str, ...]
    portions: int
    rooms: tuple[int, ...]


def town(seed: int, requests: int = 3000, facilities: int = FACILITIES) -> PlacesProblem:
    """The same seed and sizes draw the same town."""
    draw = Random(f"{seed}/{requests}/{facilities}")
    houses = [_house(draw, at, requests, facilities) for at in range(facilities)]
    limits = [limit for house in houses for limit in _limits(house)]
    asked = [_request(draw, at, houses) for at in range(requests)]
    return PlacesProblem(tuple(asked), tuple(supply for house in houses for supply in _supplies(house)), tuple(limits))


def _house(draw: Random, at: int, requests: int, facilities: int) -> House:
    tier = "institution" if at == 0 else "street" if at <= facilities // 10 else ("community", "station")[at % 2]
    size = {"institution": 6.0, "street": 3.0, "community": 1.0, "station": 0.5}[tier] * draw.uniform(0.8, 1.2)
    mean = ENOUGH * requests / facilities / 1.1
    others = draw.sample(DIETS[1:], draw.randint(0, 2) if tier == "station" else 2)
    seats = mean * size * (1 - MEALS) / len(SESSIONS)
    return House(
        key=f"h{at:03}",
        tier=tier,
        x=draw.randrange(SIDE),
        y=draw.randrange(SIDE),
        diets=(DIETS[0], *others) if tier != "institution" else DIETS,
        portions=max(1, round(mean * size * MEALS / len(WAVES))),
        rooms=(max(1, round(seats * 0.6)), max(1, round(seats * 0.5))),
    )


def _limits(house: House) -> list[Limit]:
    """The whole, and within it each part, some of which are together more than the whole."""
    found = []
    for wave in WAVES:
        found.append(Limit(f"{house.key}/{wave}", "kitchen_portions", house.portions))
        for at, diet in enumerate(house.diets):
            most = house.portions if at == 0 else max(1, house.portions // 4)
            found.append(Limit(f"{house.key}/{wave}/{diet}", "kitchen_diet", most))
    for session in SESSIONS:
        found.append(Limit(f"{house.key}/{session}", "zone_seats", max(house.rooms)))
        found += [Limit(f"{house.key}/{session}/{room}", "zone_seats", seats) for room, seats in enumerate(house.rooms)]
    return found


def _supplies(house: House) -> list[Supply]:
    pots = [(f"{house.key}/{wave}", diet) for wave in WAVES for diet in house.diets]
    rooms = [(f"{house.key}/{session}", str(room)) for session in SESSIONS for room in range(len(house.rooms))]
    return [Supply(f"{whole}/{part}", (whole, f"{whole}/{part}")) for whole, part in (*pots, *rooms)]


def _request(draw: Random, at: int, houses: Sequence[House]) -> Request:
    x, y = draw.randrange(SIDE), draw.randrange(SIDE)
    meal = draw.random() < MEALS
    part = draw.choices(DIETS, DIET_SHARES)[0] if meal else str(draw.randrange(2))
    wholes = draw.sample(WAVES, draw.randint(1, 2)) if meal else [draw.choice(SESSIONS)]
    ruled_out: dict[str, int] = {}
    options = []
    for house in houses:
        metres = round(hypot(house.x - x, house.y - y))
        if metres > REACH[house.tier]:
            ruled_out["distance"] = ruled_out.get("distance", 0) + 1
        elif meal and part not in house.diets:
            ruled_out["kitchen_diet"] = ruled_out.get("kitchen_diet", 0) + 1
        else:
            cost = metres // 100 + OTHER_TIER[house.tier]
            options += [Option(f"{house.key}/{whole}/{part}", cost) for whole in sorted(wholes)]
    return Request(
        key=f"r{at:05}",
        kind="meal" if meal else "seat",
        priority_class=draw.choices((1, 2, 3, 4), (30, 40, 20, 10))[0],
        minutes=30 if meal else draw.choice((180, 240)),
        options=tuple(options),
        ruled_out=ruled_out,
    )
