"""The caregiver's day as she reads it."""

import re
from datetime import UTC, datetime, timedelta

from httpx import Response

from eldercare import clock
from eldercare.care.models import Hold
from eldercare.meals.models import Meal
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Elder, Leave, Staff
from eldercare.shifts.models import ShiftType
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, wanted
from tests.eldercare.visits.told import brought, told
from tests.web.conftest import Visit

TODAY = f"/today?date={MONDAY}&language=en"
EIGHT = datetime(2026, 11, 23, 0, 10, tzinfo=UTC)


async def test_the_day_in_order_with_the_way_between(signed_in: Visit, people: Cast) -> None:
    await told(people)
    text = (await (await signed_in("chen")).get(TODAY)).text
    first, second = text.index("08:00–08:45"), text.index("09:30–10:15")
    assert first < text.index("By e-bike about 10 min", first) < second
    assert "2 visits" in text
    assert "expected end 15:30" in text
    assert "Two carers: with 李玉梅" in text
    assert "Fixed time: after the insulin" in text
    assert "warm the room first" in text
    assert "柳堤小区, building 3, unit 2, room 201" in text
    assert "floor 2, no lift" in text


async def test_the_next_stop_and_no_other_has_the_buttons(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Elder.all().update(phone="190 0000 0009")
    with clock.held(EIGHT):
        browser = await signed_in("chen")
        text = (await browser.get(TODAY)).text
        tomorrow = (await browser.get("/today?date=2026-11-24&language=en")).text
    assert text.count('class="card next"') == 1
    assert text.count('href="tel:19000000009"') == 1
    assert text.count('href="geo:') == 1
    assert 'class="card next"' not in tomorrow


async def test_a_round_that_is_over_is_folded_away(signed_in: Visit, people: Cast) -> None:
    await brought(people, await told(people), "zhou", "chen")
    with clock.held(EIGHT):
        before = (await (await signed_in("chen")).get(TODAY)).text
    with clock.held(EIGHT + timedelta(hours=10)):
        after = (await (await signed_in("chen")).get(TODAY)).text
    assert "Set out at" in before
    assert "Over: one door" not in before
    assert '<details class="fold" open>' in before, "the next one"
    folded = after[after.index('<details class="fold">') :]
    assert "Over: one door" in folded
    assert "周桂英" in folded[: folded.index("</details>")]
    assert "Set out at" not in after


async def test_of_many_rounds_only_the_next_is_open_and_one_with_something_to_heed(
    signed_in: Visit, people: Cast
) -> None:
    publication = await told(people, Plan(visits=[]))
    await brought(people, publication, "zhou", "chen")
    later = await brought(people, publication, "lin", "chen")
    await Meal.filter(id=later.id).update(trip=2, arrives=18 * 60)
    browser = await signed_in("chen")
    with clock.held(EIGHT):
        assert _open(await browser.get(TODAY)) == [True, False]
    with clock.held(EIGHT - timedelta(days=1)):
        assert _open(await browser.get(TODAY)) == [False, False]
        await Hold.create(elder=people.elders["lin"], kind="hospital", first_day=MONDAY)
        assert _open(await browser.get(TODAY)) == [False, True]


async def test_how_to_get_in_stands_on_the_visits_own_page_only(signed_in: Visit, people: Cast) -> None:
    await told(people)
    browser = await signed_in("chen")
    assert "access-zhou" not in (await browser.get(TODAY)).text
    text = (await browser.get(f"/visits/{MONDAY}/t-wash@0?language=en")).text
    assert "access-zhou" in text
    assert "access-lin" not in text
    assert "health-zhou" not in text


async def test_without_coordinates_there_is_no_map_but_a_word(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Elder.all().update(latitude=None, longitude=None)
    text = (await (await signed_in("chen")).get(f"/visits/{MONDAY}/t-wash@0?language=en")).text
    assert "geo:" not in text
    assert "not on the map" in text


async def test_a_carrier_reads_doors_and_diets(signed_in: Visit, people: Cast) -> None:
    publication = await told(people, Plan(visits=[]))
    await Elder.filter(key="e-lin").update(diet="low_salt", texture="soft")
    await brought(people, publication, "zhou", "li")
    await brought(people, publication, "lin", "li", stop=2)
    text = (await (await signed_in("li")).get(TODAY)).text
    assert "2 meals to carry" in text
    assert "2 boxes from Dongxi Kitchen" in text
    assert "Set out at 17:10" in text
    assert text.index("周桂英") < text.index("林福生") < text.index("Low salt") < text.index("Soft")


async def test_what_changed_stands_on_top_until_she_has_seen_it(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await told(people, Plan(visits=[("t-wash@0", "zhou", "chen", 0, 510)]), number=2)
    with clock.held(EIGHT):
        browser = await signed_in("chen")
        text = (await browser.get(TODAY)).text
        assert text.index('id="next"') > text.index("Plan changed") > text.index("Next stop"), (
            "one line under what is next"
        )
        assert text.index("Plan changed") < text.index('class="day-sum"')
        assert "before: 8:00 Help with washing" in text
        assert "now: 8:30 Help with washing" in text
        assert "falls away: 9:30 Bathing" in text
        assert "<b>Mon 23 Nov</b> <b>周桂英</b>" in text
        ids = [str(message.id) for message in await OutboxMessage.filter(staff_id=people.staff["chen"].id)]
        assert (await browser.post("/today/seen", {"message": ids})).headers["location"] == "/today"
        assert "Plan changed" not in (await browser.get(TODAY)).text


async def test_nobody_acknowledges_for_another(signed_in: Visit, people: Cast) -> None:
    await told(people)
    message = await OutboxMessage.get(staff_id=people.staff["chen"].id)
    browser = await signed_in("li")
    await browser.get(TODAY)
    assert (await browser.post("/today/seen", {"message": str(message.id)})).status_code == 404
    assert (await OutboxMessage.get(id=message.id)).read_at is None


async def test_a_flood_of_numbers_is_turned_down_as_one_is(signed_in: Visit) -> None:
    """More than a statement of either engine has room for."""
    browser = await signed_in("chen")
    answer = await browser.post("/today/seen", {"message": [str(number) for number in range(1, 40_000)]})
    assert answer.status_code == 404


async def test_a_day_without_a_plan_and_a_day_off_say_so(signed_in: Visit, people: Cast) -> None:
    browser = await signed_in("chen")
    assert "The plan for this day is not out yet." in (await browser.get(TODAY)).text
    await told(people)
    assert "You are off on this day." in (await browser.get("/today?date=2026-11-24&language=en")).text


async def test_who_is_not_at_work_reads_what_falls_with_her(signed_in: Visit, people: Cast) -> None:
    """At half past eight she has washed nobody to the end: she called at twenty past."""
    await told(people)
    called = EIGHT + timedelta(minutes=10)
    chen = people.staff["chen"]
    await Leave.create(key="l", staff=chen, kind="sick", first_day=MONDAY, last_day=MONDAY, entered_at=called)
    with clock.held(called + timedelta(minutes=10)):
        browser = await signed_in("chen")
        text = (await browser.get(TODAY)).text
        week = (await browser.get("/my-week?week=2026-W48&language=en")).text
    with clock.held(called + timedelta(hours=20)):
        browser = await signed_in("chen")
        after = (await browser.get(TODAY)).text
        visit = (await browser.get(f"/visits/{MONDAY}/t-wash@0?language=en")).text
    assert "2 visits and rounds below fall away with you." in text
    assert text.count("You are not at work: do not go.") == 2
    assert after.count("You were not at work: this does not count as yours.") == 2
    assert "You were not at work" in visit
    assert "your centre sees to it" in week
    for page in (text, after):
        assert "expected end" not in page
        assert "Next stop" not in page


async def test_who_has_left_reads_that_she_is_not_employed(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await Staff.filter(key="s-chen").update(employed_to=MONDAY - timedelta(days=1))
    with clock.held(EIGHT - timedelta(hours=1)):
        browser = await signed_in("chen")
        text = (await browser.get(TODAY)).text
        week = (await browser.get("/my-week?week=2026-W48&language=en")).text
    assert "You are not employed on this day." in text
    assert text.count("You are not at work: do not go.") == 2
    assert "You are not employed on this day." in week


async def test_a_date_that_is_none_is_told_as_a_week_that_is_none_is(signed_in: Visit) -> None:
    browser = await signed_in("chen")
    for date in ("nonsense", "9999-12-31", "0001-01-01"):
        answer = await browser.get(f"/today?date={date}&language=en")
        assert answer.status_code == 422
        assert "no day that can be shown" in answer.text
    assert (await browser.get("/today?date=&language=en")).status_code == 200


async def test_the_day_in_chinese(signed_in: Visit, people: Cast) -> None:
    await told(people)
    text = (await (await signed_in("chen")).get(f"/today?date={MONDAY}&language=zh_Hans")).text
    for words in ("周奶奶", "骑行约10分钟", "上门2次", "预计15:30结束", "柳堤小区 3号楼2单元201室", "2楼，没有电梯"):
        assert words in text


async def test_the_week_with_its_hours(signed_in: Visit, people: Cast) -> None:
    await told(people)
    browser = await signed_in("chen")
    text = (await browser.get("/my-week?week=2026-W48&language=en")).text
    assert "8 h of 40 h by contract" in text
    assert "2 visits" in text
    assert text.count(">Off<") == 6
    assert text.count("10:30 break, 30 min") == 1
    assert "The plan for this week is not out yet." in (await browser.get("/my-week?week=2026-W50&language=en")).text


async def test_other_hours_of_her_shift_are_told_and_the_told_ones_hold(signed_in: Visit, people: Cast) -> None:
    await wanted(people, "early", 1)
    await told(people, Plan(shifts=[("chen", 0, "early"), ("chen", 1, "early")], visits=[]))
    changed = "The hours of this shift have been changed."
    week = "/my-week?week=2026-W48&language=en"
    with clock.held(EIGHT - timedelta(days=1)):
        browser = await signed_in("chen")
        assert changed not in (await browser.get(week)).text
        await ShiftType.filter(key="early").update(starts=450, ends=960)
        pages = [(await browser.get(page)).text for page in (week, TODAY)]
    assert [page.count(changed) for page in pages] == [2, 1]
    assert all("What stands here holds until your centre tells you otherwise." in page for page in pages)
    assert all("07:00–15:30" in page and "07:30–16:00" not in page for page in pages)
    with clock.held(EIGHT):
        browser = await signed_in("chen")
        assert (await browser.get(week)).text.count(changed) == 1
        await Leave.create(
            key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY + timedelta(days=1)
        )
        pages = [(await browser.get(page)).text for page in (week, TODAY)]
    assert all(changed not in page and "07:00–15:30" in page for page in pages)


async def test_the_carer_reads_the_minutes_she_walks_by(signed_in: Visit, people: Cast) -> None:
    await told(people, Plan(visits=[("t-wash@0", "zhou", "chen", 0, 483)]))
    text = (await (await signed_in("chen")).get(TODAY)).text
    assert "08:03–08:48" in text
    assert "08:05" not in text


async def test_a_carrier_reads_how_to_get_in_at_the_doors_she_carries_to(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    await brought(people, publication, "zhou", "li")
    text = (await (await signed_in("li")).get(TODAY)).text
    assert text.index("<summary>") < text.index("access-zhou")
    assert "access-zhou" not in (await (await signed_in("chen")).get(TODAY)).text


async def test_a_service_that_pauses_by_now_is_marked_and_passed_over(signed_in: Visit, people: Cast) -> None:
    await told(people)
    await brought(people, await told(people, number=2), "zhou", "chen")
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    with clock.held(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)):
        browser = await signed_in("chen")
        text = (await browser.get(TODAY)).text
        visit = (await browser.get(f"/visits/{MONDAY}/t-wash@0?language=en")).text
    assert text.count("The service pauses on this day: do not come.") == 1
    assert text.count("pauses: do not bring") == 1
    assert "The service pauses on this day: do not come." in visit
    following = text[text.index('class="card next slim') :]
    assert "09:30" in following[: following.index("</a>")]


async def test_a_visit_that_is_over_is_not_called_off_any_more(signed_in: Visit, people: Cast) -> None:
    """At half past nine, of one from eight; the next day, of none."""
    await told(people)
    await Hold.create(elder=people.elders["zhou"], kind="hospital", first_day=MONDAY)
    for moment in (datetime(2026, 11, 23, 1, 30, tzinfo=UTC), datetime(2026, 11, 24, 1, 30, tzinfo=UTC)):
        with clock.held(moment):
            browser = await signed_in("chen")
            assert "do not come" not in (await browser.get(TODAY)).text
            assert "do not come" not in (await browser.get(f"/visits/{MONDAY}/t-wash@0?language=en")).text


def _open(answer: Response) -> list[bool]:
    """Of each round, whether its doors are shown."""
    return [bool(found) for found in re.findall('<details class="fold"( open)?>', answer.text)]
