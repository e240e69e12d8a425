"""A week that has begun: before `begins` stands what people were told and has begun, and nothing else."""

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
    yield from _lost(book)
    yield from _breaks(book)


def _lost(book: Book) -> Iterator[Breach]:
    """A visit that has begun is where it was told, unless one of its carers is not there any more."""
    for key, need in book.visits.items():
        for day, told in need["announced"].items():
            unit, at = book.unit_of_need[key], int(day)
            there = {
                duty["employee"]
                for duty in book.solution["duties"]
                if duty["day"] == at and duty["cover"].startswith(f"{unit}/visits/")
            }
            start = at * DAY + told["start"]
            held = at in need["days"] and set(told["carers"]) <= there
            if start < book.units[unit]["begins"] and held:
                parts = {(part["carer"], part["start"]) for part in book.parts_of(f"{key}@{day}")}
                if parts != {(carer, start) for carer in told["carers"]}:
                    yield "frozen", f"{key}@{day}"


def _breaks(book: Book) -> Iterator[Breach]:
    """A break that has begun stays at its minute; no other begins before the plan does."""
    taken = {(pause["employee"], pause["day"]): pause["start"] for pause in book.solution["pauses"]}
    for routes in book.solution["routes"]:
        taken |= {(pause["carer"], routes["day"]): pause["start"] for pause in routes["pauses"]}
    for duty in book.solution["duties"]:
        at = (duty["employee"], duty["day"])
        begins, told = book.units[book.unit_of[duty["employee"]]]["begins"], book.told_break(duty)
        if told is not None and told < begins:
            if taken.get(at) != told:
                yield "frozen", f"{at[0]}@{at[1]}"
        elif taken.get(at, begins) < begins:
            yield "frozen", f"{at[0]}@{at[1]}"
