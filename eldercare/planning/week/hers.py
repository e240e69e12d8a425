"""What has become of one elder's week, from as little of the plan as that takes: her own promises, the days of those
who keep them, and who eats and sits where she does."""

from collections.abc import Sequence
from dataclasses import replace

from eldercare.meals.models import Meal
from eldercare.people.models import Elder
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.broken import broken_among
from eldercare.planning.week.conflicts import conflicts_among, conflicts_of
from eldercare.planning.week.fates import Fates, fates_of
from eldercare.planning.week.models import DraftMeal
from eldercare.planning.week.shown import Shown, meals_shown, parts_shown, seats_shown, shifts_shown
from eldercare.planning.week.since import Since


async def fates_about(standing: Standing, elder: Elder, hers: Shown, since: Since) -> Fates:
    """The same as `fates_of` the conflicts of the whole plan; `hers` and `since` are what it has of her.

    Who has no room hangs on what everybody else asks for. Where all who eat and sit with her have room, as if of the
    others nobody had given up anything, that does not matter; where they have not, everything is read.
    """
    shown = await _with_others(standing, hers)
    keep = {*(part.staff for part in hers.parts), *(meal.carrier_id for meal in hers.meals if meal.carrier_id)}
    theirs = [shift for shift in shown.shifts if shift.staff_id in keep]
    broken = await broken_among(standing, await parts_shown(standing, standing.week, staff=keep), theirs)
    conflicts = await conflicts_among(standing, shown, since, broken)
    return fates_of(await conflicts_of(standing) if conflicts.crowded else conflicts, elder, hers)


async def _with_others(standing: Standing, hers: Shown) -> Shown:
    """Beside her own also the meals of the waves and the seats of the houses that are still to come to her, and the
    shifts of all who bring these meals, work in these houses or come to her."""
    meals, seats = await _of_her_waves(standing, hers.meals), hers.seats
    houses = {seat.zone.facility_id for seat in hers.seats}
    if houses:
        days = {seat.day for seat in hers.seats}
        seats = await seats_shown(standing, zone__facility_id__in=list(houses), day__in=list(days))
    there = await shifts_shown(standing, facility_id__in=list(houses)) if houses else []
    people = {shift.staff_id for shift in there} | {part.staff for part in hers.parts}
    people |= {meal.carrier_id for meal in meals if meal.carrier_id}
    return replace(hers, meals=meals, seats=seats, shifts=await shifts_shown(standing, staff_id__in=list(people)))


async def _of_her_waves(standing: Standing, meals: Sequence[Meal | DraftMeal]) -> Sequence[Meal | DraftMeal]:
    """Everybody's; of what is over her own."""
    today = Moment.of(standing.week).today
    ahead = [meal for meal in meals if meal.day >= today]
    others = await meals_shown(
        standing,
        kitchen_id__in=list({meal.kitchen_id for meal in ahead}),
        day__in=list({meal.day for meal in ahead}),
        meal__in=list({meal.meal for meal in ahead}),
        wave__in=list({meal.wave for meal in ahead}),
    )
    return [*(meal for meal in meals if meal.day < today), *others]
