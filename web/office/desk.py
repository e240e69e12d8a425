"""What a page of the office is about: which centre, which week; both stand in the address."""

from dataclasses import dataclass
from datetime import date

from eldercare import clock
from eldercare.auth import scope
from eldercare.auth.models import Account, Role
from eldercare.errors import NotFound
from eldercare.hierarchy.models import Facility, Tier
from eldercare.planning.week.linked import planned_together
from web import words
from web.days import WEEK, monday
from web.session import Asked, person


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


async def linked_with(desk: Desk) -> list[str]:
    """Names of the other units that are planned together with its own."""
    return [words.name(one) for one in await planned_together([desk.unit], desk.week) if one.id != desk.unit.id]


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
