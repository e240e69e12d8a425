"""The district's numbers as the page shows them: short names, shares, shades of short and spare, lengths of bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from eldercare.hierarchy.models import Facility, Tier
from eldercare.planning.overview import Balance, Overview, Street, Use
from web import words
from web.i18n import gettext as _
from web.words import share

HOUR = 60
EVEN, MUCH, PLENTY = 5, 25, 50
"""Per cent of what is wanted: just enough up to here, much too short from here, plenty from here."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One street's row of a chart; lengths are per cent of the chart's width."""

    street: Street
    planned: int
    needed: int
    planned_length: float
    needed_length: float


def called(unit: Facility) -> str:
    """Tianxin Street rather than the long name of its centre; the unit comes with its region."""
    return words.name(unit.region) if unit.tier == Tier.STREET_CENTER else words.of("tier", unit.tier)


def bars(found: Overview, kind: str) -> list[Bar]:
    """A bar for each street that needs anything of the kind."""
    counts = [(street, *street.counts.get(kind, (0, 0))) for street in found.planned]
    most = max((needed for _street, _planned, needed in counts), default=0) or 1
    return [
        Bar(street, planned, needed, round(100 * planned / most, 2), round(100 * needed / most, 2))
        for street, planned, needed in counts
        if needed
    ]


def streets_with_visits(found: Overview) -> list[Street]:
    """Those that the table of supply against demand is about."""
    return [street for street in found.planned if street.whole_week.wanted or street.whole_week.there]


def shade(balance: Balance) -> str:
    """The class of a cell, from `very-short` to `very-spare`; `none` where nothing is wanted or there."""
    if not balance.wanted and not balance.there:
        return "none"
    if balance.spare < 0:
        return "very-short" if -balance.spare * 100 > balance.wanted * MUCH else "short"
    if balance.spare * 100 <= balance.wanted * EVEN:
        return "even"
    return "very-spare" if balance.spare * 100 > balance.wanted * PLENTY else "spare"


def said(balance: Balance) -> str:
    """short 3 h · even · spare 5 h"""
    match shade(balance):
        case "none":
            return _("none")
        case "short" | "very-short":
            return _("short %(hours)s", hours=rough(-balance.spare))
        case "even":
            return _("even")
        case _:
            return _("spare %(hours)s", hours=rough(balance.spare))


def there_and_wanted(balance: Balance) -> str:
    """232/163, in whole hours."""
    return f"{round(balance.there / HOUR)}/{round(balance.wanted / HOUR)}"


def rough(minutes: int) -> str:
    """Whole hours where there are some, else minutes."""
    if minutes < HOUR:
        return _("%(minutes)d min", minutes=minutes)
    return _("%(hours)d h", hours=round(minutes / HOUR))


def per_cent(part: int, whole: int) -> str:
    """99.4, never rounded up to a hundred; a dash where there is nothing to share."""
    return share(part, whole) if whole else "–"


def used(use: Use) -> str:
    """Per cent taken; above a hundred where more is given than there is."""
    return str(-(-100 * use.taken // use.there)) if use.taken > use.there else per_cent(use.taken, use.there)


def filled(use: Use) -> int:
    """Per cent taken, as far as a bar can show it."""
    return min(100, round(100 * use.taken / use.there)) if use.there else 0


def change(now: tuple[int, int], before: tuple[int, int]) -> str:
    """+1.2 points against the week before; nothing without a week before."""
    if not now[1] or not before[1]:
        return ""
    points = round(100 * now[0] / now[1] - 100 * before[0] / before[1], 1)
    if not points:
        return _("as in the week before")
    return _("%(points)s points against the week before", points=f"{points:+.1f}".replace("-", "−"))


def most_open(streets: Iterable[Street], kind: str = "") -> Street | None:
    """Where most is open, of a kind or at all."""
    with_any = [street for street in streets if opened(street, kind)]
    return max(with_any, key=lambda street: opened(street, kind), default=None)


def opened(street: Street, kind: str = "") -> int:
    """How many needs a street leaves open, of a kind or at all."""
    return street.open_needs.get(kind, 0) if kind else street.open


def most_missing(streets: Iterable[Street], plural: str) -> Street | None:
    """Where most of a kind is missing, open or fallen away since."""
    with_any = [street for street in streets if missing(street, plural)]
    return max(with_any, key=lambda street: missing(street, plural), default=None)


def missing(street: Street, plural: str) -> int:
    planned, needed = street.counts.get(plural, (0, 0))
    return needed - planned
