"""Where somebody lives, and what to know at the door, in words."""

import re
from collections.abc import Sequence
from datetime import time

from babel.dates import format_time

from eldercare.clock import DAY
from eldercare.people.models import Elder, TravelMode
from eldercare.people.neighbours import Near, Neighbours
from web import words
from web.dates import near
from web.i18n import gettext as _
from web.i18n import language, locale, ngettext

MOBILE = re.compile(r"1\d{10}", re.ASCII)
NUMBER = "([A-Z]?[0-9][0-9A-Z-]{0,6}|[A-Z])#?"
BARE = re.compile(NUMBER, re.IGNORECASE)
"""What stands on a door without a word: 12, B, 3-1, 202A, 12#."""
NUMBERED = re.compile(NUMBER + r"[^\x00-\x7f]{0,2}", re.IGNORECASE)
"""The same, perhaps with its Chinese word behind it."""


def address(elder: Elder) -> str:
    """梧桐里 3号楼2单元602室 · Wutongli, building 3, unit 2, room 602"""
    door = [
        _numbered(elder.building, _("building %(number)s")),
        _numbered(elder.unit, _("unit %(number)s")),
        _numbered(elder.room, _("room %(number)s")),
    ]
    if language() == "en":
        read = ", ".join(part for part in (elder.estate, *door) if part)
        return read[:1].upper() + read[1:]
    return " ".join(part for part in (elder.estate, "".join(door)) if part)


def house(located: Sequence[str]) -> str:
    """梧桐里 3号楼 · Wutongli, building 3; of a house as `Elder.located_for` has it."""
    _community, estate, building = located
    told = [part for part in (estate, _numbered(building, _("building %(number)s"))) if part]
    return (", " if language() == "en" else " ").join(told)


def way_up(elder: Elder) -> str:
    """6楼，没有电梯 · floor 6, no lift"""
    if elder.floor <= 1:
        return _("ground floor")
    if elder.has_lift:
        return _("floor %(number)d, with a lift", number=elder.floor)
    return _("floor %(number)d, no lift", number=elder.floor)


def travel(mode: str, minutes: int) -> str:
    """骑行约12分钟 · By e-bike about 12 min"""
    match mode:
        case TravelMode.EBIKE:
            return ngettext("By e-bike about %(num)d min", "By e-bike about %(num)d min", minutes)
        case TravelMode.BUS:
            return ngettext("By bus about %(num)d min", "By bus about %(num)d min", minutes)
        case TravelMode.CAR:
            return ngettext("By car about %(num)d min", "By car about %(num)d min", minutes)
        case _:
            return ngettext("On foot about %(num)d min", "On foot about %(num)d min", minutes)


def on_the_map(elder: Elder) -> str:
    """A link that the phone's own map opens; nothing without coordinates."""
    if elder.latitude is None or elder.longitude is None:
        return ""
    place = f"{elder.latitude:.6f},{elder.longitude:.6f}"
    return f"geo:{place}?q={place}"


def neighbours(near: Neighbours) -> str:
    """同一栋楼（已定位 7 户）· the same building (7 doors on the map)"""
    match near.near:
        case Near.BUILDING:
            return ngettext(
                "the same building (%(num)d door on the map)",
                "the same building (%(num)d doors on the map)",
                near.doors,
            )
        case Near.ESTATE:
            return _(
                "the middle of the estate (%(doors)d doors on the map, up to %(metres)d m away)",
                doors=near.doors,
                metres=near.within,
            )
        case Near.PLACE:
            return _("the place in her grid: %(place)s", place=words.name(near.place))
        case _:
            return _("the middle of her grid")


def dial(phone: str) -> str:
    """A link that calls."""
    return "tel:" + re.sub(r"[^0-9+]", "", phone)


def grouped(phone: str) -> str:
    """138 0000 1111: a mobile number that was typed without spaces, as one reads it out."""
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}" if MOBILE.fullmatch(phone) else phone


def spoken(elder: Elder) -> str:
    """What one can talk to her in."""
    return _(", ").join(words.of("spoken", code) for code in elder.languages)


def o_clock(minutes: int) -> str:
    """上午9:05 · 9:05, as one says it."""
    # Translators: a Babel time pattern: the time of day as one says it
    return format_time(time(minutes % DAY // 60, minutes % 60), _("H:mm"), locale=locale())


def about(minutes: int) -> str:
    """The same to five minutes, as visits are told, for what comes round about then."""
    return o_clock(near(minutes))


def _numbered(value: str, words_with_number: str) -> str:
    """A bare number gets its word; what carries a word already is kept, but for readers who cannot read it."""
    value = value.strip()
    named = (NUMBERED if language() == "en" else BARE).fullmatch(value)
    return words_with_number % {"number": named[1]} if named else value
