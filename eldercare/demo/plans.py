"""Care plans: the recipes of each level dealt out to the elders, around the days somebody is at day care."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eldercare.care.catalogue import SERVICES
from eldercare.demo.chance import some, stream
from eldercare.demo.elders import Elders
from eldercare.demo.nouns import Attendance, CarePlan, CareTask, Elder, Hold
from eldercare.demo.recipes import BREAKFAST, EARLY, EVENING, RECIPES, Recipe, Who
from eldercare.demo.scale import Size
from eldercare.hierarchy.models import ZoneKind
from eldercare.people.models import Gender, LivingSituation

SERVICE = {entry.key: entry for entry in SERVICES}
OLD_DAYS = round(80 * 365.25)
WAY_MINUTES = 7
"""To a door and up the stairs, on the average."""
HELD = 0.012
ROUND_THE_CLOCK = (BREAKFAST, EARLY, EVENING)
"""Windows that a day at the day-care centre leaves open."""


def effort(task: CareTask) -> int:
    """Minutes of staff a week: the service and the way there, for each carer."""
    return SERVICE[task.service].carers * (task.minutes + WAY_MINUTES) * task.times


@dataclass
class Plans:
    """`tasks` of each street centre, and of all."""

    plans: list[CarePlan] = field(default_factory=list)
    tasks: list[CareTask] = field(default_factory=list)
    by_center: dict[str, list[CareTask]] = field(default_factory=dict)
    holds: list[Hold] = field(default_factory=list)


def build_plans(
    size: Size, elders: Elders, attendance: Sequence[Attendance], seed: int, monday: date, most_effort: int | None
) -> Plans:
    """Plans for those who live at home; with `most_effort`, comfort is left out until a street's work fits."""
    made = Plans()
    away = {guest.elder: guest.weekdays for guest in attendance if guest.zone_kind == ZoneKind.DAY_CARE}
    for center, homes in elders.homes.items():
        rng = stream(seed, "plans", center)
        tasks = list(_tasks(rng, size, homes, away, monday))
        if most_effort is not None:
            tasks = _within(tasks, most_effort)
        made.by_center[center] = tasks
        made.tasks += tasks
        made.holds += _holds(rng, size, homes, monday)
    dated = stream(seed, "plan dates")
    for key in dict.fromkeys(task.plan for task in made.tasks):
        starts_on = monday - timedelta(days=dated.randint(20, 700))
        agreed_on = starts_on - timedelta(days=dated.randint(1, 10))
        made.plans.append(CarePlan(key, key.removesuffix("-plan"), starts_on, agreed_on))
    return made


def _tasks(
    rng: Random, size: Size, homes: Sequence[Elder], away: Mapping[str, int], monday: date
) -> Iterator[CareTask]:
    for level, recipes in RECIPES.items():
        of_level = [elder for elder in homes if elder.ability_level == level]
        cooked: dict[str, list[CareTask]] = {}
        for recipe in recipes:
            share = min(1.0, size.promise * recipe.share)
            for elder in some(rng, _eligible(recipe, size, of_level, cooked, monday), share):
                task = _task(rng, recipe, elder, away.get(elder.key, 0), cooked.setdefault(elder.key, []))
                if task is not None:
                    cooked[elder.key].append(task)
                    yield task


def _eligible(
    recipe: Recipe, size: Size, of_level: Sequence[Elder], cooked: Mapping[str, list[CareTask]], monday: date
) -> list[Elder]:
    """Those the recipe is for; in a small place nothing that a handful of people, or two men, would be needed for."""
    service = SERVICE[recipe.service]
    if size.small and (recipe.skilled or recipe.who is Who.MEN):
        return []
    found = []
    for elder in of_level:
        suits = {
            Who.ANYBODY: not (size.small and service.same_sex and elder.gender == Gender.MALE),
            Who.ALONE_OR_OLD: elder.living_situation == LivingSituation.ALONE
            or (monday - elder.birth_date).days > OLD_DAYS,
            Who.WOMEN: elder.gender == Gender.FEMALE,
            Who.MEN: elder.gender == Gender.MALE,
        }[recipe.who]
        leads = not recipe.after or any(task.service == recipe.after for task in cooked.get(elder.key, ()))
        if suits and leads:
            found.append(elder)
    return found


def _task(rng: Random, recipe: Recipe, elder: Elder, away: int, before: Sequence[CareTask]) -> CareTask | None:
    """One task, or none where day care leaves no day for it."""
    leader = next((task for task in before if task.service == recipe.after), None)
    days = leader.weekdays if leader else recipe.days
    if recipe.window not in ROUND_THE_CLOCK:
        days &= ~away
    if not days:
        return None
    times = None if recipe.times is None else min(rng.choice(recipe.times), days.bit_count())
    fixed = rng.choice(recipe.window.fixed) if recipe.window.fixed and rng.random() < recipe.fixed else None
    liked = rng.choice(recipe.window.liked) if recipe.window.liked and rng.random() < 0.5 else None
    shortest, usual, longest = SERVICE[recipe.service].minutes
    number = sum(task.service == recipe.service for task in before)
    latest = recipe.window.latest
    if away and recipe.window is BREAKFAST:
        latest, fixed = EARLY.latest, None
    return CareTask(
        key=f"{elder.key}-{recipe.service}" + (f"-{number + 1}" if number else ""),
        plan=f"{elder.key}-plan",
        service=recipe.service,
        minutes=rng.choice((shortest, usual, usual, usual, longest)),
        weekdays=days,
        times_a_week=None if times == days.bit_count() else times,
        window_start=recipe.window.earliest,
        window_end=latest,
        preferred_start=liked,
        fixed_start=fixed,
        fixed_reason=recipe.reason if fixed is not None else "",
        after_task=leader.key if leader else None,
        gap_shortest=recipe.gap[0],
        gap_longest=recipe.gap[1],
    )


def _within(tasks: Sequence[CareTask], most_effort: int) -> list[CareTask]:
    """The same tasks without the least pressing ones, until their effort fits."""
    leaders = {task.after_task for task in tasks}
    order = sorted(tasks, key=lambda task: (-SERVICE[task.service].priority_class, -task.minutes, task.key))
    spare = sum(map(effort, tasks)) - most_effort
    dropped = set()
    for task in order:
        if spare <= 0:
            break
        if task.key not in leaders:
            dropped.add(task.key)
            spare -= effort(task)
    return [task for task in tasks if task.key not in dropped]


def _holds(rng: Random, size: Size, homes: Sequence[Elder], monday: date) -> list[Hold]:
    """A few are in hospital or with their children for some of the two weeks."""
    holds = []
    for elder in rng.sample(list(homes), 1 if size.small else round(HELD * len(homes))):
        first = monday + timedelta(days=rng.randint(-6, 9))
        kind = rng.choice(("hospital", "hospital", "away"))
        last = None if kind == "hospital" and rng.random() < 0.3 else first + timedelta(days=rng.randint(2, 8))
        holds.append(Hold(elder.key, kind, first, last))
    return holds
