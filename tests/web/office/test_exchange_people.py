"""Who is who in a workbook brought in on the web: nobody is written over, nobody comes in twice."""

from pathlib import Path

import pytest

from eldercare.people.models import Elder, Staff
from eldercare.settings import settings
from tests.eldercare.exchange.books import Cell, book
from tests.web.conftest import Visit
from tests.web.office.test_exchange import TWIN, bring, ticket_of


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "run_directory", tmp_path)


async def test_a_forged_form_merges_nobody_with_a_stranger(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    before = await Elder.all().order_by("id").values()
    for other, who in (("e-lin", "林福生 (e-lin)"), ("e-sun", "e-sun")):
        told = await bring(browser, book({"老人": [TWIN]}))
        forged = {"ticket": ticket_of(told), "merge:n1": other}
        for seen in ({}, {"seen:n1": other}):
            answer = await browser.post("/exchange/import", {**forged, **seen})
            assert f"n1 cannot be merged with {who}: these on record" in answer.text
            assert "look like that row: 周桂英 (e-zhou)." in answer.text
            assert "Import now" not in answer.text
    answer = await browser.post("/exchange/import", {"ticket": ticket_of(told), "merge:e-lin": "e-zhou"})
    assert answer.status_code == 422
    assert "Nobody in the workbook comes as somebody new with the key e-lin" in answer.text
    assert await Elder.all().order_by("id").values() == before


async def test_staff_on_record_are_found_without_a_key_and_told(signed_in: Visit) -> None:
    chen = await Staff.get(key="s-chen")
    line: dict[str, Cell] = {"姓名": chen.name, "性别": "女", "机构": "f-dong", "岗位": "护理员", "合同": "全职"}
    line |= {"周工时（小时）": 31, "入职日期": chen.employed_from}
    browser = await signed_in("shen")
    told = await bring(browser, book({"员工": [line]}))
    assert "Please look below what changes in the files that are updated." in told.text
    listed = await browser.get(f"/exchange/rehearsal?ticket={ticket_of(told)}")
    assert "<b>周工时（小时）</b> 40 → 31" in listed.text
    done = await browser.post("/exchange/import", {"ticket": ticket_of(told)})
    assert done.headers["location"] == "/exchange?created=0&updated=1&unchanged=0"
    after = await Staff.get(key="s-chen")
    assert (after.phone, after.weekly_minutes) == (chen.phone, 31 * 60)
