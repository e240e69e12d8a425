"""Rows typed on a page: the import's keys, refusals and trail, on both engines."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, date, datetime
from typing import Any

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.care.models import Hold
from eldercare.errors import Invalid, NotFound, Stale
from eldercare.exchange.entry import Entry, LookAlikes, enter
from eldercare.exchange.importing import import_book
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder, Staff, StaffSkill
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.exchange.books import Cell, book

LUNCH = {"elder": "e-zhou", "meal": "lunch", "serving": "delivered", "weekdays": 3, "starts_on": date(2026, 12, 1)}


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)


@pytest.fixture
def shen(people: Cast) -> Account:
    return people.accounts["shen"]


def lunch(**more: object) -> Entry:
    return Entry("meal_subscription", {**LUNCH, **more}, "meal.add", about=("elder", "e-zhou"))


async def faults(entries: list[Entry], by: Account) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        await enter(entries, by=by)
    return [(fault.field, fault.code) for fault in refused.value.faults]


async def test_it_gets_the_key_of_the_import_and_the_trail_of_the_centre(people: Cast, shen: Account) -> None:
    (key,) = await enter([lunch()], by=shen)
    line: dict[str, Cell] = {"老人": "e-zhou", "餐次": "午餐", "方式": "送餐", "星期": "一", "开始日期": "2026-12-01"}
    assert (await import_book(book({"用餐": [line]}))).counts["用餐"].updated == 1
    assert (await MealSubscription.get(key=key)).weekdays == 1
    places = {entry.action: entry.facility_id for entry in await AuditEntry.exclude(noun="workbook")}
    care = people.facilities["dong-care"].id
    assert places == {"meal.add": care, "workbook.change": care}, "also on a sheet that names no facility"


async def test_every_fault_has_the_name_of_its_field(shen: Account) -> None:
    assert await faults([lunch(weekdays=0, starts_on=None)], shen) == [
        *(("weekdays", "required"), ("starts_on", "required"))
    ]
    assert await faults([lunch(ends_on=date(2026, 1, 1))], shen) == [("ends_on", "end_before_start")]
    member = Entry("staff", {"name": "x" * 61, "phone": "12"}, "staff.add", prefix="a-")
    skill = Entry("staff_skill", {"staff": member, "skill": "care"}, "skill.add", prefix="b-")
    found = await faults([member, skill], shen)
    assert ("a-name", "too_long") in found
    assert ("a-phone", "not_phone") in found
    assert ("b-valid_until", "certificate_date_needed") in found
    assert not await MealSubscription.exists()
    assert not await AuditEntry.exists()


async def test_nothing_beside_ones_own_centre_is_entered(people: Cast, shen: Account) -> None:
    assert await faults([lunch(elder="e-sun")], shen) == [("elder", "unknown_reference")]
    theirs = await MealSubscription.create(
        key="m-sun", elder=people.elders["sun"], meal="lunch", serving="delivered", weekdays=3, starts_on=MONDAY
    )
    with pytest.raises(NotFound):
        await enter([Entry("meal_subscription", {"weekdays": 1}, "meal.edit", key=theirs.key)], by=shen)
    with pytest.raises(NotFound):
        await enter([Entry("meal_subscription", {}, "meal.drop", key=theirs.key, gone=True)], by=shen)
    with pytest.raises(NotFound):
        await enter([lunch()], by=people.accounts["daughter"])
    assert (await MealSubscription.get()).weekdays == 3


async def test_who_is_alike_is_asked_about_and_kept_apart(people: Cast, shen: Account) -> None:
    typed = {
        **{"name": "周桂英", "gender": "female", "birth_date": date(1942, 5, 6), "facility": "f-dong"},
        **{"region": "r-dong-1-1", "estate": "x", "ability_level": 0, "living_situation": "alone"},
    }
    with pytest.raises(LookAlikes) as alike:
        await enter([Entry("elder", typed, "elder.add")], by=shen)
    assert [(pair.existing, pair.reason.value) for pair in alike.value.pairs] == [("e-zhou", "name_and_birth")]
    keys = {(await enter([Entry("elder", typed, "elder.add")], by=shen, apart=True))[0] for _ in range(2)}
    assert len(keys) == 2
    assert await Elder.filter(name="周桂英").count() == 3


async def test_a_row_is_changed_and_taken_away_only_as_it_was_read(shen: Account) -> None:
    (key,) = await enter([lunch()], by=shen)

    def change(version: int, **values: object) -> Entry:
        return Entry("meal_subscription", values, "meal.edit", key=key, version=version)

    await enter([change(1, weekdays=5)], by=shen)
    await enter([change(2)], by=shen)
    for entry in (change(1, weekdays=7), change(1), change(3)):
        with pytest.raises(Stale):
            await enter([entry], by=shen)
    assert (await MealSubscription.get(key=key)).version == 2, "nothing is counted that changed nothing"
    gone = Entry("meal_subscription", {}, "meal.drop", key=key, version=2, gone=True)
    await enter([gone], by=shen)
    assert not await MealSubscription.exists()
    trail = await AuditEntry.get(action="meal.drop")
    assert (trail.before["weekdays"], trail.after) == (5, {})
    with pytest.raises(NotFound):
        await enter([gone], by=shen)


async def test_a_row_without_a_key_is_known_by_what_it_joins(people: Cast, shen: Account) -> None:
    held = {"staff": "s-chen", "skill": "care"}
    add = Entry("staff_skill", {**held, "valid_until": date(2028, 1, 1)}, "skill.add", about=("staff", "s-chen"))
    await enter([add], by=shen)
    assert (await StaffSkill.get()).valid_until == date(2028, 1, 1)
    await enter([Entry("staff_skill", held, "skill.drop", gone=True)], by=shen)
    assert not await StaffSkill.exists()


async def test_what_is_taken_away_counts_the_version_of_its_owner(people: Cast, shen: Account) -> None:
    """Else a form that was opened before would bring it back."""
    held = {"staff": "s-chen", "skill": "care"}

    def chen(version: int) -> Entry:
        return Entry("staff", {}, "staff.edit", key="s-chen", version=version)

    add = Entry("staff_skill", {**held, "valid_until": date(2028, 1, 1)}, "skill.add", about=("staff", "s-chen"))
    await enter([chen(1), add], by=shen)
    await enter([chen(2), Entry("staff_skill", held, "skill.drop", gone=True)], by=shen)
    with pytest.raises(Stale):
        await enter([chen(2), add], by=shen)
    assert not await StaffSkill.exists()
    assert (await Staff.get(key="s-chen")).version == 3


async def one_of(*asked: Coroutine[Any, Any, object]) -> list[str]:
    """What all but one were refused for."""
    answers = await asyncio.gather(*asked, return_exceptions=True)
    refused = [one for one in answers if isinstance(one, BaseException)]
    assert len(refused) == len(asked) - 1, answers
    return [fault.code for one in refused if isinstance(one, Invalid) for fault in one.faults]


async def test_two_who_save_at_once_do_not_promise_a_meal_twice(shen: Account) -> None:
    """Each would find the other's missing, where both look before either writes."""
    eaten_in = lunch(serving="eat_in", eats_at="f-dong-care")
    await asyncio.gather(*(Elder.all() for _ in range(4)))  # a connection for each is open by then
    assert await one_of(enter([lunch()], by=shen), enter([eaten_in], by=shen)) == ["meal_there"]
    assert await MealSubscription.all().count() == 1


async def test_a_workbook_and_a_page_at_once_do_not_promise_a_meal_twice(people: Cast, shen: Account) -> None:
    """The page is in the middle of it while the workbook has been read already."""
    line: dict[str, Cell] = {"老人": "e-zhou", "餐次": "午餐", "方式": "堂食", "堂食机构": "f-dong", "星期": "一"}
    data, read = book({"用餐": [{**line, "开始日期": "2026-12-01"}]}), asyncio.Event()

    def on_progress(phase: str, done: int, of: int) -> None:
        if phase == "read" and done == of:
            read.set()

    async def page() -> None:
        await read.wait()
        await enter([lunch()], by=shen)

    async def workbook() -> None:
        report = await import_book(data, on_progress=on_progress)
        if report.faults:
            raise Invalid(list(report.faults))

    assert await one_of(page(), workbook()) == ["meal_there"]
    assert await MealSubscription.all().count() == 1


def hold(first: int, last: int | None = None, kind: str = "away") -> Entry:
    days = {"first_day": date(2026, 11, first), "last_day": None if last is None else date(2026, 11, last)}
    values = {"elder": "e-zhou", "kind": kind, "note": "", **days}
    return Entry("hold", values, "hold.add", about=("elder", "e-zhou"), once=True)


async def test_a_hold_has_the_trail_of_its_elder(shen: Account) -> None:
    await enter([hold(20)], by=shen)
    assert (await AuditEntry.get(action="hold.add")).row_key == "e-zhou"


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [(10, 19, []), (10, 20, ["days_taken"]), (10, None, ["days_taken"]), (25, 26, ["days_taken"])],
)
async def test_one_hold_at_a_time(shen: Account, first: int, last: int | None, refused: list[str]) -> None:
    await enter([hold(20, kind="hospital")], by=shen)
    if refused:
        assert await faults([hold(first, last)], shen) == [("first_day", code) for code in refused]
    else:
        await enter([hold(first, last)], by=shen)
    assert await Hold.all().count() == 2 - len(refused)


async def test_a_hold_that_is_sent_twice_is_not_changed_by_the_second(shen: Account) -> None:
    await enter([hold(20)], by=shen)
    assert await faults([hold(20, 22)], shen) == [("first_day", "same_again")]
    assert (await Hold.get()).last_day is None


async def test_of_two_who_hold_the_same_days_at_once_one_is_refused(shen: Account) -> None:
    twice = [enter([one], by=shen) for one in (hold(20), hold(21, 24), hold(22, 25), hold(23))]
    answers = await asyncio.gather(*twice, return_exceptions=True)
    assert [type(answer) for answer in answers].count(Invalid) == 3
    assert await Hold.all().count() == 1


async def test_nobody_has_died_on_a_day_to_come(shen: Account) -> None:
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        assert await faults([hold(23, kind="deceased")], shen) == [("first_day", "death_in_future")]
        await enter([hold(22, kind="deceased")], by=shen)
    assert (await Hold.get()).kind == "deceased"


async def test_what_cannot_be_read_hides_no_fault_of_another_field(shen: Account) -> None:
    bad = [lunch(weekdays=None, starts_on=None, ends_on=date(2026, 1, 1), serving="eat_in")]
    with pytest.raises(Invalid) as refused:
        await enter(bad, by=shen, unread={"starts_on", "weekdays"})
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("eats_at", "eats_at_needed")]
    with pytest.raises(Invalid):
        await enter([lunch()], by=shen, unread={"note"})
    assert not await MealSubscription.exists()
