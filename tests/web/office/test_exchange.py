"""The workbook on the web: taken away, brought in, rehearsed, stored, decided."""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from httpx import Response

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.auth.models import Account
from eldercare.exchange.book import Row
from eldercare.exchange.entry import Entry, enter
from eldercare.exchange.exporting import export_book
from eldercare.exchange.read import read_book
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder
from eldercare.settings import settings
from tests.cast import Cast
from tests.eldercare.exchange.books import Cell, book
from tests.eldercare.visits.told import told as published
from tests.web.browser import Browser
from tests.web.conftest import Visit

ELDER: dict[str, Cell] = {
    **{"老人编号": "n1", "姓名": "钱多", "性别": "男", "出生日期": "1950-01-01", "负责机构": "f-dong-care"},
    **{"网格": "r-dong-1-1", "小区": "柳堤小区", "能力等级": 1, "居住状况": "独居"},
}
TWIN = {**ELDER, "姓名": "周桂英", "性别": "女", "出生日期": "1942-05-06"}


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "run_directory", tmp_path)
    return tmp_path / "books"


async def bring(browser: Browser, content: bytes) -> Response:
    await browser.get("/exchange?language=en")
    return await browser.post("/exchange/rehearsal", files={"book": ("老人.xlsx", content)})


def ticket_of(answer: Response) -> str:
    found = re.search(r'name="ticket" value="([0-9a-f]+)"', answer.text)
    assert found
    return found[1]


def waiting(shelf: Path) -> list[Path]:
    return list(shelf.iterdir())


async def rows_of(answer: Response) -> list[Row]:
    return (await read_book(answer.content)).rows


async def test_a_workbook_is_rehearsed_and_then_stored(signed_in: Visit, shelf: Path) -> None:
    browser = await signed_in("shen")
    told = await bring(browser, book({"老人": [ELDER]}))
    assert "No faults. Nothing is stored yet." in told.text
    assert "钱多 (n1)" in told.text
    assert not await Elder.exists(key="n1")
    done = await browser.post("/exchange/import", {"ticket": ticket_of(told)})
    assert (done.status_code, done.headers["location"]) == (303, "/exchange?created=1&updated=0&unchanged=0")
    assert await Elder.exists(key="n1")
    assert not waiting(shelf)
    front = await browser.get(done.headers["location"])
    assert "Imported: 1 rows new, 0 changed, 0 as before." in front.text
    assert "钱多" in (await browser.get("/exchange/unlocated")).text


async def test_faults_are_told_with_sheet_row_and_column(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    told = await bring(browser, book({"老人": [{**ELDER, "能力等级": "很好"}]}))
    assert '<td class="nowrap">老人</td><td class="number">3</td><td class="nowrap">能力等级</td>' in told.text
    assert "“很好” is not a number." in told.text
    assert "Import now" not in told.text


async def test_who_is_who_is_asked_and_the_answer_kept(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    told = await bring(browser, book({"老人": [TWIN]}))
    assert "Please decide below who is who." in told.text
    undecided = await browser.post("/exchange/import", {"ticket": ticket_of(told)})
    assert undecided.status_code == 422
    assert "Please decide below who is who." in undecided.text
    decided = {"ticket": ticket_of(told), "merge:n1": "e-zhou"}
    await browser.post("/exchange/import", decided)
    done = await browser.post("/exchange/import", {**decided, "seen:n1": "e-zhou"})
    assert done.headers["location"] == "/exchange?created=0&updated=1&unchanged=0"
    assert (await Elder.get(key="e-zhou")).ability_level == 1


async def test_what_changes_of_the_same_person_is_read_before_it_is_stored(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    told = await bring(browser, book({"老人": [TWIN]}))
    decided = {"ticket": ticket_of(told), "merge:n1": "e-zhou"}
    for seen in ({}, {"seen:n1": "e-lin"}):
        shown = await browser.post("/exchange/import", {**decided, **seen})
        assert shown.status_code == 200
        assert "<b>能力等级</b> 3 → 1" in shown.text
        assert "<b>楼栋</b>" not in shown.text
        assert 'name="seen:n1" value="e-zhou"' in shown.text
        assert 'value="e-zhou" checked' in shown.text
    assert (await Elder.get(key="e-zhou")).ability_level == 3
    address = f"/exchange/rehearsal?ticket={ticket_of(told)}&merge%3An1=e-zhou"
    assert address.replace("&", "&amp;") in shown.text
    listed = await browser.get(address)
    assert "<b>能力等级</b> 3 → 1" in listed.text
    assert 'name="seen:n1" value="e-zhou"' in listed.text


async def test_who_is_kept_apart_is_stored_at_once(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    told = await bring(browser, book({"老人": [TWIN]}))
    done = await browser.post("/exchange/import", {"ticket": ticket_of(told), "merge:n1": "n1"})
    assert done.headers["location"] == "/exchange?created=1&updated=0&unchanged=0"


async def test_the_terminals_export_is_brought_in_by_a_centre(signed_in: Visit, tmp_path: Path) -> None:
    await export_book(tmp_path / "district.xlsx")
    browser = await signed_in("shen")
    told = await bring(browser, (tmp_path / "district.xlsx").read_bytes())
    assert "No faults. Nothing is stored yet." in told.text
    assert "These rows belong to places that you do not answer for." in told.text
    assert "功能区 4; 厨房 4; 出餐批次 4; 员工 5; 老人 4; 家属 4" in told.text
    done = await browser.post("/exchange/import", {"ticket": ticket_of(told)})
    assert done.headers["location"].startswith("/exchange?created=0&updated=0&unchanged=")


async def test_a_centres_own_export_comes_back_without_a_word(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    taken = await browser.get("/exchange/book.xlsx")
    told = await bring(browser, taken.content)
    assert "No faults. Nothing is stored yet." in told.text
    assert "that you do not answer for" not in told.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Please choose a workbook."),
        (b"name,phone", "This is not an .xlsx workbook."),
        (b"PK\x03\x04" + bytes(200), "The workbook is damaged and cannot be read."),
    ],
)
async def test_what_cannot_be_opened_is_refused_in_words(signed_in: Visit, content: bytes, sentence: str) -> None:
    answer = await bring(await signed_in("shen"), content)
    assert answer.status_code == 422
    assert sentence in answer.text


async def test_a_file_that_is_far_too_large_is_turned_away(signed_in: Visit) -> None:
    assert (await bring(await signed_in("shen"), bytes(22 * 1024 * 1024))).status_code == 413


async def test_a_ticket_opens_only_its_owners_workbook(signed_in: Visit, people: Cast) -> None:
    ticket = ticket_of(await bring(await signed_in("shen"), book({"老人": [ELDER]})))
    manager = await signed_in("manager")
    await manager.get("/exchange?language=en")
    for tried in (ticket, "../" + ticket, "", "0" * 32):
        answer = await manager.post("/exchange/import", {"ticket": tried})
        assert answer.status_code == 422
        assert "no longer here" in answer.text
    assert not await Elder.exists(key="n1")


async def test_the_export_holds_the_own_centre_and_leaves_a_trace(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    answer = await browser.get("/exchange/book.xlsx")
    assert answer.headers["content-disposition"].startswith('attachment; filename="f-dong-')
    keys = {row.key or row.values.get("key") for row in await rows_of(answer) if row.table.noun == "elder"}
    assert keys == {"e-zhou", "e-lin"}
    entry = await AuditEntry.get(action="workbook.export").prefetch_related("account")
    assert entry.account is not None
    assert entry.account.login == "shen"


async def test_the_template_is_empty(signed_in: Visit) -> None:
    answer = await (await signed_in("shen")).get("/exchange/template.xlsx")
    assert await rows_of(answer) == []


async def test_a_week_without_a_plan_has_no_plan_book(signed_in: Visit) -> None:
    assert (await (await signed_in("shen")).get("/exchange/plan.xlsx?week=2026-W48")).status_code == 422


@pytest.mark.parametrize("key", ["东溪", "dong#1", 'a"; filename="b.exe'])
async def test_a_download_is_called_by_its_centre_whatever_that_is_called(
    signed_in: Visit, people: Cast, key: str
) -> None:
    dong = people.facilities["dong"]
    await Facility.filter(id=dong.id).update(key=key, path=dong.path.replace(dong.key, key))
    answer = await (await signed_in("shen")).get("/exchange/book.xlsx")
    assert answer.status_code == 200
    header = answer.headers["content-disposition"]
    named = re.fullmatch(r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''([\w.%-]+)", header, re.A)
    assert named, header
    assert unquote(named[1]).startswith(f"{key}-2")


async def test_a_plan_of_a_centre_with_a_chinese_key_is_taken_away(signed_in: Visit, people: Cast) -> None:
    await published(people)
    dong = people.facilities["dong"]
    await Facility.filter(id=dong.id).update(key="东溪", path=dong.path.replace(dong.key, "东溪"))
    answer = await (await signed_in("shen")).get("/exchange/plan.xlsx?week=2026-W48")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''%E4%B8%9C%E6%BA%AA-2026-W48.xlsx")
    entry = await AuditEntry.get(action="plan.export").prefetch_related("account")
    assert (entry.account and entry.account.login, entry.row_key) == ("shen", "2026-W48")


async def test_what_the_workbook_would_put_back_is_told_row_by_row(signed_in: Visit, tmp_path: Path) -> None:
    browser = await signed_in("shen")
    with clock.held(datetime(2026, 11, 20, 1, tzinfo=UTC)):
        await export_book(tmp_path / "old.xlsx")
    old = (await Elder.get(key="e-zhou")).phone
    entry = Entry("elder", {"phone": "0731-5559999"}, "elder.edit", key="e-zhou")
    shen = await Account.get(login="shen").prefetch_related("facility")
    await enter([entry], by=shen)
    told = await bring(browser, (tmp_path / "old.xlsx").read_bytes())
    assert "One row would put back what was stored here after the workbook was made (Fri 20 Nov 09:00)." in told.text
    address = f"/exchange/rehearsal?ticket={ticket_of(told)}"
    assert f'href="{address}&amp;only=1"' in told.text
    for listed in (await browser.get(address), await browser.get(f"{address}&only=1")):
        assert f"<b>电话</b> 0731-5559999 → {old}" in listed.text
        assert f"by {shen.display_name}" in listed.text
    done = await browser.post("/exchange/import", {"ticket": ticket_of(told)})
    assert done.headers["location"].startswith("/exchange?created=0&updated=1&")


async def test_a_rehearsal_of_nothing_leads_back_to_the_form(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get("/exchange?language=en")
    gone = await browser.get(f"/exchange/rehearsal?ticket={'0' * 32}")
    assert gone.status_code == 422
    assert "The uploaded workbook is no longer here." in gone.text
