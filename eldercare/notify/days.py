"""On which days something is another by a message, and which of them are still to come."""

from datetime import date, timedelta

from eldercare import clock
from eldercare.notify.models import OutboxMessage


def days_of(message: OutboxMessage) -> list[date]:
    """In their order; the whole week where the message does not say."""
    days = message.facts.get("days")
    if isinstance(days, list):
        return [date.fromisoformat(day) for day in days]
    monday = date.fromisoformat(str(message.facts["week"]))
    return [monday + timedelta(days=number) for number in range(7)]


def first_ahead(message: OutboxMessage) -> date | None:
    """The first of them that is not over; None where nobody needs to hear of it any more."""
    return next((day for day in days_of(message) if day >= clock.today()), None)
