"""Every kind of cell reads what it writes, and the many ways in which people write the same."""

import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eldercare.exchange.book import Column
from eldercare.exchange.kinds import (
    Choice,
    Day,
    Decimal,
    Hours,
    Key,
    Kind,
    Minute,
    Phone,
    Several,
    Text,
    Weekdays,
    Whole,
    YesNo,
)
from eldercare.exchange.parts import Amounts, Levels, Spans
from eldercare.exchange.readings import Bad, Cell
from eldercare.exchange.sheets import BOOK, TABLES
from eldercare.exchange.words import DIETS, GENDERS, RISKS

SPANS = st.tuples(st.integers(1, 127), st.integers(0, 700), st.integers(701, 1440))
VALUES: list[tuple[Kind, st.SearchStrategy[object]]] = [
    (Minute(1440), st.integers(0, 1440)),
    (Weekdays(), st.integers(1, 127)),
    (Day(), st.dates(date(1901, 1, 1), date(2199, 12, 31))),
    (Whole(-5, 9000), st.integers(-5, 9000)),
    (Hours(10080), st.integers(1, 10080)),
    (Decimal(-180, 180), st.floats(-180, 180).map(lambda number: round(number, 7))),
    (YesNo(), st.booleans()),
    (Choice(GENDERS), st.sampled_from([str(code) for code in GENDERS])),
    (Several(RISKS), st.lists(st.sampled_from([*RISKS, "别的"]), unique=True, min_size=1)),
    (
        Amounts(DIETS),
        st.dictionaries(st.sampled_from([str(code) for code in DIETS]), st.integers(1, 900), min_size=1).map(
            lambda some: tuple(sorted(some.items()))
        ),
    ),
    (
        Levels(),
        st.dictionaries(st.integers(0, 4), st.integers(1, 50), min_size=1).map(
            lambda some: tuple(sorted(some.items()))
        ),
    ),
    (Spans(), st.sets(SPANS, min_size=1).map(lambda some: tuple(sorted(some)))),
]


@given(data=st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    kind, values = data.draw(st.sampled_from(VALUES))
    value = data.draw(values)
    written = kind.write(value)
    assert written is not None
    assert kind.read(written) == value


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
def test_text_is_kept_in_one_normal_form(text: str) -> None:
    once = Text(10_000).read(text)
    assert Text(10_000).read(once) == once


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Phone(), "１３９００００２２２２", "13900002222"),
        (Phone(), "０７３１－５５５０１００", "0731-5550100"),
        (Whole(0, 99), "１２", 12),
        (Whole(-5, 99), "－３", -3),
        (Whole(-5, 99), "\u22123", -3),
        (Decimal(-180, 180), "１１３．１３６６", 113.1366),
        (Decimal(-180, 180), "113。5", 113.5),
        (Hours(10080), "３７．５", 2250),
        (Minute(), "１２：３０", 750),
        (Minute(), "１２ ： ３０", 750),
        (Minute(), "08:30:00", 510),
        (Day(), "２０２６-１２-０１", date(2026, 12, 1)),
        (Day(), "２０２６－１２－０１", date(2026, 12, 1)),
        (Day(), "２０２６／１２／１", date(2026, 12, 1)),
        (Day(), "２０２６．１２．１", date(2026, 12, 1)),
        (Day(), "２０２６ 年 １２ 月 １ 日", date(2026, 12, 1)),
        (Day(), "２０２６１２０１", date(2026, 12, 1)),
        (Day(), "2026\u201312\u201301", date(2026, 12, 1)),
        (Key(), "Ｅ－００１", "E-001"),
        (YesNo(), "１", True),
        (Weekdays(), "１、３，５", 0b0010101),
        (Weekdays(), "周一　－　周五", 0b0011111),
        (Weekdays(), "周一—周五", 0b0011111),
        (
            Spans(),
            "一三 ０８：００～１２：００；六　９：００－１１：３０",
            ((0b0000101, 480, 720), (0b0100000, 540, 690)),
        ),
        (Amounts(DIETS), "普通　２００；低盐：８０", (("low_salt", 80), ("regular", 200))),
        (Levels(), "２级 ６；３级　４", ((2, 6), (3, 4))),
        (Text(20), 13900000001.0, "13900000001"),
        (Text(20), "e\u0301", "\u00e9"),
        (Text(20), "\u3000周 桂英\u00a0", "周 桂英"),
        (Weekdays(), "周一、周三、周五", 0b0010101),
        (Weekdays(), "1,3,5", 0b0010101),
        (Weekdays(), 135.0, 0b0010101),
        (Weekdays(), "星期一至星期五", 0b0011111),
        (Weekdays(), "1-5", 0b0011111),
        (Weekdays(), "周日", 0b1000000),
        (Weekdays(), "天", 0b1000000),
        (Weekdays(), "周末", 0b1100000),
        (Minute(), time(8, 30), 510),
        (Minute(), "8：30", 510),
        (Minute(), timedelta(hours=8.5), 510),
        (Minute(1440), "24:00", 1440),
        (Day(), datetime(2026, 11, 23), date(2026, 11, 23)),  # noqa: DTZ001  # a cell knows no zone
        (Day(), 20261123.0, date(2026, 11, 23)),
        (Day(), "2026年11月23日", date(2026, 11, 23)),
        (Day(), "2026.1.5", date(2026, 1, 5)),
        (YesNo(), True, True),
        (YesNo(), "无", False),
        (Choice(GENDERS), "female", "female"),
        (Whole(0, 4), "3", 3),
        (Hours(10080), 37.5, 2250),
        (Hours(10080), "40", 2400),
        (Levels(), "2级 6；3：4", ((2, 6), (3, 4))),
    ],
)
def test_the_same_is_written_in_many_ways(kind: Kind, cell: Cell, value: object) -> None:
    assert kind.read(cell) == value


NUMBERS = [
    column.kind for table in TABLES for column in table.columns if isinstance(column.kind, Whole | Hours | Decimal)
]


@pytest.mark.parametrize("cell", [1e308, -1e308, math.inf, -math.inf, math.nan, "1e308", "inf", "nan"])
def test_no_number_is_beyond_all_bounds(cell: Cell) -> None:
    for kind in NUMBERS:
        with pytest.raises(Bad) as bad:
            kind.read(cell)
        assert bad.value.code in ("not_number", "out_of_range", "hours_out_of_range")


@pytest.mark.parametrize(("hours", "minutes"), [(168, 10080), (0.01, 1), ("0.02", 1)])
def test_hours_are_rounded_to_minutes_within_a_week(hours: Cell, minutes: int) -> None:
    assert Hours(10080).read(hours) == minutes


@pytest.mark.parametrize("hours", [0, 0.001, -1, 168.1])
def test_hours_of_no_week_are_refused(hours: Cell) -> None:
    with pytest.raises(Bad, match="hours_out_of_range"):
        Hours(10080).read(hours)


@pytest.mark.parametrize(
    ("kind", "code"), [(Spans(), "bad_span"), (Levels(), "bad_part"), (Amounts(DIETS), "bad_part")]
)
def test_many_spaces_in_a_cell_are_one(kind: Kind, code: str) -> None:
    """No search has to share them out between its parts."""
    with pytest.raises(Bad, match=code) as bad:
        kind.read("一" + " \t" * 30_000 + "二")
    assert bad.value.facts == {"found": "一 二"}


@pytest.mark.parametrize("sheet", BOOK, ids=lambda sheet: sheet.name)
def test_headers_are_told_apart_and_every_column_says_what_may_stand_there(sheet: object) -> None:
    columns: tuple[Column, ...] = sheet.columns  # type: ignore[attr-defined]
    assert len({column.header for column in columns}) == len(columns)
    assert all(column.hint.startswith(("必填。", "可空。")) and len(column.hint) > 3 for column in columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.noun)
def test_every_column_of_the_table_is_in_the_book(table: object) -> None:
    """A column added to a model is added to its sheet, or to the few that the product keeps itself."""
    model, columns = table.model, table.columns  # type: ignore[attr-defined]
    own = {"id", "version", "path", "entered_at"}
    columns_of_table = {*model._meta.fields_db_projection, *model._meta.fk_fields}
    stored = {name.removesuffix("_id") for name in columns_of_table} - own - {""}
    assert stored == {column.field for column in columns if column.part is None}
