"""A migration takes the rows along: down to before it, and up again."""

import asyncio
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from eldercare import clock, db
from eldercare.errors import Refused
from eldercare.meals.models import Meal, MealSubscription
from eldercare.people.models import Elder, Staff
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal, DraftSeat
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.planning.drafted import Plan, drafted
from tests.eldercare.visits.told import seated, told

INI = Path(__file__).parents[3] / "alembic.ini"


async def test_0002_finds_where_a_meal_is_eaten(database_url: str) -> None:
    async with db.connected(database_url):
        people = await cast()
        await _eaten_in(people)
    await _to(database_url, "0001")
    await _to(database_url, "head")
    async with db.connected(database_url):
        eaten = Meal.exclude(eats_at=None).order_by("elder__key")
        assert await eaten.values_list("elder__key", "eats_at__key") == [
            ("e-asked", "f-dong-station"),
            ("e-asked-before", "f-dong-station"),
            ("e-nothing-left", "f-dong"),
            ("e-seated", "f-dong-care"),
        ]
        assert await DraftMeal.get(elder__key="e-seated").values_list("eats_at__key") == ("f-dong-care",)
        assert await Meal.filter(serving="delivered", eats_at=None).count() == 1


async def test_0004_names_the_keys_that_it_refuses_and_changes_nothing(database_url: str) -> None:
    async with db.connected(database_url):
        people = await cast()
    await _to(database_url, "0003")
    async with db.connected(database_url):
        await Elder.filter(id=people.elders["zhou"].id).update(key="e/zhou")
        await Staff.filter(id=people.staff["chen"].id).update(key="")

    with pytest.raises(Refused, match="database_keys_unfit") as refused:
        await db.migrate(database_url)

    assert refused.value.facts == {"count": 2, "keys": "elder “e/zhou”, staff “”"}
    assert await db.schema_state(database_url) is db.SchemaState.BEHIND
    async with db.connected(database_url):
        await Elder.filter(id=people.elders["zhou"].id).update(key="e-zhou")
        await Staff.filter(id=people.staff["chen"].id).update(key="s-chen")
    await db.migrate(database_url)
    assert await db.schema_state(database_url) is db.SchemaState.CURRENT


async def test_0013_finds_which_version_a_draft_was_planned_after(database_url: str) -> None:
    async with db.connected(database_url):
        people = await cast()
        early = await drafted(people, Plan(current=False), number=2)
        with clock.held(clock.now() + timedelta(hours=1)):
            first = await drafted(people)
            await publish(people.facilities["dong"], MONDAY, who="terminal")
        with clock.held(clock.now() + timedelta(hours=2)):
            late = await drafted(people, Plan(current=False), number=3)
    await _to(database_url, "0012")
    await _to(database_url, "head")
    async with db.connected(database_url):
        after = dict(await Draft.all().values_list("id", "after_version"))
    assert after == {early.id: 0, first.id: 0, late.id: 1}


async def _eaten_in(people: Cast) -> None:
    """Four who eat in, each known by less: a seat, a subscription of the day, one of other days, nothing."""
    publication = await told(people)
    eaters = {name: await guest(people, name) for name in ("seated", "asked", "asked-before", "nothing-left")}
    for elder in eaters.values():
        await portion(people, publication, elder, eats_at="xi")  # the way back does not keep it
    people.elders["seated"] = eaters["seated"]
    await seated(people, publication, "seated")
    await _asked(people, eaters["seated"], "dong-station", 0b1111111)
    await _asked(people, eaters["asked"], "dong-care", 0b1111110)
    await _asked(people, eaters["asked"], "dong-station", 0b0000001)
    await _asked(people, eaters["asked-before"], "dong-station", 0b0000001, ends_on=date(2026, 11, 22))
    zone, like = people.zones["dong-care"], await DraftMeal.all().first()
    assert like is not None
    await DraftSeat.create(draft_id=like.draft_id, elder=eaters["seated"], zone=zone, day=MONDAY, starts=510, ends=960)
    await DraftMeal.create(
        draft_id=like.draft_id,
        elder=eaters["seated"],
        day=MONDAY,
        meal="lunch",
        wave=1,
        serving="eat_in",
        eats_at=people.facilities["xi"],
        kitchen=people.kitchens["dong"],
    )


async def _asked(people: Cast, elder: Elder, place: str, weekdays: int, ends_on: date | None = None) -> None:
    await MealSubscription.create(
        key=f"m-{elder.key}-{place}",
        elder=elder,
        meal="lunch",
        weekdays=weekdays,
        serving="eat_in",
        eats_at=people.facilities[place],
        starts_on=date(2026, 1, 1),
        ends_on=ends_on,
    )


async def _to(url: str, revision: str) -> None:
    config = Config(INI, cmd_opts=Namespace(x=[f"database={url}"]))
    go = command.upgrade if revision == "head" else command.downgrade
    await asyncio.to_thread(go, config, revision)
