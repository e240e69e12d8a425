"""The empty workbook to fill in: headers, a row of hints, drop-downs, and a first sheet that explains them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from eldercare.care.catalogue import SERVICES, SKILLS
from eldercare.clock import DAY
from eldercare.exchange.book import CATALOGUES, GUIDE, Column
from eldercare.exchange.kinds import Choice, Ref, YesNo
from eldercare.exchange.readings import clock_text
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.words import JOBS
from eldercare.exchange.writing import Book
from eldercare.rulebook.thresholds import STANDARD
from eldercare.shifts.catalogue import SHIFT_TYPES


def _ends(minute: int) -> str:
    """A night ends on the next day."""
    return clock_text(minute) if minute <= DAY else f"次日 {clock_text(minute - DAY)}"


SKILL_NAMES = {entry.key: entry.name for entry in SKILLS}
KNOWN: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
    "skill": (
        ("技能", "技能编号", "需证书"),
        [(entry.name, entry.key, "是" if entry.needs_certificate else "否") for entry in SKILLS],
    ),
    "service": (
        ("服务", "服务编号", "所需技能", "人数", "分钟（最短、通常、最长）"),
        [
            (
                *(entry.name, entry.key, SKILL_NAMES.get(entry.skill or "", "")),
                *(str(entry.carers), "、".join(map(str, entry.minutes))),
            )
            for entry in SERVICES
        ],
    ),
    "shift_type": (
        ("班次", "班次编号", "开始", "结束", "休息分钟", "岗位"),
        [
            (
                *(entry.name, entry.key, clock_text(entry.starts), _ends(entry.ends)),
                *(str(entry.pause[0]) if entry.pause else "", "、".join(JOBS[job] for job in entry.jobs)),
            )
            for entry in SHIFT_TYPES
        ],
    ),
}
"""What the workbook refers to and does not change: headers and rows, a name and a key first."""
FILLED_TO = 20_000
"""The last row with drop-downs."""
LONGEST_LIST = 255
"""A spreadsheet keeps no longer list of choices in the cell's rule itself."""
EXPLAINED = (
    "第 1 行是表头，第 2 行是填写提示，数据从第 3 行起；表头不要改名，顺序可以换，不用的表和可空的列可以删。",
    "编号用来再次导入时更新同一行；留空则按姓名等内容自动生成。",
    "引用其他表（机构、区域、老人、员工）时填编号；没有重名时也可以填名称。",
    "再次导入：编号相同的行会被更新，没有写进来的行保持不变。",
    "有一处错误就一行也不导入；先试导入，会列出每处错误的表、行和列。",
    "技能、服务和班次只能填“目录”表里的名称或编号。",
    "老人没有坐标也可以导入，会列在待定位名单里。",
)


def write_template(path: Path, rules: Mapping[str, int] = STANDARD) -> None:
    """Write the empty workbook; its hints tell these thresholds."""
    with Book(path, rules) as book:
        _write_guide(book)
        for sheet in BOOK:
            written = book.sheet(sheet.name, sheet.columns)
            for place, column in enumerate(sheet.columns):
                _offer(written, place, column)
        _write_catalogues(book)


def _write_guide(book: Book) -> None:
    guide = book.book.add_worksheet(GUIDE)
    guide.set_column(0, 0, 16)
    guide.set_column(1, 1, 100)
    for row, line in enumerate(EXPLAINED):
        guide.write_string(row, 1, line, book.text)
    for row, sheet in enumerate(BOOK, len(EXPLAINED) + 1):
        guide.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        guide.write_string(row, 1, sheet.note, book.text)


def _write_catalogues(book: Book) -> None:
    """What the columns for skills, services and shifts may name, and what one has to know to choose."""
    listed = book.book.add_worksheet(CATALOGUES)
    for noun, (headers, entries) in KNOWN.items():
        first = _first_column(noun)
        for place, header in enumerate(headers, first):
            listed.write_string(0, place, header, book.head)
        for row, entry in enumerate(entries, 1):
            for place, text in enumerate(entry, first):
                listed.write_string(row, place, text, book.text)
    listed.set_column(0, sum(len(headers) for headers, _ in KNOWN.values()) - 1, 20)
    listed.freeze_panes(1, 0)


def _first_column(noun: str) -> int:
    before = list(KNOWN)[: list(KNOWN).index(noun)]
    return sum(len(KNOWN[other][0]) for other in before)


def _offer(written: Any, place: int, column: Column) -> None:
    """A drop-down where the cell holds one of a few words; anything else may still be typed, the import decides."""
    source: list[str] | str = _words(column)
    if isinstance(column.kind, Ref) and column.kind.noun in KNOWN:
        letter = xl_col_to_name(_first_column(column.kind.noun), col_abs=True)
        source = f"='{CATALOGUES}'!{letter}$2:{letter}${len(KNOWN[column.kind.noun][1]) + 1}"
    if source and len(",".join(source)) <= LONGEST_LIST:
        rule = {"validate": "list", "source": source, "error_type": "warning", "ignore_blank": True}
        written.data_validation(2, place, FILLED_TO, place, rule)


def _words(column: Column) -> list[str]:
    match column.kind:
        case Choice():
            return list(column.kind.words.values())
        case YesNo():
            return ["是", "否"]
        case _:
            return []
