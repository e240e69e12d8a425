"""An elder pauses: a hold is added, ended and withdrawn on her file."""

import re
from datetime import date

from eldercare import clock
from eldercare.care.models import Hold
from tests.cast import Cast
from tests.web.conftest import Visit
from tests.web.office.test_elders import FILE


async def test_a_hold_is_added_and_ended(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(FILE)
    today = clock.today()
    answer = await browser.post(FILE + "/holds", {"kind": "hospital", "first_day": str(today)})
    assert answer.headers["location"] == FILE + "?done=hold"
    text = (await browser.get(FILE + "?language=en")).text
    assert "nothing is planned on these days." in text
    assert "In hospital" in (await browser.get("/elders?language=en&q=e-zhou")).text
    hold = await Hold.get()
    answer = await browser.post(f"{FILE}/holds/{hold.id}/end", {f"ends-{hold.id}": "1999-01-01"})
    assert (answer.status_code, "ends-" in answer.text) == (422, True)
    await browser.post(f"{FILE}/holds/{hold.id}/end", {f"ends-{hold.id}": str(today)})
    assert (await Hold.get()).last_day == today
    held = re.sub(r"<[^>]+>", "", (await browser.get(FILE + "?language=en")).text)
    assert "In hospital" in held
    assert not re.search(r"from (.+) to \1", held)


async def test_a_hold_that_cannot_be_keeps_what_was_typed(signed_in: Visit) -> None:
    browser = await signed_in("shen")
    await browser.get(FILE)
    typed = {"kind": "away", "first_day": "2026-12-05", "last_day": "2026-12-01", "note": "to her son"}
    answer = await browser.post(FILE + "/holds?language=en", typed)
    assert answer.status_code == 422
    assert 'id="last_day-wrong"' in answer.text
    assert 'value="to her son"' in answer.text


async def test_a_hold_to_come_is_withdrawn(signed_in: Visit, people: Cast) -> None:
    hold = await Hold.create(elder=people.elders["zhou"], kind="away", first_day=date(2099, 1, 1))
    browser = await signed_in("shen")
    await browser.get(FILE)
    assert (await browser.post(f"/elders/e-lin/holds/{hold.id}/end", {"withdraw": "1"})).status_code == 404
    answer = await browser.post(f"{FILE}/holds/{hold.id}/end", {"withdraw": "1"})
    assert answer.headers["location"] == FILE + "?done=withdraw"
    assert not await Hold.exists()
