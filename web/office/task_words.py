"""A task of a care plan as one sentence: how often, when, how long, by whom, and after what."""

from collections.abc import Iterator
from dataclasses import replace

from eldercare.care.demand import window
from eldercare.care.models import CareTask, SameSex
from eldercare.clock import today
from eldercare.errors import Invalid, Refused
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder
from eldercare.rulebook.rules import rules_on
from web import words
from web.dates import clock, duration, on_days, plain_day
from web.i18n import gettext as _
from web.i18n import ngettext, pgettext


def task_words(task: CareTask, leeway: int) -> str:
    """`task` comes with its service, the service's skill and the task it follows; `leeway` is of a fixed start."""
    # Translators: between the parts of a sentence
    sentence = pgettext("clauses", ", ").join(
        [_often(task), _when(task, leeway), duration(task.minutes), *_by_whom(task)]
    )
    return _("%(sentence)s.", sentence=sentence) + _after(task)


async def hours_for_keys(refused: Refused, elder: Elder) -> Refused:
    """The same refusal, with tasks told by their days and hours: nobody knows them by their keys."""
    if not isinstance(refused, Invalid):
        return refused
    keys = [str(fault.facts["task"]) for fault in refused.faults if "task" in fault.facts]
    told_by = {task.key: hours(task) for task in await CareTask.filter(key__in=keys, plan__elder_id=elder.id)}
    told = [{**fault.facts, "task": told_by.get(str(fault.facts.get("task")), "")} for fault in refused.faults]
    return Invalid([replace(fault, facts=facts) for fault, facts in zip(refused.faults, told, strict=True)])


def called(task: CareTask) -> str:
    """Its service with what tells it from others of that name: days, times, how long, and from or until when."""
    days = []
    if task.starts_on:
        days.append(_("from %(day)s", day=plain_day(task.starts_on)))
    if task.ends_on:
        days.append(_("last on %(day)s", day=plain_day(task.ends_on)))
    told = pgettext("clauses", ", ").join([hours(task), duration(task.minutes), *days])
    return _("%(service)s (%(told)s)", service=words.name(task.service), told=told)


def hours(task: CareTask) -> str:
    """Its days and times, which tell it from others."""
    first, last = (task.window_start, task.window_end) if task.fixed_start is None else (task.fixed_start,) * 2
    times = clock(first) if first == last else f"{clock(first)}–{clock(last)}"
    return pgettext("clauses", ", ").join([on_days(task.weekdays), times])


def _often(task: CareTask) -> str:
    if task.times_a_week is None:
        return on_days(task.weekdays)
    times = ngettext("once a week", "%(num)d times a week", task.times_a_week)
    return _("%(times)s (%(days)s)", times=times, days=on_days(task.weekdays))


async def leeway_of(place: Facility) -> int:
    """Minutes by which a visit at one minute may begin earlier or later, today and here."""
    return (await rules_on(today(), place)).fixed_visit_leeway


def _when(task: CareTask, leeway: int) -> str:
    if task.fixed_start is not None:
        first, last = window(task, leeway)
        sharp = {"time": clock(task.fixed_start), "reason": task.fixed_reason}
        if first == last:
            return _("at %(time)s sharp (%(reason)s)", **sharp)
        planned = {"first": clock(first), "last": clock(last)}
        return _("at %(time)s (%(reason)s), planned between %(first)s and %(last)s", **sharp, **planned)
    if task.window_start == task.window_end:
        return _("at %(time)s", time=clock(task.window_start))
    between = {"first": clock(task.window_start), "last": clock(task.window_end)}
    if task.preferred_start is None:
        return _("begins between %(first)s and %(last)s", **between)
    return _("begins between %(first)s and %(last)s, best at %(time)s", time=clock(task.preferred_start), **between)


def _by_whom(task: CareTask) -> Iterator[str]:
    service = task.service
    if service.carers > 1:
        yield _("two carers")
    if service.same_sex == SameSex.REQUIRED:
        yield _("a carer of the same sex")
    if not service.at_home:
        yield _("at the centre (%(place)s)", place=words.of("zone", service.zone_kind))
    if service.skill:
        yield _("needs the skill %(skill)s", skill=words.name(service.skill))


def _after(task: CareTask) -> str:
    if task.after_task is None:
        return ""
    gap = {"shortest": duration(task.gap_shortest), "longest": duration(task.gap_longest)}
    return " " + _("%(shortest)s to %(longest)s after %(service)s.", service=words.name(task.after_task.service), **gap)
