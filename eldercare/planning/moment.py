"""The present as a week sees it: what of it has begun, what is over, what can still be planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from eldercare import clock
from eldercare.clock import DAY

WEEK = 7 * DAY
AHEAD = 30
"""Minutes before something starts at which people have set out for it and can no longer be told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` counts minutes from the week's first midnight, negative before it; a row's count from that of its day."""

    monday: date
    now: int

    @classmethod
    def of(cls, monday: date) -> "Moment":
        return cls(monday, (clock.today() - monday).days * DAY + clock.minute_of_day())

    @property
    def begins(self) -> int:
        """The first minute of the week that can still be planned, to five minutes."""
        return max(0, -(-(self.now + AHEAD) // 5) * 5)

    @property
    def today(self) -> date:
        return self.monday + timedelta(days=self.now // DAY)

    @property
    def first_day(self) -> date:
        """The first day of which something can still be planned."""
        return self.monday + timedelta(days=self.begins // DAY)

    @property
    def is_past(self) -> bool:
        """Nothing of the week can be planned any more."""
        return self.begins >= WEEK

    def has_begun(self, day: date, starts: int) -> bool:
        """It starts before `begins`."""
        return self._minute(day, starts) < self.begins

    def is_to_come(self, day: date, starts: int) -> bool:
        """It has not started yet, however soon it will."""
        return self._minute(day, starts) > self.now

    def is_over(self, day: date, ends: int) -> bool:
        return self._minute(day, ends) <= self.now

    def _minute(self, day: date, minute: int) -> int:
        return (day - self.monday).days * DAY + minute
