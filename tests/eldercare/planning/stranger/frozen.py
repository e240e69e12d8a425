"""A week that has begun: nothing starts before `begins` but what people were told."""

from collections.abc import Iterator

from tests.eldercare.planning.stranger.book import DAY, Book, Breach


def frozen_breaches(book: Book) -> Iterator[Breach]:
    for duty in book.solution["duties"]:
        starts = duty["day"] * DAY + book.shifts[duty["shift"]]["type"]["start"]
        if starts < book.units[book.unit_of[duty["employee"]]]["begins"] and "/begun/" not in duty["cover"]:
            yield "frozen", f"{duty['employee']}@{duty['day']}"
    for routes in book.solution["routes"]:
        for part in routes["assignments"]:
            if part["start"] < book.units[routes["unit"]]["begins"]:
                key, _, day = part["stop"].rpartition("@")
                told = book.visits[key]["announced"].get(day)
                if not told or told["start"] != part["start"] % DAY or part["carer"] not in told["carers"]:
                    yield "frozen", part["stop"]
