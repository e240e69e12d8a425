"""Why a drop stays in the kitchen: the rule that stops most carriers, each asked for one more trip with it alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from solver.meals.problem import Carrier, Drop, RoundsProblem, Wave
from solver.meals.solution import Round
from solver.result import Fact, Unplanned

NOBODY = "staff_available"


def waiting(problem: RoundsProblem, rounds: Sequence[Round]) -> tuple[Unplanned, ...]:
    """An entry for each drop that no round brings, in the order of the problem."""
    brought = {delivery.drop for one in rounds for delivery in one.deliveries}
    return tuple(_entry(problem, drop, rounds) for drop in problem.drops if drop.key not in brought)


def somebody_can(problem: RoundsProblem, drop: Drop) -> bool:
    """Whether a carrier could bring the drop if she had nothing else to do."""
    return any(_first_broken(problem, drop, carrier, ()) is None for carrier in problem.carriers)


def _entry(problem: RoundsProblem, drop: Drop, rounds: Sequence[Round]) -> Unplanned:
    rule, facts = _why(problem, drop, rounds)
    return Unplanned("meal", drop.key, drop.priority_class, drop.minutes, rule, facts)


def _why(problem: RoundsProblem, drop: Drop, rounds: Sequence[Round]) -> tuple[str, Mapping[str, Fact]]:
    """`carriers_able` could bring it if they had nothing else to do; their reasons count before the others'."""
    alone = {carrier.key: _first_broken(problem, drop, carrier, ()) for carrier in problem.carriers}
    able = [carrier for carrier in problem.carriers if alone[carrier.key] is None]
    # who has time afterwards was out when it had to leave
    busy = Counter(_why_not_as_well(problem, drop, carrier, rounds) or "no_overlap_with_travel" for carrier in able)
    stopped = busy or Counter(rule for rule in alone.values() if rule)
    rule = max(stopped, key=lambda name: (stopped[name], name), default=NOBODY)
    facts: dict[str, Fact] = {"carriers": len(problem.carriers), "carriers_able": len(able), "boxes": drop.boxes}
    facts |= {f"carriers_{name}": count for name, count in sorted(stopped.items())}
    later = _later_wave(problem, drop, rounds) if rule == "pot_to_plate" else None
    return rule, facts | _measure(problem, drop, rule) | ({"later_wave": later.leaves} if later else {})


def _later_wave(problem: RoundsProblem, drop: Drop, rounds: Sequence[Round]) -> Wave | None:
    """The first wave after its own with which somebody could bring it, beside her rounds."""
    leaves = _wave(problem, drop).leaves
    later = sorted((wave for wave in problem.waves if wave.leaves > leaves), key=lambda wave: wave.leaves)
    for wave in later:
        with_it = replace(drop, wave=wave.key)
        if any(_why_not_as_well(problem, with_it, carrier, rounds) is None for carrier in problem.carriers):
            return wave
    return None


def _why_not_as_well(problem: RoundsProblem, drop: Drop, carrier: Carrier, rounds: Sequence[Round]) -> str | None:
    """The rule that stops a trip after her rounds; None where she has time for it then."""
    return _first_broken(problem, drop, carrier, [one for one in rounds if one.carrier == carrier.key])


@dataclass(frozen=True, slots=True)
class _Trip:
    """A trip with the drop alone: minutes to the door and in all."""

    to_door: int
    minutes: int

    @classmethod
    def of(cls, problem: RoundsProblem, drop: Drop, carrier: Carrier) -> "_Trip":
        there = problem.travel.between(carrier.mode, problem.kitchen, drop.place) + drop.access_minutes
        back = drop.access_minutes + problem.travel.between(carrier.mode, drop.place, problem.kitchen)
        return cls(there, there + problem.handover_minutes + back)


def _first_broken(problem: RoundsProblem, drop: Drop, carrier: Carrier, before: Sequence[Round]) -> str | None:
    trip = _Trip.of(problem, drop, carrier)
    wave = _wave(problem, drop)
    leaves = max(carrier.start, wave.leaves, max((one.returns for one in before), default=0))
    outside = sum(one.returns - one.leaves for one in before) + trip.minutes
    broken = {
        "vehicle_boxes": drop.boxes > carrier.boxes,
        "box_ride_time": trip.to_door > problem.ride_minutes,
        "pot_to_plate": leaves + trip.to_door > wave.cooked + problem.plate_minutes,
        "elder_in_one_place": drop.latest is not None and leaves + trip.to_door > drop.latest,
        "shift_span": leaves + trip.minutes > carrier.end,
        "heat_outdoors": problem.outdoor_minutes is not None and outside > problem.outdoor_minutes,
    }
    return next((rule for rule, breaks in broken.items() if breaks), None)


def _wave(problem: RoundsProblem, drop: Drop) -> Wave:
    return next(wave for wave in problem.waves if wave.key == drop.wave)


def _measure(problem: RoundsProblem, drop: Drop, rule: str) -> dict[str, Fact]:
    """The figure that the rule is about, at its best over the carriers."""
    if not problem.carriers:
        return {}
    trips = [_Trip.of(problem, drop, carrier) for carrier in problem.carriers]
    to_door, in_all = min(trip.to_door for trip in trips), min(trip.minutes for trip in trips)
    figures: dict[str, dict[str, Fact]] = {
        "vehicle_boxes": {"room": max(carrier.boxes for carrier in problem.carriers)},
        "box_ride_time": {"minutes": to_door, "limit": problem.ride_minutes},
        "pot_to_plate": {"cooked": _wave(problem, drop).cooked, "limit": problem.plate_minutes},
        "elder_in_one_place": {"latest": drop.latest},
        "shift_span": {"minutes": in_all, "end": max(carrier.end for carrier in problem.carriers)},
        "heat_outdoors": {"minutes": in_all, "limit": problem.outdoor_minutes},
    }
    return figures.get(rule, {})
