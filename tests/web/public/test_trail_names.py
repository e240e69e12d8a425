"""Names behind the keys of the trail."""

import uuid

import pytest

from eldercare import clock
from eldercare.audit.models import AuditEntry
from eldercare.care.models import CareTask
from eldercare.planning.models import PlanningRun
from tests.cast import Cast
from tests.eldercare.planning.drafted import drafted
from tests.promises import promises
from tests.web.conftest import Visit
from web import i18n
from web.public.trail_names import Names, names_of


@pytest.fixture(autouse=True)
def english(people: Cast) -> None:
    i18n.use("en")


def entry(noun: str, key: str, **after: object) -> AuditEntry:
    return AuditEntry(at=clock.now(), actor="x", action=f"{noun}.x", noun=noun, row_key=key, before={}, after=after)


async def named(noun: str, key: str) -> str:
    return (await names_of([entry(noun, key)])).of(noun, key)


async def test_people_and_places_have_their_names() -> None:
    assert await named("elder", "e-zhou") == "周桂英"
    assert await named("staff", "s-chen") == "陈春燕"
    assert await named("facility", "f-dong") == "Dongxi Centre"
    assert await named("account", "shen") == "name-shen"
    assert await named("elder", "nobody") == ""
    assert await named("unheard", "of") == ""


async def test_promises_go_by_whom_they_are_made_to(people: Cast) -> None:
    await promises(people)
    task = await CareTask.get(key="t-lin-wash")
    assert await named("care_task", task.key) == "林福生"
    assert await named("care_plan", "c-zhou") == "周桂英"
    assert await named("meal_subscription", "m-zhou") == "周桂英"
    assert await named("hold", "e-zhou|hospital|2026-11-20") == "周桂英 · In hospital · 20 November 2026"
    assert await named("staff_skill", "s-chen|care") == "陈春燕 · Daily care"


async def test_runs_and_publications_go_by_place_and_week(people: Cast) -> None:
    await drafted(people)
    run = await PlanningRun.get()
    assert await named("planning_run", str(run.id)) == "Dongxi Centre · Week 48, 2026 (23–29 Nov)"
    assert await named("planning_run", str(uuid.uuid4())) == ""
    assert await named("planning_run", "nonsense") == ""
    assert await named("publication", "f-dong/2026-W48/2") == "Dongxi Centre · Week 48, 2026 (23–29 Nov) · version 2"
    assert await named("draft", "f-gone/never") == "f-gone · never"


async def test_facts_that_are_keys_are_named_and_others_are_not() -> None:
    facts = {"facility": "f-dong", "service": "wash", "eats_at": None, "note": "f-dong"}
    names = await names_of([entry("elder", "e-zhou", **facts)])
    assert {name: names.fact(name, value) for name, value in facts.items()} == {
        **{"facility": "Dongxi Centre", "service": "Help with washing", "eats_at": "", "note": ""},
    }
    assert Names({}).fact("facility", "f-dong") == ""


async def test_the_page_shows_names_and_no_random_numbers(signed_in: Visit, people: Cast) -> None:
    await drafted(people)
    run = (await PlanningRun.get()).id
    for one in (entry("planning_run", str(run), facility="f-dong"), entry("elder", "e-zhou", diet="soft")):
        await one.save()
    text = (await (await signed_in("auditor")).get("/audit?language=en")).text
    assert ">Dongxi Centre · Week 48, 2026 (23–29 Nov)</a>" in text
    assert f">{run}<" not in text
    assert ">周桂英</a>" in text
