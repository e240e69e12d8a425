"""The tree of places as a page shows it: each with its children, its zones' seats, its people."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from eldercare.hierarchy.models import Facility, Tier, Zone


@dataclass(slots=True)
class Branch:
    """A facility with what is below it; counts are of the facility alone, `all_…` of its subtree too."""

    facility: Facility
    elders: int
    staff: int
    seats: int
    children: list["Branch"] = field(default_factory=list)

    @property
    def all_elders(self) -> int:
        return sum(branch.elders for branch in self.walk())

    @property
    def all_staff(self) -> int:
        return sum(branch.staff for branch in self.walk())

    @property
    def all_seats(self) -> int:
        return sum(branch.seats for branch in self.walk())

    def walk(self) -> Iterator["Branch"]:
        """This branch and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


async def tree(rows: QuerySet[Facility]) -> list[Branch]:
    """The branches of the facilities within `rows`; those whose parent lies outside stand at the top."""
    found = await rows.order_by("path")
    elders, staff = await _heads(rows, "elders"), await _heads(rows, "staff")
    seats = await _seats([facility.id for facility in found])
    branches = {
        facility.id: Branch(facility, elders.get(facility.id, 0), staff.get(facility.id, 0), seats.get(facility.id, 0))
        for facility in found
    }
    return [branch for branch in branches.values() if not _hung_up(branch, branches)]


async def tiers(rows: QuerySet[Facility]) -> dict[Tier, int]:
    """How many facilities of each tier lie within `rows`; a tier without any counts nought."""
    counted = dict(await rows.annotate(places=Count("id")).group_by("tier").values_list("tier", "places"))
    return {tier: int(counted.get(tier.value, 0)) for tier in Tier}


def _hung_up(branch: Branch, branches: dict[int, Branch]) -> bool:
    parent = branches.get(branch.facility.parent_id or 0)
    if parent is not None:
        parent.children.append(branch)
    return parent is not None


async def _heads(rows: QuerySet[Facility], people: str) -> dict[int, int]:
    return dict(await rows.annotate(heads=Count(people)).values_list("id", "heads"))


async def _seats(facility_ids: list[int]) -> dict[int, int]:
    seats: dict[int, int] = {}
    for facility_id, number in await Zone.filter(facility_id__in=facility_ids).values_list("facility_id", "seats"):
        seats[facility_id] = seats.get(facility_id, 0) + number
    return seats
