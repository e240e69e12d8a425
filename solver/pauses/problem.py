"""Who pauses when, among people who can stand in for one another.

All times are minutes from the plan's first midnight.
"""

from dataclasses import dataclass

from solver.keys import refuse_repeated

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on duty from `start` to `end` who pauses for `minutes` from `earliest` to `latest`, never while `busy`.

    `crews` are the groups she stands in; 0 `minutes`: she has no pause; `settled` is the start of one taken already,
    `told` of one that was announced: another is a change.
    Raises ValueError when the duty is empty or the pause does not fit into it.
    """

    key: str
    crews: tuple[str, ...]
    start: int
    end: int
    minutes: int = 0
    earliest: int = 0
    latest: int = 0
    busy: tuple[Span, ...] = ()
    settled: int | None = None
    told: int | None = None

    def __post_init__(self) -> None:
        if self.start >= self.end or self.minutes < 0:
            raise ValueError(f"member {self.key}: empty duty or impossible minutes")
        if self.minutes and self.first + self.minutes > self.last:
            raise ValueError(f"member {self.key}: the pause does not fit the duty")

    @property
    def first(self) -> int:
        """The earliest minute her pause may begin."""
        return max(self.start, self.earliest)

    @property
    def last(self) -> int:
        """The minute by which her pause is over."""
        return min(self.end, self.latest)

    def may_pause_from(self, start: int) -> bool:
        """Whether the pause lies within its bounds and keeps clear of what she is busy with."""
        end = start + self.minutes
        within = self.first <= start and end <= self.last
        return within and all(end <= begins or ends <= start for begins, ends in self.busy)


@dataclass(frozen=True, slots=True)
class Want:
    """From `start` to `end` the crew should have so many `units` present, pauses or not; see `units_a_head`."""

    crew: str
    start: int
    end: int
    units: int

    def __post_init__(self) -> None:
        if self.start >= self.end or self.units < 0:
            raise ValueError(f"crew {self.crew}: an impossible want")


@dataclass(frozen=True, slots=True)
class PausesProblem:
    """`units_a_head`: what one member present is worth in the units of the wants. Raises ValueError on a key twice."""

    members: tuple[Member, ...]
    wants: tuple[Want, ...] = ()
    units_a_head: int = 1

    def __post_init__(self) -> None:
        refuse_repeated("member", (member.key for member in self.members))
        if self.units_a_head < 1:
            raise ValueError("a head is worth nothing")
