"""A plan as a document: problem and solution in JSON, complete enough to check every hard rule (docs/formats.md)."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from solver.travel.matrix import Travel
from solver.week.problem import WeekProblem
from solver.week.solution import WeekSolution

FORMAT = "eldercare-plan/1"


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One plan, whole: what was asked and what was answered."""

    format: str
    problem: WeekProblem
    solution: WeekSolution


@dataclass(frozen=True, slots=True)
class _Head:
    """What a document says of itself."""

    format: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    document: _Head


@dataclass(frozen=True, slots=True)
class _Heads:
    """That of a plain document, or of every plan in an export, whose own format is another."""

    format: str = ""
    plans: tuple[_Heading, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Answered:
    document: PlanDocument


@dataclass(frozen=True, slots=True)
class _Export:
    """Several plans, or one plain document."""

    plans: tuple[_Answered, ...] = ()
    problem: WeekProblem | None = None
    solution: WeekSolution | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    problem: WeekProblem


@dataclass(frozen=True, slots=True)
class _Plan:
    document: _Asked


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document, or an export of several."""

    problem: WeekProblem | None = None
    plans: tuple[_Plan, ...] = ()


def packed(problem: WeekProblem, solution: WeekSolution) -> bytes:
    """The document as zlib-compressed JSON."""
    return zlib.compress(written(problem, solution), level=6)


def asked(problem: WeekProblem) -> bytes:
    """The problem alone, as JSON: a document that nobody has answered yet."""
    return encode({"format": FORMAT, "problem": problem})


def problem_in(text: bytes) -> WeekProblem:
    """The problem of a plain document, answered or not, or of the first plan in an export.

    Raises ValueError without any, or where a document is of another format.
    """
    _refuse_other_formats(text)
    paper = msgspec.json.decode(text, type=_Paper, dec_hook=_decode)
    if paper.problem is not None:
        return paper.problem
    if not paper.plans:
        raise ValueError("no problem in the document")
    return paper.plans[0].document.problem


def plans_in(text: bytes) -> tuple[PlanDocument, ...]:
    """Every plan of an export, problem and solution; of a plain document its one, none while nobody has answered it.

    Raises ValueError where a document is of another format.
    """
    _refuse_other_formats(text)
    export = msgspec.json.decode(text, type=_Export, dec_hook=_decode)
    if export.problem is not None and export.solution is not None:
        return (PlanDocument(FORMAT, export.problem, export.solution),)
    return tuple(plan.document for plan in export.plans)


def unpacked(document: bytes) -> PlanDocument:
    """The document of `packed`. Raises ValueError where it is of another format."""
    text = plain(document)
    _refuse_other_formats(text)
    return msgspec.json.decode(text, type=PlanDocument, dec_hook=_decode)


def written(problem: WeekProblem, solution: WeekSolution) -> bytes:
    """The whole document as JSON text."""
    return encode(PlanDocument(FORMAT, problem, solution))


def plain(document: bytes) -> bytes:
    """The JSON text of `packed`."""
    return zlib.decompress(document)


def encode(value: object) -> bytes:
    """JSON in a fixed order: sets and keys sorted."""
    plain_value = msgspec.to_builtins(value, str_keys=True, enc_hook=_encode, order="deterministic")
    return msgspec.json.encode(plain_value, order="deterministic")


def fingerprint(value: object) -> str:
    """SHA-256 of the JSON."""
    return hashlib.sha256(encode(value)).hexdigest()


def _refuse_other_formats(text: bytes) -> None:
    """Before anything else is read: of another format a field may be missing, or mean something else."""
    heads = msgspec.json.decode(text, type=_Heads)
    found = [heads.format] if heads.plans is None else [plan.document.format for plan in heads.plans]
    for other in found:
        if other != FORMAT:
            raise ValueError(f"document of format {other!r}, known is {FORMAT!r}; export the plan again")


def _encode(value: Any) -> Any:
    if isinstance(value, Travel):
        return {"places": value.places, "minutes": {mode: matrix.tolist() for mode, matrix in value.minutes.items()}}
    if isinstance(value, np.integer):
        return int(value)
    raise NotImplementedError(type(value))  # how a hook of msgspec says that a type is none of its own


def _decode(kind: type, value: Any) -> Any:
    if kind is Travel:
        return Travel(
            value["places"],
            {
                mode: np.array(rows, dtype=np.int32).reshape(len(rows), len(rows))
                for mode, rows in value["minutes"].items()
            },
        )
    raise NotImplementedError(kind)
