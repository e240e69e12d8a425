"""What each picture of the overview says, in one sentence."""

from collections.abc import Callable, Iterator

from eldercare.planning.overview import Overview, Street, Use
from web.dates import weekday
from web.district.figures import called, missing, most_missing, rough, streets_with_visits, used
from web.i18n import gettext as _
from web.i18n import ngettext


def of_balance(found: Overview) -> str:
    """Where carers are short, or where it is tightest."""
    cells = [(street, day) for street in streets_with_visits(found) for day in street.days if day.wanted or day.there]
    if not cells:
        return _("No street has planned visits for this week yet.")
    street, day = min(cells, key=lambda cell: cell[1].spare)
    where = {"street": called(street.unit), "day": weekday(day.day), "hours": rough(abs(day.spare))}
    if day.spare >= 0:
        enough = _(
            "Every street has enough hours of carers on every day;"
            " it is tightest in %(street)s on %(day)s with %(hours)s to spare.",
            **where,
        )
        return " ".join((enough, *_all_the_same(found)))
    short = sum(balance.spare < 0 for _street, balance in cells)
    return ngettext(
        "One street is short of carers on one day: %(street)s on %(day)s lacks %(hours)s.",
        "Carers are short %(num)d times, a street and day each; most in %(street)s on %(day)s, which lacks %(hours)s.",
        short,
        **where,
    )


def _all_the_same(found: Overview) -> Iterator[str]:
    """Hours that suffice for a day may not lie where they are wanted, or not with whoever may give the service."""
    if unplanned := sum(street.without_carer for street in found.planned):
        yield ngettext(
            "All the same nobody was found for one visit: hours alone do not make a time or a skill.",
            "All the same nobody was found for %(num)d visits: hours alone do not make a time or a skill.",
            unplanned,
        )


def of_kind(found: Overview, plural: str) -> str:
    """How much of a kind of promise is planned, and where most is missing."""
    planned, needed = found.counts(plural)
    if not needed:
        return _("Nothing of this kind is promised.")
    if planned >= needed:
        return _("All %(count)d are planned.", count=needed)
    worst = most_missing(found.planned, plural)
    if worst is None:
        return _("%(open)d of %(count)d are missing.", open=needed - planned, count=needed)
    return _(
        "%(open)d of %(count)d are missing, most of them in %(street)s (%(there)d).",
        open=needed - planned,
        count=needed,
        street=called(worst.unit),
        there=missing(worst, plural),
    )


def of_seats(found: Overview) -> str:
    """Where day care is fullest."""
    return _fullest(
        found,
        lambda street: street.seats,
        _("Day care is fullest in %(street)s, where %(share)s%% of the seats are taken."),
        _("No street has day-care seats."),
    )


def of_portions(found: Overview) -> str:
    """Where the kitchens are fullest."""
    return _fullest(
        found,
        lambda street: street.portions,
        _("Kitchens are fullest in %(street)s, where %(share)s%% of the portions are taken."),
        _("No street has a kitchen."),
    )


def of_streets(found: Overview) -> str:
    """Which of the streets are published."""
    waiting = [street for street in found.planned if street.standing.unpublished]
    unplanned = len(found.streets) - len(found.planned)
    said = [
        ngettext("One plan is in force.", "%(num)d plans are in force.", len(found.published))
        if found.published
        else _("No plan is in force yet.")
    ]
    if waiting:
        said.append(ngettext("One draft waits to be published.", "%(num)d drafts wait to be published.", len(waiting)))
    if unplanned:
        said.append(ngettext("One centre has no plan.", "%(num)d centres have no plan.", unplanned))
    return " ".join(said)


def _fullest(found: Overview, of: Callable[[Street], Use], sentence: str, otherwise: str) -> str:
    able = [street for street in found.planned if of(street).there]
    if not able:
        return otherwise
    street = max(able, key=lambda one: of(one).taken / of(one).there)
    use = of(street)
    facts = {"street": called(street.unit), "share": used(use)}
    return sentence % facts
