"""The empty workbook to fill in: headers, a row of hints, drop-downs, and a first sheet that explains them."""

from pathlib import Path
from typing import Any

from eldercare.care.catalogue import SERVICES, SKILLS
from eldercare.exchange.book import Column
from eldercare.exchange.kinds import Choice, Ref, YesNo
from eldercare.exchange.sheets import BOOK
from eldercare.exchange.writing import Book
from eldercare.shifts.catalogue import SHIFT_TYPES

GUIDE, CATALOGUES = "说明", "目录"
KNOWN = {
    "skill": [(entry.name, entry.key) for entry in SKILLS],
    "service": [(entry.name, entry.key) for entry in SERVICES],
    "shift_type": [(entry.name, entry.key) for entry in SHIFT_TYPES],
}
TITLES = {"skill": "技能", "service": "服务", "shift_type": "班次"}
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


def write_template(path: Path) -> None:
    """Write the empty workbook."""
    with Book(path) as book:
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
    """What the columns for skills, services and shifts may name: a column of names and one of keys each."""
    listed = book.book.add_worksheet(CATALOGUES)
    for place, (noun, entries) in enumerate(KNOWN.items()):
        listed.write_string(0, 2 * place, TITLES[noun], book.head)
        listed.write_string(0, 2 * place + 1, f"{TITLES[noun]}编号", book.head)
        for row, (name, key) in enumerate(entries, 1):
            listed.write_string(row, 2 * place, name, book.text)
            listed.write_string(row, 2 * place + 1, key, book.text)
    listed.set_column(0, 2 * len(KNOWN), 20)
    listed.freeze_panes(1, 0)


def _offer(written: Any, place: int, column: Column) -> None:
    """A drop-down where the cell holds one of a few words; anything else may still be typed, the import decides."""
    source: list[str] | str = _words(column)
    if isinstance(column.kind, Ref) and column.kind.noun in KNOWN:
        letter, last = "ACE"[list(KNOWN).index(column.kind.noun)], len(KNOWN[column.kind.noun]) + 1
        source = f"='{CATALOGUES}'!${letter}$2:${letter}${last}"
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
