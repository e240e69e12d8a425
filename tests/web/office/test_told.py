"""What the page of changes tells: before and after, to whom, and of whom."""

import re
from datetime import UTC, datetime, time, timedelta

from eldercare import clock
from eldercare.auth.models import Account
from eldercare.care.models import Hold
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal, DraftShift, DraftVisit
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit

MORNING = datetime.combine(MONDAY, time(1), UTC)
PAGE = "/week/publish?week=2026-W48&language=en"
WHERE = {"centre": "f-dong", "week": "2026-W48"}


async def test_the_first_version_is_new_for_everybody_concerned(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert "The first version of this week" in text
    assert "<b>2</b> members of staff" in text
    assert "<b>1</b> relative" in text
    assert "<b>1</b> kitchen" in text
    assert "2 promises stay open" in text
    assert 'Early <span class="nowrap">07:00–15:30</span> Dongxi Centre' in text


async def test_who_cannot_sign_in_is_to_be_called(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING):
        draft = await drafted(people)
        await Account.filter(id=people.accounts["daughter"].id).update(disabled_at=clock.now())
        browser = await signed_in("shen")
        text = (await browser.get(PAGE)).text
        assert "2 of these have no sign-in and hear nothing." in text
        assert "<b>1</b> elder without a relative who is told" in text
        answer = await browser.post("/week/publish", {**WHERE, "draft_id": draft.id})
        text = (await browser.get(answer.headers["location"] + "&language=en")).text
        assert "Published. 3 people find a message on their pages here." in text
        assert "2 more have no sign-in and hear nothing: please call them." in text
        assert "Whom to call, with telephone numbers" in text


async def test_before_and_after_stand_side_by_side(signed_in: Visit, people: Cast) -> None:
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "late"), ("li", 0, "early")]), number=2)
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert "Against version 1" in text
    assert '<s>Early <span class="nowrap">07:00–15:30</span> Dongxi Centre</s>' in text
    assert '<b>Late <span class="nowrap">11:30–20:00</span> Dongxi Centre</b>' in text
    assert "李玉梅" not in text


async def test_what_people_were_told_and_has_no_place_any_more_is_said_aloud(signed_in: Visit, people: Cast) -> None:
    with clock.held(MORNING - timedelta(days=1)):
        first = await drafted(people)
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        await Draft.filter(id=first.id).update(current=False)
        await drafted(people, Plan(visits=[]), number=2)
        browser = await signed_in("shen")
        lost = await DraftVisit.filter(draft_id=first.id).order_by().distinct().values_list("key", flat=True)
        said = f"{len(set(lost))} visits, meals and seats that people were told of have no place in this draft."
        assert len(set(lost)) > 1
        assert said in (await browser.get(PAGE)).text
        for elder in people.elders.values():
            await Hold.create(elder=elder, kind="hospital", first_day=MONDAY)
        assert "in this draft." not in (await browser.get(PAGE)).text


async def test_of_a_day_that_is_over_nobody_is_advised_to_plan_again(signed_in: Visit, people: Cast) -> None:
    """On Tuesday, of what was told of Monday and of Wednesday."""
    visits = [("t-wash@0", "zhou", "chen", 0, 480), ("t-wash2@2", "lin", "chen", 2, 480)]
    with clock.held(MORNING - timedelta(days=1)):
        first = await drafted(people, Plan(visits=visits))
        await publish(people.facilities["dong"], MONDAY, who="terminal")
        await Draft.filter(id=first.id).update(current=False)
        await drafted(people, Plan(visits=visits), number=2)
    ahead, missed = "Planning again may find room", "The day is over: nothing can be planned for it any more."
    with clock.held(MORNING + timedelta(days=1)):
        browser = await signed_in("shen")
        for gone, said in (("t-wash@0", (False, True)), ("t-wash2@2", (True, True))):
            await DraftVisit.filter(draft__current=True, key=gone).delete()
            text = (await browser.get(PAGE)).text
            assert (ahead in text, missed in text) == said
            assert "One visit, meal or seat that people were told of was missed." in text


async def test_a_few_minutes_are_shown_and_not_told(signed_in: Visit, people: Cast) -> None:
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    second = await drafted(people, number=2)
    browser = await signed_in("shen")
    for starts, told in ((8 * 60 + 3, False), (8 * 60 + 30, True)):
        await DraftVisit.filter(draft_id=second.id, key="t-wash@0").update(starts=starts, ends=starts + 45)
        text = (await browser.get(PAGE)).text
        assert "one change" in text
        assert ("a few minutes: nobody is told" in text) != told


async def test_a_break_that_moves_is_shown_to_whom_it_is_told(signed_in: Visit, people: Cast) -> None:
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    second = await drafted(people, number=2)
    await DraftShift.filter(draft_id=second.id, staff=people.staff["chen"]).update(break_starts=750)
    text = (await (await signed_in("shen")).get(PAGE)).text
    assert "break at 10:30</s>" in text
    assert "break at 12:30</b>" in text
    assert "<b>1</b> member of staff" in text
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    assert "break at 12:30" in (await (await signed_in("chen")).get(f"/today?date={MONDAY}&language=en")).text


async def test_carriers_whose_rounds_are_others_are_counted(signed_in: Visit, people: Cast) -> None:
    """They are told, too, though no promise to an elder is another one."""
    first = await drafted(people)
    await DraftMeal.all().update(carrier_id=people.staff["chen"].id, trip=1, stop=1, arrives=700)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    second = await drafted(people, number=2)
    browser = await signed_in("shen")
    for carrier, told in (("chen", False), ("li", True)):
        hers = {"carrier_id": people.staff[carrier].id, "trip": 1, "stop": 1, "arrives": 700}
        await DraftMeal.filter(draft_id=second.id).update(**hers)
        assert ("The rounds of 2 carriers are others" in (await browser.get(PAGE)).text) == told


async def test_what_goes_from_one_to_another_names_both_and_the_elder(signed_in: Visit, people: Cast) -> None:
    first = await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    await Draft.filter(id=first.id).update(current=False)
    bath = [("t-bath@0", "lin", one, 0, 10 * 60) for one in ("chen", "li")]
    await drafted(people, Plan(visits=[("t-wash@0", "zhou", "li", 0, 8 * 60), *bath]), number=2)
    text = re.sub(r"<[^>]+>|\s+", " ", (await (await signed_in("shen")).get(PAGE)).text)
    text = re.sub(" +", " ", text)
    assert "handed on Mon 23 Nov 周桂英 08:00–08:45 Help with washing goes to 李玉梅" in text
    assert "taken over Mon 23 Nov 周桂英 08:00–08:45 Help with washing from 陈春燕" in text
    assert "林福生 09:30–10:15 Bathing with 李玉梅 → becomes 10:00–10:45 Bathing with 李玉梅" in text


async def test_elders_are_told_their_carers_by_name(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(PAGE + "&by=elders")).text
    assert "林福生" in text
    assert '<span class="nowrap">09:30–10:15</span> Bathing with 陈春燕, 李玉梅' in text
    assert "Lunch Delivered Dongxi Kitchen" in text


async def test_two_of_one_name_are_told_apart(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    people.staff["li"].name = people.staff["chen"].name
    await people.staff["li"].save()
    browser = await signed_in("shen")
    for address in (PAGE, "/week?week=2026-W48&language=en"):
        text = (await browser.get(address)).text
        assert "陈春燕 (phone ending in 0001)" in text
        assert "陈春燕 (phone ending in 0002)" in text
