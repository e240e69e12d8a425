"""Counting and narrowing what is not planned."""

from eldercare.planning.open_needs import Tally, alike, open_by_kind, open_by_rule, open_needs
from tests.cast import cast
from tests.eldercare.planning.drafted import Plan, drafted

PLAN = Plan(
    missing=[("early", 1, "skill"), ("early", 2, "skill")],
    open_visits=[("a@0", "zhou", 0, "same_sex"), ("b@1", "lin", 1, "skill")],
)


async def test_the_most_urgent_stand_first(database: str) -> None:
    draft = await drafted(await cast(database), PLAN)
    assert [(need.priority_class, need.kind) for need in await open_needs(draft)] == [
        (1, "shift"),
        (1, "shift"),
        (2, "visit"),
        (2, "visit"),
    ]


async def test_counts_by_kind_and_by_rule(database: str) -> None:
    draft = await drafted(await cast(database), PLAN)
    assert await open_by_kind(draft) == {"shift": 2, "visit": 2}
    assert await open_by_rule(draft) == [Tally("skill", 3), Tally("same_sex", 1)]
    assert await open_by_rule(draft, "visit") == [Tally("same_sex", 1), Tally("skill", 1)]


async def test_filters_narrow_together(sqlite: str) -> None:
    draft = await drafted(await cast(sqlite), PLAN)
    assert [need.key for need in await open_needs(draft, kind="visit", rule="skill", priority=2)] == ["b@1"]
    assert not await open_needs(draft, kind="visit", priority=1)


async def test_days_of_one_elder_and_one_cause_stand_together(sqlite: str) -> None:
    visits = [("a@0", "zhou", 0, "skill"), ("a@1", "zhou", 1, "skill"), ("a@2", "zhou", 2, "same_sex")]
    heads = [("early", 1, "skill"), ("early", 2, "skill"), ("late", 2, "skill")]
    draft = await drafted(await cast(sqlite), Plan(missing=heads, open_visits=visits))
    together = alike(await open_needs(draft))
    assert [[need.key for need in one.needs] for one in together] == [
        ["d-early@1#1", "d-early@2#2"],
        ["d-late@2#3"],
        ["a@0", "a@1"],
        ["a@2"],
    ]
