"""Units that are linked: the meals of one come from kitchens of another, with its carriers. Their plans hold only
together, so they are planned, put on the boards and published together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from eldercare import clock
from eldercare.errors import Refused
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import units
from eldercare.planning.models import Draft, Publication
from eldercare.planning.week.alike import say_the_same
from eldercare.planning.week.models import DraftMeal

Links = Mapping[int, frozenset[int]]
"""Unit → the other units whose kitchens cook for it, or that its kitchens cook for."""


async def planned_together(those: Sequence[Facility], week: date) -> list[Facility]:
    """These units and all that are linked with them, in force or on the boards; in the order of the tree."""
    on_boards = [one.id for one in await Draft.filter(week=week, current=True)]
    links = _both_ways(await _cooks({*on_boards, *await _in_force(week)}))
    found = _closure([one.id for one in those], links)
    return await units().filter(id__in=sorted(found)) if found - {one.id for one in those} else list(those)


async def adopted_together(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """The drafts of a run, each with those that it is linked with by itself or by what is in force."""
    if not drafts:
        return []
    links = _both_ways(await _cooks({*(one.id for one in drafts), *await _in_force(drafts[0].week)}))
    groups: dict[frozenset[int], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(frozenset(_closure([draft.unit_id], links)), []).append(draft)
    return list(groups.values())


async def published_together(draft: Draft) -> list[Draft]:
    """The draft, and the drafts of its run that it holds only together with: those of units that cook for it, or that
    it cooks for as people were told; in the order of the units.

    What is in force already is left out. Refused("draft_linked") when one of them has another plan by now.
    """
    run = {one.unit_id: one for one in await Draft.filter(run_id=draft.run_id).prefetch_related("unit")}
    cooks = await _cooks({one.id for one in run.values()})
    fed = _reverse(await _cooks(await _in_force(draft.week)))
    found, moved = {draft.unit_id: draft}, set[int]()
    waiting = [draft]
    while waiting:
        unit = waiting.pop().unit_id
        for other in {*cooks.get(unit, ()), *fed.get(unit, ())} - found.keys():
            theirs = run.get(other)
            if theirs is None or not (theirs.current or await _is_in_force(theirs)):
                moved.add(other)
            elif not await _is_in_force(theirs):
                found[other] = theirs
                waiting.append(theirs)
    if moved:
        raise await _linked(draft, moved)
    return [found[unit] for unit in sorted(found)]


async def _linked(draft: Draft, moved: Collection[int]) -> Refused:
    unit = await Facility.get(id=draft.unit_id)
    others = await Facility.filter(id__in=list(moved)).order_by("path")
    return Refused(
        "draft_linked",
        week=clock.week_name(draft.week),
        others=" · ".join(one.name for one in others),
        others_en=" · ".join(one.name_en or one.name for one in others),
        **unit.called,
    )


async def _is_in_force(draft: Draft) -> bool:
    """Whether people walk by it already, or by one that says the same."""
    there = await Publication.get_or_none(unit_id=draft.unit_id, week=draft.week, replaced_at=None)
    if there is None:
        return False
    return there.draft_id == draft.id or await say_the_same(await Draft.get(id=there.draft_id), draft)


async def _in_force(week: date) -> set[int]:
    """The drafts that people walk by."""
    return {one.draft_id for one in await Publication.filter(week=week, replaced_at=None)}


async def _cooks(drafts: Collection[int]) -> Links:
    """By unit the others whose kitchens cook for it in these drafts, from today on."""
    meals = DraftMeal.filter(draft_id__in=sorted(drafts), day__gte=clock.today()).distinct()
    used = await meals.values_list("draft__unit_id", "kitchen__facility__path")
    signing = list(await units())
    found: dict[int, set[int]] = {}
    for unit, path in used:
        cook = max((one for one in signing if path.startswith(one.path)), key=lambda one: len(one.path))
        if cook.id != unit:
            found.setdefault(unit, set()).add(cook.id)
    return {unit: frozenset(others) for unit, others in found.items()}


def _reverse(links: Links) -> Links:
    pairs = [(other, unit) for unit, others in links.items() for other in others]
    return {unit: frozenset(other for one, other in pairs if one == unit) for unit, _ in pairs}


def _both_ways(links: Links) -> Links:
    back = _reverse(links)
    return {unit: links.get(unit, frozenset()) | back.get(unit, frozenset()) for unit in {*links, *back}}


def _closure(start: Iterable[int], links: Links) -> set[int]:
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += links.get(unit, ())
    return found
