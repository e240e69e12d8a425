"""The day of visits, as blocks and as a list."""

from tests.cast import Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit

DAY = "/day?date=2026-11-23&language=en"


async def test_a_visit_lies_at_its_minutes_and_stands_in_the_list(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "h8 m0 to-h8 to-m45" in text
    assert "08:00–08:45" in text
    assert "Ms 周" in text
    assert "周桂英" in text
    assert "h7 m50 to-h8 to-m0" in text  # the way


async def test_a_visit_of_two_names_the_other(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "together with 李玉梅" in text
    assert "together with 陈春燕" in text


async def test_a_way_that_does_not_fit_is_said_in_words(signed_in: Visit, people: Cast) -> None:
    visits = [("t-wash@0", "zhou", "chen", 0, 480), ("t-wash2@0", "lin", "chen", 0, 480 + 45 + 2)]
    await drafted(people, Plan(visits=visits))
    text = (await (await signed_in("shen")).get(DAY)).text
    assert "The way is 8 minutes too long." in text
    assert "8 min too little" in text


async def test_what_nobody_goes_to_stands_on_top(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    browser = await signed_in("shen")
    assert "Unassigned" not in (await browser.get(DAY)).text
    assert "Unassigned" in (await browser.get(DAY.replace("23", "25"))).text


async def test_a_carer_on_duty_without_visits_is_free(signed_in: Visit, people: Cast) -> None:
    await drafted(people, Plan(visits=[]))
    assert "free all day" in (await (await signed_in("shen")).get(DAY)).text


async def test_a_day_that_is_not_planned_says_so(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    assert "The week of this day is not planned yet." in (await browser.get(DAY)).text
    wrong = await browser.get("/day?date=yesterday&language=en")
    assert wrong.status_code == 422
    assert "A date such as" in wrong.text
