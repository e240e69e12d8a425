"""The family's week as a daughter reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import CarePlan, CareTask, Hold
from eldercare.meals.models import MealSubscription
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Leave
from eldercare.planning.week.models import NotPlanned
from eldercare.rulebook.models import Holiday
from eldercare.visits.models import Visit as Visited
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import portion
from tests.eldercare.planning.drafted import Plan
from tests.eldercare.planning.week.running import falls_ill
from tests.eldercare.visits.told import TUESDAY, brought, seated, told
from tests.web.conftest import Visit
from web import i18n
from web.family.lunar import lunar_day

WEEK = "/family?week=2026-W48&language=en"
SUNDAY_NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)
TUESDAY_NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


async def test_the_week_in_sentences(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await seated(people, publication, "zhou", TUESDAY)
    await brought(people, publication, "zhou", "li", day=TUESDAY)
    await portion(people, publication, people.elders["zhou"], day=TUESDAY, eats_at="dong-station")
    await Holiday.create(day=TUESDAY, kind="statutory", name="测试节", name_en="Test Day")
    text = (await (await signed_in("daughter")).get(WEEK)).text
    assert "The week of 周桂英" in text
    assert "<b>陈春燕</b> comes" in text
    assert "8:30 to 16:00" in text
    assert "Day care at Liudi Day Care" in text
    assert "about 17:20" in text
    assert "Dinner is brought to the door" in text
    assert "Lunch at Liudi Station" in text
    assert "Test Day" in text
    assert "lunar calendar: month 10, day 15" in text
    assert 'href="tel:0731-5550004"' in text or 'href="tel:07315550004"' in text
    for secret in ("access-zhou", "health-zhou", "13900000001", "林福生"):
        assert secret not in text


async def test_the_next_visit_is_announced_by_name(signed_in: Visit, people: Cast) -> None:
    await told(people)
    with clock.held(SUNDAY_NOON):
        browser = await signed_in("daughter")
        text = (await browser.get("/family?language=zh_Hans")).text
    assert "下一次" in text
    assert "明天 11月23日 星期一" in text
    assert "上午8:00" in text


async def test_today_comes_first_and_the_days_before_last(signed_in: Visit, people: Cast) -> None:
    await told(people)
    with clock.held(TUESDAY_NOON):
        browser = await signed_in("daughter")
        text = (await browser.get("/family?language=en")).text
    places = [text.index(f'id="d2026-11-{day}"') for day in (24, 29, 23)]
    assert places == sorted(places)
    assert text.index("Earlier this week") < places[2]


async def test_a_change_is_told_with_both_times_until_it_is_seen(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await told(people, Plan(visits=[("t-wash@0", "zhou", "li", 0, 510)]), number=2)
    with clock.held(SUNDAY_NOON):
        browser = await signed_in("daughter")
        text = (await browser.get(WEEK)).text
        assert "before: 8:00 Help with washing 45 min · 陈春燕" in text
        assert "now: 8:30 Help with washing 45 min · 李玉梅" in text
        ids = [str(one.id) for one in await OutboxMessage.filter(relative_id=people.relatives["daughter"].id)]
        assert (await browser.post("/family/seen", {"message": ids})).status_code == 303
        assert "before: 8:00" not in (await browser.get(WEEK)).text


async def test_without_consent_there_is_a_calm_page_and_nothing_else(signed_in: Visit, people: Cast) -> None:
    await told(people)
    relative = people.relatives["daughter"]
    relative.sees_schedule = False
    await relative.save()
    answer = await (await signed_in("daughter")).get(WEEK)
    assert answer.status_code == 200
    assert "not shared with you at the moment" in answer.text
    for secret in ("周桂英", "陈春燕", "8:00", "Bathing"):
        assert secret not in answer.text


async def test_a_week_that_is_not_out_says_so(signed_in: Visit) -> None:
    text = (await (await signed_in("daughter")).get(WEEK)).text
    assert "The plan for this week is not out yet." in text
    assert "Nothing is planned." not in text


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 11, 23), "农历十月十五", "lunar calendar: month 10, day 15"),
        (date(2026, 2, 17), "农历正月初一", "lunar calendar: month 1, day 1"),
        (date(2025, 7, 25), "农历闰六月初一", "lunar calendar: leap month 6, day 1"),
    ],
)
def test_the_old_calendar(day: date, chinese: str, english: str) -> None:
    for language, words in (("zh_Hans", chinese), ("en", english)):
        i18n.use(language)
        assert lunar_day(day) == words
    i18n.use("zh_Hans")


async def test_the_son_reads_of_his_own_father_only(signed_in: Visit, people: Cast) -> None:
    await told(people)
    text = (await (await signed_in("son")).get(WEEK)).text
    assert "孙德茂" in text
    assert "周桂英" not in text


async def test_minutes_that_nobody_is_told_are_no_news(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await told(people, Plan(visits=[("t-wash@0", "zhou", "chen", 0, 481)]), number=2)
    with clock.held(SUNDAY_NOON):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    assert "23–29 Nov</span> is out" in text
    assert "has changed" not in text
    assert '<span class="time">8:00</span> Help with washing' in text


async def test_what_found_nobody_is_told_and_not_left_out(signed_in: Visit, people: Cast) -> None:
    publication, zhou, wash = await told(people), people.elders["zhou"], people.services["wash"]
    plan = await CarePlan.create(key="c-told", elder=zhou, starts_on=MONDAY, agreed_on=MONDAY)
    for key, weekdays, times, day in (("t-fixed", 0b0001000, None, THURSDAY), ("t-free", 0b1111000, 1, None)):
        await CareTask.create(
            key=key,
            plan=plan,
            service=wash,
            minutes=45,
            weekdays=weekdays,
            times_a_week=times,
            window_start=480,
            window_end=600,
        )
        await NotPlanned.create(
            draft_id=publication.draft_id,
            kind="visit",
            key=f"{key}@3",
            priority_class=1,
            minutes=45,
            rule="skill",
            elder=zhou,
            service=wash,
            facility=people.facilities["dong"],
            day=day,
            starts=480,
            ends=645,
        )
    with clock.held(TUESDAY_NOON):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    thursday = text[text.index('id="d2026-11-26"') : text.index('id="d2026-11-27"')]
    assert "</b>: nobody could be found for it yet. Please ask the centre." in thursday
    assert "</b> has no day in this week yet. Please ask the centre." in text


async def test_a_meal_comes_before_the_visit_that_helps_with_it(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    meal = await brought(people, publication, "zhou", "li", day=TUESDAY)
    await type(meal).filter(id=meal.id).update(arrives=480)
    await Visited.filter(elder__key="e-zhou").update(day=TUESDAY, starts=480, ends=525)
    text = (await (await signed_in("daughter")).get(WEEK)).text
    tuesday = text[text.index('id="d2026-11-24"') :]
    assert tuesday.index("Dinner") < tuesday.index("comes")


async def test_on_a_day_of_a_pause_nobody_is_said_to_come(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY, last_day=MONDAY)
    with clock.held(SUNDAY_NOON):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    monday = text[text.index('id="d2026-11-23"') : text.index('id="d2026-11-24"')]
    assert "The service pauses on this day" in monday
    assert "comes" not in monday
    assert "Next visit" not in text


async def test_what_fell_since_it_was_told_is_being_rearranged(signed_in: Visit, people: Cast) -> None:
    """Nobody is said to come who is on leave, neither in the week nor as the next visit."""
    await told(people)
    with clock.held(SUNDAY_NOON):
        browser = await signed_in("daughter")
        before = (await browser.get(WEEK)).text
        await falls_ill(people.staff["chen"], MONDAY)
        text = (await browser.get(WEEK)).text
        this_week = (await browser.get("/family?language=en")).text
        chinese = (await browser.get("/family?week=2026-W48&language=zh_Hans")).text
    assert "rearranged" not in before
    assert "This is being rearranged; the centre will tell you." in text
    assert "<b>陈春燕</b>" in before
    assert "<b>陈春燕</b>" not in text
    assert "Help with washing<br>This is being rearranged" in this_week
    assert "正在重新安排" in chinese


async def test_what_fell_and_is_over_did_not_take_place(signed_in: Visit, people: Cast) -> None:
    await told(people)
    leave = await falls_ill(people.staff["chen"], MONDAY)
    await Leave.filter(id=leave.id).update(entered_at=SUNDAY_NOON + timedelta(hours=12))
    with clock.held(SUNDAY_NOON + timedelta(days=1, hours=8)):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    assert "This did not take place as it was planned; the centre will tell you what comes instead." in text
    assert "<b>陈春燕</b>" not in text


async def test_what_is_agreed_otherwise_is_said_to_be_arranged_anew(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await CareTask.filter(key="t-wash").update(minutes=30)
    with clock.held(SUNDAY_NOON):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    assert "What was agreed has changed: the centre is arranging this anew and will tell you." in text
    assert "<b>陈春燕</b> comes" in text


@pytest.mark.parametrize(
    ("rule", "kind", "sentence"),
    [
        ("located", "visit", "the address could not be found on the map. Please ask the centre to put it right."),
        ("kitchen_portions", "meal", "there is no place for it yet. Please ask the centre."),
    ],
)
async def test_why_something_has_no_place_is_told_as_it_is(
    signed_in: Visit, people: Cast, rule: str, kind: str, sentence: str
) -> None:
    publication, zhou = await told(people), people.elders["zhou"]
    await NotPlanned.filter(draft_id=publication.draft_id, elder=zhou).update(rule=rule, kind=kind, service_id=None)
    await MealSubscription.filter(elder=zhou).update(weekdays=127)
    await NotPlanned.filter(kind="meal").update(key="m-dong@2", facts={"meal": "lunch"})
    with clock.held(SUNDAY_NOON):
        text = (await (await signed_in("daughter")).get(WEEK)).text
    assert f"</b>: {sentence}" in text
    assert "nobody could be found" not in text
