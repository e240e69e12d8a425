"""Whatever a workbook may change has words in the audit trail, in Chinese those that the workbook has."""

from typing import get_args

import pytest

from eldercare.exchange.book import Column, Sheet, Table
from eldercare.exchange.kinds import Choice, Day, Minute
from eldercare.exchange.parts import Amounts, Levels, Spans
from eldercare.exchange.sheets import BOOK, TABLES
from web import i18n, words
from web.public.trail_columns import CLOCKS, DAYS, KINDS, NAMES, OWN_KINDS
from web.public.trail_words import PARTS, named
from web.vocabulary import WORDS

COLUMNS = [
    pytest.param(table, column, id=f"{table.noun}.{column.field}") for table in TABLES for column in table.columns
]
OTHERWISE = {
    "出餐批次": {"厨房批次"},
    "岗位需求": {"班次需求"},
    "员工意愿": {"对护理员的意愿"},
    "用餐": {"餐食"},
    "日间照料": {"日间照料登记"},
    "类型": {"机构类型"},
    "种类": {"类别"},
    "意愿": {"类别"},
    "原因": {"类别"},
    "座位数": {"座位"},
    "方式": {"出行方式", "在哪里吃"},
    "照护配比": {"每名护理员照看人数"},
    "周工时（小时）": {"每周工时"},
    "餐次": {"餐食"},
    "星期": {"哪些天"},
    "小区": {"小区或街道"},
    "有无电梯": {"有电梯"},
    "饮食": {"膳食"},
    "进门说明": {"怎么进门"},
    "终止服务日期": {"服务截止"},
    "计划开始": {"第一天"},
    "任务开始": {"第一天"},
    "开始日期": {"第一天"},
    "计划结束": {"最后一天"},
    "任务结束": {"最后一天"},
    "结束日期": {"最后一天"},
    "": {"照护计划", "坐标所属的原住处"},
    "分钟": {"每次分钟数"},
    "希望开始": {"最好在"},
    "固定开始": {"开始时间"},
    "固定原因": {"原因"},
    "最短间隔分钟": {"至少隔几分钟"},
    "最长间隔分钟": {"最多隔几分钟"},
    "堂食机构": {"堂食地点"},
    "上级区域": {"上级"},
    "上级机构": {"上级"},
}
"""Headers that the trail says in other words of the same meaning."""


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


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_is_called_as_in_the_workbook(table: Table, column: Column) -> None:
    i18n.use("zh_Hans")
    word = named(column.field, table.noun)
    assert word == column.header or word in OTHERWISE.get(column.header, ()) or column.header.endswith(word)


@pytest.mark.parametrize("sheet", BOOK, ids=lambda sheet: sheet.tables[-1].noun)
def test_a_row_is_called_as_its_sheet(sheet: Sheet) -> None:
    i18n.use("zh_Hans")
    nouns = [words.of("noun", table.noun) for table in sheet.tables]
    assert any(noun in (sheet.name, *OTHERWISE.get(sheet.name, ())) for noun in nouns)
