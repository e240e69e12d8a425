"""The workbook as docs/formats.md shows it: `python -m eldercare.exchange.described` prints that part."""

import sys
from collections.abc import Iterator

from eldercare.exchange.book import Sheet
from eldercare.exchange.sheets import BOOK


def described() -> str:
    """Every sheet with its columns, in Markdown."""
    return "\n".join(line for sheet in BOOK for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    models = ", ".join(f"`{table.model.__name__}`" for table in sheet.tables)
    yield f"#### {sheet.name} ({models})"
    yield ""
    yield "| column | field | hint in row 2 |"
    yield "| --- | --- | --- |"
    for table in sheet.tables:
        for column in table.columns:
            if column.header:
                yield f"| {column.header} | `{column.field}` | {column.hint} |"
    keys = "; ".join(
        f"{'without a key, ' if table.keyed else ''}a row of `{table.noun}` is known by "
        + ", ".join(f"`{name}`" for name in table.identity)
        for table in sheet.tables
    )
    yield ""
    yield f"{keys[0].upper()}{keys[1:]}."
    yield ""


if __name__ == "__main__":
    sys.stdout.write(described())
