"""Keys of the trail as names: who and what a row is about, and what its facts refer to."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tortoise.models import Model

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.care.models import CarePlan, CareTask, ServiceType
from eldercare.daycare.models import Attendance
from eldercare.exchange.kinds import Ref
from eldercare.exchange.sheets import BY_NOUN
from eldercare.hierarchy.models import Facility, Region, Zone
from eldercare.meals.models import Kitchen, MealSubscription, Vehicle
from eldercare.people.models import Elder, Leave, Relative, Skill, Staff
from eldercare.planning.models import PlanningRun
from eldercare.shifts.models import ShiftDemand, ShiftType
from web import dates
from web.i18n import gettext as _
from web.i18n import language
from web.public.trail_words import said

WEEK_RUN, SEPARATOR = "planning_run", " · "
NAMED: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "account": (Account, "login", ("display_name",)),
    "elder": (Elder, "key", ("name",)),
    "staff": (Staff, "key", ("name",)),
    "relative": (Relative, "key", ("name",)),
    "facility": (Facility, "key", ("name", "name_en")),
    "region": (Region, "key", ("name", "name_en")),
    "zone": (Zone, "key", ("name", "name_en")),
    "kitchen": (Kitchen, "key", ("name", "name_en")),
    "vehicle": (Vehicle, "key", ("name", "name_en")),
    "service": (ServiceType, "key", ("name", "name_en")),
    "skill": (Skill, "key", ("name", "name_en")),
    "shift_type": (ShiftType, "key", ("name", "name_en")),
    "leave": (Leave, "key", ("staff__name",)),
    "care_plan": (CarePlan, "key", ("elder__name",)),
    "care_task": (CareTask, "key", ("plan__elder__name",)),
    "task_service": (CareTask, "key", ("service__name", "service__name_en")),
    "meal_subscription": (MealSubscription, "key", ("elder__name",)),
    "attendance": (Attendance, "key", ("elder__name",)),
    "shift_demand": (ShiftDemand, "key", ("facility__name", "facility__name_en")),
}
"""Where a noun's name stands: the table, the column of its key, the name and, where there is one, the English one."""
REFERRED = {
    **{"elder": "elder", "staff": "staff", "facility": "facility", "eats_at": "facility", "region": "region"},
    **{
        "after_task": "task_service",
        "service": "service",
        "skill": "skill",
        "kitchen": "kitchen",
        "plan": "care_plan",
        "shift_type": "shift_type",
    },
}
"""Facts that hold a key, with the noun that it is of."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names by noun and key, in the reader's language."""

    found: Mapping[tuple[str, str], str]

    def of(self, noun: str, key: str) -> str:
        """What a row is called; nothing where its key says as much as anybody knows."""
        if noun in ("publication", "draft"):
            return self._planned(key)
        if noun in BY_NOUN and not BY_NOUN[noun].keyed:
            return self._joined(noun, key)
        return self.found.get((noun, key), "")

    def fact(self, field: str, value: object) -> str:
        """The name behind a fact that is a key; nothing for another fact."""
        return self.found.get((REFERRED.get(field, ""), str(value)), "")

    def _planned(self, key: str) -> str:
        """东溪中心 · 2026年第48周 · 第1版, for `f-dong/2026-W48/1`."""
        place, _slash, rest = key.partition("/")
        week, _slash, number = rest.partition("/")
        version = _("version %(number)s", number=number) if number else ""
        told = [self.found.get(("facility", place), place), _week(week), version]
        return SEPARATOR.join(part for part in told if part)

    def _joined(self, noun: str, key: str) -> str:
        table = BY_NOUN[noun]
        parts = zip(table.identity, key.split("|"), strict=False)
        return SEPARATOR.join(self.fact(name, part) or said(noun, name, part) for name, part in parts)


async def names_of(entries: Iterable[AuditEntry]) -> Names:
    """The names behind every key of these entries, a query for each noun that occurs."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        _collect(entry, wanted)
    found: dict[tuple[str, str], str] = {}
    for noun, keys in wanted.items():
        if noun in NAMED:
            found |= {(noun, key): name for key, name in (await _named(noun, keys)).items()}
    return Names(found | await _runs(wanted.get(WEEK_RUN, set())))


def _collect(entry: AuditEntry, wanted: dict[str, set[str]]) -> None:
    wanted[entry.noun].add(entry.row_key)
    if entry.noun in ("publication", "draft"):
        wanted["facility"].add(entry.row_key.partition("/")[0])
    if entry.noun in BY_NOUN and not BY_NOUN[entry.noun].keyed:
        table = BY_NOUN[entry.noun]
        for name, part in zip(table.identity, entry.row_key.split("|"), strict=False):
            if isinstance(table.column(name).kind, Ref):
                wanted[REFERRED.get(name, "")].add(part)
    for facts in (entry.before, entry.after):
        for name, value in facts.items():
            if name in REFERRED and isinstance(value, str):
                wanted[REFERRED[name]].add(value)


async def _named(noun: str, keys: set[str]) -> dict[str, str]:
    model, column, (name, *english) = NAMED[noun]
    rows = await model.filter(**{f"{column}__in": sorted(keys)}).values_list(column, *english[:1], name)
    return {str(key): str((language() == "en" and rest[0]) or rest[-1]) for key, *rest in rows}


async def _runs(keys: set[str]) -> dict[tuple[str, str], str]:
    """A planning run goes by its week and place; its own key is a random number."""
    numbers = [key for key in keys if _is_number(key)]
    runs = await PlanningRun.filter(id__in=numbers).prefetch_related("facility") if numbers else []
    names = await _named("facility", {run.facility.key for run in runs}) if runs else {}
    return {(WEEK_RUN, str(run.id)): SEPARATOR.join([names[run.facility.key], dates.week(run.week)]) for run in runs}


def _is_number(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True


def _week(name: str) -> str:
    try:
        return dates.week(clock.week_named(name))
    except ValueError:
        return name
