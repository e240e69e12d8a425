"""What kitchens and carriers go by: portions by wave, diet and texture, and who brings which boxes on which round."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import NamedTuple

from eldercare.meals.models import Meal
from eldercare.people.models import Elder
from eldercare.planning.week.models import DraftMeal

FEW_MINUTES = 5
"""Nobody's day is another one for so little."""
Row = Meal | DraftMeal
Box = tuple[Row | None, Row | None]
"""An elder's meal before and now; None where there was none, or is none any more."""
Pot = tuple[int, date, str, int, str, str]
"""Kitchen, day, meal, wave, diet, texture."""


@dataclass(frozen=True, slots=True)
class PortionChange:
    """So many portions of one kind in a wave before, and now."""

    day: str
    meal: str
    wave: int
    diet: str
    texture: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class SheetsChange:
    """What is another in a kitchen: its portions, and the days on which its rounds, or who gets a portion, are."""

    portions: tuple[PortionChange, ...]
    days: tuple[date, ...]

    def facts(self) -> dict[str, object]:
        return {"portions": [asdict(one) for one in self.portions], "rounds": [day.isoformat() for day in self.days]}


class Round(NamedTuple):
    """One way of a carrier with boxes; her rounds of a meal are counted through the day."""

    carrier: int
    day: date
    meal: str
    trip: int


@dataclass(frozen=True, slots=True)
class RoundChange:
    """So many boxes on a carrier's round before, and now; `others` bring what left it, or brought what came to it."""

    round: Round
    before: int
    after: int
    others: tuple[int, ...]

    def facts(self) -> dict[str, object]:
        _, day, meal, trip = self.round
        counts = {"before": self.before, "after": self.after}
        return {"day": day.isoformat(), "meal": meal, "trip": trip, **counts, "others": list(self.others)}


def boxes_changed(old: Iterable[Row], new: Iterable[Row]) -> list[Box]:
    """The meals that are cooked, brought or eaten otherwise."""
    before, after = ({(row.day, row.meal, row.elder_id): row for row in rows} for rows in (old, new))
    boxes = ((before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys()))
    return [(was, now) for was, now in boxes if _line(was) != _line(now)]


async def sheets_changed(boxes: Sequence[Box]) -> dict[int, SheetsChange]:
    """By kitchen whose sheets are others; portions are those of every centre that it cooks for, as they are in force.

    Diets and textures are as they are known now.
    """
    days: dict[int, set[date]] = {}
    for row in (row for box in boxes for row in box if row):
        days.setdefault(row.kitchen_id, set()).add(row.day)
    portions = await _portions(boxes, days)
    return {
        kitchen: SheetsChange(tuple(portions.get(kitchen, ())), tuple(sorted(of_it))) for kitchen, of_it in days.items()
    }


def rounds_changed(boxes: Iterable[Box], old: Iterable[Row], new: Iterable[Row]) -> dict[int, tuple[RoundChange, ...]]:
    """By carrier: her rounds whose boxes, order or vehicle are others, or more than a few minutes apart."""
    others: dict[Round, set[int]] = {}
    for was, now in boxes:
        if _rides_otherwise(was, now):
            left, came = _round(was), _round(now)
            for here, there in ((left, came), (came, left)):
                if here is not None:
                    others.setdefault(here, set()).update({there.carrier} - {here.carrier} if there else ())
    before, after = (Counter(_round(row) for row in rows) for rows in (old, new))
    found: dict[int, list[RoundChange]] = {}
    for one in sorted(others):
        change = RoundChange(one, before[one], after[one], tuple(sorted(others[one])))
        found.setdefault(one.carrier, []).append(change)
    return {carrier: tuple(changes) for carrier, changes in found.items()}


def _line(row: Row | None) -> tuple[object, ...]:
    """Of a portion where it is cooked, with which wave, on which round it goes, and when it is at the door."""
    if row is None:
        return ()
    return (
        *(row.kitchen_id, row.wave, row.serving, row.eats_at_id),
        *(row.carrier_id, row.vehicle_id, row.trip, row.stop, row.arrives),
    )


def _rides_otherwise(was: Row | None, now: Row | None) -> bool:
    if was is None or now is None:
        return True
    rides = ((row.carrier_id, row.vehicle_id, row.trip, row.stop) for row in (was, now))
    return len(set(rides)) > 1 or abs((was.arrives or 0) - (now.arrives or 0)) > FEW_MINUTES


def _round(row: Row | None) -> Round | None:
    if row is None or row.carrier_id is None:
        return None
    return Round(row.carrier_id, row.day, row.meal, row.trip or 0)


async def _portions(boxes: Iterable[Box], days: dict[int, set[date]]) -> dict[int, list[PortionChange]]:
    """By kitchen the kinds of which it cooks more or fewer."""
    everywhere = {day for of_one in days.values() for day in of_one}
    here = {"kitchen_id__in": list(days), "day__in": list(everywhere), "publication__replaced_at": None}
    in_force = await Meal.filter(**here) if days else []
    elders = {row.elder_id for row in (*in_force, *(row for box in boxes for row in box if row))}
    rows = await Elder.filter(id__in=list(elders)).values_list("id", "diet", "texture")
    eats = {elder: (diet, texture) for elder, diet, texture in rows}

    def pot(row: Row) -> Pot:
        return (row.kitchen_id, row.day, row.meal, row.wave, *eats[row.elder_id])

    before, more = Counter(pot(row) for row in in_force), Counter(pot(now) for _, now in boxes if now)
    more.subtract(pot(was) for was, _ in boxes if was)
    found: dict[int, list[PortionChange]] = {}
    for one in (one for one in sorted(more) if more[one]):
        kitchen, day, meal, wave, diet, texture = one
        now = before[one] + more[one]
        change = PortionChange(day.isoformat(), meal, wave, diet, texture, before[one], now)
        found.setdefault(kitchen, []).append(change)
    return found
