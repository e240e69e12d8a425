"""Cases as a day brings them, drawn from a published week: somebody is ill, late, away, in need, a kitchen stands."""

import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.week.pots import wave_of
from solver.week.problem import DAY, Unit, WeekProblem
from solver.week.solution import WeekSolution

FIRST, LAST = 360, 1020
"""Minutes of the day at which something happens."""
VAIN = 1000
"""Draws after which a kind cannot happen in this week."""

Kind = Callable[[WeekProblem, WeekSolution, int, random.Random], Case | None]


def cases(week: WeekProblem, plan: WeekSolution, count: int, seed: int) -> Iterator[RepairProblem]:
    """So many, the kinds in turn; what happens to nobody at the minute drawn is drawn again.

    A kind that is drawn in vain for long has no turn any more. Raises ValueError where none is left.
    """
    dice, kinds = random.Random(seed), deque((_sick, _urgent, _hold, _late, _closed))
    for _ in range(count):
        while (problem := _drawn(week, plan, kinds[0], dice)) is None:
            kinds.popleft()
            if not kinds:
                raise ValueError("nobody can fall ill, be late, away or in need, and no kitchen can fail")
        kinds.rotate(-1)
        yield problem


def _drawn(week: WeekProblem, plan: WeekSolution, kind: Kind, dice: random.Random) -> RepairProblem | None:
    for _ in range(VAIN):
        now = dice.randrange(week.days) * DAY + dice.randrange(FIRST, LAST)
        case = kind(week, plan, now, dice)
        if case is not None:
            with suppress(ValueError):
                return RepairProblem(week, plan, now, case)
    return None


def _sick(week: WeekProblem, plan: WeekSolution, now: int, dice: random.Random) -> Case | None:
    """Today or tomorrow."""
    who = sorted(
        (duty.employee, duty.day)
        for duty in plan.duties
        if "/visits/" in duty.cover and now // DAY <= duty.day <= now // DAY + 1
    )
    return SickCall(*dice.choice(who)) if who else None


def _urgent(week: WeekProblem, plan: WeekSolution, now: int, dice: random.Random) -> Case | None:
    """Something that is given elsewhere in the week, within two hours or tomorrow."""
    unit = _unit(week, dice)
    somewhere = [need for need in unit.visits if need.place is not None] if unit else []
    if unit is None or not somewhere:
        return None
    need = dice.choice(somewhere)
    day = now // DAY + dice.randrange(2)
    if day >= week.days:
        return None
    soonest = now % DAY + 60 if day == now // DAY else 480
    earliest = dice.randrange(soonest, max(soonest + 1, LAST))
    return UrgentVisit(
        unit.key,
        replace(
            need,
            key="urgent",
            days=(day,),
            times=1,
            earliest=earliest,
            latest=min(earliest + 120, DAY - 1),
            priority_class=1 + dice.randrange(2),
            carers=1,
            after=None,
            with_meal=False,
            preferred_start=None,
            announced={},
        ),
    )


def _hold(week: WeekProblem, plan: WeekSolution, now: int, dice: random.Random) -> Case | None:
    del plan
    unit = _unit(week, dice)
    if unit is None:
        return None
    need = dice.choice(unit.visits)
    return Hold(need.elder, now // DAY, dice.randrange(now // DAY, week.days))


def _late(week: WeekProblem, plan: WeekSolution, now: int, dice: random.Random) -> Case | None:
    """Somebody who still has something to do."""
    who = sorted(
        {
            part.carer
            for routes in plan.routes
            if routes.day == now // DAY
            for part in routes.assignments
            if part.start > now
        }
    )
    return LateRunner(dice.choice(who), dice.choice((10, 15, 20, 30, 45, 60))) if who else None


def _closed(week: WeekProblem, plan: WeekSolution, now: int, dice: random.Random) -> Case | None:
    """A wave of today or tomorrow that has something to cook."""
    cooked = {wave_of(place.supply) for place in plan.meals}
    waves = [wave for kitchen in week.kitchens for wave in kitchen.waves if wave.key in cooked]
    near = [wave.key for wave in waves if now // DAY <= wave.day <= now // DAY + 1]
    return ClosedKitchen(dice.choice(near)) if near else None


def _unit(week: WeekProblem, dice: random.Random) -> Unit | None:
    """One that visits, the larger the likelier."""
    units = [unit for unit in week.units if unit.visits]
    return dice.choices(units, [len(unit.visits) for unit in units])[0] if units else None
