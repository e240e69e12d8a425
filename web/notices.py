"""Messages in the words of their reader: what was, what is now."""

import re
from collections.abc import Iterable
from datetime import date

from eldercare.auth import scope
from eldercare.auth.models import Account
from eldercare.notify.inbox import MOST, unseen
from eldercare.notify.told import Promise, Told, ToldChange, ToldRound, told
from web import dates, words
from web.forms import form_of
from web.homes import about, o_clock
from web.i18n import gettext as _
from web.i18n import ngettext
from web.namesakes import Names, names_among
from web.session import Asked


async def notices_of(account: Account) -> list[Told]:
    """What she has not said that she has seen."""
    return await told(await unseen(scope.messages_of(account)))


def outdone(one: Told, notices: list[Told]) -> bool:
    """Whether that a plan is out goes without saying, because a change to it is told as well."""
    return any(other.week == one.week and other.message.id > one.message.id for other in notices)


async def shown_of(request: Asked) -> list[int]:
    """The messages that the page showed when its reader said that she has seen them."""
    form = await form_of(request)
    return [int(one) for one in form.lists.get("message", [])[:MOST] if re.fullmatch("[0-9]{1,9}", one)]


def names(change: ToldChange) -> Names:
    """Those who come and those who came: one of the same name in her place is told apart from her."""
    return names_among(one for side in (change.before, change.after) if side for one in side.carers)


def words_of(kind: str, promise: Promise, names: Names, *, of_staff: bool) -> str:
    """One side of a change; carers are not named to themselves, but with whom they come."""
    match kind:
        case "shifts":
            parts = [words.name(promise.shift_type), _span(promise), words.name(promise.facility), _pause(promise)]
        case "visits":
            alone = of_staff and len(promise.carers) < 2
            what = [words.name(promise.service), _minutes(promise)]
            parts = [_time(promise, exact=of_staff), *what, "" if alone else _with(promise, names)]
        case "meals":
            meal = [words.of("meal", promise.meal), words.of("serving", promise.serving), words.name(promise.facility)]
            parts = [_arrival(promise, exact=of_staff), *meal]
        case _:
            parts = [_span(promise), words.zone(promise.zone) if promise.zone else ""]
    return " ".join(part for part in parts if part)


def days(told: Iterable[date]) -> str:
    """周一、周三"""
    return _(", ").join(dates.day(one) for one in told)


def rounds_of(one: Told) -> str:
    """On which days rounds are others, for the kitchen that prints them."""
    return _("Other rounds or names on %(days)s: print the lists again.", days=days(one.rounds))


def round_of(one: ToldRound) -> str:
    """What is another on a carrier's round; the list of the day has whose meals, in which order."""
    meals = ngettext("one meal", "%(num)s meals", one.after or one.before)
    others = names_among(one.others).listed(one.others)
    if not one.after:
        gone = _("%(meals)s: goes to %(carers)s", meals=meals, carers=others)
        return gone if others else _("falls away: %(old)s", old=meals)
    if not one.before:
        return _("new: %(new)s", new=_("%(meals)s, from %(carers)s", meals=meals, carers=others) if others else meals)
    if one.before != one.after:
        return _("%(before)s → %(meals)s: go by the list of that day", before=one.before, meals=meals)
    return _("%(meals)s, but others, in another order or at other times: go by the list of that day", meals=meals)


def _with(promise: Promise, names: Names) -> str:
    return f"· {names.listed(promise.carers)}" if promise.carers else ""


def _time(promise: Promise, *, exact: bool) -> str:
    if promise.starts is None:
        return ""
    return o_clock(promise.starts if exact else dates.near(promise.starts))


def _minutes(promise: Promise) -> str:
    if promise.starts is None or promise.ends is None:
        return ""
    return dates.duration(promise.ends - promise.starts)


def _arrival(promise: Promise, *, exact: bool) -> str:
    """A family is told about when a meal comes, as its calendar says it."""
    if promise.arrives is None:
        return ""
    return o_clock(promise.arrives) if exact else _("about %(time)s", time=about(promise.arrives))


def _pause(promise: Promise) -> str:
    return "" if promise.break_starts is None else _("break at %(time)s", time=dates.clock(promise.break_starts))


def _span(promise: Promise) -> str:
    if promise.starts is None or promise.ends is None:
        return ""
    return dates.span(promise.starts, promise.ends)
