"""A week in sentences."""

from datetime import date

from babel.dates import format_date

from eldercare import clock
from eldercare.hierarchy.models import ZoneKind
from eldercare.planning.week.fates import Fate, Turn
from eldercare.planning.week.models import NotPlanned
from eldercare.visits.calendar import CalendarEntry, EntryKind
from web import words
from web.dates import near as near_minutes
from web.homes import about, o_clock
from web.i18n import gettext as _
from web.i18n import locale


def near(day: date) -> str:
    """Today, tomorrow, the day after; nothing for the others."""
    names = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return names.get((day - clock.today()).days, "")


def named(day: date) -> str:
    """明天 11月24日 星期二 · Tomorrow, Tuesday 24 November"""
    when = full_day(day)
    return _("%(near)s, %(when)s", near=near(day), when=when) if near(day) else when


def full_day(day: date) -> str:
    """11月24日 星期二 · Tuesday 24 November"""
    # Translators: a Babel date pattern: day, month and full weekday
    return format_date(day, _("EEEE d MMMM"), locale=locale())


def when(entry: CalendarEntry) -> str:
    """The time of an entry as it was announced; of a meal about when it comes."""
    if entry.starts is None:
        return ""
    if entry.kind is EntryKind.MEAL:
        return _("about %(time)s", time=about(entry.starts))
    if entry.kind is EntryKind.SEAT and entry.ends is not None:
        return _("%(starts)s to %(ends)s", starts=o_clock(entry.starts), ends=o_clock(entry.ends))
    return o_clock(near_minutes(entry.starts))


def what(entry: CalendarEntry) -> str:
    """What happens then."""
    match entry.kind:
        case EntryKind.VISIT:
            return words.name(entry.service)
        case EntryKind.SEAT if entry.zone is not None and entry.zone.kind == ZoneKind.DAY_CARE:
            return _("Day care at %(place)s", place=words.name(entry.zone.facility))
        case EntryKind.SEAT if entry.zone is not None:
            return _(
                "%(zone)s at %(place)s", zone=words.of("zone", entry.zone.kind), place=words.name(entry.zone.facility)
            )
        case _:
            return _meal(entry)


def rearranged(entry: CalendarEntry, fate: Fate) -> str:
    """What is known of an entry that does not stand as it was told, or did not take place."""
    if entry.over:
        return _("This did not take place as it was planned; the centre will tell you what comes instead.")
    if fate.turn is Turn.ALTERED:
        return _("What was agreed has changed: the centre is arranging this anew and will tell you.")
    return _("This is being rearranged; the centre will tell you.")


def missed(need: NotPlanned) -> str:
    """What of a promise has found no place in the week."""
    if need.service is not None:
        return words.name(need.service)
    meal = need.facts.get("meal")
    return words.of("meal", meal) if meal else words.of("need", need.kind)


def picture(entry: CalendarEntry) -> str:
    """The icon of what happens."""
    icons = {EntryKind.VISIT: "hand-heart", EntryKind.MEAL: "utensils", EntryKind.SEAT: "armchair"}
    return icons[entry.kind]


def _meal(entry: CalendarEntry) -> str:
    meal = words.of("meal", entry.meal)
    if entry.eats_at is None:
        return _("%(meal)s is brought to the door", meal=meal)
    return _("%(meal)s at %(place)s", meal=meal, place=words.name(entry.eats_at))
