"""How the office reads plans: short names of shifts, the colour they go by."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from eldercare.people.models import Skill
from eldercare.planning.week.beside import Beside
from eldercare.planning.week.broken import Broken
from eldercare.planning.week.conflicts import Conflicts
from eldercare.planning.week.fates import Fate, Turn
from eldercare.planning.week.kept import KINDS
from eldercare.planning.week.models import NeedKind, NotPlanned
from eldercare.planning.week.room import Crowded
from eldercare.shifts.models import ShiftType
from web import dates, messages, words
from web.i18n import gettext, ngettext, pgettext

TONES = {
    "basic_care": "early",
    "health": "night",
    "daily_living": "day",
    "welfare_visit": "late",
    "comfort": "late",
    "errands": "day",
    "home_adaptation": "day",
}
MORNING, NOON, EVENING = 8 * 60, 11 * 60, 20 * 60


class Paused(Protocol):
    """A shift, drafted or published, or its chip on the board."""

    @property
    def break_starts(self) -> int | None: ...
    @property
    def break_minutes(self) -> int: ...


class RuleDiffers(Protocol):
    """A rule, and how much more a plan costs by it than another."""

    @property
    def rule(self) -> str: ...
    @property
    def more(self) -> int: ...


def short_shift(kind: ShiftType) -> str:
    """As short as the head of a column wants it."""
    short = {
        "early": pgettext("shift", "Early"),
        "day": pgettext("shift", "Day"),
        "late": pgettext("shift", "Late"),
        "day_room": pgettext("shift", "Room"),
        "midday": pgettext("shift", "Midday"),
        "half_morning": pgettext("shift", "Morn."),
        "half_evening": pgettext("shift", "Eve."),
        "kitchen_early": pgettext("shift", "Cook early"),
        "kitchen_late": pgettext("shift", "Cook late"),
        "carrier": pgettext("shift", "Meals"),
        "house_early": pgettext("shift", "House early"),
        "house_late": pgettext("shift", "House late"),
        "house_night": pgettext("shift", "House night"),
    }
    return short.get(kind.key) or words.name(kind)


def hours(starts: int, ends: int) -> str:
    """22:00–07:00, as a chip has room for it: that it ends on the next day shows by itself."""
    return "–".join(f"{minutes // 60 % 24:02d}:{minutes % 60:02d}" for minutes in (starts, ends))


def pause(shift: Paused) -> str:
    """12:00–13:00, or nothing for a shift without a break."""
    if shift.break_starts is None or not shift.break_minutes:
        return ""
    return hours(shift.break_starts, shift.break_starts + shift.break_minutes)


def fallen(conflicts: Conflicts) -> str:
    """What falls with the shifts of carers who are not there."""
    visits, meals = conflicts.visits, conflicts.meals
    parts = [
        ngettext("%(num)s visit", "%(num)s visits", visits) if visits else "",
        ngettext("%(num)s meal to carry", "%(num)s meals to carry", meals) if meals else "",
    ]
    return gettext("With them: %(what)s.", what=listed(parts))


def promises(needs: Iterable[NotPlanned | Crowded]) -> str:
    """So many shifts, visits, meals and seats."""
    return counted(Counter(KINDS[NeedKind(need.kind)] for need in needs))


def broken(one: Broken) -> str:
    """What is wrong by now with a visit or a shift, with the skill and its end, the elder, or her working time."""
    there, limit = one.measured or (0, 0)
    facts: dict[str, object] = {
        "skill": words.name(one.skill) if one.skill else "",
        "day": one.ended.isoformat() if one.ended else "",
        "elder": one.elder.name if one.elder else "",
        "held": dates.duration(there),
        "allowed": dates.duration(limit),
        "days": there,
        "most": limit,
    }
    return messages.broken(one.rule, facts)


def fate(found: Fate) -> str:
    """What has become of something that is planned for an elder, and why."""
    match found.turn:
        case Turn.ABSENT:
            return gettext("nobody comes: %(why)s", why=words.of("board_problem", found.why))
        case Turn.UNFIT:
            return words.of("board_problem", found.why)
        case Turn.CROWDED:
            return gettext("no room any more: %(rule)s", rule=messages.rule_name(found.why))
        case Turn.TIGHT:
            return gettext("too little room for all, it may fall: %(rule)s", rule=messages.rule_name(found.why))
    return words.of("altered", found.why)


def counted(kinds: Mapping[str, int]) -> str:
    """So many shifts, visits, meals and seats; kinds of which there is none are left out."""
    shifts, visits, meals, seats = (kinds.get(kind, 0) for kind in ("shifts", "visits", "meals", "seats"))
    return listed(
        (
            ngettext("%(num)s shift", "%(num)s shifts", shifts) if shifts else "",
            ngettext("%(num)s visit", "%(num)s visits", visits) if visits else "",
            ngettext("%(num)s meal", "%(num)s meals", meals) if meals else "",
            ngettext("%(num)s seat", "%(num)s seats", seats) if seats else "",
        )
    )


def compared(beside: Beside) -> str:
    """In what a plan is worse than the one on the board and in what better, what weighs most first; or how many
    promises are others."""
    if beside.promises is None:
        return _by_rule(beside.rules)
    if not beside.promises:
        return gettext("It promises the same as the one on the board.")
    return gettext("The one on the board has otherwise: %(what)s.", what=counted(beside.promises))


def _by_rule(changes: Iterable[RuleDiffers]) -> str:
    worse: list[str] = []
    better: list[str] = []
    for one in changes:
        (worse if one.more > 0 else better).append(messages.rule_name(one.rule))
    told = [
        gettext("Beside the one on the board it is worse in: %(rules)s.", rules=listed(worse)) if worse else "",
        gettext("Better in: %(rules)s.", rules=listed(better)) if better else "",
    ]
    return " ".join(sentence for sentence in told if sentence)


def tone(starts: int) -> str:
    """The colour of a shift or visit: by when it starts."""
    if starts < MORNING:
        return "early"
    if starts < NOON:
        return "day"
    return "late" if starts < EVENING else "night"


def group_tone(group: str) -> str:
    """The colour of a service by its group."""
    return TONES.get(group, "day")


def at(starts: int, ends: int) -> str:
    """The classes that put a block of a day in its place, see assets/src/minutes.css."""
    return f"h{starts // 60} m{starts % 60} to-h{ends // 60} to-m{ends % 60}"


def seconds(number: float) -> str:
    """45 s, then minutes and seconds."""
    minutes, rest = divmod(int(number), 60)
    if not minutes:
        return gettext("%(seconds)d s", seconds=rest)
    return gettext("%(minutes)d min %(seconds)d s", minutes=minutes, seconds=rest)


def skills(held: Iterable[Skill]) -> str:
    """Their names, one after the other."""
    return listed(words.name(one) for one in held)


def rules(names: Iterable[str]) -> str:
    """What they are called, one after the other."""
    return listed(messages.rule_name(one) for one in names)


def listed(parts: Iterable[str]) -> str:
    """Words one after the other."""
    return gettext(", ").join(part for part in parts if part)
