"""Checks rounds against the problem, from plain data alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from solver.meals.problem import Carrier, Drop, RoundsProblem, Wave
from solver.meals.solution import Delivery, Round, RoundsSolution
from solver.result import Breach, Fact
from solver.rules import HARD


def check(problem: RoundsProblem, solution: RoundsSolution) -> list[Breach]:
    """Every breach of a hard rule; not_planned stands for a drop that is lost, brought twice or without a reason."""
    books = _Books.of(problem)
    breaches = [*_accounted_for(books, solution), *_known(books, solution)]
    sound = [one for one in solution.rounds if not any(_unknown(books, one))]
    for one in sound:
        breaches += [
            *_vehicle_boxes(books, one),
            *_box_ride_time(books, one),
            *_pot_to_plate(books, one),
            *_elder_in_one_place(books, one),
            *_time_window(books, one),
            *_shift_span(books, one),
            *_way_of_a_round(books, one),
        ]
    for carrier in problem.carriers:
        rounds = sorted((one for one in sound if one.carrier == carrier.key), key=lambda one: (one.leaves, one.trip))
        breaches += [*_rounds_apart(carrier, rounds), *_heat_outdoors(problem, carrier, rounds)]
    return breaches


@dataclass(frozen=True, slots=True)
class _Books:
    problem: RoundsProblem
    carriers: Mapping[str, Carrier]
    drops: Mapping[str, Drop]
    waves: Mapping[str, Wave]

    @classmethod
    def of(cls, problem: RoundsProblem) -> "_Books":
        return cls(
            problem,
            {carrier.key: carrier for carrier in problem.carriers},
            {drop.key: drop for drop in problem.drops},
            {wave.key: wave for wave in problem.waves},
        )

    def doors(self, one: Round) -> list[tuple[Delivery, Drop]]:
        return [(delivery, self.drops[delivery.drop]) for delivery in one.deliveries]


def _accounted_for(books: _Books, solution: RoundsSolution) -> Iterator[Breach]:
    times = Counter(delivery.drop for one in solution.rounds for delivery in one.deliveries)
    times.update(entry.key for entry in solution.not_planned)
    for key in books.drops:
        if times[key] != 1:
            yield Breach("not_planned", key, {"times": times[key]})
    for entry in solution.not_planned:
        drop = books.drops.get(entry.key)
        if drop is None or (entry.priority_class, entry.minutes) != (drop.priority_class, drop.minutes):
            yield Breach("not_planned", entry.key, {"class": entry.priority_class, "minutes": entry.minutes})
        if entry.rule not in HARD or not entry.facts:
            yield Breach("not_planned", entry.key, {"rule": entry.rule})


def _known(books: _Books, solution: RoundsSolution) -> Iterator[Breach]:
    """A carrier or drop nobody knows, or a round without drops, is not on offer."""
    for one in solution.rounds:
        for what in _unknown(books, one):
            yield Breach("staff_available", one.carrier, {"trip": one.trip, "unknown": what})


def _unknown(books: _Books, one: Round) -> Iterator[str]:
    if one.carrier not in books.carriers or one.wave not in books.waves or not one.deliveries:
        yield one.carrier
    yield from (delivery.drop for delivery in one.deliveries if delivery.drop not in books.drops)


def _vehicle_boxes(books: _Books, one: Round) -> Iterator[Breach]:
    """She drives her own vehicle, and its boxes are enough."""
    carrier = books.carriers[one.carrier]
    boxes, room = sum(drop.boxes for _, drop in books.doors(one)), carrier.boxes
    if boxes > room or one.vehicle != carrier.vehicle:
        facts: dict[str, Fact] = {"trip": one.trip, "vehicle": one.vehicle, "boxes": boxes, "room": room}
        yield Breach("vehicle_boxes", one.carrier, facts)


def _box_ride_time(books: _Books, one: Round) -> Iterator[Breach]:
    for delivery in one.deliveries:
        minutes = delivery.arrives - one.leaves
        if minutes > books.problem.ride_minutes:
            yield Breach("box_ride_time", delivery.drop, {"minutes": minutes, "limit": books.problem.ride_minutes})


def _pot_to_plate(books: _Books, one: Round) -> Iterator[Breach]:
    for delivery, drop in books.doors(one):
        minutes = delivery.arrives - books.waves[drop.wave].cooked
        if minutes > books.problem.plate_minutes:
            yield Breach("pot_to_plate", drop.key, {"minutes": minutes, "limit": books.problem.plate_minutes})


def _elder_in_one_place(books: _Books, one: Round) -> Iterator[Breach]:
    """Boxes come before those leave for whom they are."""
    for delivery, drop in books.doors(one):
        if drop.latest is not None and delivery.arrives > drop.latest:
            yield Breach("elder_in_one_place", drop.key, {"arrives": delivery.arrives, "latest": drop.latest})


def _time_window(books: _Books, one: Round) -> Iterator[Breach]:
    """Boxes go with their own wave, and not before it is packed."""
    for _, drop in books.doors(one):
        packed = books.waves[drop.wave].leaves
        if one.wave != drop.wave or one.leaves < packed:
            yield Breach("time_window", drop.key, {"wave": one.wave, "leaves": one.leaves, "packed": packed})


def _shift_span(books: _Books, one: Round) -> Iterator[Breach]:
    carrier = books.carriers[one.carrier]
    if one.leaves < carrier.start or one.returns > carrier.end:
        facts = {"leaves": one.leaves, "returns": one.returns, "start": carrier.start, "end": carrier.end}
        yield Breach("shift_span", one.carrier, {"trip": one.trip, **facts})


def _way_of_a_round(books: _Books, one: Round) -> Iterator[Breach]:
    """From door to door she needs travel, the way up, the hand-over and the way down."""
    problem, mode = books.problem, books.carriers[one.carrier].mode
    clock, here = one.leaves, problem.kitchen
    for delivery, drop in books.doors(one):
        travel = problem.travel.between(mode, here, drop.place)
        earliest = clock + travel + drop.access_minutes
        if delivery.arrives < earliest or delivery.travel != travel:
            facts = {"arrives": delivery.arrives, "earliest": earliest, "travel": delivery.travel}
            yield Breach("no_overlap_with_travel", drop.key, facts)
        clock, here = delivery.arrives + problem.handover_minutes + drop.access_minutes, drop.place
    earliest = clock + problem.travel.between(mode, here, problem.kitchen)
    if one.returns < earliest:
        facts = {"trip": one.trip, "returns": one.returns, "earliest": earliest}
        yield Breach("no_overlap_with_travel", one.carrier, facts)


def _rounds_apart(carrier: Carrier, rounds: list[Round]) -> Iterator[Breach]:
    """She is back before she leaves again, and her trips are counted on in the order she makes them."""
    for before, after in pairwise(rounds):
        if after.leaves < before.returns:
            apart = {"trip": after.trip, "leaves": after.leaves, "returns": before.returns}
            yield Breach("no_overlap_with_travel", after.carrier, apart)
    if (trips := [one.trip for one in rounds]) != [carrier.trips + at for at in range(1, len(rounds) + 1)]:
        facts: dict[str, Fact] = {"trips": " ".join(map(str, trips)), "left_before": carrier.trips}
        yield Breach("no_overlap_with_travel", carrier.key, facts)


def _heat_outdoors(problem: RoundsProblem, carrier: Carrier, rounds: list[Round]) -> Iterator[Breach]:
    minutes = sum(one.returns - one.leaves for one in rounds)
    if problem.outdoor_minutes is not None and minutes > problem.outdoor_minutes:
        yield Breach("heat_outdoors", carrier.key, {"minutes": minutes, "limit": problem.outdoor_minutes})
