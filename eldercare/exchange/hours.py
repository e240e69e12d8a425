"""Hours of the day that a row takes on its days: of two that meet, an elder could sit in one place only."""

from dataclasses import dataclass

from eldercare.errors import FactValue
from eldercare.exchange.amiss import Known, named
from eldercare.exchange.book import Values
from eldercare.exchange.readings import clock_text


@dataclass(frozen=True, slots=True)
class Hours:
    """The fields of the first minute and of the one after the last."""

    starts: str
    ends: str

    def told(self, values: Values, known: Known) -> dict[str, FactValue]:
        """From when to when, and where."""
        span = self.span(values) or (0, 0)
        place = known["facility"].get(str(values.get("facility")), {})
        return {"hours": "–".join(map(clock_text, span)), **named("facility", place)}

    def span(self, values: Values) -> tuple[int, int] | None:
        """None where some are missing, which is another fault."""
        starts, ends = values.get(self.starts), values.get(self.ends)
        return (starts, ends) if isinstance(starts, int) and isinstance(ends, int) else None
