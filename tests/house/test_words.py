"""Every word a person reads is in the catalogues, and none stands anywhere else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

TOP = Path(__file__).parents[2]
WEB = TOP / "web"
CATALOGUES = sorted((WEB / "locales").glob("*/LC_MESSAGES/messages.po"))
LANGUAGES = [file.parts[-3] for file in CATALOGUES]

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "N_": None,
}

Key = tuple[str | None, str]
"""Context and source text of a message."""


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=LANGUAGES)
def test_every_message_of_the_source_is_in_the_catalogue_and_no_other(catalogue: Path) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in _entries(catalogue)}

    assert sorted(map(str, _in_the_source() ^ known)) == [], "run: make messages"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=LANGUAGES)
def test_every_message_is_translated(catalogue: Path) -> None:
    assert [entry.msgid for entry in _entries(catalogue) if not entry.translated()] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=LANGUAGES)
def test_translations_have_the_facts_of_the_source(catalogue: Path) -> None:
    wrong = [
        entry.msgid
        for entry in _entries(catalogue)
        if entry.translated()
        for translation in _translations(entry)
        if not _facts(translation) <= _facts(entry.msgid) | _facts(entry.msgid_plural)
        or _facts(entry.msgid) - _facts(translation)
    ]

    assert wrong == []


@pytest.mark.parametrize("folder", ["templates", "assets/src"])
def test_no_chinese_in_templates_and_scripts(folder: str) -> None:
    files = [file for file in (WEB / folder).rglob("*") if file.suffix in {".html", ".txt", ".js", ".css", ".svg"}]

    assert [_at(file, line) for file in files for line in _chinese_lines(file.read_text("utf-8"))] == []


def test_no_chinese_in_the_strings_of_web() -> None:
    files = [file for file in WEB.rglob("*.py") if "node_modules" not in file.parts]

    assert [_at(file, line) for file in files for line in _chinese_strings(file)] == []


def _entries(catalogue: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(catalogue), encoding="utf-8"))


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _facts(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


@cache
def _in_the_source() -> frozenset[Key]:
    with (TOP / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # of Babel
    found = extract_from_dir(TOP, methods, options, KEYWORDS, strip_comment_tags=True)
    return frozenset((context, text if isinstance(text, str) else text[0]) for _, _, text, _, context in found)


def _at(file: Path, line: int) -> str:
    return f"{file.relative_to(TOP)}:{line}"


def _chinese_lines(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if CHINESE.search(line)]


def _chinese_strings(file: Path) -> Iterator[int]:
    """Lines of Chinese in strings that are not docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return (node.lineno for node in strings if CHINESE.search(str(node.value)) and id(node) not in docstrings)
