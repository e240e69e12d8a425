"""A public instance as the engine's numbers."""

import numpy as np

from solver.bench.rostering.format import Person, Wards
from solver.rostering.engine.problem import Limits, Problem


def draft_of(wards: Wards) -> Problem:
    """People, days and shifts in the order of the file; without a cover row nobody is wanted and nobody costs."""
    shift_at = {shift: index for index, shift in enumerate(wards.shifts)}
    person_at = {person: index for index, person in enumerate(wards.people)}
    cost = np.zeros((len(person_at), wards.days, len(shift_at)), dtype=np.int64)
    for sign, requests in ((-1, wards.on), (1, wards.off)):
        for one in requests:
            cost[person_at[one.person], one.day, shift_at[one.shift]] += sign * one.weight
    need, under, over = (np.zeros((wards.days, len(shift_at)), dtype=np.int64) for _ in range(3))
    for (day, shift), wanted in wards.cover.items():
        place = day, shift_at[shift]
        need[place], under[place], over[place] = wanted.need, wanted.under, wanted.over
    return Problem(
        minutes=np.array([shift.minutes for shift in wards.shifts.values()], dtype=np.int64),
        forbidden=np.array([[then in shift.not_before for then in shift_at] for shift in wards.shifts.values()]),
        people=tuple(_limits(wards, person) for person in wards.people.values()),
        cost=cost,
        need=need,
        under=under,
        over=over,
        constant=sum(one.weight for one in wards.on),
    )


def _limits(wards: Wards, person: Person) -> Limits:
    return Limits(
        most_of=tuple(min(person.most_of.get(shift, wards.days), wards.days) for shift in wards.shifts),
        max_minutes=person.max_minutes,
        min_minutes=person.min_minutes,
        max_run=person.max_run,
        min_run=person.min_run,
        min_free=min(person.min_free, wards.days),  # in between no run is as long, and it sizes the net of the states
        max_weekends=person.max_weekends,
        free_days=person.free_days,
    )
