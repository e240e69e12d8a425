"""Whether what is new or differs can be kept: what is stored already and stays as it was is left alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eldercare.care.chain import leaders
from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.hierarchy.models import Level
from eldercare.people.staff import MOST_TIMES

Found = tuple[str, str, dict[str, FactValue]]
"""Field, code, facts."""
Known = Mapping[str, Mapping[str, Values]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Asked when one of `fields` is new or differs."""

    fields: tuple[str, ...]
    examine: Callable[[Values, Known], Iterator[Found]]


def service_at_home(values: Values, known: Known) -> Iterator[Found]:
    """A task is a visit; what is given at the centre is none."""
    service = known["service"].get(str(values.get("service")), {})
    if service.get("at_home") is False:
        yield "service", "service_not_at_home", {"service": str(service.get("name"))}


def outside_plan(values: Values, known: Known) -> Iterator[Found]:
    """A task has its days within those of its plan, or they would never come."""
    plan = known["care_plan"].get(str(values.get("plan")), {})
    begins, ends = plan.get("starts_on"), plan.get("ends_on") or date.max
    if not isinstance(begins, date) or not isinstance(ends, date):
        return
    first, last = values.get("starts_on"), values.get("ends_on")
    for field, day in (("starts_on", first), ("ends_on", last)):
        if isinstance(day, date) and day > ends:
            yield field, "after_plan", {"day": ends.isoformat()}
        elif isinstance(day, date) and day < begins and (field == "starts_on" or first is None):
            yield field, "before_plan", {"day": begins.isoformat()}


def region_elsewhere(values: Values, known: Known) -> Iterator[Found]:
    """An elder lives in the street of the facility that answers for her, or wherever a wider one reaches."""
    home, facility = str(values.get("region")), known["facility"].get(str(values.get("facility")), {})
    served = str(facility.get("region"))
    levels = {key: region.get("level") for key, region in known["region"].items()}
    if levels.get(home) != Level.GRID or served not in levels:
        return
    regions = [served, *leaders(served, lambda key: _above(key, known))]
    street = next((key for key in regions if levels.get(key) == Level.STREET), served)
    if street not in leaders(home, lambda key: _above(key, known)):
        grid = str(known["region"][home].get("name"))
        yield "region", "region_elsewhere", {"found": grid, "facility": str(facility.get("name"))}


def too_many_times(values: Values, known: Known) -> Iterator[Found]:
    """Somebody can work at so many times of the week as a form can show."""
    times = values.get("availability")
    if isinstance(times, tuple) and len(times) > MOST_TIMES:
        yield "availability", "too_many_times", {"found": len(times), "most": MOST_TIMES}


def _above(region: str, known: Known) -> str | None:
    above = known["region"].get(region, {}).get("parent")
    return str(above) if above else None


RULES: dict[str, tuple[Rule, ...]] = {
    "staff": (Rule(("availability",), too_many_times),),
    "elder": (Rule(("region", "facility"), region_elsewhere),),
    "care_task": (Rule(("service",), service_at_home), Rule(("plan", "starts_on", "ends_on"), outside_plan)),
}


def check(noun: str, row: Row, differing: Values, known: Known, faults: Faults) -> None:
    """Every fault of a row in which these fields are new or differ; one with a fault of its own is left alone."""
    for rule in RULES.get(noun, ()):
        if not differing.keys().isdisjoint(rule.fields) and row.bad.isdisjoint(rule.fields):
            for field, code, facts in rule.examine(known[noun][row.key], known):
                faults.add(code, row.table.column(field).header, row.sheet, row.number, facts)
