"""Days and minutes as people read them."""

from datetime import UTC, date, datetime

import pytest

from web import dates, i18n

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "day", "long", "week"),
    [
        ("zh_Hans", "11月23日 周一", "2026年11月23日 星期一", "2026年第48周（11月23日–29日）"),
        ("en", "Mon 23 Nov", "Monday 23 November 2026", "Week 48, 2026 (23–29 Nov)"),
    ],
)
def test_days(language: str, day: str, long: str, week: str) -> None:
    i18n.use(language)
    assert (dates.day(MONDAY), dates.long_day(MONDAY), dates.week(MONDAY)) == (day, long, week)


def test_the_first_days_of_2027_belong_to_week_53_of_2026() -> None:
    i18n.use("en")
    assert dates.week(date(2026, 12, 28)) == "Week 53, 2026 (28 Dec–3 Jan)"


def test_minutes_of_the_day() -> None:
    i18n.use("zh_Hans")
    assert [dates.clock(minute) for minute in (0, 545, 1439, 1440, 1500)] == [
        "00:00",
        "09:05",
        "23:59",
        "次日00:00",
        "次日01:00",
    ]
    assert dates.span(545, 600) == "09:05–10:00"
    assert dates.span(1320, 1440) == "22:00–24:00"
    assert dates.span(1320, 1860) == "22:00–次日07:00"


@pytest.mark.parametrize(
    ("minutes", "chinese", "english"), [(95, "1小时35分钟", "1 h 35 min"), (60, "1小时", "1 h"), (0, "0分钟", "0 min")]
)
def test_lengths(minutes: int, chinese: str, english: str) -> None:
    i18n.use("zh_Hans")
    assert dates.duration(minutes) == chinese
    i18n.use("en")
    assert dates.duration(minutes) == english


def test_hours() -> None:
    assert [dates.hours(minutes) for minutes in (2400, 2250, 0)] == ["40", "37.5", "0"]


def test_moments_are_local() -> None:
    i18n.use("en")
    late = datetime(2026, 11, 22, 23, 5, 7, tzinfo=UTC)
    assert dates.moment(late) == "Mon 23 Nov 07:05"
    assert dates.full_moment(late) == "2026-11-23 07:05:07"


def test_weekdays_of_a_set() -> None:
    i18n.use("zh_Hans")
    assert dates.weekday_names(0b1000101) == ["周一", "周三", "周日"]


def test_people_are_told_five_minutes() -> None:
    assert [dates.near(minutes) for minutes in (480, 482, 483, 487, 1438)] == [480, 480, 485, 485, 1440]


def test_spans_of_time_stay_together_and_the_rest_is_escaped() -> None:
    assert str(dates.times("<b> 08:55–09:05")) == '&lt;b&gt; <span class="nowrap">08:55–09:05</span>'
