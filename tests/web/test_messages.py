"""Every refusal and every rule has its words."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.catalogues import seed_catalogues
from eldercare.errors import Fault, Invalid, Refused
from eldercare.exchange.importing import import_book
from eldercare.planning.week.unplanned import RULE as UNTRIED
from solver.rules import HARD, RULES
from tests.eldercare.exchange.books import book, with_cell
from web import dates, i18n, messages

TOP = Path(messages.__file__).parents[2]
KINDS = {"Refused", "NotFound", "Stale", "Forbidden", "Fault", "ForeignForm"}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Where the floors below, and we, refuse something."""
    for folder in ("eldercare", "solver", "web"):
        for file in (TOP / folder).rglob("*.py"):
            if "node_modules" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                    yield f"{file.relative_to(TOP)}:{node.lineno}", node


def _codes(node: ast.expr) -> Iterator[str | None]:
    """The codes an argument can be; None for one that cannot be read off."""
    match node:
        case ast.Constant(value=str() as code):
            yield code
        case ast.IfExp(body=yes, orelse=no):
            yield from _codes(yes)
            yield from _codes(no)
        case _:
            yield None


def test_every_code_in_the_source_is_worded() -> None:
    lost = {
        f"{code} ({place})"
        for place, call in _calls()
        if call.args
        for code in _codes(call.args[0])
        if code is not None and code not in messages.CODES
    }
    assert sorted(lost) == [], "web/messages/codes.py has no words for these"


def test_every_rule_has_a_name_and_so_has_what_none_has_stopped_yet() -> None:
    assert set(messages.NAMES) == {*RULES, UNTRIED}


def test_every_rule_that_can_stop_something_says_why_and_what_to_do() -> None:
    assert {*HARD, "not_planned"} <= set(messages.REASONS) <= {*RULES, UNTRIED}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sentences_are_sentences(language: str) -> None:
    i18n.use(language)
    for sentence in [*map(messages.say, messages.CODES), *map(messages.reason, messages.REASONS)]:
        assert sentence
        assert sentence[-1] in ".。?？…" or "eldercare " in sentence, sentence


def test_facts_fill_the_sentence_and_a_missing_one_leaves_a_gap() -> None:
    i18n.use("en")
    assert messages.words(Refused("sign_in_locked", minutes=15)).startswith(
        "Too many failed attempts. Please wait 15 minutes"
    )
    assert "wait … minutes" in messages.words(Refused("sign_in_locked"))
    assert messages.words(Refused("unheard_of")) == "unheard_of"


def test_many_faults_are_counted() -> None:
    i18n.use("en")
    fault = Fault("password_weak")
    assert messages.words(Invalid([fault])).startswith("One thing")
    assert messages.words(Invalid([fault, fault])).startswith("2 things")
    i18n.use("zh_Hans")
    assert "2" in messages.words(Invalid([fault, fault]))


def test_a_fault_says_where_it_is() -> None:
    i18n.use("en")
    fault = Fault("password_weak", field="C", sheet="老人", row=7)
    assert messages.place_and_words(fault).startswith("老人, row 7, C: This password")
    i18n.use("zh_Hans")
    assert messages.place_and_words(fault).startswith("老人、第 7 行、C：")


@pytest.mark.parametrize(
    ("language", "told", "named"),
    [("en", "23 Nov to 1 June 2027.", "王 26 Nov"), ("zh_Hans", "11月23日", "王 11月26日")],
)
def test_days_are_told_as_days(language: str, told: str, named: str) -> None:
    i18n.use(language)
    with clock.held(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        assert told in messages.say("leave_overlaps", first_day="2026-11-23", last_day="2027-06-01")
        assert named in messages.say("draft_without_people", people="王 2026-11-26")


async def test_names_in_refusals_are_in_the_readers_language(sqlite: str) -> None:
    """Where a row has an English one."""
    await seed_catalogues()
    lines = [
        ("照护计划", 3, "服务", "中心助浴", "Bathing at the centre is given at the centre"),
        ("员工技能", 3, "证书有效期至", None, "Assisted bathing needs a certificate."),
        ("日间照料", 3, "机构", "dong", "East has no zone of this kind."),
        ("老人", 3, "网格", "柳堤社区", "柳堤社区 is not a grid."),
    ]
    for sheet, row, header, cell, words in lines:
        report = await import_book(book(with_cell(sheet, row, header, cell)), dry_run=True)
        said = {}
        for language in i18n.LANGUAGES:
            i18n.use(language)
            said[language] = [messages.place_and_words(fault) for fault in report.faults]
        assert [one for one in said["en"] if words in one], said
        assert not [one for one in said["zh_Hans"] if words.split()[0] in one and words[0].isascii()], said


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    ("code", "fact"), [("book_unreadable", "path"), ("not_allowed", "found"), ("facility_unknown", "key")]
)
def test_what_somebody_typed_is_told_as_it_was_typed(code: str, fact: str, language: str) -> None:
    i18n.use(language)
    typed = "the list 2026-11-23.xlsx"
    assert typed in messages.say(code, **{fact: typed})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_birth_that_has_not_come_is_told_as_a_day(language: str) -> None:
    i18n.use(language)
    assert dates.plain_day(date(2190, 1, 1)) in messages.say("birth_in_future", day="2190-01-01")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_workbook_has_rules_and_reasons_in_chinese_whoever_takes_it_away(language: str) -> None:
    i18n.use(language)
    name, why = messages.in_the_book("elder_in_one_place", {})
    i18n.use("zh_Hans")
    assert (name, why) == (messages.rule_name("elder_in_one_place"), messages.reason("elder_in_one_place", {}))
    assert not name.isascii()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "most likely because memory ran out"), ("zh_Hans", "很可能是内存不足")]
)
def test_why_a_part_of_a_plan_died_is_said_as_likely_only(language: str, words: str) -> None:
    with i18n.speaking(language):
        told = messages.words(Refused("solve_died", part="compiling"))
    assert words in told
    assert "ELDERCARE_WORKER_MEMORY_MB" in told
