"""What a page of the office is about: which centre, which week; both stand in the address."""

from dataclasses import dataclass
from datetime import date, timedelta

from litestar.exceptions import NotAuthorizedException

from eldercare import clock
from eldercare.auth import scope
from eldercare.auth.models import Account, Role
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility, Tier
from web.session import Asked

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Desk:
    """The centre looked at, every centre that may be looked at, and the Monday of the week."""

    unit: Facility
    units: list[Facility]
    week: date

    @property
    def week_name(self) -> str:
        return clock.week_name(self.week)

    @property
    def week_before(self) -> str:
        return clock.week_name(self.week - WEEK)

    @property
    def week_after(self) -> str:
        return clock.week_name(self.week + WEEK)

    @property
    def this_week(self) -> str:
        return clock.week_name(clock.monday_of(clock.today()))

    @property
    def over(self) -> bool:
        """Whether the whole week lies in the past."""
        return self.week + WEEK <= clock.today()

    @property
    def query(self) -> dict[str, str]:
        """Centre and week as every link between the office's pages carries them."""
        return {"week": self.week_name, "centre": self.unit.key}


async def desk_of(request: Asked) -> Desk:
    """The desk that the address asks for: its own centre and the present week where it names none."""
    centre = request.query_params.get("centre", "")
    week = request.query_params.get("week", "")
    return await desk(person(request), centre, week)


async def desk(account: Account, centre: str, week: str) -> Desk:
    """The same of plain texts; NotFound for a centre out of reach, Refused for a week that is none."""
    units = await scope.units_of(account).order_by("path")
    if not units:
        raise NotFound("not_found")
    named = [unit for unit in units if unit.key == centre]
    if centre and not named:
        raise NotFound("not_found")
    return Desk((named or _first(account, units))[0], units, monday(week))


def _first(account: Account, units: list[Facility]) -> list[Facility]:
    """Her own centre for who plans there; for who reads them all, a street's, where most of the work is."""
    own = [unit for unit in units if unit.id == account.facility_id]
    streets = [unit for unit in units if unit.tier == Tier.STREET_CENTER]
    return (own if account.role == Role.COORDINATOR else []) or streets or units


def monday(week: str) -> date:
    """The Monday of `2026-W48`; of the present week for nothing."""
    if not week:
        return clock.monday_of(clock.today())
    try:
        return clock.week_named(week)
    except ValueError as error:
        raise Refused("week_unknown", week=week[:20]) from error


def person(request: Asked) -> Account:
    """Who asks; the guard has let nobody else through."""
    if request.user is None:
        raise NotAuthorizedException()
    return request.user
