"""Who has to be told of a publication: one message a person, with the facts of what concerns her."""

from datetime import date

from eldercare import clock
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Relative
from eldercare.planning.models import Publication
from eldercare.planning.week.difference import Change, Difference
from eldercare.planning.week.promises import PAUSE
from eldercare.planning.week.sheets import FEW_MINUTES

MINUTES = ("starts", "ends", PAUSE)


async def notices(
    week: date, number: int, difference: Difference, publication: Publication | None = None
) -> list[OutboxMessage]:
    """Messages of version `number` of a week, for people whose promises changed and kitchens whose sheets did.

    Nothing is sent or stored here; without a `publication` they are those that publishing would store. An elder
    herself has one only where none of her relatives is told.
    """
    by_staff: dict[int, list[Change]] = {carrier: [] for carrier in difference.carriers}
    by_elder: dict[int, list[Change]] = {}
    for change in filter(is_news, difference.changes):
        for staff in change.staff:
            by_staff.setdefault(staff, []).append(change)
        if change.elder is not None and change.at_the_door:
            by_elder.setdefault(change.elder, []).append(change)
    relatives = await Relative.filter(elder_id__in=list(by_elder), sees_schedule=True).order_by("id")
    alone = sorted(by_elder.keys() - {one.elder_id for one in relatives})
    readers: list[tuple[dict[str, int], list[Change]]] = [
        *(({"staff_id": one}, changes) for one, changes in sorted(by_staff.items())),
        *(({"relative_id": one.id}, by_elder[one.elder_id]) for one in relatives),
        *(({"elder_id": one}, by_elder[one]) for one in alone),
        *(({"kitchen_id": one}, changes) for one, changes in sorted(_by_kitchen(difference).items())),
    ]
    return [
        OutboxMessage(
            created_at=clock.now(),
            publication=publication,
            kind="plan.published" if number == 1 else "plan.changed",
            facts={
                **_version(week, number, changes),
                "days": _days(changes, difference, reader),
                **_news(number, changes, difference, reader),
            },
            **reader,
        )
        for reader, changes in readers
    ]


def is_news(change: Change) -> bool:
    """Whether people are told: not of the same shift or visit that only begins, ends or pauses a few minutes apart."""
    before, after = change.before, change.after
    if change.kind not in ("shifts", "visits") or before is None or after is None:
        return True
    same = all(before[what] == after[what] for what in before if what not in MINUTES)
    return not same or any(_apart(before.get(minute), after.get(minute)) for minute in MINUTES)


def _by_kitchen(difference: Difference) -> dict[int, list[Change]]:
    """Every kitchen with other portions or rounds, with the meals that come to it, leave it or change; one that only
    set its wave to another time knows."""
    found: dict[int, list[Change]] = {kitchen: [] for kitchen in difference.kitchens}
    for change in difference.changes:
        if change.kind == "meals":
            for kitchen in {side["kitchen"] for side in (change.before, change.after) if side}:
                if isinstance(kitchen, int) and kitchen in found:
                    found[kitchen].append(change)
    return found


def _apart(before: object, after: object) -> bool:
    """By more than a few minutes, or there on one side only."""
    if isinstance(before, int) and isinstance(after, int):
        return abs(after - before) > FEW_MINUTES
    return before != after


def _version(week: date, number: int, changes: list[Change]) -> dict[str, object]:
    return {"week": week.isoformat(), "number": number, "counts": Difference(changes).counts()}


def _days(changes: list[Change], difference: Difference, reader: dict[str, int]) -> list[str]:
    """On which days something is another for the reader."""
    sheets = difference.kitchens.get(reader.get("kitchen_id", 0))
    carried = difference.carriers.get(reader.get("staff_id", 0), ())
    days = {*(change.day for change in changes), *(one.round.day for one in carried), *(sheets.days if sheets else ())}
    return [day.isoformat() for day in sorted(days)]


def _news(number: int, changes: list[Change], difference: Difference, reader: dict[str, int]) -> dict[str, object]:
    """What is another for those who were told something before: a kitchen goes by its sheets, a carrier by rounds."""
    if number == 1:
        return {}
    if "kitchen_id" in reader:
        return difference.kitchens[reader["kitchen_id"]].facts()
    in_order = sorted(changes, key=lambda one: (one.day, one.key))
    if "staff_id" not in reader:
        return {"changes": [_both_sides(change) for change in in_order]}
    carried = difference.carriers.get(reader["staff_id"], ())
    return {
        "changes": [_both_sides(change) for change in in_order if change.kind != "meals"],
        "carried": [one.facts() for one in carried],
    }


def _both_sides(change: Change) -> dict[str, object]:
    """Old and new, for people who were told the old; `eldercare.notify.told` reads them."""
    return {
        "kind": change.kind,
        "elder": change.elder,
        "day": change.day.isoformat(),
        "before": change.before,
        "after": change.after,
    }
