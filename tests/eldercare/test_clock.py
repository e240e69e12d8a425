"""Weeks by name."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock


def test_a_week_has_a_name_and_the_name_a_week() -> None:
    assert clock.week_named("2026-W48") == date(2026, 11, 23)
    assert clock.week_named(clock.week_name(date(2021, 1, 3))) == date(2020, 12, 28)


def test_a_held_clock_stands_still_and_one_that_is_set_goes_on() -> None:
    moment = datetime(2026, 11, 23, 1, 20, tzinfo=UTC)
    with clock.held(moment):
        assert clock.now() == clock.now() == moment
        with clock.set_to(moment):
            earlier = clock.now()
            assert moment <= earlier
            while clock.now() == earlier:
                pass
            assert clock.now() < moment + timedelta(minutes=1)
        assert clock.now() == moment
    assert clock.now() >= clock.real() - timedelta(minutes=1)


def test_minutes_are_counted_from_the_midnight_of_a_day_where_its_people_live() -> None:
    moment = datetime(2026, 11, 23, 1, 20, tzinfo=UTC)
    assert [clock.minute_on(date(2026, 11, day), moment) for day in (22, 23, 24)] == [2000, 560, -880]


@pytest.mark.parametrize(
    "name",
    ["2026-W54", "2026-W00", "0001-W01", "9999-W52", "2026-48", "2026-W48-1", "９９９９-W01", "9" * 20 + "-W01", ""],
)
def test_what_names_no_week_of_these_years_is_refused(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the library words some of them
        clock.week_named(name)
