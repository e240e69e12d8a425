"""Whether a care plan that begins later or ends sooner leaves a task outside."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from eldercare.errors import FactValue
from eldercare.exchange.amiss import Known, named, newly
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.newly import outside_plan

FIELDS = {"before_plan": "starts_on", "after_plan": "ends_on"}
"""What of the plan leaves a task outside, by how that task is told of it."""


def check(plans: Sequence[Row], told: Collection[str], known: Known, before: Known, faults: Faults) -> None:
    """The plans whose days differ, each with the first task newly outside; those in `told` are told themselves."""
    outside: dict[str, list[tuple[str, Values]]] = defaultdict(list)
    for key, task in known["care_task"].items() if plans else ():
        if key not in told:
            found = newly(outside_plan(task, known), outside_plan(before["care_task"][key], before))
            outside[str(task.get("plan"))].extend((FIELDS[one.code], task) for one in found)
    for row in plans:
        name, task = next((one for one in outside[row.key] if one[0] not in row.bad), ("", {}))
        if name:
            service = known["service"].get(str(task.get("service")), {})
            facts: dict[str, FactValue] = {"task": str(task.get("key")), **named("service", service)}
            faults.add("task_outside", row.table.column(name).header, row.sheet, row.number, facts)
