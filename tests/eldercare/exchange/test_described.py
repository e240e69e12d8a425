"""The documentation shows the workbook as it is."""

from pathlib import Path

from eldercare.exchange.described import described

FORMATS = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_formats_name_every_sheet_and_column() -> None:
    assert described().strip() in FORMATS.read_text("utf-8"), (
        "put the output of `python -m eldercare.exchange.described` into docs/formats.md"
    )
