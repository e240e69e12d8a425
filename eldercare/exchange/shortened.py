"""Whether a care plan that begins later or ends sooner leaves a task outside."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from eldercare.errors import FactValue
from eldercare.exchange.book import Row, Values
from eldercare.exchange.faults import Faults
from eldercare.exchange.newly import outside_plan

Known = Mapping[str, Mapping[str, Values]]
FIELDS = {"before_plan": "starts_on", "after_plan": "ends_on"}
"""What of the plan leaves a task outside, by how that task is told of it."""


def check(plans: Sequence[Row], told: Collection[str], known: Known, before: Known, faults: Faults) -> None:
    """The plans whose days differ, each with the first task that was inside; tasks in `told` are told themselves."""
    tasks: dict[str, list[str]] = defaultdict(list)
    for key, task in known["care_task"].items() if plans else ():
        if key not in told and not any(outside_plan(before["care_task"][key], before)):
            tasks[str(task.get("plan"))].append(key)
    for row in plans:
        for key in tasks[row.key]:
            task = known["care_task"][key]
            code = next((code for _field, code, _facts in outside_plan(task, known)), "")
            if code and FIELDS[code] not in row.bad:
                service = known["service"].get(str(task.get("service")), {})
                facts: dict[str, FactValue] = {"task": key, "service": str(service.get("name"))}
                header = row.table.column(FIELDS[code]).header
                faults.add("task_outside", header, row.sheet, row.number, facts)
                break
