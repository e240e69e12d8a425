"""Shorthands for what every table says: constraints by name, so that both engines and the migration agree."""

from collections.abc import Iterable
from enum import StrEnum

from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint


def check(table: str, name: str, condition: str) -> CheckConstraint:
    """A CHECK of `table`, in SQL that SQLite and PostgreSQL both read."""
    return CheckConstraint(check=condition, name=f"ck_{table}_{name}")


def one_of(table: str, column: str, values: type[StrEnum]) -> CheckConstraint:
    """`column` holds one of the members of an enumeration."""
    listed = ", ".join(f"'{value}'" for value in values)
    return check(table, column, f"{column} IN ({listed})")


def plain_key(table: str) -> CheckConstraint:
    """`key` stands in addresses of pages and in paths from the root: it is there, and holds no slash."""
    return check(table, "key", "key <> '' AND replace(key, '/', '') = key")


def minutes_of_day(table: str, start: str, end: str) -> CheckConstraint:
    """`start` and `end` are minutes of one day, in order; `end` may be 1440."""
    return check(table, f"{start}_{end}", f"{start} >= 0 AND {start} < {end} AND {end} <= 1440")


def not_negative(table: str, columns: Iterable[str]) -> list[CheckConstraint]:
    """None of the columns is below zero."""
    return [check(table, f"{column}_not_negative", f"{column} >= 0") for column in columns]


def unique(table: str, *fields: str, where: str | None = None, name: str = "") -> UniqueConstraint:
    """`fields` are unique together, among the rows that meet `where` if given."""
    return UniqueConstraint(fields=fields, name=f"uq_{table}_{name or '_'.join(fields)}", condition=where)


WEEKDAYS = "weekdays > 0 AND weekdays < 128"
"""A set of weekdays is a number: bit 0 Monday … bit 6 Sunday."""
