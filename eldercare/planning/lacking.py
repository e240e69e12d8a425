"""How much more of everything would let in what a week leaves open, as far as its plan has tried that."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from eldercare.planning.week.book import STRETCH
from eldercare.planning.week.models import NotPlanned

RULES = ("carers", "kitchen_portions", "kitchen_diet", "zone_seats", "staff_ratio")
"""Of what there would have to be more, in the order in which it is told: people, or what a rule counts."""


@dataclass(slots=True)
class Lack:
    """So much more is wanted of one thing at one place; of carers the place is the unit and has no name here."""

    rule: str
    place: str = ""
    place_en: str = ""
    what: str = ""
    """Which meal, or which kind of zone."""
    by_limit: dict[tuple[date, str], int] = field(default_factory=dict)
    """By day and what is full: a wave, a diet in it, a room, the staff; of the stretches of a day the fullest."""

    def on(self, day: date) -> int:
        """Of all that is full together, in the rule's own unit."""
        return sum(units for (of, _), units in self.by_limit.items() if of == day)


def lacking(needs: Iterable[NotPlanned]) -> list[Lack]:
    """For every place what it lacks: each need tells what she and whoever waits for the same lack, or with how many
    more carers it fits beside those told fewer."""
    found: dict[tuple[str, str, str], Lack] = {}
    for need in needs:
        facts = need.facts
        place, what = str(facts.get("more_place", "")), str(facts.get("meal") or facts.get("zone") or "")
        for rule in RULES:
            units = facts.get(f"more_{rule}")
            if isinstance(units, int) and need.day is not None:
                lack = found.setdefault(
                    (rule, place, what), Lack(rule, place, str(facts.get("more_place_en", "")), what)
                )
                limit = need.day, STRETCH.sub(r"\1", str(facts.get(f"more_{rule}_at", "")))
                lack.by_limit[limit] = max(units, lack.by_limit.get(limit, 0))
    return sorted(found.values(), key=lambda lack: (RULES.index(lack.rule), lack.what, lack.place))
