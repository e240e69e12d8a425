"""Two who change one form at once: what the slower one never touched stays as the quicker one stored it."""

import json
import re
from html import unescape

from eldercare.people.models import Elder
from tests.web.conftest import Visit
from tests.web.office.test_elders import EDIT, TYPED


async def test_what_she_never_touched_stays_as_somebody_else_stored_it(signed_in: Visit) -> None:
    """Both changed the phone; the other one also the floor, the diet, a risk and the health notes, she the texture."""
    notes = "a\nb"
    await Elder.filter(key="e-zhou").update(
        longitude=113.18, diet="low_salt", has_lift=False, health_notes=notes, risks=["fall"]
    )
    browser = await signed_in("shen")
    shown = _shown((await browser.get(EDIT + "?language=en")).text)
    theirs = {"floor": 4, "diet": "halal", "phone": "0731-1", "has_lift": True, "risks": ["wander", "fall"]}
    await Elder.filter(key="e-zhou").update(version=2, **theirs)
    sent = {**json.loads(shown), "shown": shown, "health_notes": "a\r\nb", "phone": "0731-2", "texture": "minced"}
    text = (await browser.post(EDIT, sent)).text
    assert "Stored in the meantime and taken over here: Halal." in text
    assert "Stored in the meantime: 0731-1. Sending again replaces it." in text
    assert text.count("Sending again replaces it.") == 1, "nobody else changed the texture"
    for filled in (
        *(r'name="floor"[^>]* value="4"', r'name="phone"[^>]* value="0731-2"', r'name="version" value="2"'),
        *(r'value="halal" selected', r'value="minced" selected', r'name="has_lift" value="1" checked'),
        *(r'name="risks" value="wander" checked', r'name="risks" value="fall" checked', ">a\nb</textarea>"),
    ):
        assert re.search(filled, text), filled
    stored = json.loads(_shown(text))
    again = {**stored, "shown": _shown(text), "phone": "0731-2", "texture": "minced"}
    assert (await browser.post(EDIT, again)).status_code == 303
    row = await Elder.get(key="e-zhou")
    assert {name: getattr(row, name) for name in theirs} == {**theirs, "phone": "0731-2"}
    assert (row.texture, row.health_notes) == ("minced", notes)


async def test_a_form_that_does_not_say_how_it_was_shown_takes_nothing_over(signed_in: Visit) -> None:
    await Elder.filter(key="e-zhou").update(version=2, floor=4)
    browser = await signed_in("shen")
    await browser.get(EDIT + "?language=en")
    for shown in ("", "[" * 100_000, "7", '["floor"]', '{"languages": "x", "floor": null}'):
        answer = await browser.post(EDIT, {**TYPED, "shown": shown})
        assert "Stored in the meantime: 4. Sending again replaces it." in answer.text


def _shown(page: str) -> str:
    """What the form says that it was filled with."""
    return unescape(re.findall(r'name="shown" value="([^"]*)"', page)[0])
