"""What a kitchen's sheets say of a week: portions by wave, diet and texture, and who carries what when."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from eldercare.meals.models import Meal
from eldercare.people.models import Elder
from eldercare.planning.week.models import DraftMeal

FEW_MINUTES = 5
"""Nobody's day is another one for so little."""
Pot = tuple[date, str, int, str, str]
"""Day, meal, wave, diet, texture."""


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


async def sheets_changed(
    old: Collection[Meal | DraftMeal], new: Collection[Meal | DraftMeal]
) -> dict[int, SheetsChange]:
    """By kitchen whose sheets are others; diets and textures as they are known now."""
    others = _lines(old) ^ _lines(new)
    elders = {row.elder_id for row in (*old, *new)}
    rows = await Elder.filter(id__in=list(elders)).values_list("id", "diet", "texture")
    eats = {elder: (diet, texture) for elder, diet, texture in rows}
    pots = _pots(old, eats), _pots(new, eats)
    found = {}
    for kitchen in {line[0] for line in others}:
        days = sorted({line[1] for line in others if line[0] == kitchen})
        found[kitchen] = SheetsChange(_portions(*(side.get(kitchen, Counter()) for side in pots)), tuple(days))
    return found


def rounds_changed(old: Iterable[Meal | DraftMeal], new: Iterable[Meal | DraftMeal]) -> dict[int, tuple[date, ...]]:
    """By carrier: the days on which her boxes, their order or vehicle are others, or more than a few minutes apart."""
    before, after = _rounds(old), _rounds(new)
    found: dict[int, list[date]] = {}
    for carrier, day in sorted(before.keys() | after.keys()):
        if _differ(before.get((carrier, day), {}), after.get((carrier, day), {})):
            found.setdefault(carrier, []).append(day)
    return {carrier: tuple(days) for carrier, days in found.items()}


Boxes = dict[tuple[int, str], tuple[tuple[int | None, int | None, int | None], int]]
"""By elder and meal: the trip, stop and vehicle, and the minute at the door."""


def _rounds(rows: Iterable[Meal | DraftMeal]) -> dict[tuple[int, date], Boxes]:
    rounds: dict[tuple[int, date], Boxes] = {}
    for row in rows:
        if row.carrier_id is not None:
            boxes = rounds.setdefault((row.carrier_id, row.day), {})
            boxes[row.elder_id, row.meal] = (row.trip, row.stop, row.vehicle_id), row.arrives or 0
    return rounds


def _differ(before: Boxes, after: Boxes) -> bool:
    if {box: where for box, (where, _) in before.items()} != {box: where for box, (where, _) in after.items()}:
        return True
    return any(abs(minute - after[box][1]) > FEW_MINUTES for box, (_, minute) in before.items())


def _lines(rows: Iterable[Meal | DraftMeal]) -> set[tuple[int, date, tuple[object, ...]]]:
    """Of every portion for whom it is, with which wave, on which round, and when it is at the door."""
    return {
        (
            row.kitchen_id,
            row.day,
            (
                *(row.elder_id, row.meal, row.wave, row.serving, row.eats_at_id),
                *(row.carrier_id, row.vehicle_id, row.trip, row.stop, row.arrives),
            ),
        )
        for row in rows
    }


def _pots(rows: Iterable[Meal | DraftMeal], eats: Mapping[int, tuple[str, str]]) -> dict[int, Counter[Pot]]:
    pots: dict[int, Counter[Pot]] = {}
    for row in rows:
        pots.setdefault(row.kitchen_id, Counter())[row.day, row.meal, row.wave, *eats[row.elder_id]] += 1
    return pots


def _portions(before: Counter[Pot], after: Counter[Pot]) -> tuple[PortionChange, ...]:
    return tuple(
        PortionChange(pot[0].isoformat(), *pot[1:], before[pot], after[pot])
        for pot in sorted(before.keys() | after.keys())
        if before[pot] != after[pot]
    )
