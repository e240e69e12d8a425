"""What a workbook would put back that somebody stored after it was written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.auth.models import Account
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.exporting import export_book
from eldercare.exchange.importing import ImportReport, import_book
from eldercare.exchange.rewritten import Newer, RewrittenCell
from eldercare.meals.models import MealSubscription
from eldercare.people.models import Elder
from tests.cast import Cast, cast
from tests.eldercare.exchange.books import repacked
from tests.promises import promises

WRITTEN = datetime(2026, 11, 20, 1, tzinfo=UTC)
AN_HOUR_ON = WRITTEN + timedelta(hours=1)
A_DAY_ON = WRITTEN + timedelta(days=1)


@pytest.fixture
async def people(database: str) -> Cast:
    people = await cast(database)
    await promises(people)
    return people


async def by(login: str) -> Account:
    return await Account.get(login=login).prefetch_related("facility", "staff", "relative")


async def taken_out(folder: Path) -> bytes:
    """The district's workbook as it was on the twentieth."""
    with clock.held(WRITTEN):
        await export_book(folder / "book.xlsx")
    return (folder / "book.xlsx").read_bytes()


async def edited(noun: str, key: str, login: str = "shen", **values: object) -> None:
    with clock.held(AN_HOUR_ON):
        await enter([Entry(noun, values, f"{noun}.edit", key=key)], by=await by(login))


async def brought(data: bytes, login: str = "shen") -> ImportReport:
    with clock.held(A_DAY_ON):
        return await import_book(data, dry_run=True, actor=await by(login))


async def test_a_cell_that_was_set_since_is_marked_with_who_and_when(people: Cast, tmp_path: Path) -> None:
    old = await taken_out(tmp_path)
    await edited("elder", "e-zhou", phone="0731-5559999")
    report = await brought(old)
    assert report.written == WRITTEN
    (row,) = report.rewritten
    assert (row.sheet, row.key, row.name, row.is_newer) == ("老人", "e-zhou", people.elders["zhou"].name, True)
    shen = await by("shen")
    (cell,) = row.cells
    assert (cell.header, cell.before, cell.after) == ("电话", "0731-5559999", people.elders["zhou"].phone)
    assert cell.newer == Newer(AN_HOUR_ON, shen.display_name)


async def test_what_was_stored_before_is_only_told_as_it_changes(people: Cast, tmp_path: Path) -> None:
    await edited("elder", "e-zhou", phone="0731-5559999")
    with clock.held(A_DAY_ON):
        await export_book(tmp_path / "book.xlsx")
    await Elder.filter(key="e-zhou").update(phone="0731-5558888")
    report = await brought((tmp_path / "book.xlsx").read_bytes())
    assert [row.cells for row in report.rewritten] == [(RewrittenCell("电话", "0731-5558888", "0731-5559999"),)]
    assert not report.put_back


async def test_a_promise_edited_on_the_elders_page_is_found_by_its_elder(people: Cast, tmp_path: Path) -> None:
    old = await taken_out(tmp_path)
    with clock.held(AN_HOUR_ON):
        plan = Entry("care_plan", {}, "care_plan.edit", key="c-zhou", about=("elder", "e-zhou"))
        task = Entry("care_task", {"minutes": 55}, "task.edit", key="t-zhou-wash", about=("elder", "e-zhou"))
        await enter([plan, task], by=await by("shen"))
    (row,) = (await brought(old)).put_back
    assert (row.sheet, row.name) == ("照护计划", people.elders["zhou"].name)
    assert [(cell.before, cell.newer is not None) for cell in row.cells] == [("55", True)]


async def test_a_row_that_was_taken_out_since_is_told_to_come_in_anew(people: Cast, tmp_path: Path) -> None:
    old = await taken_out(tmp_path)
    meal = await MealSubscription.filter(elder__key="e-zhou").first()
    assert meal is not None
    with clock.held(AN_HOUR_ON):
        gone = Entry("meal_subscription", {}, "meal.drop", key=meal.key, about=("elder", "e-zhou"), gone=True)
        await enter([gone], by=await by("shen"))
    (row,) = (await brought(old)).put_back
    assert (row.sheet, row.name, row.cells) == ("用餐", people.elders["zhou"].name, ())
    assert row.taken_out == Newer(AN_HOUR_ON, (await by("shen")).display_name)


async def test_who_brings_her_workbook_again_puts_back_nothing_of_others(people: Cast, tmp_path: Path) -> None:
    old = await taken_out(tmp_path)
    await Elder.filter(key="e-zhou").update(phone="0731-5559999")
    mended = await taken_out(tmp_path)
    await Elder.filter(key="e-zhou").update(phone=people.elders["zhou"].phone)
    with clock.held(AN_HOUR_ON):
        await import_book(mended, actor=await by("shen"))
    assert not (await brought(old)).put_back
    assert len((await brought(old, "manager")).put_back) == 1


async def test_an_import_tells_what_it_has_put_back(people: Cast, tmp_path: Path) -> None:
    old = await taken_out(tmp_path)
    await edited("elder", "e-zhou", phone="0731-5559999")
    report = await import_book(old, actor=await by("shen"))
    assert report.stored
    assert [row.key for row in report.put_back] == ["e-zhou"]


NO_MOMENT = (
    "",
    "<dcterms:created>yesterday</dcterms:created>",
    "<dcterms:created>2026-13-40</dcterms:created>",
    "<dcterms:created>0001-01-01T00:00:00+10:00</dcterms:created>",
    "<dcterms:created>9999-12-31T23:00:00-10:00</dcterms:created>",
)


@pytest.mark.parametrize("said", [one.encode() for one in NO_MOMENT])
async def test_without_its_day_a_workbook_is_only_compared(people: Cast, tmp_path: Path, said: bytes) -> None:
    old = repacked(await taken_out(tmp_path), **{"docProps__core.xml": said})
    await edited("elder", "e-zhou", phone="0731-5559999")
    report = await brought(old)
    assert report.written is None
    assert [row.key for row in report.rewritten] == ["e-zhou"]
    assert not report.put_back


async def test_a_moment_without_a_zone_is_utc(people: Cast, tmp_path: Path) -> None:
    said = b"<dcterms:created>2026-11-20T01:00:00</dcterms:created>"
    assert (await brought(repacked(await taken_out(tmp_path), **{"docProps__core.xml": said}))).written == WRITTEN
