"""Refusals as facts: a code and what it is about; `web.messages` words them in the reader's language."""

import dataclasses
from dataclasses import dataclass

FactValue = str | int | float | bool | None


class Refused(Exception):
    """A request that cannot be granted; `code` names the reason, `facts` fill the sentence."""

    def __init__(self, code: str, **facts: FactValue) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


class NotFound(Refused):
    """There is no such row within the asker's scope."""


class Stale(Refused):
    """Somebody else changed the row since the asker read it."""


class Forbidden(Refused):
    """The asker's role does not include this act."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input, as the reader can find it: sheet and row where it came from a workbook."""

    code: str
    field: str = ""
    sheet: str = ""
    row: int = 0
    facts: dict[str, FactValue] = dataclasses.field(default_factory=dict)


class Invalid(Refused):
    """An input with one or more faults; nothing of it was stored."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("invalid", count=len(faults))
        self.faults = faults
