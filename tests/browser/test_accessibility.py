"""Every page for every role in both languages: readable by everybody, on every screen, without a complaint."""

import pytest

from tests.browser.chromium import DESK, LANGUAGES, NARROW, PHONE
from tests.browser.conftest import Look
from tests.browser.looks import broken_rules, crooked, small_targets, too_wide
from tests.browser.pages import Visit, visits

pytestmark = pytest.mark.asyncio(loop_scope="session")

VISITS = visits()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_everybody_can_read_and_use_it(visit: Visit, language: str, look: Look, rows: dict[str, str]) -> None:
    opened = await look(visit.role, language)
    await opened.open(visit.filled(rows), PHONE if visit.on_phone else DESK)
    faults = await broken_rules(opened, strict=visit.on_phone)
    faults += await small_targets(opened, by_finger=visit.on_phone)
    faults += await crooked(opened)
    await opened.shrink(NARROW)
    faults += await too_wide(opened)
    faults += opened.taken()
    assert not faults, "\n".join(faults)
