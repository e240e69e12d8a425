"""Runs, drafts and publications: how a week's plan comes to be, row by row.

A *unit* is a facility that signs its own plan: the institution for its own house, a street centre for its subtree.
"""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from eldercare.schema import check, one_of, unique

if TYPE_CHECKING:
    from eldercare.auth.models import Account
    from eldercare.hierarchy.models import Facility


class RunState(StrEnum):
    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class PlanningRun(Model):
    """One request to plan a week for a unit, or for every unit under the district."""

    id = fields.UUIDField(primary_key=True)
    week = fields.DateField()
    """Monday."""
    facility: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="runs", on_delete=fields.RESTRICT
    )
    facility_id: int
    asked_by: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="runs", null=True, on_delete=fields.RESTRICT
    )
    asked_by_id: int | None
    asked_at = fields.DatetimeField()
    effort = fields.FloatField(default=1.0)
    """Work relative to the standard amount; the wall clock is only a guard."""
    seconds = fields.FloatField(null=True)
    """Given: stop by the clock, which gives reproducibility up."""
    solvers = fields.SmallIntField(default=2)
    seed = fields.IntField(default=0)
    state = fields.CharField(max_length=10)
    lease_token = fields.CharField(max_length=32, default="")
    lease_until = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    cancel_asked_at = fields.DatetimeField(null=True)
    phase = fields.CharField(max_length=20, default="")
    done_parts = fields.IntField(default=0)
    all_parts = fields.IntField(default=0)
    open_needs = fields.IntField(default=0)
    """What the parts done so far have left open."""
    started_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    input_hash = fields.CharField(max_length=64, default="")
    error_code = fields.CharField(max_length=40, default="")
    result: dict[str, object] = fields.JSONField(default=dict)
    """The `plan` object of docs/formats.md."""

    @property
    def stopped_early(self) -> bool:
        """By hand, or by the seconds it was given, before its work was done: more may fit than it found room for."""
        out_of_time = self.seconds is not None and self.result.get("reproducible") is False
        return self.state == RunState.CANCELLED or out_of_time

    class Meta:
        table = "planning_run"
        indexes = (("state", "asked_at"),)
        constraints = (
            one_of("planning_run", "state", RunState),
            check("planning_run", "effort", "effort > 0 AND effort <= 1000"),
            check("planning_run", "solvers", "solvers BETWEEN 1 AND 64"),
        )


class RunDocument(Model):
    """What a run was asked and what it answered, whole: zlib-compressed JSON, docs/formats.md."""

    id = fields.IntField(primary_key=True)
    run: fields.OneToOneRelation[PlanningRun] = fields.OneToOneField(
        "eldercare.PlanningRun", related_name="document", on_delete=fields.CASCADE
    )
    document = fields.BinaryField()

    class Meta:
        table = "run_document"


class Draft(Model):
    """One unit's plan for one week as a run left it; the `current` one is on the board and can be published."""

    id = fields.IntField(primary_key=True)
    run: fields.ForeignKeyRelation["PlanningRun"] = fields.ForeignKeyField(
        "eldercare.PlanningRun", related_name="drafts", on_delete=fields.RESTRICT
    )
    run_id: UUID
    unit: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="drafts", on_delete=fields.RESTRICT
    )
    unit_id: int
    week = fields.DateField()
    current = fields.BooleanField(default=False)
    input_hash = fields.CharField(max_length=64)
    plan_hash = fields.CharField(max_length=64)
    hard_violations = fields.IntField()
    score: dict[str, int] = fields.JSONField(default=dict)
    """Cost by rule name."""
    coverage: dict[str, tuple[int, int]] = fields.JSONField(default=dict)
    """Kind → planned and needed; a pair comes back from the database as a list of two."""
    after_version = fields.SmallIntField(default=0)
    """The version that was in force when its facts were read; 0: nobody had been told anything."""
    created_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    def superseded_by(self, version: "Publication | None") -> bool:
        """Whether that version was published after the facts were read: what people were told by it is not kept."""
        return version is not None and version.draft_id != self.id and version.number > self.after_version

    @property
    def begun_at(self) -> datetime:
        """When planning it began; the draft comes with its run."""
        return self.run.started_at or self.created_at

    class Meta:
        table = "draft"
        constraints = (
            unique("draft", "unit_id", "week", where="current", name="current"),
            check("draft", "hard_violations", "hard_violations = 0"),
        )


class Publication(Model):
    """A draft made public: its rows were copied to visits, shifts, meals and seats in one transaction."""

    id = fields.IntField(primary_key=True)
    unit: fields.ForeignKeyRelation["Facility"] = fields.ForeignKeyField(
        "eldercare.Facility", related_name="publications", on_delete=fields.RESTRICT
    )
    unit_id: int
    week = fields.DateField()
    number = fields.SmallIntField()
    """1 for the week's first publication, then 2, 3 …"""
    draft: fields.ForeignKeyRelation["Draft"] = fields.ForeignKeyField(
        "eldercare.Draft", related_name="publications", on_delete=fields.RESTRICT
    )
    draft_id: int
    published_by: fields.ForeignKeyNullableRelation["Account"] = fields.ForeignKeyField(
        "eldercare.Account", related_name="publications", null=True, on_delete=fields.RESTRICT
    )
    published_by_id: int | None
    published_at = fields.DatetimeField()
    replaced_at = fields.DatetimeField(null=True)
    difference: dict[str, object] = fields.JSONField(default=dict)
    """Kind → {added, removed, changed} counts against the version before."""

    class Meta:
        table = "publication"
        constraints = (
            unique("publication", "unit_id", "week", "number"),
            unique("publication", "unit_id", "week", where="replaced_at IS NULL", name="in_force"),
            check("publication", "number", "number > 0"),
        )
