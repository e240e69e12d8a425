"""Numbers typed as people type them: wide digits are read, anything else ends in one sentence at its field."""

import re
from html import unescape
from typing import Any

import pytest

from eldercare.care.models import CareTask
from eldercare.people.models import Elder, Staff
from tests.cast import Cast
from tests.promises import promises
from tests.web.conftest import Visit
from tests.web.office import test_elders, test_staff
from tests.web.office.promised import PROMISES, THERE, coordinator, first

ELDER, MEMBER, TASK = test_elders.TYPED, test_staff.TYPED, {**THERE["tasks"], "after_task": ""}
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "floor": ("/elders/e-zhou/edit", ELDER),
    "latitude": ("/elders/e-zhou/edit", ELDER),
    "longitude": ("/elders/e-zhou/edit", ELDER),
    "weekly_hours": (test_staff.EDIT, MEMBER),
    **dict.fromkeys(("minutes", "gap_shortest", "gap_longest"), ("", TASK)),
}
"""Every field of the office in which a number is typed, with the form that it stands in."""
NONSENSE = ("five", "五", "9" * 30, "-999", "－９９９", "1.2.3", "1,5", "1e2", "--1", "½")
NOT_HALF = ("floor", "minutes", "gap_shortest", "gap_longest")
NEEDED = ("floor", "weekly_hours", "minutes")
CASES = [
    *((field, typed) for field in FORMS for typed in NONSENSE),
    *((field, "4.5") for field in NOT_HALF),
    *((field, " 　 ") for field in NEEDED),
    *(("minutes", typed) for typed in ("0", "29", "481")),
    *(("weekly_hours", typed) for typed in ("0", "168.5")),
    *((field, "1441") for field in ("gap_shortest", "gap_longest")),
    *(("floor", typed) for typed in ("-4", "121")),
    *(("latitude", typed) for typed in ("91", "-90.1")),
    *(("longitude", typed) for typed in ("181", "-180.5")),
]


async def where(field: str) -> str:
    return FORMS[field][0] or f"{PROMISES}/tasks/{await first('tasks')}"


@pytest.mark.parametrize("field", list(FORMS))
async def test_what_is_no_number_ends_in_one_sentence_and_stays_as_typed(
    signed_in: Visit, people: Cast, field: str
) -> None:
    await promises(people)
    browser, path = await coordinator(signed_in), await where(field)
    before = await _stored()
    for typed in [typed for name, typed in CASES if name == field]:
        answer = await browser.post(path + "?language=en", {**FORMS[field][1], field: typed})
        told = re.findall(r'<strong class="wrong" id="([\w-]+)-wrong">(.*?)</strong>', answer.text, re.DOTALL)
        assert (typed, answer.status_code, [name for name, _ in told]) == (typed, 422, [field])
        assert re.sub(r"<svg.*?</svg>|<[^>]+>", "", told[0][1], flags=re.DOTALL).strip().endswith("."), typed
        assert shown(answer.text, field) == typed
        for name, other in FORMS[field][1].items():
            if name != field and isinstance(other, str) and (there := shown(answer.text, name)) is not None:
                assert there == other, f"{name} beside {field}={typed}"
    assert await _stored() == before


@pytest.mark.parametrize("field", list(FORMS))
async def test_wide_digits_are_read(signed_in: Visit, people: Cast, field: str) -> None:
    await promises(people)
    browser, path = await coordinator(signed_in), await where(field)
    wide = {
        **{"floor": "－２", "latitude": "２７．８", "longitude": "１１３．１", "weekly_hours": "３７．５"},
        **{"minutes": "　５０ ", "gap_shortest": "１０", "gap_longest": "６０"},
    }
    both = {"gap_shortest": "１０", "gap_longest": "６０", "after_task": "t-zhou-bath"}
    typed = {**FORMS[field][1], **(both if field in both else {field: wide[field]})}
    assert (await browser.post(path, typed)).status_code == 303
    elder, member, task = await _stored()
    found = {**elder, **task, "weekly_hours": member["weekly_minutes"] / 60}
    expected = {"floor": -2, "latitude": 27.8, "longitude": 113.1, "weekly_hours": 37.5}
    expected |= {"minutes": 50, "gap_shortest": 10, "gap_longest": 60}
    assert found[field] == expected[field]


async def test_minutes_are_told_with_the_bounds_of_the_service_whatever_is_wrong_with_them(
    signed_in: Visit, people: Cast
) -> None:
    """Whoever mends what she is told has not to mend it again."""
    await promises(people)
    browser = await coordinator(signed_in)
    for typed in ("", "soon", "481", "29", "4.5"):
        text = (await browser.post(await where("minutes") + "?language=en", {**TASK, "minutes": typed})).text
        told = "Please fill this in." if not typed else "A whole number from 30 to 90, please."
        assert told in text, typed


async def test_a_gap_that_is_no_number_is_seen_without_opening_anything(signed_in: Visit, people: Cast) -> None:
    await promises(people)
    browser = await coordinator(signed_in)
    for field in ("gap_shortest", "gap_longest"):
        text = (await browser.post(await where(field), {**TASK, field: "soon"})).text
        assert re.search(r'<details class="add" open>(?:(?!</details>).)*name="' + field, text, re.DOTALL), field


def shown(text: str, field: str) -> str | None:
    """What a field of text has in it."""
    found = re.search(rf'<input id="{field}" name="{field}" type="text" value="([^"]*)"', text)
    return unescape(found[1]) if found else None


async def _stored() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    elder = await Elder.get(key="e-zhou").values("floor", "latitude", "longitude", "version")
    member = await Staff.get(key="s-chen").values("weekly_minutes", "version")
    task = await CareTask.get(id=await first("tasks")).values("minutes", "gap_shortest", "gap_longest")
    return elder, member, task
