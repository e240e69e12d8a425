"""Cases as a day brings them, drawn from a published week: somebody is ill, late, away, in need, a kitchen stands."""

import random
from collections.abc import Iterator
from dataclasses import replace

from solver.repair.problem import Case, ClosedKitchen, Hold, LateRunner, RepairProblem, SickCall, UrgentVisit
from solver.week.problem import DAY, Unit, WeekProblem
from solver.week.solution import WeekSolution

FIRST, LAST = 360, 1020
"""Minutes of the day at which something happens."""


def cases(week: WeekProblem, plan: WeekSolution, count: int, seed: int) -> Iterator[RepairProblem]:
    """So many, the kinds in turn; what happens to nobody at the minute drawn is drawn again."""
    dice, kinds, found = random.Random(seed), (_sick, _urgent, _hold, _late, _closed), 0
    while found < count:
        now = dice.randrange(week.days) * DAY + dice.randrange(FIRST, LAST)
        case = kinds[found % len(kinds)](week, plan, now, dice)
        try:
            problem = RepairProblem(week, plan, now, case) if case else None
        except ValueError:
            continue
        if problem is not None:
            found += 1
            yield problem


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
    need = dice.choice([need for need in unit.visits if need.place is not None])
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
    need = dice.choice(_unit(week, dice).visits)
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
    cooked = {place.supply.rpartition("/")[0] for place in plan.meals}
    waves = [wave for kitchen in week.kitchens for wave in kitchen.waves if wave.key in cooked]
    near = [wave.key for wave in waves if now // DAY <= wave.day <= now // DAY + 1]
    return ClosedKitchen(dice.choice(near)) if near else None


def _unit(week: WeekProblem, dice: random.Random) -> Unit:
    """One that visits, the larger the likelier."""
    units = [unit for unit in week.units if unit.visits]
    return dice.choices(units, [len(unit.visits) for unit in units])[0]
