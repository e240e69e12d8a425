"""What a run answers: the `plan` object of docs/formats.md."""

from typing import TypedDict

from eldercare.errors import FactValue


class Answer(TypedDict):
    """As it is kept with the run."""

    week: str
    units: list[str]
    begins: str | None
    hard_violations: int
    coverage: dict[str, float]
    counts: dict[str, list[int]]
    """By kind: planned and needed."""
    score: dict[str, int]
    seconds: float
    peak_memory_mb: float
    seed: int
    reproducible: bool
    plan_hash: str
    kept_better: list[str]
    superseded: list[str]
    """Units of which a version was published since their facts were read: the plan is kept beside."""


class Refusal(TypedDict, total=False):
    """Of a run that failed."""

    facts: dict[str, FactValue]


class OpenNeed(TypedDict):
    """One that is not planned, and why."""

    kind: str
    key: str
    priority: int
    rule: str
    facts: dict[str, FactValue]


class PlanObject(Answer):
    """With how the run ended, and the whole list of what is not planned."""

    state: str
    not_planned: list[OpenNeed]
