"""Whether a repair is sound: every rule of the week, and what has begun or is imminent left as it was told."""

from collections.abc import Iterator

from solver.repair.altered import altered
from solver.repair.brought import Brought, brought
from solver.repair.late import held_up_from, lets_go, there_from
from solver.repair.problem import LateRunner, RepairProblem, SickCall
from solver.repair.standing import frozen_part, parts_of, pauses_told
from solver.result import Breach, Fact
from solver.visits.solution import Assignment
from solver.week.check import check as check_week
from solver.week.portions import served
from solver.week.pots import wave_of
from solver.week.problem import DAY
from solver.week.seating import eating_at, seat_needs, waves_of
from solver.week.solution import WeekSolution


def check(problem: RepairProblem, repaired: WeekSolution) -> list[Breach]:
    """All breaches, none for a sound repair. What is asked for is made anew from the case, never read from it."""
    return [
        *check_week(altered(problem).problem, repaired),
        *untouched(problem, repaired),
        *_held_up(problem, repaired),
    ]


def untouched(problem: RepairProblem, repaired: WeekSolution) -> list[Breach]:
    """Breaches of `frozen`: visits, seats, rounds, meals, pauses and shifts of the past and the next minutes differ."""
    return [
        *_visits(problem, repaired),
        *_seats(problem, repaired),
        *_rounds(problem, repaired),
        *_meals(problem, repaired),
        *_pauses(problem, repaired),
        *_shifts(problem, repaired),
    ]


def _visits(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    before = {one for one in _parts(problem.published) if one[2] < problem.begins}
    after = {one for one in _parts(repaired) if one[2] < problem.begins}
    for stop, carer, start in sorted(before ^ after):
        parts = [part for part in parts_of(problem, stop) if frozen_part(problem, part)]
        if (stop, carer, start) in after or not any(lets_go(problem, part) for part in parts):
            yield Breach("frozen", stop, {"carer": carer, "start": start, "begins": problem.begins})


def _parts(plan: WeekSolution) -> Iterator[tuple[str, str, int]]:
    for routes in plan.routes:
        yield from ((part.stop, part.carer, part.start) for part in routes.assignments)


def _rounds(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    before, after = _out(problem, problem.published), _out(problem, repaired)
    for carrier, leaves, *_ in sorted(before ^ after):
        yield Breach("frozen", carrier, {"leaves": leaves, "begins": problem.begins})


def _out(problem: RepairProblem, plan: WeekSolution) -> set[tuple[str, int, int, tuple[str, ...]]]:
    """The rounds that have left, or will within the next minutes."""
    return {
        (one.carrier, one.leaves, one.returns, tuple(f"{at.drop}@{at.arrives}" for at in one.deliveries))
        for driven in plan.rounds
        for one in driven.rounds
        if one.leaves < problem.begins
    }


def _seats(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    """Who sits there, or is on her way, keeps her seat; to be away from now on ends only the seats to come."""
    starts = {key: need.day * DAY + need.start for key, need in seat_needs(problem.week).items()}
    others = {*problem.published.seats} ^ {*repaired.seats}
    for request, seat in sorted((place.request, place.supply) for place in others):
        if (start := starts.get(request, problem.begins)) < problem.begins:
            yield Breach("frozen", request, {"seat": seat, "start": start, "begins": problem.begins})


def _meals(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    """What is on its way, or served where it was cooked, is hers, and goes where she was to eat it."""
    before, after = _eaten(problem, problem.published), _eaten(problem, repaired)
    waves = {key for key, wave in waves_of(problem.week).items() if wave.day * DAY + wave.leaves < problem.begins}
    for meal, how in sorted(brought(problem.week, problem.published, waves).items()):
        if meal in before and before[meal] != after.get(meal) and _set_out(problem, how):
            yield Breach("frozen", meal, {"arrives": how.arrives, "begins": problem.begins})


def _eaten(problem: RepairProblem, plan: WeekSolution) -> dict[str, tuple[str, str | None]]:
    """The portion of each meal that is served, and the facility where it is eaten (None: at home)."""
    needs, waves = {need.key: need for unit in problem.week.units for need in unit.meals}, waves_of(problem.week)
    guests = seat_needs(problem.week)
    eating = eating_at(problem.week, [place for place in plan.seats if place.request in guests])
    return {
        place.request: (place.supply, served(needs[place.request], waves[wave_of(place.supply)], eating).eats_at)
        for place in plan.meals
        if place.request in needs and wave_of(place.supply) in waves
    }


def _set_out(problem: RepairProblem, meal: Brought) -> bool:
    """Its round has left, or will within the next minutes; where nobody carries it, it is ready by then."""
    if not meal.carrier:
        return meal.arrives < problem.begins
    rounds = (one for driven in problem.published.rounds for one in driven.rounds if one.carrier == meal.carrier)
    return any(one.leaves < problem.begins and one.leaves <= meal.arrives <= one.returns for one in rounds)


def _pauses(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    """A pause that has begun stays, and no other begins in the past; one of her who is out need not come any more."""
    now = {(one.employee, one.day): one.start for one in repaired.pauses}
    now |= {(one.carer, walk.day): one.start for walk in repaired.routes for one in walk.pauses}
    there = {(duty.employee, duty.day) for duty in repaired.duties}
    for day in range(problem.today + 1):
        for employee, told in pauses_told(problem, day).items():
            if told < problem.now and (employee, day) in there and now.get((employee, day)) != told:
                yield Breach("frozen", f"{employee}@{day}", {"break": now.get((employee, day)), "announced": told})


def _shifts(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    """Nobody is called in or sent home but her who is out."""
    case = problem.case
    out = (case.employee, case.day) if isinstance(case, SickCall) else None
    for duty in set(problem.published.duties) ^ set(repaired.duties):
        if (duty.employee, duty.day) != out:
            yield Breach("frozen", f"{duty.employee}@{duty.day}", {"shift": duty.shift})


def _held_up(problem: RepairProblem, repaired: WeekSolution) -> Iterator[Breach]:
    """A late runner is nowhere before she can be."""
    case = problem.case
    if not isinstance(case, LateRunner):
        return
    minute, _ = held_up_from(problem, case)
    for part in _hers(problem, repaired, case.employee):
        if part.start < there_from(problem, case, part.stop):
            facts: dict[str, Fact] = {"carer": case.employee, "start": part.start, "free": minute + case.minutes}
            yield Breach("no_overlap_with_travel", part.stop, facts)


def _hers(problem: RepairProblem, plan: WeekSolution, employee: str) -> Iterator[Assignment]:
    for routes in plan.routes:
        if routes.day == problem.today:
            yield from (part for part in routes.assignments if part.carer == employee and part.start >= problem.now)
