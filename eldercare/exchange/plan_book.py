"""A week's plan as a workbook to read, sort and print: one sheet a kind of promise, and one of what is left open.

Like the workbook of people and places it is Chinese by its form; what a rule is called, and why it left a need open, is
worded by the caller.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tortoise.models import Model

from eldercare import clock
from eldercare.audit import trail
from eldercare.auth.models import Account
from eldercare.errors import Refused
from eldercare.exchange.kinds import Choice, Day, Kind, Minute, Text, Whole
from eldercare.exchange.readings import WEEKDAYS, Cell
from eldercare.exchange.words import MEALS, NEEDS, SERVINGS
from eldercare.exchange.writing import Book
from eldercare.hierarchy.models import Facility
from eldercare.hierarchy.subtree import units
from eldercare.planning.drafts import standing
from eldercare.planning.week.export import note_export
from eldercare.planning.week.models import DraftMeal, DraftSeat, DraftShift, DraftVisit, NotPlanned

Reason = Callable[[str, dict[str, object]], tuple[str, str]]
"""What a rule is called, and the facts of the case in words."""
DAY, WEEKDAY, MINUTE, NUMBER, TEXT = "日期", "星期", Minute(3 * clock.DAY), Whole(0, 100_000), Text(400)


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet: the table, and for each header the way to its value."""

    name: str
    model: type[Model]
    order: tuple[str, ...]
    columns: tuple[tuple[str, str, Kind], ...]


UNIT = ("单位", "draft__unit__name", TEXT)
ELDER = (("老人编号", "elder__key", TEXT), ("老人", "elder__name", TEXT))
STAFF = (("员工编号", "staff__key", TEXT), ("员工", "staff__name", TEXT))
SPAN = (("开始", "starts", MINUTE), ("结束", "ends", MINUTE))

LISTINGS = (
    Listing(
        "上门服务",
        DraftVisit,
        ("day", "starts", "key"),
        (
            UNIT,
            *SPAN,
            *ELDER,
            ("服务", "service__name", TEXT),
            *STAFF,
            ("第几站", "stop", NUMBER),
            ("路程分钟", "travel_minutes", NUMBER),
            ("编号", "key", TEXT),
        ),
    ),
    Listing(
        "班次",
        DraftShift,
        ("day", "starts", "staff__key"),
        (
            UNIT,
            *STAFF,
            ("机构", "facility__name", TEXT),
            ("班次", "shift_type__name", TEXT),
            *SPAN,
            ("休息分钟", "break_minutes", NUMBER),
            ("休息开始", "break_starts", MINUTE),
        ),
    ),
    Listing(
        "用餐",
        DraftMeal,
        ("day", "meal", "kitchen__key", "wave", "trip", "stop", "elder__key"),
        (
            UNIT,
            *ELDER,
            ("餐次", "meal", Choice(MEALS)),
            ("方式", "serving", Choice(SERVINGS)),
            ("堂食机构", "eats_at__name", TEXT),
            ("厨房", "kitchen__name", TEXT),
            ("批次", "wave", NUMBER),
            ("送餐员", "carrier__name", TEXT),
            ("车辆", "vehicle__name", TEXT),
            ("趟次", "trip", NUMBER),
            ("第几站", "stop", NUMBER),
            ("送达", "arrives", MINUTE),
        ),
    ),
    Listing(
        "日间照料",
        DraftSeat,
        ("day", "zone__key", "starts", "elder__key"),
        (UNIT, *ELDER, ("机构", "zone__facility__name", TEXT), ("功能区", "zone__name", TEXT), *SPAN),
    ),
)
OPEN = Listing(
    "未安排",
    NotPlanned,
    ("priority_class", "kind", "key"),
    (
        UNIT,
        ("种类", "kind", Choice(NEEDS)),
        ("优先级", "priority_class", NUMBER),
        *ELDER,
        ("服务", "service__name", TEXT),
        ("机构", "facility__name", TEXT),
        *SPAN,
        ("分钟", "minutes", NUMBER),
    ),
)


async def export_plan_book(
    path: Path,
    below: Facility,
    week: date,
    reason: Reason = lambda rule, facts: (rule, rule),
    *,
    actor: Account | str = trail.TERMINAL,
) -> dict[str, int]:
    """Write what stands on the boards of the units at and below a facility; how many rows each sheet has.

    Where a board is empty, the version in force. Refused("nothing_to_export") when there is neither.
    The trail keeps who took it out.
    """
    drafts = [draft.id for draft in [await _draft(unit, week) for unit in await units(below)] if draft]
    if not drafts:
        raise Refused("nothing_to_export", week=clock.week_name(week), **below.called)
    sheets = [(listing, await _rows(listing, drafts)) for listing in (*LISTINGS, OPEN)]
    await asyncio.to_thread(_write, path, sheets, reason)
    await note_export(actor, below, week)
    return {listing.name: len(rows) for listing, rows in sheets}


async def _draft(unit: Facility, week: date) -> Any:
    found = await standing(unit, week)
    return found.draft or (found.publication.draft if found.publication else None)


async def _rows(listing: Listing, drafts: list[int]) -> list[dict[str, Any]]:
    extra = ("rule", "facts") if listing is OPEN else ()
    query = listing.model.filter(draft_id__in=drafts).order_by(*listing.order)
    return list(await query.values("day", *extra, *(source for _, source, _ in listing.columns)))


def _write(path: Path, sheets: list[tuple[Listing, list[dict[str, Any]]]], reason: Reason) -> None:
    with Book(path) as book:
        for listing, rows in sheets:
            headers = [DAY, WEEKDAY, *(header for header, _, _ in listing.columns)]
            why = ["规则", "原因"] if listing is OPEN else []
            book.listing(listing.name, [*headers, *why], _lines(listing, rows, reason))


def _lines(listing: Listing, rows: list[dict[str, Any]], reason: Reason) -> Iterator[list[Cell | None]]:
    for row in rows:
        day = row["day"]
        cells = [None if row[source] is None else kind.write(row[source]) for _, source, kind in listing.columns]
        why: list[Cell | None] = list(reason(row["rule"], row["facts"])) if listing is OPEN else []
        yield [Day().write(day), WEEKDAYS[day.weekday()] if day else None, *cells, *why]
