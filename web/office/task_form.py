"""A task of a care plan as a form: which service, on which days or how often, when, how long, after what."""

from collections.abc import Sequence
from datetime import date, timedelta

from tortoise.expressions import Q

from eldercare import clock
from eldercare.care.chain import leaders
from eldercare.care.models import CarePlan, CareTask, Help, ServiceType
from eldercare.care.plans import plans_of
from eldercare.errors import NotFound
from eldercare.exchange.entry import Entry
from eldercare.exchange.kinds import Value
from eldercare.meals.models import MealKind, MealSubscription
from eldercare.people.models import Elder
from web import dates, words
from web.days import WEEK
from web.forms import Form
from web.i18n import gettext as _
from web.office.promise import Promise, Shown, at, day, ticked_days
from web.office.task_words import called, leeway_of, task_words
from web.session import Asked

FIXED = "fixed"
ASKED = "began_on"
"""The first day of a care plan that lies long back, said once more."""
LATEST = 24 * 60 - 1
ROOM = 60
AT_DINNER = (16 * 60 + 45, 18 * 60)
WORKDAYS = ["0", "1", "2", "3", "4"]
LONGEST = {"fixed_reason": 100, "note": 200}


async def usual(request: Asked, elder: Elder) -> Form:
    """A new one: as long, as often and at the time of day as the service usually is."""
    service = await _service(request.query_params.get("service", ""))
    if service and not service.at_home:
        raise NotFound("not_found")
    today = {"when": "window", "starts_on": str(clock.today())}
    if service is None:
        return Form({**today, "window_start": "08:00", "window_end": "11:00"}, {"weekdays": WORKDAYS})
    first, last = await _usual_window(service, elder)
    chosen = {
        "service": service.key,
        "minutes": str(service.usual_minutes),
        "times_a_week": str(service.usual_times or ""),
        "window_start": at(first),
        "window_end": at(last),
    }
    return Form({**today, **chosen}, {"weekdays": ticked_days(service.usual_weekdays)})


async def _usual_window(service: ServiceType, elder: Elder) -> tuple[int, int]:
    """The catalogue's; help with eating comes with the evening meal to who takes no other."""
    if service.help == Help.MEALS:
        today = Q(ends_on=None) | Q(ends_on__gte=clock.today())
        taken = {row.meal for row in await MealSubscription.filter(today, elder_id=elder.id)}
        if taken == {MealKind.DINNER.value}:
            return AT_DINNER
    return service.usual_earliest, service.usual_latest


def stored(task: CareTask) -> Form:
    """The form as the row fills it; `task` comes with plan, service and the task that it follows."""
    values = {
        "version": str(task.plan.version),
        "service": task.service.key,
        "minutes": str(task.minutes),
        "times_a_week": str(task.times_a_week or ""),
        "when": FIXED if task.fixed_start is not None else "window",
        "window_start": at(task.window_start),
        "window_end": at(task.window_end),
        "preferred_start": at(task.preferred_start),
        "fixed_start": at(task.fixed_start),
        "fixed_reason": task.fixed_reason,
        "after_task": task.after_task.key if task.after_task else "",
        "gap_shortest": str(task.gap_shortest),
        "gap_longest": str(task.gap_longest),
        "note": task.note,
        "starts_on": day(task.starts_on),
        "ends_on": day(task.ends_on),
    }
    return Form(values, {"weekdays": ticked_days(task.weekdays)})


async def entries(form: Form, elder: Elder, task: CareTask | None) -> list[Entry]:
    """What was typed as rows; faults stand in the form."""
    values = _values(form, await _service(form.values.get("service", "")))
    plan = await _plan(elder, task, form, values)
    whose = ("elder", elder.key)
    if task is None:
        return [plan, Entry("care_task", {**values, "plan": plan.key or plan}, "task.add", about=whose)]
    return [plan, Entry("care_task", values, "task.edit", key=task.key, about=whose)]


def over(task: CareTask, elder: Elder, last: date | None, version: int) -> list[Entry]:
    """It ends with a day; without one it is taken away."""
    whose = ("elder", elder.key)
    plan = Entry("care_plan", {}, "care_plan.edit", key=task.plan.key, version=version, about=whose)
    if last is None:
        return [plan, Entry("care_task", {}, "task.drop", key=task.key, about=whose, gone=True)]
    return [plan, Entry("care_task", {"ends_on": last}, "task.end", key=task.key, about=whose)]


def first_day(task: CareTask, typed: date | None) -> date:
    """That of its plan, where the task has none of its own or an earlier one."""
    begins: date = task.plan.starts_on
    return max(begins, typed or begins)


async def shown(_request: Asked, elder: Elder, form: Form, task: CareTask | None) -> Shown:
    """Beside the fields: the service, or all that visits bring to choose from, and what it may follow."""
    service, leeway = await _service(form.values.get("service", "")), await leeway_of(elder.facility)
    at_home = ServiceType.filter(at_home=True).prefetch_related("skill").order_by("id")
    every = [] if service else await at_home
    return {
        "service": service,
        "services": [(group, [one for one in every if one.service_group == group]) for group, _word in _groups(every)],
        "leaders": await _leaders(elder, task, form),
        "row_words": task_words(task, leeway) if task else "",
        "leeway": leeway,
    }


async def _service(key: str) -> ServiceType | None:
    if not key:
        return None
    found = await ServiceType.get_or_none(key=key[:40]).prefetch_related("skill")
    if found is None:
        raise NotFound("not_found")
    return found


def _groups(services: Sequence[ServiceType]) -> list[tuple[str, str]]:
    """The groups that have services, in the order of their words."""
    there = {one.service_group for one in services}
    return [(group, word) for group, word in words.options("service_group") if group in there]


async def _leaders(elder: Elder, task: CareTask | None, form: Form) -> list[tuple[str, str]]:
    """The tasks of the same plan that it may come after: not itself, none that comes after it, none that is over."""
    first, chosen = Form(form.values).day("starts_on", needed=False), form.values.get("after_task")
    plan = task.plan_id if task else getattr(await _running(elder, first), "id", None)
    found = await CareTask.filter(plan_id=plan).prefetch_related("service").order_by("window_start", "key")
    after = {one.id: one.after_task_id for one in found}
    return [
        (one.key, called(one))
        for one in found
        if task is None or task.id not in (one.id, *leaders(one.id, after.get))
        if one.ends_on is None or one.ends_on >= clock.today() or one.key == chosen
    ]


async def _running(elder: Elder, first: date | None) -> CarePlan | None:
    """The plan that a new task belongs to: one that is not over and has its first day; without one in force or next."""
    today = clock.today()
    plans = [promised.plan for promised in await plans_of(elder, today)]
    plans = [plan for plan in plans if plan.ends_on is None or plan.ends_on >= max(today, first or today)]
    begun = [plan for plan in plans if plan.starts_on <= (first or today)]
    later = [] if first else sorted(plans, key=lambda plan: plan.starts_on)
    return next(iter([*begun, *later]), None)


async def _plan(elder: Elder, task: CareTask | None, form: Form, values: dict[str, Value]) -> Entry:
    """The plan it belongs to, new where none has its first day; its version tells whether somebody else was there."""
    whose = ("elder", elder.key)
    first = values["starts_on"]
    plan = task.plan if task else await _running(elder, first if isinstance(first, date) else None)
    if plan is None:
        _not_long_ago(first, form)
        days = {"starts_on": first, "ends_on": await _before_the_next(elder, first)}
        return Entry("care_plan", {"elder": elder.key, **days}, "care_plan.add", about=whose)
    version = (form.number("version", 1, 2**31 - 1, needed=False) or 0) if task else None
    return Entry("care_plan", {}, "care_plan.edit", key=plan.key, version=version, about=whose)


def _not_long_ago(first: Value, form: Form) -> None:
    """A plan of this week or the last is begun without a word, of an earlier one only for who says that day again."""
    if not isinstance(first, date) or first >= clock.monday_of(clock.today()) - WEEK or form.text(ASKED) == str(first):
        return
    form.values[ASKED] = ""
    days = {"day": dates.plain_day(first), "today": dates.plain_day(clock.today())}
    form.wrong(
        ASKED,
        _(
            "The care plan would begin on %(day)s, and today is %(today)s: nothing is planned for weeks that are over."
            " Choose a later first day, or tick below that it began then.",
            **days,
        ),
    )


async def _before_the_next(elder: Elder, first: Value) -> date | None:
    """The last day of a plan that begins on `first`: there is one plan on each day."""
    if first is None:
        return None
    following = await CarePlan.filter(elder_id=elder.id, starts_on__gt=first).order_by("starts_on").first()
    return following.starts_on - timedelta(days=1) if following else None


def _values(form: Form, service: ServiceType | None) -> dict[str, Value]:
    least, most = (service.shortest_minutes, service.longest_minutes) if service else (1, clock.DAY)
    texts = {name: form.text(name, longest=longest) for name, longest in LONGEST.items()}
    values: dict[str, Value] = {
        "service": form.text("service", longest=40, needed=True),
        "minutes": form.number("minutes", least, most),
        "weekdays": form.weekdays("weekdays"),
        "times_a_week": form.number("times_a_week", 1, 7, needed=False),
        "after_task": form.text("after_task", longest=60) or None,
        "gap_shortest": form.number("gap_shortest", 0, clock.DAY, needed=False) or 0,
        "gap_longest": form.number("gap_longest", 0, clock.DAY, needed=False) or 0,
        "starts_on": form.day("starts_on", needed=False),
        "ends_on": form.day("ends_on", needed=False),
        "note": texts["note"],
    }
    if not values["after_task"]:
        values |= {"gap_shortest": 0, "gap_longest": 0}
    return values | (_sharp(form, texts) if form.text("when") == FIXED else _between(form))


def _sharp(form: Form, texts: dict[str, str]) -> dict[str, Value]:
    """At a minute that is the elder's, not the planner's; round it there is room for what the rules grant."""
    fixed, was = form.clock("fixed_start"), Form(form.values)
    first, last = was.clock("window_start", needed=False), was.clock("window_end", needed=False)
    if fixed is not None and (first is None or last is None or not first <= fixed <= last):
        first, last = max(0, fixed - ROOM), min(LATEST, fixed + ROOM)
    times = {"window_start": first, "window_end": last, "preferred_start": None, "fixed_start": fixed}
    return {**times, "fixed_reason": texts["fixed_reason"]}


def _between(form: Form) -> dict[str, Value]:
    return {
        "window_start": form.clock("window_start"),
        "window_end": form.clock("window_end"),
        "preferred_start": form.clock("preferred_start", needed=False),
        **{"fixed_start": None, "fixed_reason": ""},
    }


async def cut_off(keys: Sequence[str]) -> date | None:
    """The last day of its plan."""
    task = await CareTask.get_or_none(key=keys[-1]).prefetch_related("plan")
    return None if task is None or task.ends_on else task.plan.ends_on


TASK = Promise(
    model=CareTask,
    owner="plan__elder_id",
    loaded=("plan", "service__skill", "after_task__service"),
    template="office/promise_task.html",
    usual=usual,
    stored=stored,
    entries=entries,
    over=over,
    first_day=first_day,
    cut_off=cut_off,
    shown=shown,
)
