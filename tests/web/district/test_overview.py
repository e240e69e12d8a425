"""The overview as the district manager reads it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import CareTask
from eldercare.people.models import Leave, StaffSkill
from eldercare.planning.overview import Balance, Use
from eldercare.planning.week.models import NotPlanned
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.drafted import Plan, drafted
from tests.web.conftest import Visit
from web import i18n
from web.district import figures

PAGE = "/district?language=en&week=2026-W48"


async def test_a_week_without_plans_says_so(signed_in: Visit) -> None:
    assert "Nothing is planned for this week yet" in (await (await signed_in("manager")).get(PAGE)).text


async def test_every_number_has_its_street_and_its_list(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("manager")).get(PAGE)).text
    assert "Dongxi Street" in text
    assert "66.6%" in text
    assert "/open-needs?week=2026-W48&amp;centre=f-dong&amp;kind=visit" in text
    assert "Dongxi Street: one missing" in text
    assert "One street is short of carers on one day: Dongxi Street on Wed lacks 55 min." in text
    assert "No plan is in force yet. One draft waits to be published. 2 centres have no plan." in text
    assert 'class="very-short"><a href="/day?date=2026-11-25&amp;centre=f-dong"><b>short 55 min</b>' in text
    assert "1 of 3 are missing, most of them in Dongxi Street (1)." in text


async def test_hours_enough_do_not_hide_a_visit_that_is_not_planned(signed_in: Visit, people: Cast) -> None:
    """It may be on any day of the week; on Monday there is time to spare."""
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 0, "late")]))
    browser = await signed_in("manager")
    await NotPlanned.filter(kind="visit").update(day=MONDAY)
    text = (await browser.get(PAGE)).text
    assert "Every street has enough hours of carers on every day" in text
    assert "All the same nobody was found for one visit" in text
    assert "the ways between the doors included" in text
    await NotPlanned.filter(kind="visit").delete()
    await CareTask.all().update(weekdays=1)
    assert "All the same" not in (await browser.get(PAGE)).text


async def test_what_has_come_between_is_told_with_its_street(signed_in: Visit, people: Cast) -> None:
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        await drafted(people)
        await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=MONDAY, last_day=MONDAY)
        text = (await (await signed_in("manager")).get(PAGE)).text
    assert "One shift falls on a day when its carer is not there." in text
    assert "/week?week=2026-W48&amp;centre=f-dong&amp;show=problems" in text


async def test_visits_of_carers_who_may_not_make_them_are_told_with_their_street(
    signed_in: Visit, people: Cast
) -> None:
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        await drafted(people)
        await StaffSkill.all().delete()
        text = (await (await signed_in("manager")).get(PAGE)).text
    assert "2 visits and shifts are given to carers who cannot take them any more." in text
    assert "/week?week=2026-W48&amp;centre=f-dong&amp;show=problems" in text


async def test_a_published_street_says_which_version_since_when(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    await publish(people.facilities["dong"], MONDAY, who="terminal")
    text = (await (await signed_in("manager")).get(PAGE)).text
    assert "version 1, published" in text
    assert "One plan is in force." in text


async def test_every_picture_has_words_and_a_table(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    text = (await (await signed_in("manager")).get(PAGE)).text
    pictures = re.findall(r'<svg class="bars".*?</svg>', text, re.DOTALL)
    assert len(pictures) == text.count('class="as-table"') == 3, "seats are not promised to anybody"
    for picture in pictures:
        assert 'role="img"' in picture
        assert "Dongxi Street: " in picture[picture.index("<desc") : picture.index("</desc>")]
    assert "style=" not in text
    assert "<script>" not in text


async def test_the_change_against_the_week_before_is_told(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    before = await drafted(people, Plan(current=False), number=2)
    before.week, before.current, before.coverage = date(2026, 11, 16), True, {"visits": (3, 3), "meals": (1, 1)}
    await before.save()
    await NotPlanned.filter(draft=before).delete()
    text = (await (await signed_in("manager")).get(PAGE)).text
    assert "−33.3 points against the week before" in text
    assert "as in the week before" in text


@pytest.mark.parametrize(
    ("wanted", "there", "shade", "said"),
    [
        (0, 0, "none", "none"),
        (100, 70, "very-short", "short 30 min"),
        (600, 480, "short", "short 2 h"),
        (600, 630, "even", "even"),
        (600, 700, "spare", "spare 2 h"),
        (0, 60, "very-spare", "spare 1 h"),
    ],
)
def test_short_and_spare_are_words_before_they_are_colours(wanted: int, there: int, shade: str, said: str) -> None:
    i18n.use("en")
    balance = Balance(MONDAY + timedelta(days=1), wanted, there)
    assert (figures.shade(balance), figures.said(balance)) == (shade, said)


@pytest.mark.parametrize("login", ["shen", "auditor", "kitchen", "chen", "daughter"])
async def test_it_is_the_managers(signed_in: Visit, login: str) -> None:
    assert (await (await signed_in(login)).get(PAGE)).status_code == 403


@pytest.mark.parametrize(("taken", "share"), [(0, "0"), (999, "99.9"), (1000, "100"), (1001, "101"), (1200, "120")])
def test_more_than_there_is_is_never_told_as_all_of_it(taken: int, share: str) -> None:
    assert figures.used(Use(taken, 1000)) == share
