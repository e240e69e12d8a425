"""Long lists, a page at a time."""

from typing import Any, cast

import pytest
from litestar import Request
from litestar.datastructures import State

from eldercare.audit import trail
from eldercare.audit.models import AuditEntry
from tests.cast import Cast
from tests.web.conftest import Visit
from web.paging import paged_list


@pytest.mark.parametrize(
    ("asked", "number"), [("", 1), ("?page=2", 2), ("?page=99", 3), ("?page=0", 1), ("?page=-1", 1), ("?page=x", 1)]
)
async def test_the_address_says_which(signed_in: Visit, asked: str, number: int) -> None:
    for n in range(111):
        await AuditEntry.create(
            at="2026-11-23T00:00:00Z", actor="terminal", action="elder.edit", noun="elder", row_key=f"row-{n}-"
        )
    browser = await signed_in("auditor")
    page = await browser.get(f"/audit{asked}", headers={"accept-language": "zh"})
    assert f"第 {number} 页，共 3 页" in page.text
    assert "共 111 条" in page.text
    first = 110 - 50 * (number - 1)
    assert f"row-{first}-" in page.text
    assert f"row-{first - 50}-" not in page.text


async def test_filters_stay_when_the_page_turns(signed_in: Visit, people: Cast) -> None:
    for n in range(60):
        await trail.record("terminal", "elder.edit", "elder" if n % 6 else "staff", f"row-{n}-")
    browser = await signed_in("auditor")
    page = await browser.get("/audit?noun=elder&since=2026-01-01&actor=term")
    assert "共 50 条" in page.text
    assert 'value="2026-01-01"' in page.text
    wrong = await browser.get("/audit?since=yesterday")
    assert wrong.status_code == 422
    assert 'value="yesterday"' in wrong.text


def test_a_list_at_hand() -> None:
    scope = cast(Any, {"type": "http", "query_string": b"page=2", "headers": []})
    second: Request[None, None, State] = Request(scope)
    page = paged_list(cast(Any, second), list(range(7)), size=3)
    assert (list(page.rows), page.number, page.pages, page.total) == ([3, 4, 5], 2, 3, 7)
