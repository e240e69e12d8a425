"""Small random problems for hypothesis: few people, few days, every rule at work."""

from hypothesis import strategies as st

from solver.rostering.problem import (
    DAY,
    Ahead,
    AnnouncedShift,
    Available,
    Cover,
    Curve,
    Employee,
    Floor,
    History,
    Limits,
    Pin,
    RosterProblem,
    ShiftType,
    Wish,
)

SHIFTS = (
    ShiftType("early", 420, 900, 450, frozenset({"carer"})),
    ShiftType("late", 840, 1320, 480, frozenset({"carer", "cook"})),
    ShiftType("night", 1320, 1890, 540, frozenset({"carer"})),
)


@st.composite
def problems(draw: st.DrawFn, *, days: int = 7, people: int = 5, pinned: bool = True) -> RosterProblem:
    """A problem of at most so many days and people; two places, two jobs, one skill."""
    length = draw(st.integers(1, days))
    employees = [draw(_employees(f"e{n}", length, pinned=pinned)) for n in range(draw(st.integers(1, people)))]
    covers = [draw(_covers(f"c{n}", length)) for n in range(draw(st.integers(0, 2 * length)))]
    curves = [draw(_curves(key, length)) for key in draw(st.sampled_from([(), ("v1",), ("v1", "v2")]))]
    return RosterProblem(length, tuple(employees), SHIFTS, tuple(covers), tuple(curves), draw(_limits()))


@st.composite
def _limits(draw: st.DrawFn) -> Limits:
    return Limits(
        day_minutes=draw(st.sampled_from((480, 660))),
        week_minutes=draw(st.sampled_from((900, 2400))),
        week_minutes_ceiling=draw(st.sampled_from((1440, 2640))),
        rest_minutes=draw(st.sampled_from((0, 660, 720))),
        consecutive_days=draw(st.integers(1, 6)),
        weekly_rest_days=draw(st.integers(0, 4)),
        night_ends=draw(st.sampled_from((360, 480))),
        night_begins=1320,
        consecutive_nights=draw(st.integers(0, 3)),
    )


@st.composite
def _employees(draw: st.DrawFn, key: str, days: int, *, pinned: bool) -> Employee:
    away = draw(st.sets(st.integers(0, days), max_size=2))
    marks = st.tuples(st.integers(0, days - 1), st.sampled_from((None, "early", "late", "night")))
    return Employee(
        key=key,
        job=draw(st.sampled_from(("carer", "carer", "cook"))),
        places=frozenset(draw(st.sets(st.sampled_from(("centre", "daycare")), min_size=1))),
        skills=draw(st.sampled_from(({}, {"nursing": None}, {"nursing": 2}))),
        contract_minutes=draw(st.sampled_from((0, 960, 2400))),
        max_week_minutes=draw(st.sampled_from((960, 2640))),
        available=tuple(Available(day, 0, 1440) for day in range(days + 1) if day not in away),
        overtime_left=draw(st.sampled_from((0, 480))),
        history=draw(
            st.builds(
                History,
                consecutive_days=st.integers(0, 7),
                last_end=st.sampled_from((None, -120, 450)),
                weekends_worked=st.integers(0, 4),
                consecutive_nights=st.integers(0, 4),
            )
        ),
        ahead=draw(st.builds(_ahead, st.just(days), st.dictionaries(st.integers(0, 7), st.sampled_from(SHIFTS)))),
        pins=tuple(Pin(*mark) for mark in draw(st.lists(marks, max_size=2 if pinned else 0))),
        announced=draw(st.none() | st.builds(_announced, st.sets(st.integers(0, days - 1), max_size=2))),
        wishes=tuple(Wish(*mark, wanted=draw(st.booleans())) for mark in draw(st.lists(marks, max_size=2))),
    )


def _ahead(days: int, shifts: dict[int, ShiftType]) -> Ahead:
    """What such shifts make of the days after the plan, by how many days after its end they start."""
    work = {days + at for at in shifts} | {days + at + 1 for at, shift in shifts.items() if shift.key == "night"}
    return Ahead(
        first_start=min(((days + at) * DAY + shift.start for at, shift in shifts.items()), default=None),
        work_days=frozenset(work),
        nights=frozenset(days + at for at, shift in shifts.items() if shift.key == "night"),
    )


def _announced(days: set[int]) -> tuple[AnnouncedShift, ...]:
    return tuple(AnnouncedShift(day, "late", "centre") for day in sorted(days))


@st.composite
def _covers(draw: st.DrawFn, key: str, days: int) -> Cover:
    return Cover(
        key=key,
        day=draw(st.integers(0, days - 1)),
        shift=draw(st.sampled_from(("early", "late", "night"))),
        place=draw(st.sampled_from(("centre", "daycare"))),
        job=draw(st.sampled_from(("carer", "cook"))),
        skill=draw(st.sampled_from((None, None, "nursing"))),
        needed=draw(st.integers(1, 2)),
        priority_class=draw(st.integers(1, 4)),
    )


@st.composite
def _curves(draw: st.DrawFn, key: str, days: int) -> Curve:
    slots = st.tuples(st.integers(0, days - 1), st.integers(7, 22))
    return Curve(
        key=key,
        place="centre",
        job="carer",
        skill=draw(st.sampled_from((None, "nursing"))),
        slot_minutes=60,
        heads=draw(st.dictionaries(slots, st.integers(0, 3), max_size=12)),
        priority_class=draw(st.integers(1, 4)),
        floors=draw(st.dictionaries(slots, st.builds(Floor, st.integers(0, 3), st.integers(1, 4)), max_size=3)),
    )
