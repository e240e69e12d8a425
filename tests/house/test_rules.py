"""A rule that nothing applies is marked as such, in the source and in docs/rules.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from eldercare.rulebook.rules import KEYS
from eldercare.rulebook.thresholds import RECORDED, THRESHOLDS
from solver.rules import RULES, UNAPPLIED

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "eldercare" / "rulebook" / "rules.py"
NAMES = ROOT / "solver" / "rules.py"
ROW = re.compile(r"^\| `(\w+)` \| (\d+) \| (\w+) \| (.+?) \| (applied|\*\*recorded, not yet applied\*\*) \|$", re.M)


def test_a_threshold_that_nothing_reads_is_marked_as_recorded() -> None:
    read = set(_thresholds_read())

    assert {key for key in KEYS if not _covers(read, key)} == RECORDED


def test_a_rule_that_no_planning_code_names_is_marked_as_unapplied() -> None:
    named = {node.value for file in _sources("solver") if file != NAMES for node in _strings(file)}

    assert RULES.keys() - named == UNAPPLIED


def test_the_table_in_the_documents_says_which_are_applied() -> None:
    told = ROW.findall((ROOT / "docs" / "rules.md").read_text("utf-8"))

    assert told == [(row.key, str(row.value), row.unit.value, row.legal_basis, _state(row.key)) for row in THRESHOLDS]


def _state(key: str) -> str:
    return "**recorded, not yet applied**" if key in RECORDED else "applied"


def _covers(read: set[str], key: str) -> bool:
    """A read of `place_distance_*` covers every key that begins so."""
    return key in read or any(one.endswith("_") and key.startswith(one) for one in read)


def _thresholds_read() -> Iterator[str]:
    for file in [*_sources("eldercare"), *_sources("solver"), *_sources("web")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Attribute(value=source, attr=key) if _is_table(source, file):
                    yield key
                case ast.Subscript(value=source, slice=ast.Constant(value=str(key))) if _is_table(source, file):
                    yield key
                case ast.Subscript(value=source, slice=ast.JoinedStr(values=[ast.Constant(value=str(key)), *_])):
                    if _is_table(source, file):
                        yield key
                case ast.keyword(arg="key", value=ast.Constant(value=str(key))):
                    yield key


def _is_table(source: ast.expr, file: Path) -> bool:
    """`rules`, `thresholds` or the answer of `rules_on`, whatever they hang on; `self` in the table's own methods."""
    text = ast.unparse(source)
    return bool(re.search(r"(^|\.)(rules|thresholds)$|rules_on\(", text)) or (file == TABLE and text == "self")


def _sources(package: str) -> Iterator[Path]:
    return (file for file in (ROOT / package).rglob("*.py") if "migrations" not in file.parts)


def _strings(file: Path) -> Iterator[ast.Constant]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
