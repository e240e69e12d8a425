"""Portions of every kitchen's waves, within what each can cook of a diet and bring in time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.places.problem import PlacesProblem, Request
from solver.rostering.solution import Duty
from solver.travel.estimate import DETOUR, PACES
from solver.week.arrivals import STILL_TO_COME, STILL_WARM
from solver.week.atlas import Atlas
from solver.week.carriers import carriers_for
from solver.week.options import option_of
from solver.week.pots import Pots
from solver.week.problem import DAY, Kitchen, KitchenWave, MealNeed, Unit, VisitNeed, WeekProblem
from solver.week.seating import NOWHERE, EatingAt

FUNNEL = ("frozen", "located", "kitchen_diet", "staff_available", "box_ride_time", "elder_in_one_place")
"""In the order in which a wave is asked: what a later one rules out came farther."""
HANDOVER_MARGIN = 5
"""Minutes kept free of a ride for stairs and hand-over."""
LATE, EARLY = 10, 1
"""Price of a minute by which a wave may come too late, or before its time, for whoever helps with eating: in hundred
metres of way, so that no way and no loan outweighs half an hour too late."""
ANOTHER = 100
"""Price of another wave or kitchen than was announced, in the same measure."""
UNTOLD = 1000
"""Price of a meal that nobody was told of where others were, in the same measure: where a kitchen has too few portions,
those stay with whoever was told."""
LEVEL, ALONE = 100, 50
"""What it counts, in the same measure, for each ability level and for living alone that somebody else waits where a
kitchen has too few portions: all of it together less than having been told."""
ELSEWHERE = 100
"""Price of a meal where she sits, when she could have it where it is promised, in the same measure."""
MEAL_MINUTES = 30
"""What a meal weighs when it stays open."""


def meals_problem(problem: WeekProblem, eating: EatingAt, duties: Sequence[Duty]) -> PlacesProblem:
    """Portions of every wave and diet; `eating` tells where a guest is at the hours of a meal.

    What is eaten elsewhere comes from kitchens only where somebody is on duty to carry it. Another wave than was
    announced has a price.
    """
    atlas = Atlas(problem)
    kitchens, helped = _Kitchens(problem, atlas, duties), _helped(problem)
    requests = [
        _meal_request(problem, atlas, kitchens, unit, need, helped.get((need.elder, need.day), ()), eating)
        for unit in problem.units
        for need in unit.meals
    ]
    return PlacesProblem(tuple(requests), tuple(kitchens.pots.supplies.values()), tuple(kitchens.pots.limits.values()))


def served(need: MealNeed, wave: KitchenWave, eating: EatingAt) -> MealNeed:
    """A guest eats where she sits when the wave comes, also one who has meals brought home; else nothing changes."""
    where = eating.of(need.elder, wave)
    if not where or where == need.eats_at:
        return need
    return replace(need, eats_at=where, access_minutes=0)


def _helped(problem: WeekProblem) -> dict[tuple[str, int], list[VisitNeed]]:
    """Who is helped with eating, by elder and day on which that may be."""
    helped: dict[tuple[str, int], list[VisitNeed]] = {}
    for need in (need for unit in problem.units for need in unit.visits if need.with_meal):
        for day in need.days:
            helped.setdefault((need.elder, day), []).append(need)
    return helped


def _meal_request(
    problem: WeekProblem,
    atlas: Atlas,
    kitchens: "_Kitchens",
    unit: Unit,
    need: MealNeed,
    helped: Iterable[VisitNeed],
    eating: EatingAt,
) -> Request:
    ruled_out, options = Counter[str](), []
    for kitchen, wave in kitchens.of(need.day, need.meal):
        here = served(need, wave, eating)
        door, rule = here.eats_at or here.place, _against(problem, atlas, kitchens, unit, here, kitchen, wave)
        if rule is None and eating.of(need.elder, wave) == NOWHERE:
            rule = "elder_in_one_place"
        if rule is not None or door is None:
            ruled_out[rule or "located"] += 1
            continue
        way = atlas.way(door, kitchen.facility) + (ELSEWHERE if here.eats_at != need.eats_at else 0)
        if here.eats_at is None:
            way += sum(_out_of_time(one, wave, problem.thresholds["pot_to_plate"]) for one in helped)
        loan, unlike = atlas.loan(unit.key, kitchen.facility), kitchens.unlike(here, wave)
        options.append(option_of(kitchens.pots.supply(kitchen, wave, need.diet), way, loan, unlike))
    return Request(
        key=need.key,
        kind="meal",
        priority_class=need.priority_class,
        minutes=MEAL_MINUTES,
        options=tuple(options),
        keep=LEVEL * need.ability_level + ALONE * need.lives_alone,
        ruled_out={rule: ruled_out[rule] for rule in FUNNEL if ruled_out[rule]},
    )


def _against(
    problem: WeekProblem,
    atlas: Atlas,
    kitchens: "_Kitchens",
    unit: Unit,
    need: MealNeed,
    kitchen: Kitchen,
    wave: KitchenWave,
) -> str | None:
    """The rule by which a kitchen's wave cannot bring a meal."""
    door = need.eats_at or need.place
    if need.day * DAY + wave.leaves < unit.begins:
        return "frozen"
    if door is None:
        return "located"
    if need.diet not in kitchen.diets:
        return "kitchen_diet"
    if door != kitchen.facility and not kitchens.carried(kitchen, need.day, need.meal):
        return "staff_available"
    ride = _ride(atlas, kitchen, door) + need.access_minutes + HANDOVER_MARGIN
    return "box_ride_time" if ride > problem.thresholds["box_ride_time"] else None


def _out_of_time(need: VisitNeed, wave: KitchenWave, plate_minutes: int) -> int:
    """What a wave may miss, at its worst, of the time of whoever helps; nothing where it is of another meal."""
    first, last = wave.leaves, wave.cooked + plate_minutes
    if last < need.earliest - STILL_WARM or first > need.latest + STILL_TO_COME:
        return 0
    return LATE * max(0, last - need.latest) + EARLY * max(0, need.earliest - first)


def _ride(atlas: Atlas, kitchen: Kitchen, door: str) -> float:
    pace = PACES["ebike"]
    return atlas.metres(kitchen.facility, door) * DETOUR / pace.metres_a_minute + pace.lost_minutes


class _Kitchens:
    """What the kitchens cook, who brings it, and how far that is from what was told."""

    def __init__(self, problem: WeekProblem, atlas: Atlas, duties: Sequence[Duty]) -> None:
        self._untold = {
            need.key
            for unit in problem.units
            if any(told.announced for told in unit.meals)
            for need in unit.meals
            if need.announced is None
        }
        self._waves: dict[tuple[int, str], list[tuple[Kitchen, KitchenWave]]] = {}
        for kitchen in problem.kitchens:
            for wave in kitchen.waves:
                self._waves.setdefault((wave.day, wave.meal), []).append((kitchen, wave))
        self.pots = Pots()
        self._problem, self._atlas, self._duties = problem, atlas, duties
        self._units = {unit.key: unit for unit in problem.units}
        self._carried: dict[tuple[str, int, str], bool] = {}

    def carried(self, kitchen: Kitchen, day: int, meal: str) -> bool:
        """Whether anybody is there to bring a meal that the kitchen cooks."""
        key = kitchen.key, day, meal
        if key not in self._carried:
            unit = self._units.get(self._atlas.facility(kitchen.facility).unit)
            carriers = carriers_for(self._problem, unit, kitchen, day, meal, self._duties) if unit else ()
            self._carried[key] = bool(carriers)
        return self._carried[key]

    def of(self, day: int, meal: str) -> list[tuple[Kitchen, KitchenWave]]:
        return self._waves.get((day, meal), [])

    def unlike(self, need: MealNeed, wave: KitchenWave) -> int:
        """The price of a wave that is not the one she was told, or of telling her when others were told."""
        if need.announced is not None:
            return ANOTHER if need.announced.wave != wave.key else 0
        return UNTOLD if need.key in self._untold else 0
