"""Somebody who has the exported file, docs/formats.md and nothing else of this project: are the hard rules kept?

Nothing here may import `solver` or `eldercare`. Every rule is written down a second time from the description alone.
"""

from tests.eldercare.planning.stranger.book import Book, Json
from tests.eldercare.planning.stranger.frozen import frozen_breaches
from tests.eldercare.planning.stranger.meals import meal_breaches
from tests.eldercare.planning.stranger.pauses import pause_breaches
from tests.eldercare.planning.stranger.rounds import round_breaches
from tests.eldercare.planning.stranger.seats import seat_breaches
from tests.eldercare.planning.stranger.shifts import shift_breaches
from tests.eldercare.planning.stranger.visits import visit_breaches


def breaches(document: Json) -> list[tuple[str, str]]:
    """Every breach as (rule, key)."""
    book = Book(document)
    return [
        *shift_breaches(book),
        *visit_breaches(book),
        *seat_breaches(book),
        *meal_breaches(book),
        *round_breaches(book),
        *pause_breaches(book),
        *frozen_breaches(book),
    ]
