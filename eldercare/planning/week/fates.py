"""What has become of one elder's visits, meals and seats since they were planned, as the board counts them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from eldercare import clock
from eldercare.daycare.models import Seat
from eldercare.meals.models import Meal
from eldercare.people.models import Elder
from eldercare.planning.moment import Moment
from eldercare.planning.week.altered import How
from eldercare.planning.week.conflicts import Conflicts
from eldercare.planning.week.crowded import Which
from eldercare.planning.week.models import DraftMeal, DraftSeat, NeedKind
from eldercare.planning.week.room import Crowded
from eldercare.planning.week.shown import Shown


class Turn(StrEnum):
    """What has come between: ABSENT her carer is not there, UNFIT who is to come may not, CROWDED there is no room any
    more, TIGHT there is too little for all and it may be hers, ALTERED it is off or asked for otherwise, PAUSED she
    pauses or is served no more."""

    ABSENT = "absent"
    UNFIT = "unfit"
    CROWDED = "crowded"
    TIGHT = "tight"
    ALTERED = "altered"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Fate:
    """`why` is the reason of `away_of`, a rule, or how it is asked for by now (`How`)."""

    turn: Turn
    why: str

    @property
    def kept(self) -> bool:
        """Whether it may still come as it was told."""
        return self.turn is Turn.TIGHT or (self.turn is Turn.ALTERED and self.why == How.LOCATED)

    @property
    def comes(self) -> bool:
        """Whether those who were announced come until somebody plans again."""
        return self.turn in (Turn.TIGHT, Turn.ALTERED)


Fates = Mapping[Which, Fate]


def fates_of(conflicts: Conflicts, elder: Elder, hers: Shown) -> Fates:
    """By kind and key of what is still to come; nothing of what stands. `hers` is what the plan has of her."""
    keys = {
        *((NeedKind.VISIT, part.key) for part in hers.parts),
        *((NeedKind.MEAL, str(meal.pk)) for meal in hers.meals),
        *((NeedKind.SEAT, str(seat.pk)) for seat in hers.seats),
    }
    found = {
        **_without_room(conflicts.crowded, elder, hers),
        **{which: Fate(Turn.UNFIT, rule) for which, rule in conflicts.misfits.items()},
        **{which: Fate(Turn.ABSENT, why) for which, why in conflicts.absentees.items()},
        **{(one.kind, one.key): Fate(Turn.ALTERED, one.how) for one in conflicts.altered},
        **{one.which: Fate(Turn.PAUSED, "paused") for one in conflicts.paused},
    }
    return {which: fate for which, fate in found.items() if which in keys}


def _without_room(crowded: Iterable[Crowded], elder: Elder, hers: Shown) -> dict[Which, Fate]:
    """Whose the rest is that too many have been given, the next plan chooses."""
    found: dict[Which, Fate] = {}
    for one in crowded:
        if one.is_hers:
            found[one.kind, one.key] = Fate(Turn.CROWDED, one.rule)
            continue
        for row in hers.meals if one.kind == NeedKind.MEAL else hers.seats:
            if _shares(one, row, elder):
                found.setdefault((one.kind, str(row.pk)), Fate(Turn.TIGHT, one.rule))
    return found


def _shares(one: Crowded, row: Meal | DraftMeal | Seat | DraftSeat, elder: Elder) -> bool:
    """Whether a meal comes from the wave, or a seat is in the zone and still ahead, where one is too many."""
    if isinstance(row, Meal | DraftMeal):
        wave = (one.place.id, one.day, one.meal, one.wave)
        return wave == (row.kitchen_id, row.day, row.meal, row.wave) and one.diet in ("", elder.diet)
    return (one.place.id, one.day) == (row.zone_id, row.day) and not _sits(row)


def _sits(seat: Seat | DraftSeat) -> bool:
    return Moment.of(clock.monday_of(seat.day)).has_begun(seat.day, seat.starts)
