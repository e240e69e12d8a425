"""Who has to be told of a publication: one message a person, with the facts of what concerns her."""

from eldercare import clock
from eldercare.notify.models import OutboxMessage
from eldercare.people.models import Relative
from eldercare.planning.models import Publication
from eldercare.planning.week.difference import Change, Difference

FEW_MINUTES = 5
"""Nobody's day is another one for so little."""
SIDES = ("starts", "ends")


async def notices(publication: Publication, difference: Difference) -> list[OutboxMessage]:
    """Messages for whose promises changed and kitchens whose sheets did; nothing is sent here.

    An elder herself has one only where none of her relatives is told.
    """
    kind = "plan.published" if publication.number == 1 else "plan.changed"
    by_staff: dict[int, list[Change]] = {}
    by_elder: dict[int, list[Change]] = {}
    for change in filter(is_news, difference.changes):
        for staff in change.staff:
            by_staff.setdefault(staff, []).append(change)
        if change.elder is not None and change.at_the_door:
            by_elder.setdefault(change.elder, []).append(change)
    told = [_message(publication, kind, changes, staff_id=staff) for staff, changes in sorted(by_staff.items())]
    relatives = await Relative.filter(elder_id__in=list(by_elder), sees_schedule=True).order_by("id")
    told += [_message(publication, kind, by_elder[one.elder_id], relative_id=one.id) for one in relatives]
    alone = sorted(by_elder.keys() - {one.elder_id for one in relatives})
    told += [_message(publication, kind, by_elder[elder], elder_id=elder) for elder in alone]
    for kitchen, changes in sorted(_by_kitchen(difference).items()):
        told.append(_message(publication, kind, changes, kitchen_id=kitchen))
        if kind == "plan.changed":
            told[-1].facts |= difference.kitchens[kitchen].facts()
    return told


def is_news(change: Change) -> bool:
    """Whether people are told: not of the same shift or visit that only begins and ends a few minutes apart."""
    before, after = change.before, change.after
    if change.kind not in ("shifts", "visits") or before is None or after is None:
        return True
    same = all(before[what] == after[what] for what in before if what not in SIDES)
    return not same or any(_apart(before[side], after[side]) > FEW_MINUTES for side in SIDES)


def _by_kitchen(difference: Difference) -> dict[int, list[Change]]:
    """Every kitchen with other portions or rounds, with the meals that come to it, leave it or change."""
    found: dict[int, list[Change]] = {kitchen: [] for kitchen in difference.kitchens}
    for change in difference.changes:
        if change.kind == "meals":
            for kitchen in {side["kitchen"] for side in (change.before, change.after) if side}:
                if isinstance(kitchen, int):
                    found[kitchen].append(change)
    return found


def _apart(before: object, after: object) -> int:
    return abs(int(str(after)) - int(str(before)))


def _message(publication: Publication, kind: str, changes: list[Change], **reader: int) -> OutboxMessage:
    counts = Difference(changes).counts()
    facts: dict[str, object] = {"week": publication.week.isoformat(), "number": publication.number, "counts": counts}
    if kind == "plan.changed" and "kitchen_id" not in reader:
        facts["changes"] = [_facts(change) for change in sorted(changes, key=lambda change: (change.day, change.key))]
    return OutboxMessage(created_at=clock.now(), publication=publication, kind=kind, facts=facts, **reader)


def _facts(change: Change) -> dict[str, object]:
    """Old and new, for people who were told the old; `eldercare.notify.told` reads them."""
    return {
        "kind": change.kind,
        "elder": change.elder,
        "day": change.day.isoformat(),
        "before": change.before,
        "after": change.after,
    }
