"""Days are spread over the week and over the load, and stay clear of the hours at a centre."""

from hypothesis import given
from hypothesis import strategies as st

from solver.week.days import choose_days, fits_around
from solver.week.problem import DAY, SeatNeed
from tests.solver.week.example import small_week, visit, with_unit


def test_two_times_a_week_are_not_two_days_in_a_row() -> None:
    week = with_unit(small_week(), visits=(visit(0, times=2),), seats=())
    first, second = choose_days(week, week.units[0])["wash0"]
    assert second - first >= 2


def test_a_follower_takes_the_days_of_its_leader() -> None:
    week = small_week()
    chosen = choose_days(week, week.units[0])
    assert chosen["medicine9"] == chosen["breakfast9"]


def test_a_day_spent_at_the_centre_is_avoided() -> None:
    seats = tuple(SeatNeed(f"s@{day}", "elder0", None, "centre", "day_care", day, 420, 1020, 1) for day in (0, 2, 4))
    week = with_unit(small_week(), visits=(visit(0, days=(0, 1, 2, 3, 4), times=2),), seats=seats)
    assert choose_days(week, week.units[0])["wash0"] == (1, 3)


@given(st.lists(st.tuples(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 7)), min_size=1, max_size=12))
def test_every_need_gets_its_number_of_its_own_days(wanted: list[tuple[set[int], int]]) -> None:
    visits = tuple(
        visit(0, key=f"v{at}", days=tuple(sorted(days)), times=min(times, len(days)))
        for at, (days, times) in enumerate(wanted)
    )
    week = with_unit(small_week(), visits=visits, seats=())
    chosen = choose_days(week, week.units[0])
    for need in visits:
        assert len(chosen[need.key]) == need.times
        assert set(chosen[need.key]) <= set(need.days)


def test_what_follows_keeps_its_number_of_days_though_she_is_away_on_one() -> None:
    leads = visit(0, key="leads", days=(1,), times=1, earliest=0, latest=0)
    follows = visit(
        0, key="follows", days=(0, 1), times=2, earliest=0, latest=0, after="leads", shortest=10, longest=10
    )
    away = SeatNeed("seat", "elder0", "house0", "centre", "day_care", 0, 0, 1440, 2)
    problem = with_unit(small_week(), visits=(leads, follows), seats=(away,))
    assert choose_days(problem, problem.units[0])["follows"] == (0, 1)


def test_she_is_not_at_home_between_two_seats_once_the_window_is_over() -> None:
    need = visit(0, earliest=480, latest=500, minutes=30)
    assert not fits_around(need, 0, {("elder0", 0): ((470, 600), (700, 800))})


@given(
    st.integers(0, DAY - 1),
    st.integers(0, 200),
    st.integers(5, 90),
    st.lists(st.tuples(st.integers(-30, DAY), st.integers(1, 300)), max_size=4),
)
def test_a_day_fits_where_some_minute_does(earliest: int, wide: int, minutes: int, gone: list[tuple[int, int]]) -> None:
    spans = [(begins, begins + length) for begins, length in gone]
    need = visit(0, earliest=earliest, latest=min(earliest + wide, DAY - 1), minutes=minutes)
    starts = range(need.earliest, min(need.latest, DAY - minutes) + 1)
    some = any(all(start + minutes <= begins or start >= ends for begins, ends in spans) for start in starts)
    assert fits_around(need, 0, {("elder0", 0): spans}) is some
