"""Tables of the page."""

from collections.abc import Iterable, Iterator, Sequence


def head(columns: Sequence[str]) -> Iterator[str]:
    """The names, and the line below them."""
    yield line(columns)
    yield line("---" for _ in columns)


def line(cells: Iterable[str]) -> str:
    """One row."""
    return f"| {' | '.join(cells)} |"
