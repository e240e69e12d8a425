"""How much more of everything would let in what a week leaves open, as far as its plan has tried that."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

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
    by_wave: dict[tuple[date, object], int] = field(default_factory=dict)

    def on(self, day: date) -> int:
        """In all its waves together, in the rule's own unit."""
        return sum(units for (of, _), units in self.by_wave.items() if of == day)


def lacking(needs: Iterable[NotPlanned]) -> list[Lack]:
    """For every place what it lacks; each need tells what everybody lacks who waits for the same as she does."""
    found: dict[tuple[str, str, str], Lack] = {}
    for need in needs:
        facts = need.facts
        place, what = str(facts.get("more_place", "")), str(facts.get("meal") or facts.get("more_zone") or "")
        for rule in RULES:
            units = facts.get(f"more_{rule}")
            if isinstance(units, int) and need.day is not None:
                lack = found.setdefault(
                    (rule, place, what), Lack(rule, place, str(facts.get("more_place_en", "")), what)
                )
                wave = need.day, facts.get("more_leaves")
                lack.by_wave[wave] = max(units, lack.by_wave.get(wave, 0))
    return sorted(found.values(), key=lambda lack: (RULES.index(lack.rule), lack.what, lack.place))
