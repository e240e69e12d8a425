"""Whether what is new or differs can be kept: what is stored already is left alone while it grows no worse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from eldercare import clock
from eldercare.care.chain import leaders
from eldercare.care.models import HoldKind
from eldercare.errors import FactValue
from eldercare.exchange.amiss import DAY, Amiss, Days, Known, named, newly
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.stored import RULE
from eldercare.exchange.streets import street_of, upwards
from eldercare.hierarchy.distance import Spot, metres_between
from eldercare.hierarchy.models import Level
from eldercare.people.leave import LONGEST
from eldercare.people.staff import MOST_TIMES
from eldercare.rulebook.rules import strictest

Facts = dict[str, FactValue]
FARTHEST = "place_distance_institution"
"""The threshold of the places that serve the farthest."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Asked when one of `fields` is new or differs; told where it finds more than it would have found before."""

    fields: tuple[str, ...]
    examine: Callable[[Values, Known], Iterator[Amiss]]
    by_others: bool = False
    """Asked of every row: another one that changes can bring it about."""


def service_at_home(values: Values, known: Known) -> Iterator[Amiss]:
    """A task is a visit; what is given at the centre is none."""
    key = str(values.get("service"))
    service = known["service"].get(key, {})
    if service.get("at_home") is False:
        yield Amiss("service", "service_not_at_home", named("service", service), {key})


def outside_plan(values: Values, known: Known) -> Iterator[Amiss]:
    """A task has its days within those of its plan, or they would never come."""
    plan = known["care_plan"].get(str(values.get("plan")), {})
    begins, ends = plan.get("starts_on"), plan.get("ends_on") or date.max
    if not isinstance(begins, date) or not isinstance(ends, date):
        return
    first, last = values.get("starts_on"), values.get("ends_on")
    for field, day in (("starts_on", first), ("ends_on", last)):
        if isinstance(day, date) and day > ends:
            yield Amiss(field, "after_plan", {"day": ends.isoformat()}, Days(ends + DAY, day))
        elif isinstance(day, date) and day < begins and (field == "starts_on" or first is None):
            yield Amiss(field, "before_plan", {"day": begins.isoformat()}, Days(day, begins - DAY))


def region_elsewhere(values: Values, known: Known) -> Iterator[Amiss]:
    """An elder lives in the street of the facility that answers for her, or wherever a wider one reaches."""
    home = known["region"].get(str(values.get("region")), {})
    if home.get("level") == Level.GRID:
        yield from _outside_street("region_elsewhere", values, "facility", known)


def place_elsewhere(values: Values, known: Known) -> Iterator[Amiss]:
    """A place lies in the street of the one above it, or wherever a wider one reaches."""
    yield from _outside_street("place_elsewhere", values, "parent", known)


def _outside_street(code: str, values: Values, whose: str, known: Known) -> Iterator[Amiss]:
    regions, region = known["region"], str(values.get("region"))
    facility = known["facility"].get(str(values.get(whose)), {})
    street = street_of(facility, regions)
    if street and region in regions and street not in upwards(region, regions):
        facts = named("found", regions[region]) | named("facility", facility)
        yield Amiss("region", code, facts, {(region, values.get(whose))})


def too_far_away(values: Values, known: Known) -> Iterator[Amiss]:
    """An elder lives no farther from who serves her than any place whatever may serve."""
    facility = known["facility"].get(str(values.get("facility")), {})
    home, place, most = _spot(values), _spot(facility), _farthest(str(values.get("facility")), known)
    metres = metres_between(home, place) if home and place else 0
    if most is not None and metres > most:
        facts: Facts = {"kilometres": ceil(metres / 1000), "most": f"{most / 1000:g}"}
        yield Amiss("latitude", "too_far_away", facts | named("facility", facility), metres)


def _farthest(facility: str, known: Known) -> int | None:
    """As strict as everybody's value and those of the places above."""
    places = {None, facility, *leaders(facility, lambda key: _above(key, known))}
    rows = known[RULE].values()
    return strictest(
        FARTHEST, [int(str(row["value"])) for row in rows if row["key"] == FARTHEST and row["facility__key"] in places]
    )


def _spot(values: Values) -> Spot | None:
    latitude, longitude = values.get("latitude"), values.get("longitude")
    return (latitude, longitude) if isinstance(latitude, float | int) and isinstance(longitude, float | int) else None


def too_many_times(values: Values, known: Known) -> Iterator[Amiss]:
    """Somebody can work at so many times of the week as a form can show."""
    times = values.get("availability")
    if isinstance(times, tuple) and len(times) > MOST_TIMES:
        yield Amiss("availability", "too_many_times", {"found": len(times), "most": MOST_TIMES}, len(times))


def no_room(values: Values, known: Known) -> Iterator[Amiss]:
    """One goes to a facility that has a zone of the kind, stored or in the workbook."""
    place, kind = values.get("facility"), values.get("zone_kind")
    zones = {key: (zone["facility__key"], zone["kind"]) for key, zone in known["every_zone"].items()}
    zones |= {key: (zone.get("facility"), zone.get("kind")) for key, zone in known["zone"].items()}
    if (place, kind) not in zones.values():
        facility = known["facility"].get(str(place), {})
        yield Amiss("zone_kind", "zone_not_there", named("facility", facility), {(place, kind)})


def dies_later(values: Values, known: Known) -> Iterator[Amiss]:
    """Nobody knows the day on which somebody will have died."""
    first = values.get("first_day")
    if values.get("kind") == HoldKind.DECEASED and isinstance(first, date) and first > clock.today():
        yield Amiss("first_day", "death_in_future", {"day": first.isoformat()}, Days(clock.today() + DAY, first))


def leave_too_long(values: Values, known: Known) -> Iterator[Amiss]:
    """Whoever is away for longer does not work here any more, or the year is mistyped."""
    first, last = values.get("first_day"), values.get("last_day")
    if isinstance(first, date) and isinstance(last, date) and (days := (last - first).days + 1) > LONGEST:
        yield Amiss("last_day", "leave_too_long", {"longest": LONGEST}, days)


def leave_without_work(values: Values, known: Known) -> Iterator[Amiss]:
    """Leave is from work: of all its days some lie between the first and the last day of employment."""
    member = known["staff"].get(str(values.get("staff")), {})
    first, last = values.get("first_day"), values.get("last_day")
    begins, ends = member.get("employed_from"), member.get("employed_to")
    if isinstance(first, date) and isinstance(ends, date) and first > ends:
        yield Amiss("first_day", "leave_after_work", {"day": ends.isoformat()}, Days(ends + DAY, first))
    elif isinstance(last, date) and isinstance(begins, date) and last < begins:
        yield Amiss("last_day", "leave_before_work", {"day": begins.isoformat()}, Days(last, begins - DAY))


def not_a_page(values: Values, known: Known) -> Iterator[Amiss]:
    """The address of somebody's file ends with her key, and `new` is where the next one is added."""
    if values.get("key") == "new":
        yield Amiss("key", "key_of_a_page", {"found": "new"}, {"new"})


def _above(key: str, known: Known) -> str | None:
    above = known["facility"].get(key, {}).get("parent")
    return str(above) if above else None


RULES: dict[str, tuple[Rule, ...]] = {
    "facility": (Rule(("region", "parent"), place_elsewhere, by_others=True),),
    "staff": (Rule(("key",), not_a_page), Rule(("availability",), too_many_times)),
    "elder": (
        Rule(("key",), not_a_page),
        Rule(("region", "facility"), region_elsewhere, by_others=True),
        Rule(("latitude", "longitude", "facility"), too_far_away),
    ),
    "care_task": (Rule(("service",), service_at_home), Rule(("plan", "starts_on", "ends_on"), outside_plan)),
    "attendance": (Rule(("facility", "zone_kind"), no_room, by_others=True),),
    "hold": (Rule(("kind", "first_day"), dies_later),),
    "leave": (
        Rule(("first_day", "last_day"), leave_too_long),
        Rule(("staff", "first_day", "last_day"), leave_without_work),
    ),
}


def check(noun: str, row: Row, differing: Values, known: Known, before: Known, faults: Faults) -> None:
    """Every fault of a row, in which these fields are new or differ; one with a fault of its own is left alone."""
    was = before[noun].get(row.key)
    for rule in RULES.get(noun, ()):
        asked = rule.by_others or not differing.keys().isdisjoint(rule.fields)
        if asked and row.bad.isdisjoint(rule.fields):
            for one in newly(rule.examine(known[noun][row.key], known), rule.examine(was, before) if was else ()):
                faults.add(one.code, row.table.column(one.field).header, row.sheet, row.number, one.facts)
