"""Whatever a workbook may change has words in the audit trail."""

from typing import get_args

import pytest

from eldercare.exchange.book import Column, Table
from eldercare.exchange.kinds import Choice, Day, Minute
from eldercare.exchange.parts import Amounts, Levels, Spans
from eldercare.exchange.sheets import TABLES
from web.public.trail_columns import CLOCKS, DAYS, KINDS, NAMES, OWN_KINDS
from web.public.trail_words import PARTS
from web.vocabulary import WORDS

COLUMNS = [
    pytest.param(table, column, id=f"{table.noun}.{column.field}") for table in TABLES for column in table.columns
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_noun_has_a_word(table: Table) -> None:
    assert table.noun in WORDS["noun"]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_has_a_word_and_its_values_are_said(table: Table, column: Column) -> None:
    name, kind = column.field, column.kind
    assert name in NAMES
    if isinstance(kind, Choice):
        words = WORDS[OWN_KINDS[table.noun] if name == "kind" else KINDS[name]]
        assert {str(code) for code in kind.words} <= words.keys()
    assert isinstance(kind, Minute) <= (name in CLOCKS)
    assert isinstance(kind, Day) <= (name in DAYS)
    assert isinstance(kind, get_args(Spans | Amounts | Levels)) <= (name in PARTS)
