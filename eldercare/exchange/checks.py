"""Whether a row makes sense as a whole: what the database would refuse, and what no later step could use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from eldercare import clock
from eldercare.care.chain import in_circle
from eldercare.errors import FactValue
from eldercare.exchange.amiss import Known, named
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.kinds import Value

Found = tuple[str, str, dict[str, FactValue]]
"""Field, code, facts."""


@dataclass(frozen=True, slots=True)
class InOrder:
    """`last` is not before `first`; with `apart` not the same either."""

    first: str
    last: str
    code: str = "end_before_start"
    apart: bool = False

    def __call__(self, values: Values, known: Known) -> Iterator[Found]:
        first, last = values.get(self.first), values.get(self.last)
        if first is None or last is None:
            return
        if last < first or (self.apart and last == first):  # type: ignore[operator]  # both days, or both minutes
            yield self.last, self.code, {}


def located_or_not(values: Values, known: Known) -> Iterator[Found]:
    """Both coordinates or neither."""
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        yield ("latitude" if values.get("latitude") is None else "longitude"), "half_coordinates", {}


def born_already(values: Values, known: Known) -> Iterator[Found]:
    """Nobody is served before she is born."""
    born = values.get("birth_date")
    if isinstance(born, date) and born > clock.today():
        yield "birth_date", "birth_in_future", {"day": born.isoformat()}


def in_a_grid(values: Values, known: Known) -> Iterator[Found]:
    """An elder lives in a grid, not in a street at large."""
    region = known["region"].get(str(values.get("region")), {})
    if region and region.get("level") != "grid":
        yield "region", "not_a_grid", named("found", region)


def certificate_dated(values: Values, known: Known) -> Iterator[Found]:
    """A skill that needs a certificate says until when."""
    skill = known["skill"].get(str(values.get("skill")), {})
    if skill.get("needs_certificate") and values.get("valid_until") is None:
        yield "valid_until", "certificate_date_needed", named("skill", skill)


def where_to_eat(values: Values, known: Known) -> Iterator[Found]:
    """A meal eaten in has a place, a delivered one has none."""
    eats_in, place = values.get("serving") == "eat_in", values.get("eats_at")
    if eats_in and place is None:
        yield "eats_at", "eats_at_needed", {}
    if not eats_in and place is not None:
        yield "eats_at", "eats_at_unwanted", {}


def fixed_start(values: Values, known: Known) -> Iterator[Found]:
    """A fixed minute is inside the window and has a reason."""
    fixed, first, last = (values.get(name) for name in ("fixed_start", "window_start", "window_end"))
    if not isinstance(fixed, int):
        return
    if isinstance(first, int) and isinstance(last, int) and first <= last and not first <= fixed <= last:
        yield "fixed_start", "fixed_outside_window", {}
    if not values.get("fixed_reason"):
        yield "fixed_reason", "fixed_reason_needed", {}


def service_length(values: Values, known: Known) -> Iterator[Found]:
    """A task takes as long as the catalogue allows for its service."""
    service = known["service"].get(str(values.get("service")), {})
    least, most, minutes = service.get("shortest_minutes"), service.get("longest_minutes"), values.get("minutes")
    if isinstance(least, int) and isinstance(most, int) and isinstance(minutes, int) and not least <= minutes <= most:
        yield "minutes", "out_of_range", {"found": str(minutes), "least": least, "most": most}


def times_fit(values: Values, known: Known) -> Iterator[Found]:
    """Nobody comes more often a week than there are days for it."""
    times, weekdays = values.get("times_a_week"), values.get("weekdays")
    if isinstance(times, int) and isinstance(weekdays, int) and times > weekdays.bit_count():
        yield "times_a_week", "times_over_days", {"times": times, "days": weekdays.bit_count()}


def after_another(values: Values, known: Known) -> Iterator[Found]:
    """A task follows another one of its own plan, and in the end not itself."""
    key, leader = _text(values.get("key")), _text(values.get("after_task"))
    after = known["care_task"].get(leader)
    if after is None:
        return
    service = known["service"].get(_text(after.get("service")), {})
    if leader == key:
        yield "after_task", "after_itself", {}
    elif after.get("plan") != values.get("plan"):
        yield "after_task", "after_other_plan", {"found": leader}
    elif in_circle(key, lambda task: _leader(known["care_task"].get(task, {}))):
        yield "after_task", "after_in_circle", {"task": leader, **named("service", service)}


def _leader(values: Values) -> str | None:
    return _text(values["after_task"]) if values.get("after_task") else None


CHECKS: dict[str, tuple[Callable[[Values, Known], Iterator[Found]], ...]] = {
    "kitchen_wave": (InOrder("cooked_at", "leaves_at", "leaves_before_cooked"),),
    "staff": (InOrder("employed_from", "employed_to"),),
    "staff_skill": (certificate_dated,),
    "leave": (InOrder("first_day", "last_day"),),
    "elder": (born_already, InOrder("birth_date", "ended_on", "ended_before_birth"), located_or_not, in_a_grid),
    "care_plan": (InOrder("starts_on", "ends_on"),),
    "care_task": (
        InOrder("window_start", "window_end", "window_end_before_start"),
        InOrder("gap_shortest", "gap_longest", "gap_end_before_start"),
        InOrder("starts_on", "ends_on"),
        fixed_start,
        times_fit,
        service_length,
        after_another,
    ),
    "hold": (InOrder("first_day", "last_day"),),
    "meal_subscription": (where_to_eat, InOrder("starts_on", "ends_on")),
    "attendance": (InOrder("starts", "ends", apart=True), InOrder("starts_on", "ends_on")),
}


def check(rows: list[Row], known: Known, faults: Faults) -> None:
    """Every fault of the rows as wholes; a field with a fault of its own is left alone."""
    for row in rows:
        values = known[row.table.noun][row.key]
        for examine in CHECKS.get(row.table.noun, ()):
            for field, code, facts in examine(values, known):
                if field not in row.bad:
                    faults.add(code, row.table.column(field).header, row.sheet, row.number, facts)


def _text(value: Value) -> str:
    return str(value)
