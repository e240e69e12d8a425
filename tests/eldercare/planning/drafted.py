"""A week of the east as a run would leave it, written by hand: who works when, who is visited, what stays open."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from eldercare import clock
from eldercare.care.models import CarePlan, CareTask, ServiceType
from eldercare.meals.models import MealSubscription
from eldercare.people.models import StaffSkill
from eldercare.planning.models import Draft, PlanningRun, Publication
from eldercare.planning.moment import Moment
from eldercare.planning.week.models import DraftMeal, DraftShift, DraftVisit, NotPlanned
from eldercare.shifts.catalogue import seed_shift_types
from eldercare.shifts.models import ShiftDemand, ShiftType
from tests.cast import MONDAY, Cast

EARLY_AND_LATE = [("chen", 0, "early"), ("li", 0, "late")]


@dataclass(slots=True)
class Plan:
    """What a draft of the east is to hold. Shifts: staff, day, shift type. Visits: key, elder, staff, day, starts."""

    shifts: list[tuple[str, int, str]] = field(default_factory=lambda: [("chen", 0, "early"), ("li", 0, "early")])
    visits: list[tuple[str, str, str, int, int]] = field(
        default_factory=lambda: [
            ("t-wash@0", "zhou", "chen", 0, 8 * 60),
            ("t-bath@0", "lin", "chen", 0, 9 * 60 + 30),
            ("t-bath@0", "lin", "li", 0, 9 * 60 + 30),
        ]
    )
    missing: list[tuple[str, int, str]] = field(default_factory=lambda: [("early", 1, "weekly_rest_day")])
    """Heads: shift type, day, rule."""
    open_visits: list[tuple[str, str, int, str]] = field(
        default_factory=lambda: [("t-wash@2", "zhou", 2, "no_overlap_with_travel")]
    )
    """Key, elder, day, rule."""
    current: bool = True
    input_hash: str = "a" * 64
    place: str = "dong"


async def drafted(people: Cast, plan: Plan | None = None, *, number: int = 1) -> Draft:
    """Store a draft of `plan`; drafts of different `number` have different hashes. Its carers may do what they do, and
    all of it is promised."""
    plan = plan or Plan()
    await _promises(people, plan)
    for staff in sorted({one for _, _, one, _, _ in plan.visits}):
        await StaffSkill.get_or_create(staff=people.staff[staff], skill=people.skills["care"])
    await seed_shift_types()
    draft = await _draft(people, plan, number)
    await _shifts(people, draft, plan)
    await _visits(people, draft, plan)
    await _open(people, draft, plan)
    await DraftMeal.create(
        draft=draft,
        elder=people.elders["sun" if plan.place == "xi" else "zhou"],
        day=MONDAY,
        meal="lunch",
        wave=1,
        serving="delivered",
        kitchen=people.kitchens[plan.place],
    )
    return draft


async def wanted(people: Cast, shift: str, heads: int, weekdays: int = 127) -> ShiftDemand:
    """The east asks for so many caregivers on a shift."""
    await seed_shift_types()
    return await ShiftDemand.create(
        key=f"d-{shift}",
        facility=people.facilities["dong"],
        shift_type=await ShiftType.get(key=shift),
        job="caregiver",
        weekdays=weekdays,
        people=heads,
    )


async def _promises(people: Cast, plan: Plan) -> None:
    """What the visits and the meal of a plan are due for, at any time of the day."""
    whose = {key: (elder, day) for key, elder, _, day, _ in plan.visits}
    whose |= {key: (elder, day) for key, elder, day, _ in plan.open_visits}
    for key, (elder, day) in whose.items():
        of_hers, _ = await CarePlan.get_or_create(
            key=f"c-{elder}", defaults={"elder": people.elders[elder], "starts_on": MONDAY}
        )
        service = people.services["bath" if "bath" in key else "wash"]
        task, _ = await CareTask.get_or_create(
            key=key.rpartition("@")[0],
            defaults={
                "plan": of_hers,
                "service": service,
                "minutes": service.usual_minutes,
                "weekdays": 1 << day,
                "window_start": 0,
                "window_end": 1380,
            },
        )
        await CareTask.filter(id=task.id).update(weekdays=task.weekdays | 1 << day)
    await MealSubscription.get_or_create(
        key=f"m-{plan.place}",
        defaults={
            "elder": people.elders["sun" if plan.place == "xi" else "zhou"],
            "meal": "lunch",
            "weekdays": 1,
            "serving": "delivered",
            "starts_on": MONDAY,
        },
    )


async def _draft(people: Cast, plan: Plan, number: int) -> Draft:
    unit = people.facilities[plan.place]
    login = "xu" if plan.place == "xi" else "shen"
    run = await PlanningRun.create(
        id=uuid.uuid5(uuid.NAMESPACE_OID, f"{plan.place}-{number}"),
        week=MONDAY,
        facility=unit,
        asked_by=people.accounts[login],
        asked_at=clock.now(),
        started_at=clock.now(),
        finished_at=clock.now(),
        state="done",
        result={
            **{"seconds": 1.5, "coverage": {"visits": 0.5}, "counts": {"visits": [2, 3]}, "kept_better": []},
            "begins": _begins(),
        },
    )
    told = await Publication.get_or_none(unit=unit, week=MONDAY, replaced_at=None)
    return await Draft.create(
        run=run,
        unit=unit,
        week=MONDAY,
        current=plan.current,
        input_hash=plan.input_hash,
        plan_hash=str(number) * 64,
        hard_violations=0,
        score={"not_planned": 10 * number, "travel": 5},
        coverage={"meals": [1, 1], "visits": [2, 3], "seats": [0, 0], "shifts": [2, 3]},
        after_version=told.number if told else 0,
        created_at=clock.now(),
    )


def _begins() -> str | None:
    """As a run says it that was made now."""
    minutes = Moment.of(MONDAY).begins
    return (datetime.combine(MONDAY, time()) + timedelta(minutes=minutes)).isoformat() if minutes else None


async def _shifts(people: Cast, draft: Draft, plan: Plan) -> None:
    for staff, day, kind in plan.shifts:
        shift = await ShiftType.get(key=kind)
        await DraftShift.create(
            draft=draft,
            staff=people.staff[staff],
            facility=people.facilities[plan.place],
            shift_type=shift,
            day=_day(day),
            starts=shift.starts,
            ends=shift.ends,
            break_minutes=shift.break_minutes,
            break_starts=shift.break_from,
            demand_key=f"d-{kind}@{day}",
        )


async def _visits(people: Cast, draft: Draft, plan: Plan) -> None:
    stops: dict[tuple[str, int], int] = {}
    for key, elder, staff, day, starts in plan.visits:
        stops[staff, day] = stops.get((staff, day), 0) + 1
        service: ServiceType = people.services["bath" if "bath" in key else "wash"]
        await DraftVisit.create(
            draft=draft,
            key=key,
            elder=people.elders[elder],
            service=service,
            staff=people.staff[staff],
            day=_day(day),
            starts=starts,
            ends=starts + service.usual_minutes,
            stop=stops[staff, day],
            travel_minutes=10,
        )


async def _open(people: Cast, draft: Draft, plan: Plan) -> None:
    place = people.facilities[plan.place]
    for number, (kind, day, rule) in enumerate(plan.missing, 1):
        shift = await ShiftType.get(key=kind)
        await NotPlanned.create(
            draft=draft,
            kind="shift",
            key=f"d-{kind}@{day}#{number}",
            priority_class=1,
            minutes=480,
            rule=rule,
            facts={"shift": kind, "job": "caregiver", "skill": None, "needed": 2, "employees": 2, "left_job": 2},
            facility=place,
            day=_day(day),
            starts=shift.starts,
            ends=shift.ends,
        )
    for key, elder, day, rule in plan.open_visits:
        await NotPlanned.create(
            draft=draft,
            kind="visit",
            key=key,
            priority_class=2,
            minutes=45,
            rule=rule,
            facts={"needed": 1, "carers": 2, "candidates": 1, "free_minutes": 20, "needed_minutes": 47},
            facility=place,
            elder=people.elders[elder],
            service=people.services["wash"],
            day=_day(day),
            starts=480,
            ends=600,
        )


def _day(number: int) -> date:
    return MONDAY + timedelta(days=number)
