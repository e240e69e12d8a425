"""Visits that found nobody on their day, and the days on which they would: days are chosen before rosters are known."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.rostering.solution import Duty
from solver.visits.eligible import PEOPLE_RULES
from solver.visits.restated import restated
from solver.week.days import Days, fits_around, unevenness
from solver.week.making import REACH, Making, WalkKey
from solver.week.problem import Unit, VisitNeed, WeekProblem
from solver.week.routes import Away, carers_on_duty, stop_of
from solver.week.seating import away_spans
from solver.week.trial import Walk, better_of, left_by
from solver.week.walking import asked, onward

OTHER_DAYS = 4
"""How often an open visit may be tried on another day."""
TRIED = 0.125
"""How long routes are looked for that let it in."""


@dataclass(frozen=True, slots=True)
class Move:
    """A visit of a need leaves a day for another."""

    need: str
    day: int
    to: int


def try_other_days(making: Making) -> None:
    """What found nobody on its day is tried on others, and moves to the first that takes it for less.

    Before the lessons, after them and last: other rosters and better routes leave other visits open. Where the clock
    rules, with half of what is left at most.
    """
    making.stopped.clear()
    least = making.watch.left / 2
    for _ in range(OTHER_DAYS):
        moves = {
            unit.key: moves_to_try(making.problem, unit, making.days[unit.key], making) for unit in making.problem.units
        }
        if making.over or making.watch.left < least or not any(moves.values()):
            return
        _move(making, moves)


def _move(making: Making, moves: Mapping[str, Sequence[Move]]) -> None:
    """Route the days that visits would come to; who is not taken there goes back, where the routes stay."""
    arriving = sorted({(unit, move.to) for unit, own in moves.items() for move in own})
    wished = {unit: after_moves(days, moves[unit]) for unit, days in making.days.items()}
    days = asked(making, arriving, making.occurrences(wished))
    parts = [onward(making, key, days[key], TRIED) for key in arriving]
    found = zip(arriving, making.run("routes", parts, making.nearer(REACH["other_days"])), strict=True)
    walks = {key: better_of(days[key], making.walks.get(key), walk) for key, walk in found}
    helped: dict[str, list[Move]] = {unit: [] for unit in moves}
    for unit, move in ((unit, move) for unit, own in moves.items() for move in own):
        rule = left_by(walks[unit, move.to]).get(f"{move.need}@{move.to}")
        if rule is None:
            helped[unit].append(move)
        else:
            making.stopped[move.need, move.to] = rule
    making.days = {unit: after_moves(days, helped[unit]) for unit, days in making.days.items()}
    left = {(unit, move.day) for unit, own in helped.items() for move in own}
    _restate(making, sorted({*arriving, *left}), walks)


def _restate(making: Making, keys: Sequence[WalkKey], walks: Mapping[WalkKey, Walk]) -> None:
    """The days' routes once it is settled which visits fall on them."""
    days = asked(making, keys, making.chosen)
    known = {**making.walks, **walks}
    making.walks = {key: walk for key, walk in known.items() if key not in days}
    making.walks |= {key: restated(walk, known[key]) for key, walk in days.items() if walk.stops}


def moves_to_try(problem: WeekProblem, unit: Unit, days: Days, making: Making) -> list[Move]:
    """Every open visit to the best other day of its promise on which nothing has stopped it yet.

    The best keeps the visits of the promise farthest apart, among the days with people enough on duty who may give it;
    then it has the most of those, then the fewest visits. What is chained to another visit stays where that is. Days
    on which nobody could come are noted as `stopped`.
    """
    chained = {need.after for need in unit.visits} | {need.key for need in unit.visits if need.after}
    needs = {need.key: need for need in unit.visits if need.key not in chained}
    load = [sum(day in taken for taken in days.values()) for day in range(problem.days)]
    away = away_spans(problem, making.places_given)
    now, moves = dict(days), []
    for key, day in open_visits(making, unit.key):
        if key not in needs:
            continue
        able = dict(_able(problem, unit, needs[key], {*days[key], *now[key]}, away, making))
        instead = {at: moved(now[key], day, at) for at in able}
        best = min(instead, key=lambda at: (unevenness(instead[at]), -able[at], load[at], at), default=None)
        if best is not None:
            load[best] += 1
            now[key] = instead[best]
            moves.append(Move(key, day, best))
    return moves


def after_moves(days: Days, moves: Iterable[Move]) -> Days:
    """`days` once the visits have moved."""
    now = dict(days)
    for move in moves:
        now[move.need] = moved(now[move.need], move.day, move.to)
    return now


def moved(days: Sequence[int], day: int, to: int) -> tuple[int, ...]:
    """`days` with one in the place of another."""
    return tuple(sorted({*days, to} - {day}))


def open_visits(making: Making, unit: str) -> list[tuple[str, int]]:
    """Need and day of the visits that no route holds."""
    return [(key, int(day)) for key, _, day in (one.key.rpartition("@") for one in making.visits_open(unit))]


def _able(
    problem: WeekProblem, unit: Unit, need: VisitNeed, taken: Collection[int], away: Away, making: Making
) -> Iterator[tuple[int, int]]:
    """The other days on which enough people could come, and how many; where not, the rule is noted.

    A day that a visit of the need has just left counts as taken: that visit may have to go back.
    """
    for day in need.days:
        if day in taken or (need.key, day) in making.stopped:
            continue
        rule, able = "elder_in_one_place", 0
        if fits_around(need, day, away):
            rule, able = _who_may(problem, unit, need, day, making.duties)
        if able >= need.carers:
            yield day, able
        else:
            making.stopped[need.key, day] = rule


def _who_may(problem: WeekProblem, unit: Unit, need: VisitNeed, day: int, duties: Sequence[Duty]) -> tuple[str, int]:
    """How many on duty in its window may give it, and the first rule that leaves too few."""
    left = carers_on_duty(problem, unit, day, duties)
    if need.place is None or len(left) < need.carers:
        return "staff_available", 0
    stop, rule = stop_of(need, need.place, day, {}), ""
    for name, allows in PEOPLE_RULES.items():
        left = tuple(carer for carer in left if allows(stop, carer))
        rule = rule or (name if len(left) < need.carers else "")
    earliest = max(stop.earliest, unit.begins)  # on the day that runs, shifts and hours may be over
    left = tuple(carer for carer in left if max(earliest, carer.start) <= min(stop.latest, carer.end - stop.minutes))
    return rule or "shift_span", len(left)
