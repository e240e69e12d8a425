"""The facts behind an open need as sentences: who was left after which rule, what was full, how long was free."""

from collections.abc import Callable, Iterator
from functools import partial

from babel.numbers import format_decimal

from eldercare.clock import DAY
from eldercare.planning.week.room import members
from web import words
from web.dates import clock, duration, weekday_name
from web.i18n import gettext as _
from web.i18n import locale
from web.messages import rule_name
from web.office.helps import Facts, helps, number, place_of
from web.office.reading import hours, listed

STOPPED = "stopped_"
"""How the week calls the rule that stopped a visit on another day, by the day's number from Monday."""
FUNNELS = ("left_", "after_")
"""How the roster and the visits call the people left after a rule."""


WHOEVER_COMES = {"elder_in_one_place", "with_the_meal", "order_and_gap"}
"""Rules that leave no minute to start at: how many carers could come then says nothing."""


def case(facts: Facts, rule: str = "") -> list[str]:
    """One sentence for each thing the facts tell of a need that this rule stopped; nothing for those nobody worded."""
    of_people = () if rule in WHOEVER_COMES else (_funnel, _off_duty, _free_time)
    of_room = (_other_seat,) if rule in WHOEVER_COMES else (_closed, _OF_ROOM.get(rule, _full))
    tellings = (_circle, _meal, _back, _later_wave, *of_people, *of_room, _ruled_out, _carriers, other_days, helps)
    return [sentence for told in tellings for sentence in told(facts)]


def other_days(facts: Facts) -> Iterator[str]:
    """What stopped a visit on the other days of its promise, days with the same rule together."""
    stopped: dict[str, list[str]] = {}
    for day in range(7):
        rule = facts.get(f"{STOPPED}{day}")
        if isinstance(rule, str):
            stopped.setdefault(rule, []).append(weekday_name(day))
    tellings = [_("%(days)s by “%(rule)s”", days=listed(days), rule=rule_name(rule)) for rule, days in stopped.items()]
    if tellings:
        # Translators: on which other weekdays a visit was tried, and by which rule each was stopped
        yield _("Other days were tried as well and stopped: %(days)s.", days=_("; ").join(tellings))


def _circle(facts: Facts) -> Iterator[str]:
    """Tasks that come after each other, so that the pause between them is not to blame."""
    together = number(facts, "circle")
    if together is not None:
        yield _(
            "Each of %(count)d tasks comes after another of them, so none can be first."
            " Change in the elder's file what one of them comes after.",
            count=together,
        )


def _meal(facts: Facts) -> Iterator[str]:
    """When the meal is there, where that is too late for whoever helps with it."""
    comes, latest = number(facts, "meal_at"), number(facts, "latest")
    if comes is not None and latest is not None and comes > latest:
        yield _(
            "The meal comes at %(comes)s, and the help has to start by %(latest)s.",
            comes=clock(comes % DAY),
            latest=clock(latest % DAY),
        )


def _back(facts: Facts) -> Iterator[str]:
    """When an elder is home again who is on her way while a meal comes."""
    leaves, back = number(facts, "leaves"), number(facts, "back")
    if leaves is not None and back is not None:
        yield _(
            "She is home again at %(back)s; the last wave leaves at %(leaves)s.",
            back=clock(back % DAY),
            leaves=clock(leaves % DAY),
        )


def _later_wave(facts: Facts) -> Iterator[str]:
    """With which wave somebody could still bring a meal that comes too late with its own."""
    leaves = number(facts, "later_wave")
    if leaves is not None:
        yield _(
            "Or put it into the wave that leaves at %(time)s, if portions are left there: a carrier has time then.",
            time=clock(leaves % DAY),
        )


def _funnel(facts: Facts) -> Iterator[str]:
    """Rule by rule, fewer and fewer; only rules that took somebody away are named."""
    everybody = number(facts, "employees") or number(facts, "carers")
    if everybody is None:
        return
    left = {
        name.removeprefix(prefix): count
        for prefix in FUNNELS
        for name in facts
        if name.startswith(prefix) and (count := number(facts, name)) is not None
    }
    steps, before = [], everybody
    for rule, count in sorted(left.items(), key=lambda step: -step[1]):
        if count < before:
            steps.append(_("%(count)d after “%(rule)s”", count=count, rule=_step(rule)))
            before = count
    if steps:
        yield _("Of %(all)d people, %(steps)s.", all=everybody, steps=listed(steps))


def _off_duty(facts: Facts) -> Iterator[str]:
    """Who may make a visit and has no shift on its day: how many could take one, and what stops the others."""
    everybody = number(facts, "off_duty")
    if everybody is None:
        return
    free = number(facts, "off_free")
    steps = [_("%(count)d could take a shift", count=free)] if free else []
    rules = (name.removeprefix("off_") for name in facts if name.startswith("off_"))
    steps += [
        _("%(count)d stopped by “%(rule)s”", count=count, rule=rule_name(rule))
        for rule in rules
        if rule not in ("duty", "free") and (count := number(facts, f"off_{rule}"))
    ]
    yield _("Without a shift on that day, %(all)d may make it: %(steps)s.", all=everybody, steps=listed(steps))


def _free_time(facts: Facts) -> Iterator[str]:
    candidates, free, needed = (number(facts, name) for name in ("candidates", "free_minutes", "needed_minutes"))
    if candidates and free is not None and needed is not None:
        yield _(
            "%(count)d could do it; while it may be given, their longest stretch without visits and ways is %(free)s,"
            " it takes %(needed)s.",
            count=candidates,
            free=duration(free),
            needed=duration(needed),
        )
    if facts.get("never_together") is True:
        yield _("No two of them who may come together are free together.")
    if facts.get("break_in_the_way") is True:
        yield _("The break of whoever is free leaves no room.")


def _closed(facts: Facts) -> Iterator[str]:
    if facts.get("promised_closed") is True:
        yield _("The centre that it was promised at is closed at that time.")


def _full(facts: Facts, *, of_diet: bool = False) -> Iterator[str]:
    capacity, taken = number(facts, "capacity"), number(facts, "taken")
    if capacity is None or taken is None:
        return
    place, leaves = place_of(facts, "limit"), number(facts, "limit_leaves")
    told = {"place": place, "time": clock(leaves or 0), "capacity": capacity, "taken": taken}
    if not place:
        yield _("The nearest has %(capacity)d, of which %(taken)d are taken.", **told)
    elif leaves is None:
        yield _("Nearest is %(place)s: of %(capacity)d seats %(taken)d are taken.", **told)
    elif of_diet:
        yield _(
            "Nearest is %(place)s: its wave at %(time)s may have %(capacity)d of this diet, and %(taken)d are taken.",
            **told,
        )
    else:
        yield _("Nearest is %(place)s: its wave at %(time)s may have %(capacity)d, and %(taken)d are taken.", **told)
    yield from _more_urgent(facts)


def _looked_after(facts: Facts) -> Iterator[str]:
    """Of the staff of the nearest place: how many are there, how many its guests take, and how many guests like her one
    of them may look after."""
    capacity, taken, needed = (number(facts, name) for name in ("capacity", "taken", "needed"))
    if capacity is None or taken is None or not needed:
        return
    yield _(
        "In the nearest, guests take %(taken)s of %(there)s members of staff; one of them may look after %(guests)d"
        " like her.",
        there=_of_staff(capacity),
        taken=_of_staff(taken),
        guests=round(1 / members(needed)),
    )
    yield from _more_urgent(facts)


_OF_ROOM: dict[str, Callable[[Facts], Iterator[str]]] = {
    "staff_ratio": _looked_after,
    "kitchen_diet": partial(_full, of_diet=True),
}
"""By the rule that stopped a need what tells of room, where that is not only how much there is."""


def _of_staff(share: int) -> str:
    """So many members of staff, in part."""
    return format_decimal(members(share), format="0.##", locale=locale())


def _more_urgent(facts: Facts) -> Iterator[str]:
    if ahead := (number(facts, "ahead_higher") or 0):
        yield _("%(count)d of them are more urgent.", count=ahead)


def _other_seat(facts: Facts) -> Iterator[str]:
    """Where she has a seat already, when no room would help."""
    starts, ends = number(facts, "other_starts"), number(facts, "other_ends")
    if starts is not None and ends is not None:
        yield _(
            "On that day the elder has another seat at %(hours)s: %(zone)s, %(place)s."
            " Change or end one of the two in the elder's file.",
            hours=hours(starts, ends),
            zone=words.of("zone", facts.get("other_zone")),
            place=place_of(facts, "other"),
        )


def _ruled_out(facts: Facts) -> Iterator[str]:
    found = {name.removeprefix("ruled_out_"): number(facts, name) for name in facts if name.startswith("ruled_out_")}
    steps = [_("%(count)d by “%(rule)s”", count=count, rule=rule_name(rule)) for rule, count in found.items() if count]
    if steps:
        yield _("Places ruled out: %(steps)s.", steps=listed(steps))


def _carriers(facts: Facts) -> Iterator[str]:
    carriers, able = number(facts, "carriers"), number(facts, "carriers_able")
    if carriers is not None and able is not None:
        yield _("Of %(all)d meal carriers on duty, %(able)d could bring it.", all=carriers, able=able)


def _step(rule: str) -> str:
    own = {
        "job": _("the right job"),
        "place": _("may work there"),
        "not_busy": _("no other shift that day"),
        "travel": _("near enough"),
    }
    return own.get(rule) or rule_name(rule)
