"""The week after one is published already: what people were told of it binds the earlier one."""

from datetime import date, timedelta

import pytest

from eldercare import clock
from eldercare.errors import Refused
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.broken import broken_of
from eldercare.planning.week.models import DraftShift
from eldercare.planning.week.publish import publish
from eldercare.rulebook.rules import rules_on
from eldercare.shifts.models import Shift
from tests.cast import MONDAY, Cast
from tests.eldercare.planning.week.running import THURSDAY, again, at, falls_ill, left_open, running, told

NEXT = MONDAY + timedelta(days=7)
SUNDAY = MONDAY + timedelta(days=6)


async def test_planned_again_a_week_leaves_her_what_she_was_told_of_the_next_one(sqlite: str) -> None:
    """Cai and Fan cook by turns. Cai falls ill from Thursday on; Fan is to cook from Monday week to Saturday."""
    people = await running(sqlite)
    await told(people)
    await published(people, "fan", [NEXT + timedelta(days=day) for day in range(6)])
    await falls_ill(people.staff["cai"], THURSDAY, SUNDAY)
    draft = await again(people, at(MONDAY, -10))
    cooks = {row.day for row in await DraftShift.filter(draft_id=draft.id, staff=people.staff["fan"])}
    assert SUNDAY not in cooks
    assert {MONDAY + timedelta(days=day) for day in (3, 4, 5)} <= cooks
    assert ("d-cai@6#1", "consecutive_days") in await left_open(draft, "shift")


async def test_a_week_that_leads_into_the_next_one_is_told_of_both(sqlite: str) -> None:
    """Fan cooks on Sunday, and by the next week on each of the six days after it."""
    people = await running(sqlite)
    await told(people)
    dong = people.facilities["dong"]
    await published(people, "fan", [NEXT + timedelta(days=day) for day in range(6)])
    most = (await rules_on(MONDAY, dong)).consecutive_days
    with clock.held(at(MONDAY, -10)):
        for week, day in ((MONDAY, SUNDAY), (NEXT, NEXT + timedelta(days=5))):
            broken = await broken_of(await standing(dong, week))
            (found,) = [one for one in broken if one.rule == "consecutive_days"]
            assert (found.staff.key, found.day, found.measured) == ("s-fan", day, (7, most))


async def test_a_draft_is_not_published_into_a_next_week_that_it_does_not_fit(sqlite: str) -> None:
    """Planned before the next week was, published after it."""
    people = await running(sqlite)
    draft = await told(people)
    dong = people.facilities["dong"]
    await Publication.filter(draft_id=draft.id).update(replaced_at=at(MONDAY, -11))
    await Shift.all().delete()
    await published(people, "fan", [NEXT + timedelta(days=day) for day in range(6)])
    with clock.held(at(MONDAY, -10)), pytest.raises(Refused) as refused:
        await publish(dong, MONDAY, who="terminal")
    assert refused.value.code == "draft_breaks_rules"
    assert refused.value.facts["cases"] == f"{people.staff['fan'].name} {SUNDAY} (consecutive_days: 7 / 6)"


async def published(people: Cast, who: str, days: list[date]) -> None:
    """The next week of the east with nothing in it but that she cooks on these days."""
    before = await Draft.filter(unit=people.facilities["dong"]).order_by("id").first()
    assert before is not None
    draft = await Draft.create(
        run_id=before.run_id,
        unit=people.facilities["dong"],
        week=NEXT,
        current=True,
        input_hash="b" * 64,
        plan_hash="c" * 64,
        hard_violations=0,
        score={},
        coverage=before.coverage,
        created_at=at(MONDAY, -11),
    )
    publication = await Publication.create(
        unit=people.facilities["dong"], week=NEXT, number=1, draft=draft, published_at=at(MONDAY, -11), difference={}
    )
    like = await DraftShift.filter(draft_id=before.id, staff=people.staff[who]).order_by("day").first()
    assert like is not None
    for day in days:
        await Shift.create(
            publication=publication,
            staff_id=like.staff_id,
            facility_id=like.facility_id,
            shift_type_id=like.shift_type_id,
            day=day,
            starts=like.starts,
            ends=like.ends,
            break_minutes=like.break_minutes,
            break_starts=like.break_starts,
            demand_key=f"d-cai@{day.weekday()}",
        )
