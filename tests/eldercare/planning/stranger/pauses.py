"""Everybody takes her pause once: on her route, or listed by itself; nobody pauses who has none."""

from collections import Counter
from collections.abc import Iterator

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json, overlap

Span = tuple[int, int]
At = tuple[str, int]
"""An employee and a day."""


def pause_breaches(book: Book) -> Iterator[Breach]:
    """Where a pause lies between the services of a route is looked at with the route."""
    walking = {(part["carer"], routes["day"]) for routes in book.solution["routes"] for part in routes["assignments"]}
    asked = {(duty["employee"], duty["day"]): book.break_of(duty) for duty in book.solution["duties"]}
    bounds = {at: pause for at, pause in asked.items() if pause is not None}
    due = set(bounds)
    on_routes = [(pause["carer"], routes["day"]) for routes in book.solution["routes"] for pause in routes["pauses"]]
    elsewhere = [(pause["employee"], pause["day"]) for pause in book.solution["pauses"]]
    for wanted, taken in ((due & walking, Counter(on_routes)), (due - walking, Counter(elsewhere))):
        for who, day in wanted | set(taken):
            if taken[who, day] != ((who, day) in wanted):
                yield "break_taken", f"{who}@{day}"
    out = _rounds(book)
    for pause in book.solution["pauses"]:
        at = (pause["employee"], pause["day"])
        if at in due and not _fits(bounds[at], pause, out.get(at, [])):
            yield "break_taken", f"{at[0]}@{at[1]}"


def _rounds(book: Book) -> dict[At, list[Span]]:
    """When each carrier is out."""
    out: dict[At, list[Span]] = {}
    for rounds in book.solution["rounds"]:
        for one in rounds["rounds"]:
            out.setdefault((one["carrier"], rounds["day"]), []).append((one["leaves"], one["returns"]))
    for who, day, back in book.out:
        begins = book.units[book.unit_of[who]]["begins"] if who in book.unit_of else DAY * book.days
        if begins < day * DAY + back:
            out.setdefault((who, day), []).append((begins, day * DAY + back))
    return out


def _fits(bounds: Json, pause: Json, out: list[Span]) -> bool:
    """Whole within its bounds, and not on a round."""
    starts, minutes = pause["start"] - pause["day"] * DAY, bounds["minutes"]
    mine = (pause["start"], pause["start"] + minutes)
    return bounds["earliest"] <= starts <= bounds["latest"] - minutes and not any(overlap([mine, one]) for one in out)
