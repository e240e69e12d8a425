"""The places given, and the requests that wait."""

from dataclasses import dataclass

from solver.result import Unplanned


@dataclass(frozen=True, slots=True)
class Place:
    """This request is served by this supply."""

    request: str
    supply: str


@dataclass(frozen=True, slots=True)
class PlacesSolution:
    """Who is served where, and who waits."""

    places: tuple[Place, ...]
    not_planned: tuple[Unplanned, ...]
