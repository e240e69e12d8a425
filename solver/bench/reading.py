"""Files of instances, read so that what is wrong in one is told: which file, where in it, and what to do about it."""

import csv
import math
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FETCH = "fetch the file again from where it is published"
"""What to do where nothing else is said."""
EXACT = 2.0**53
"""Up to which every whole number is a float of its own."""


class InstanceError(Exception):
    """A file that is not in its format: `where` is a line or section of it, `wrong` is what stands there."""

    def __init__(self, file: Path, where: str, wrong: str, remedy: str = FETCH) -> None:
        super().__init__(file, where, wrong, remedy)

    def __str__(self) -> str:
        file, where, wrong, remedy = self.args
        return f"{file}, {where}: {wrong}; {remedy}"


STUMBLES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, OSError, EOFError, zlib.error)
"""What a file that is not in its format makes its reader raise."""


@contextmanager
def reading(file: Path, where: str, remedy: str = FETCH) -> Iterator[None]:
    """Whatever a reader stumbles over in here is told with its place."""
    try:
        yield
    except KeyError as error:
        raise InstanceError(file, where, f"no {error}", remedy) from error
    except STUMBLES as error:
        raise InstanceError(file, where, str(error), remedy) from error


@dataclass(frozen=True, slots=True)
class Row:
    """A line that says something: its number, the first being 1, and its words."""

    file: Path
    number: int
    words: Sequence[str]

    def fault(self, wrong: str, remedy: str = FETCH) -> InstanceError:
        """What is wrong with it, as an error to raise."""
        return InstanceError(self.file, f"line {self.number}", wrong, remedy)

    def of(self, columns: int) -> Sequence[str]:
        """Its words. Raises InstanceError where they are not so many."""
        if len(self.words) != columns:
            raise self.fault(f"columns: {len(self.words)} instead of {columns}")
        return self.words

    def numbers(self, columns: int) -> list[float]:
        """Its words as numbers. Raises InstanceError where they are not so many, or not all are numbers."""
        return [self._number(word) for word in self.of(columns)]

    def whole(self, word: str) -> int:
        """A word of it as a whole number. Raises InstanceError where it is none that can be told from the next."""
        number = self._number(word)
        if not number.is_integer() or abs(number) > EXACT:
            raise self.fault(f"no whole number: {word}")
        return int(number)

    def count(self, what: str, word: str, least: int = 0) -> int:
        """A word of it as a whole number that is not below the least. Raises InstanceError where it is none."""
        number = self.whole(word)
        if number < least:
            raise self.fault(f"{what}: {number}, less than {least}")
        return number

    def _number(self, word: str) -> float:
        try:
            number = float(word)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self.fault(f"no number: {word or 'nothing'}")
        return number


def rows(file: Path, text: str, separator: str | None = None) -> list[Row]:
    """Every line that is not empty; between words there is space, or the separator."""
    return [
        Row(file, number, [word.strip() for word in line.split(separator)])
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]


def below(file: Path, lines: Sequence[Row], word: str) -> Sequence[Row]:
    """Those below the line that begins so. Raises InstanceError where there are none."""
    found = next((lines[at + 1 :] for at, row in enumerate(lines) if row.words[0] == word), ())
    if not found:
        raise InstanceError(file, word, "no such line, or nothing below it")
    return found


def best_known(file: Path, column: str = "bks") -> dict[str, float]:
    """Instance → the best cost that is published; nothing where there is no such file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        with reading(file, "the costs of its instances"):
            costs = {row["instance"]: float(row[column]) for row in table}
            for instance, cost in costs.items():
                if not math.isfinite(cost):
                    raise ValueError(f"{column} of {instance}: no number: {cost}")
            return costs
