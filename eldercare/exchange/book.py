"""The workbook as data: which sheets it has, which columns, what may stand in them, which table each row goes to.

Template, export, import and documentation all read these definitions; the sheets themselves are in `sheets/`.
The headers and hints are Chinese because the workbook is: they are its format, not wording of the product.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from tortoise.models import Model

from eldercare.exchange.kinds import (
    Choice,
    Day,
    Decimal,
    Hours,
    Kind,
    Minute,
    Phone,
    Ref,
    Value,
    Weekdays,
    Whole,
    YesNo,
)
from eldercare.exchange.parts import Spans
from eldercare.exchange.readings import text_of
from eldercare.rulebook.thresholds import STANDARD

Values = dict[str, Value]
NEEDED = ("可空。", "必填。")
"""How a hint begins: of a column that may be empty, and of one that must be filled."""

BESIDE = GUIDE, CATALOGUES = "说明", "目录"
"""Sheets that explain the others and are not read."""


Besides = Callable[[Values | None, Values], Mapping[str, object]]
Stored = Callable[[Collection[str]], Awaitable[None]]


def nothing(before: Values | None, now: Values) -> Mapping[str, object]:
    """Of most rows the columns are all there is."""
    return {}


async def nothing_more(keys: Collection[str]) -> None:
    """Most rows are done with once they are stored."""


@dataclass(frozen=True, slots=True, eq=False)
class PartOf:
    """The small table that a cell with several values is kept in."""

    model: type[Model]
    owner: str
    """Its column that points to the row of the cell."""
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: `field` of the table, `header` in row 1, `note` for the hint in row 2 (`{…}` names a threshold).

    Without a header it is not in the workbook: the reference of a sheet's second table to its first.
    """

    field: str
    header: str
    kind: Kind
    note: str = ""
    required: bool = False
    default: Value = None
    """What is stored where the cell is empty."""
    part: PartOf | None = None

    @property
    def checked(self) -> bool:
        """Whether it takes only what it knows: most sentences cannot be read from it."""
        return isinstance(self.kind, Choice | Day | Decimal | Hours | Minute | Phone | Weekdays | Whole | YesNo)

    @property
    def hint(self) -> str:
        """Row 2: whether it must be filled, and what may stand there; thresholds as in a new database."""
        return self.hint_by(STANDARD)

    def hint_by(self, rules: Mapping[str, int]) -> str:
        """The same with the thresholds that are in force."""
        return NEEDED[self.required] + (self.note or _usual_note(self.kind)).format_map(rules)

    def text(self, value: Value) -> str:
        """The value as the workbook writes it."""
        cell = None if value is None else self.kind.write(value)
        return "" if cell is None else text_of(cell)

    @property
    def path(self) -> str:
        """The column as a query names it: a reference by the key of the row it points to."""
        return f"{self.field}__key" if isinstance(self.kind, Ref) else self.field


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of a sheet that go to one model."""

    noun: str
    model: type[Model]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    """The fields that tell two rows apart: keys are made of them where a row, or the whole table, has none."""
    prefix: str = ""
    """How keys made by the import begin; empty for a table without keys."""
    scope: str = ""
    """The way to the path of the facility that answers for the row; empty: rows of the whole district."""
    bumps: str = ""
    """The reference whose row counts the version of these rows too."""
    besides: Besides = nothing
    """What else a row keeps, by its values before, None of a new one, and its values now."""
    stored: Stored = nothing_more
    """What is done with new rows, by their keys, once they are stored; in the same transaction."""

    @property
    def keyed(self) -> bool:
        return bool(self.prefix)

    @property
    def versioned(self) -> bool:
        return "version" in self.model._meta.fields_map

    def column(self, field_name: str) -> Column:
        return next(column for column in self.columns if column.field == field_name)

    def defaults(self) -> Values:
        return {column.field: column.default for column in self.columns}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet; with two tables each row holds one row of both, and those of the first may repeat or stand alone."""

    name: str
    tables: tuple[Table, ...]
    note: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for table in self.tables for column in table.columns if column.header)


@dataclass(slots=True)
class Row:
    """One row as read: values by field; a column that the sheet does not have is not among them."""

    sheet: str
    number: int
    """As a spreadsheet counts: the headers are row 1."""
    table: Table
    values: Values = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    """Fields that have a fault already, so that no other is told of them."""
    empty: set[str] = field(default_factory=set)
    """Fields whose cell is empty: what they hold is the column's default."""
    beside: "Row | None" = None
    """On a sheet with two tables, the row of the first."""
    gone: bool = False
    """It is taken away instead."""
    key: str = ""
    """Its own or a made one; for a table without keys the fields of its identity, joined."""
    made: bool = False
    """The key is not one that somebody wrote."""
    merged: bool = False
    """It came as somebody new and is the stored row whose key it now has."""

    @property
    def nameless(self) -> bool:
        """Whether what its key would be made of cannot be read: nobody can tell yet which row it is."""
        return self.made and not self.bad.isdisjoint((*self.table.identity, "key"))

    @property
    def called(self) -> str:
        """What whoever wrote the row knows it by: a key of her own, else its name."""
        return str((self.made and self.values.get("name")) or self.key)

    def merge_into(self, key: str) -> None:
        """It is the stored row `key` from now on; what it leaves empty stays there as it is."""
        for name in self.empty:
            del self.values[name]
        self.values["key"] = key
        self.key, self.made, self.merged = key, False, True


def joined_identity(table: Table, values: Mapping[str, Value]) -> str:
    """The identity of a row as one text."""
    return "|".join(str(values.get(name, "")) for name in table.identity)


def _usual_note(kind: Kind) -> str:  # noqa: PLR0911  # one line a kind
    match kind:
        case Choice():
            return "填：" + "、".join(kind.words.values())
        case YesNo():
            return "填：是、否"
        case Day():
            return "日期，如 2026-11-23"
        case Minute():
            return "时间，如 08:30"
        case Weekdays():
            return "星期，如 一三五、每天、工作日"
        case Whole():
            return f"整数 {kind.least}–{kind.most}"
        case Phone():
            return "电话号码，如 0731-5550100"
        case Spans():
            return "如 一二三四五 08:00-17:00；六 09:00-12:00"
        case _:
            return "文字"
