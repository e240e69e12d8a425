"""Supply against demand, by arithmetic alone: tight, not hopeless; hopeless when asked to be."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from math import ceil

import pytest

from eldercare.demo.district import District, district
from eldercare.demo.nouns import CareTask, Staff, days_in
from eldercare.demo.places import Street
from eldercare.demo.plans import SERVICE, effort
from eldercare.demo.scale import SIZES, Scale
from eldercare.hierarchy.models import ZoneKind
from eldercare.meals.models import MealKind, Serving
from eldercare.people.models import Contract, Job
from eldercare.shifts.catalogue import SHIFT_TYPES

MONDAY = date(2026, 11, 16)
CASES = [(Scale.TINY, 0), (Scale.TINY, 1), (Scale.TINY, 7), (Scale.STREET, 3), (Scale.DISTRICT, 0), (Scale.DISTRICT, 5)]
VISITING = {Job.CAREGIVER, Job.NURSE, Job.THERAPIST}
PAID = {entry.key: entry.paid_minutes for entry in SHIFT_TYPES}


@cache
def made(scale: Scale, seed: int, shortage: bool = False) -> District:
    return district(SIZES[scale], seed, MONDAY, shortage)


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def one(request: pytest.FixtureRequest) -> District:
    return made(*request.param)


def staff_of(one: District, street: Street, job: Job | None = None) -> list[Staff]:
    return [m for m in one.team.staff if m.facility.startswith(f"{street.key}-") and (job is None or m.job == job)]


def load_of(one: District, street: Street) -> float:
    minutes = sum(m.weekly_minutes for m in staff_of(one, street) if m.job in VISITING)
    return sum(map(effort, one.plans.by_center[street.center])) / minutes


def test_visits_take_most_of_the_carers_minutes(one: District) -> None:
    assert all(0.6 <= load_of(one, street) <= 0.88 for street in one.places.streets)


def test_standing_shifts_take_most_of_the_others(one: District) -> None:
    for street in one.places.streets:
        for job in (Job.ZONE_STAFF, Job.COOK, Job.CARRIER):
            rows = [row for row in one.shift_demand if row.facility.startswith(f"{street.key}-") and row.job == job]
            wanted = sum(PAID[row.shift_type] * row.people * row.weekdays.bit_count() for row in rows)
            team = staff_of(one, street, job)
            assert 0.5 <= wanted / sum(member.weekly_minutes for member in team) <= 0.95
            on_a_day = Counter(day for row in rows for day in days_in(row.weekdays) for _ in range(row.people))
            assert max(on_a_day.values()) <= len(team)


def test_the_institution_is_staffed(one: District) -> None:
    house = one.places.institution
    for job in {row.job for row in one.shift_demand if row.facility == house}:
        wanted = sum(
            row.people * row.weekdays.bit_count() for row in one.shift_demand if (row.facility, row.job) == (house, job)
        )
        team = [member for member in one.team.staff if (member.facility, member.job) == (house, job)]
        assert wanted <= 5 * len(team)


def test_somebody_can_do_everything_that_is_promised(one: District) -> None:
    """Every skill that a street's tasks ask for is held by enough people, of the elder's sex where that is required."""
    genders = {elder.key: elder.gender for elder in one.elders.elders}
    for street in one.places.streets:
        team = {member.key: member for member in staff_of(one, street) if member.job in VISITING}
        holders = Counter(
            (held.skill, sex)
            for held in one.team.skills
            if held.staff in team and team[held.staff].contract != Contract.VOLUNTEER
            for sex in (team[held.staff].gender, "any")
        )
        for task in one.plans.by_center[street.center]:
            service = SERVICE[task.service]
            if service.skill:
                sex = genders[task.plan.removesuffix("-plan")] if service.same_sex else "any"
                assert holders[service.skill, sex] >= 2 * service.carers, (task.key, sex)


def test_men_who_are_bathed_do_not_ask_for_more_men_than_there_are(one: District) -> None:
    genders = {elder.key: elder.gender for elder in one.elders.elders}
    for street in one.places.streets:
        work = sum(
            effort(task)
            for task in one.plans.by_center[street.center]
            if SERVICE[task.service].same_sex and genders[task.plan.removesuffix("-plan")] == "male"
        )
        men = [m for m in staff_of(one, street) if m.job == Job.CAREGIVER and m.gender == "male"]
        assert work <= 0.5 * sum(member.weekly_minutes for member in men)


def test_windows_lie_within_the_shifts_and_days_suffice(one: District) -> None:
    first, last = min(s.starts for s in SHIFT_TYPES if Job.CAREGIVER in s.jobs), 20 * 60
    for task in one.plans.tasks:
        assert first + 10 <= task.window_start < task.window_end, task.key
        assert task.window_end + task.minutes <= last - 10, task.key
        assert task.times <= task.weekdays.bit_count()
        if task.fixed_start is not None:
            assert task.window_start <= task.fixed_start <= task.window_end
            assert task.fixed_reason


def test_chains_can_be_kept(one: District) -> None:
    """A follower comes on its leader's days, and its window leaves room after the leader's earliest and latest end."""
    tasks = {task.key: task for task in one.plans.tasks}
    for task in one.plans.tasks:
        if task.after_task:
            leader = tasks[task.after_task]
            assert (task.plan, task.weekdays, task.times) == (leader.plan, leader.weekdays, leader.times)
            assert leader.window_start + leader.minutes + task.gap_longest >= task.window_start
            assert leader.window_end + leader.minutes + task.gap_shortest <= task.window_end


def test_nobody_is_promised_a_visit_while_she_is_at_day_care(one: District) -> None:
    away = {guest.elder: guest for guest in one.attendance if guest.zone_kind == ZoneKind.DAY_CARE}
    for task in one.plans.tasks:
        guest = away.get(task.plan.removesuffix("-plan"))
        if guest and task.weekdays & guest.weekdays:
            free = task.window_end + task.minutes <= guest.starts or task.window_start >= guest.ends
            assert free or task.window_start + task.minutes <= guest.starts or task.window_end >= guest.ends, task.key


def test_day_care_has_a_seat_and_attention_for_every_guest(one: District) -> None:
    seats = {(zone.facility, zone.kind): zone for zone in one.zones.zones}
    ratios = {(ratio.zone, ratio.ability_level): ratio.guests_per_staff for ratio in one.zones.staff_ratios}
    open_on = {(hours.zone, hours.weekday): hours for hours in one.zones.opening_hours}
    levels = {elder.key: elder.ability_level for elder in one.elders.elders}
    heads: Counter[tuple[str, int]] = Counter()
    attention: dict[tuple[str, int], float] = {}
    for guest in one.attendance:
        zone = seats[guest.facility, guest.zone_kind]
        for day in days_in(guest.weekdays):
            hours = open_on[zone.key, day]
            assert hours.opens <= guest.starts < guest.ends <= hours.closes
            heads[zone.key, day] += 1
            if (zone.key, levels[guest.elder]) in ratios:
                share = 1 / ratios[zone.key, levels[guest.elder]]
                attention[guest.facility, day] = attention.get((guest.facility, day), 0.0) + share
    assert all(
        number <= 0.9 * next(z.seats for z in one.zones.zones if z.key == zone) for (zone, _), number in heads.items()
    )
    present = Counter(
        (row.facility, day)
        for row in one.shift_demand
        if row.job == Job.ZONE_STAFF
        for day in days_in(row.weekdays)
        for _ in range(row.people)
    )
    assert all(share <= 0.9 * present[at] for at, share in attention.items())


def portions(one: District, center: str) -> Iterator[tuple[MealKind, int, str]]:
    homes = {elder.key: elder for elder in one.elders.homes.get(center, one.elders.residents)}
    for meal in one.meals:
        if meal.elder in homes:
            yield from ((MealKind(meal.meal), day, homes[meal.elder].diet) for day in days_in(meal.weekdays))


def test_kitchens_cook_enough_of_every_diet(one: District) -> None:
    for kitchen in one.kitchens.kitchens:
        waves = [wave for wave in one.kitchens.waves if wave.kitchen == kitchen.key]
        diets = {diet.diet: diet.portions_per_wave for diet in one.kitchens.diets if diet.kitchen == kitchen.key}
        wanted = Counter((meal, day) for meal, day, _ in portions(one, kitchen.facility))
        by_diet = Counter(portions(one, kitchen.facility))
        for (meal, _), number in wanted.items():
            assert number <= 0.9 * sum(wave.portions for wave in waves if wave.meal == meal) + 1
        for (meal, _, diet), number in by_diet.items():
            assert number <= diets[diet] * sum(wave.meal == meal for wave in waves)


def test_every_carrier_has_a_bike_and_the_doors_are_few_enough(one: District) -> None:
    for street in one.places.streets:
        bikes = [v for v in one.kitchens.vehicles if v.facility == street.center and v.meal_boxes]
        carriers = Counter(
            day
            for row in one.shift_demand
            if (row.facility, row.job) == (street.center, Job.CARRIER)
            for day in days_in(row.weekdays)
            for _ in range(row.people)
        )
        homes = {elder.key for elder in one.elders.homes[street.center]}
        doors = Counter(
            (meal.meal, day)
            for meal in one.meals
            if meal.elder in homes and meal.serving == Serving.DELIVERED
            for day in days_in(meal.weekdays)
        )
        assert all(carriers[day] <= len(bikes) for day in carriers)
        assert all(number <= 22 * carriers[day] for (_, day), number in doors.items())


def test_nobody_is_fed_twice(one: District) -> None:
    served = Counter((meal.elder, meal.meal, day) for meal in one.meals for day in days_in(meal.weekdays))
    assert set(served.values()) == {1}


@pytest.mark.parametrize("scale", [Scale.TINY, Scale.STREET])
def test_a_shortage_leaves_less_than_is_needed(scale: Scale) -> None:
    usual, short = made(scale, 0), made(scale, 0, shortage=True)
    assert short.plans.tasks == usual.plans.tasks
    assert short.meals == usual.meals
    assert short.attendance == usual.attendance
    (street,) = short.places.streets
    assert load_of(short, street) > 1.0
    seats = {zone.facility: zone.seats for zone in short.zones.zones if zone.kind == ZoneKind.DAY_CARE}
    heads = Counter(
        (guest.facility, day)
        for guest in short.attendance
        if guest.zone_kind == ZoneKind.DAY_CARE
        for day in days_in(guest.weekdays)
    )
    assert any(number > seats[facility] for (facility, _), number in heads.items())
    cooked = sum(wave.portions for wave in short.kitchens.waves if wave.kitchen.startswith(street.center))
    assert cooked < sum(wave.portions for wave in usual.kitchens.waves if wave.kitchen.startswith(street.center))
    fullest = max(Counter(at[:2] for at in portions(short, street.center)).values())
    lunches = sum(
        w.portions for w in short.kitchens.waves if w.kitchen.startswith(street.center) and w.meal == MealKind.LUNCH
    )
    assert lunches < fullest


def test_a_small_place_asks_for_nothing_that_only_one_could_do() -> None:
    one = made(Scale.TINY, 0)
    tasks: list[CareTask] = one.plans.tasks
    assert not any(SERVICE[task.service].skill in ("nursing", "rehabilitation") for task in tasks)
    assert ceil(max(effort(task) / task.times for task in tasks)) <= 240
