"""What is planned is let in one promise after the other while there is room: whatever is left then has none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eldercare.hierarchy.models import Zone
from eldercare.meals.models import Kitchen
from eldercare.planning.week.models import NeedKind
from solver.places.crowded import WithoutRoom, crowded
from solver.places.problem import Option, PlacesProblem, Request
from solver.places.solution import Place
from solver.week.pots import Pots
from solver.week.rooms import RATIO_UNIT, Rooms

ANY_CLASS = 2
"""Nobody is chosen here, so no promise comes before another."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """One of the meals or seats of a wave or zone that are too many; whose it will be is for the next plan to say.

    `rule` is kitchen_portions, kitchen_diet, zone_seats, staff_ratio or opening_hours; of the first three `room` is how
    many portions or seats there are for the unit, beside what others have.
    """

    kind: NeedKind
    key: str
    rule: str
    day: date
    place: Kitchen | Zone
    room: int = 0
    meal: str = ""
    wave: int | None = None
    diet: str = ""

    @property
    def is_hers(self) -> bool:
        """Whether it is this very promise that has no room: there is none at all, or not at its hours."""
        return self.rule == "opening_hours" or (self.rule != "staff_ratio" and not self.room)


def members(share: int) -> float:
    """So many members of staff, of the parts in which the rule staff_ratio counts them."""
    return share / RATIO_UNIT


def asked(key: str, kind: NeedKind, minutes: int, supply: str | None, closed: str, share: int = 0) -> Request:
    """A promise for the one place where it is planned; `closed` is the rule that took that, where it is no more."""
    return Request(
        key=key,
        kind=kind.value,
        priority_class=ANY_CLASS,
        minutes=minutes,
        options=(Option(supply, 0),) if supply else (),
        weights={"staff_ratio": share},
        ruled_out={} if supply else {closed: 1},
    )


def without_room(requests: Sequence[Request], there: Pots | Rooms) -> Iterator[WithoutRoom]:
    """Those of these that are let in no more, in their order."""
    problem = PlacesProblem(tuple(requests), tuple(there.supplies.values()), tuple(there.limits.values()))
    return crowded(problem, [Place(one.key, one.options[0].supply if one.options else "") for one in requests])
