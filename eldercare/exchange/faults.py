"""Every fault of a workbook, each with sheet, row and column, so that all are mended in one go."""

from dataclasses import dataclass, field

from eldercare.errors import FactValue, Fault

KEPT = 1000


@dataclass(slots=True)
class Faults:
    """The first `KEPT` faults, and how many there are in all."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, code: str, header: str, sheet: str, row: int, facts: dict[str, FactValue] | None = None) -> None:
        """One more fault: `header` is the column's, empty for the row as a whole."""
        self.count += 1
        if len(self.kept) < KEPT:
            self.kept.append(Fault(code, header, sheet, row, facts or {}))

    @property
    def more(self) -> int:
        """How many there are beyond those kept."""
        return self.count - len(self.kept)

    def in_order(self, sheets: list[str]) -> tuple[Fault, ...]:
        """As somebody would walk through the workbook: by sheet, then by row."""
        return tuple(sorted(self.kept, key=lambda fault: (sheets.index(fault.sheet), fault.row)))
