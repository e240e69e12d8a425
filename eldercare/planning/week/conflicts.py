"""What has come between a plan and its week since it was made: carers who are not there or may not do it any more,
elders who pause or left, promises that are new, off, asked for otherwise or have no room any more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from eldercare.care.demand import VisitNeed
from eldercare.care.holds import pausing_until
from eldercare.planning.drafts import Standing
from eldercare.planning.moment import Moment
from eldercare.planning.week.absent import Absent, absent_of
from eldercare.planning.week.altered import Altered
from eldercare.planning.week.broken import Broken, broken_among
from eldercare.planning.week.crowded import Known, Which, crowded_of
from eldercare.planning.week.helpers import helpers_absent
from eldercare.planning.week.kept import KINDS
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.presence import is_post
from eldercare.planning.week.room import Crowded
from eldercare.planning.week.shown import Shown, shift_key, shown_of
from eldercare.planning.week.since import Since, since_of
from eldercare.planning.week.waves import Waves, all_waves


@dataclass(frozen=True, slots=True)
class Promise:
    """A visit as one carer makes it, a meal with who carries it if anybody does, or a seat."""

    kind: NeedKind
    key: str
    elder: int
    staff: int | None
    day: date
    starts: int
    """Minute of the day; of a meal when its wave leaves."""
    ends: int
    """Minute of the day; of a meal when it is handed over, or served in the canteen: when its wave is ready."""

    @property
    def which(self) -> Which:
        """One for all carers of a visit."""
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Shifts whose people are not there, with the visits and meals that they have not made or brought on those days;
    `heads` are those of the shifts that places ask for, the others are worked for visits; `paused` are visits, meals
    and seats still to come of elders on hold or served no more; `unfit` are visits and shifts of carers who are there
    but may not take them, or not as they are, shift by shift and visit by visit in `broken`. What is promised by now
    and was not then is `new`, as open needs that no draft lists; `altered` is what is off or asked for otherwise, and
    `lapsed` what is listed as open and nobody asks for any more. Each promise counts once: what concerns its elder
    comes first."""

    shifts: int = 0
    heads: int = 0
    visits: int = 0
    meals: int = 0
    unfit_visits: int = 0
    unfit_meals: int = field(default=0, compare=False)
    """To be carried on shifts that their carriers may not work any more."""
    unfit_posts: int = 0
    unfit_heads: int = field(default=0, compare=False)
    """Of the unfit posts those that places ask for and somebody else has to work."""
    absent: tuple[Absent, ...] = field(default=(), compare=False)
    """Each of the shifts."""
    paused: tuple[Promise, ...] = field(default=(), compare=False)
    """A visit of two carers once."""
    broken: tuple[Broken, ...] = field(default=(), compare=False)
    new: tuple[NotPlanned, ...] = field(default=(), compare=False)
    altered: tuple[Altered, ...] = field(default=(), compare=False)
    crowded: tuple[Crowded, ...] = field(default=(), compare=False)
    """So many meals and seats too many, whoever will have them."""
    absentees: Mapping[Which, str] = field(default_factory=dict, compare=False)
    """Visits and meals whose carer is not there, with the reason as `away_of` says it."""
    misfits: Mapping[Which, str] = field(default_factory=dict, compare=False)
    """Those whose carer is there and may not take them, with the rule."""
    lapsed: tuple[NotPlanned, ...] = field(default=(), compare=False)
    asked: tuple[VisitNeed, ...] = field(default=(), compare=False)
    """Every visit that is promised by now."""
    is_past: bool = field(default=False, compare=False)
    """Nothing of the week can be planned any more: what fell stays so."""

    def __bool__(self) -> bool:
        return bool(self.shifts or self.paused or self.broken or self.new or self.altered or self.crowded)

    @property
    def away(self) -> frozenset[tuple[int, date]]:
        """Person and day of each of the shifts."""
        return frozenset((one.staff.id, one.day) for one in self.absent)

    @property
    def pausing(self) -> frozenset[tuple[int, date]]:
        """Elder and day of each of what is paused."""
        return frozenset((one.elder, one.day) for one in self.paused)

    @property
    def visits_off(self) -> frozenset[str]:
        """Keys of the visits among what is paused."""
        return frozenset(one.key for one in self.paused if one.kind == NeedKind.VISIT)

    @property
    def lost(self) -> frozenset[tuple[int, date]]:
        """Person and day of each shift that its person may not work any more."""
        return frozenset((one.staff.id, one.day) for one in self.broken if one.kind == NeedKind.SHIFT and one.lost)

    @property
    def outdated(self) -> bool:
        """Whether planning again is what helps."""
        return not self.is_past and (self.refuses or bool(self.paused or self.new or self.off))

    @property
    def refuses(self) -> bool:
        """Whether a draft with these is refused when somebody publishes it."""
        return bool(self.shifts or self.broken or self.otherwise or self.crowded)

    @property
    def off(self) -> tuple[Altered, ...]:
        """What nobody asks for any more."""
        return tuple(one for one in self.altered if one.off)

    @property
    def otherwise(self) -> tuple[Altered, ...]:
        """What cannot be kept as it is."""
        return tuple(one for one in self.altered if not one.off and not one.unlocated)

    @property
    def unlocated(self) -> tuple[Altered, ...]:
        """What the next plan drops, unless the address is put on the map before."""
        return tuple(one for one in self.altered if one.unlocated)

    def standing(self, kind: str, planned: int) -> int:
        """Of so many planned promises of a kind, as drafts call it, those that are due and nothing has come between."""
        return planned - self.fallen(kind, planned) - self._due_no_more(kind)

    def needed(self, kind: str, needed: int) -> int:
        """Of so many promises of a kind, as drafts call it, those that are due by now."""
        return needed + _many(self.new, kind) - _many(self.lapsed, kind) - self._due_no_more(kind)

    def fallen(self, kind: str, planned: int) -> int:
        """Of so many planned ones, those that something has come between."""
        lost = {
            "shifts": self.heads + self.unfit_heads,
            "visits": self.visits + self.unfit_visits,
            "meals": self.meals + self.unfit_meals,
        }
        otherwise = [one for one in self.otherwise if not one.for_visits]
        return min(planned, lost.get(kind, 0) + _many((*otherwise, *self.crowded), kind))

    def off_the_map(self, kind: str) -> int:
        """Planned ones of a kind that somebody can still keep and that the next plan leaves out."""
        return _many(self.unlocated, kind)

    def _due_no_more(self, kind: str) -> int:
        return _many(self.off, kind) + _many(self.paused, kind)


def _many(promises: Iterable[NotPlanned | Altered | Promise | Crowded], kind: str) -> int:
    return sum(KINDS[NeedKind(one.kind)] == kind for one in promises)


def _of(kind: NeedKind, which: Iterable[Which]) -> int:
    return sum(one == kind for one, _ in which)


async def conflicts_of(standing: Standing) -> Conflicts:
    """What of the plan that is shown cannot be kept any more; what is over counts no more, unless nobody can have done
    it."""
    shown = await shown_of(standing)
    since, broken = await since_of(standing, shown=shown), await broken_among(standing, shown.parts, shown.shifts)
    return await conflicts_among(standing, shown, since, broken)


async def conflicts_among(standing: Standing, shown: Shown, since: Since, broken: Iterable[Broken]) -> Conflicts:
    """The same of what is given of the plan, with the shifts of everybody who is to come for it."""
    moment = Moment.of(standing.week)
    absent = [*await absent_of(standing, shown.shifts), *await helpers_absent(standing, shown)]
    away = {(one.staff.id, one.day): one for one in absent}
    every = _promises(shown, await all_waves())
    undone = {
        one: there.why for one in every if (there := away.get((one.staff or 0, one.day))) and one.ends > there.since
    }
    promises = [one for one in every if one in undone or not moment.is_over(one.day, one.ends)]
    paused = {one.which: one for one in await _paused(standing, every)}
    gone = paused.keys() | {(one.kind, one.key) for one in since.altered if not one.unlocated}
    unlocated = {(one.kind, one.key) for one in since.altered if one.unlocated}
    hers = paused.keys() | {(one.kind, one.key) for one in since.altered if one.off or one.unlocated}
    fallen = {one.which: why for one, why in undone.items() if one.which not in hers}
    broken = [one for one in broken if (one.staff.id, one.day) not in away]
    posts = [one for one in broken if one.kind == NeedKind.SHIFT]
    unfit = {which: rule for which, rule in _unfit(broken, promises).items() if which not in fallen.keys() | hers}
    heads = {(one.staff.id, one.day) for one in posts if one.lost and is_post(one.key)}
    return Conflicts(
        shifts=len(away),
        heads=sum(one.at_a_place for one in absent),
        visits=_of(NeedKind.VISIT, fallen),
        meals=_of(NeedKind.MEAL, fallen),
        unfit_visits=_of(NeedKind.VISIT, unfit),
        unfit_meals=_of(NeedKind.MEAL, unfit),
        unfit_posts=len({(one.staff.id, one.day) for one in posts}),
        unfit_heads=sum((NeedKind.SHIFT, shift_key(*whose)) not in hers for whose in heads),
        absent=tuple(absent),
        paused=tuple(paused.values()),
        broken=tuple(broken),
        new=since.new,
        crowded=tuple(await crowded_of(standing, shown, Known(gone, unlocated, fallen | unfit), away.keys())),
        absentees=fallen,
        misfits=unfit,
        lapsed=since.lapsed,
        asked=since.asked,
        is_past=moment.is_past,
        altered=tuple(
            one
            for one in since.altered
            if (one.kind, one.key) not in fallen.keys() | unfit.keys() | paused.keys()
            and (one.staff, one.day) not in away
        ),
    )


def _unfit(broken: Sequence[Broken], promises: Iterable[Promise]) -> dict[Which, str]:
    """Visits that break a rule, and all that is to be done on shifts that are too long; each with its rule."""
    too_long = {(one.staff.id, one.day): one.rule for one in broken if one.kind == NeedKind.SHIFT and one.measured}
    unfit = {one.which: rule for one in promises if (rule := too_long.get((one.staff or 0, one.day)))}
    return unfit | {(one.kind, one.key): one.rule for one in broken if one.kind == NeedKind.VISIT}


def _promises(shown: Shown, waves: Waves) -> list[Promise]:
    """What the plan that is shown promises to elders."""
    visits = (
        Promise(NeedKind.VISIT, one.key, one.elder, one.staff, one.day, one.starts, one.ends) for one in shown.parts
    )
    meals = (
        Promise(NeedKind.MEAL, str(one.pk), one.elder_id, one.carrier_id, one.day, leaves, one.arrives or leaves)
        for one, leaves in ((meal, waves.of(meal)) for meal in shown.meals)
    )
    seats = (
        Promise(NeedKind.SEAT, str(one.pk), one.elder_id, None, one.day, one.starts, one.ends) for one in shown.seats
    )
    return [*visits, *meals, *seats]


async def _paused(standing: Standing, promises: Iterable[Promise]) -> list[Promise]:
    """What does not take place on days of an elder's hold, or after her last day; what was under way stays."""
    pausing = await pausing_until(standing.unit, standing.week + timedelta(days=6))
    return [one for one in promises if pausing.calls_off(one.elder, one.day, one.starts)]
