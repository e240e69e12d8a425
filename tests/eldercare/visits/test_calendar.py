"""A family reads what was announced, and nothing else."""

from datetime import UTC, date, datetime

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.people.models import Elder
from eldercare.rulebook.models import Holiday
from eldercare.visits.calendar import EntryKind, next_visit, week_of
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import portion
from tests.eldercare.visits.told import TUESDAY, brought, seated, told

MONDAY_AT_NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MONDAY_AT_EIGHT = datetime(2026, 11, 23, 0, 10, tzinfo=UTC)


async def _elder(key: str) -> Elder:
    return await Elder.get(key=key).prefetch_related("facility")


async def test_a_day_holds_visits_meals_and_day_care_in_order(people: Cast) -> None:
    publication = await told(people)
    await seated(people, publication, "zhou")
    await brought(people, publication, "zhou", "li")
    week = await week_of(await _elder("e-zhou"), MONDAY)
    first = week.days[0]
    assert [(entry.kind, entry.starts) for entry in first.entries] == [
        (EntryKind.VISIT, 480),
        (EntryKind.SEAT, 510),
        (EntryKind.MEAL, None),
        (EntryKind.MEAL, 1040),
    ]
    assert [carer.key for carer in first.entries[0].carers] == ["s-chen"]
    assert week.announced
    assert len(week.days) == 7
    assert all(day.entries == () for day in week.days[1:])


async def test_a_meal_that_is_eaten_in_a_centre_has_the_minute_that_people_were_told(people: Cast) -> None:
    await portion(people, await told(people), people.elders["lin"], eats_at="dong-care", arrives=730, told_at=720)
    entries = (await week_of(await _elder("e-lin"), MONDAY)).days[0].entries
    assert [(entry.kind, entry.starts) for entry in entries] == [(EntryKind.VISIT, 570), (EntryKind.MEAL, 720)]


async def test_a_visit_of_two_names_both(people: Cast) -> None:
    await told(people)
    week = await week_of(await _elder("e-lin"), MONDAY)
    assert [carer.name for carer in week.days[0].entries[0].carers] == ["陈春燕", "李玉梅"]


async def test_a_week_that_nobody_has_published_says_so(people: Cast) -> None:
    week = await week_of(await _elder("e-zhou"), MONDAY)
    assert not week.announced
    assert week.holidays == "missing"


async def test_the_next_visit_is_the_first_that_is_not_over(people: Cast) -> None:
    await told(people)
    zhou = await _elder("e-zhou")
    with clock.held(MONDAY_AT_EIGHT):
        found = await next_visit(zhou)
        assert found is not None
        assert found.under_way
    with clock.held(MONDAY_AT_NOON):
        assert await next_visit(zhou) is None


async def test_holidays_and_pauses_stand_on_their_days(people: Cast) -> None:
    await Holiday.create(day=TUESDAY, kind="statutory", name="测试节", name_en="Test Day")
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=TUESDAY, last_day=None)
    await Hold.create(elder=people.elders["zhou"], kind="away", first_day=date(2026, 1, 1), last_day=date(2026, 1, 2))
    days = (await week_of(await _elder("e-zhou"), MONDAY)).days
    assert [day.pause is not None for day in days] == [False] + 6 * [True]
    assert [day.holiday is not None for day in days] == [False, True] + 5 * [False]
