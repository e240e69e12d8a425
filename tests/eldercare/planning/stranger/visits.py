"""The visits of a unit's day: who may go, when, how she gets there, and what stands between two services."""

from collections.abc import Iterator
from itertools import pairwise

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json, overlap

Stop = tuple[Json, Json]
"""An assignment and its need."""


def visit_breaches(book: Book) -> Iterator[Breach]:
    yield from _promised(book)
    yield from _in_chains(book)
    for routes in book.solution["routes"]:
        yield from _day(book, routes)
    yield from _one_place(book)


def _promised(book: Book) -> Iterator[Breach]:
    """As many days as promised, of those allowed; each planned or listed, not both."""
    chosen = book.solution["occurrences"]
    for key, need in book.visits.items():
        days = [day for day in need["days"] if f"{key}@{day}" in chosen]
        if len(days) != need["times"]:
            yield "time_window", key
    planned = {part["stop"] for routes in book.solution["routes"] for part in routes["assignments"]}
    listed = [need["key"] for need in book.left_open("visit")]
    for key in {*chosen, *planned, *listed}:
        if (key in chosen, (key in planned) + listed.count(key)) != (True, 1):
            yield "not_planned", key


def _in_chains(book: Book) -> Iterator[Breach]:
    """Nothing comes without what it follows while there is a day of that on which it may come and does not."""
    for unit in book.units.values():
        for need in unit["visits"]:
            comes, leads = (
                {day for day in need["days"] if f"{key}@{day}" in book.solution["occurrences"]}
                for key in (need["key"], need["after"])
            )
            begun = {
                int(day) for day, told in need["announced"].items() if int(day) * DAY + told["start"] < unit["begins"]
            }
            if need["after"] in book.visits and leads - comes and comes - leads - begun:
                yield "order_and_gap", need["key"]


def _day(book: Book, routes: Json) -> Iterator[Breach]:
    unit, midnight = routes["unit"], routes["day"] * DAY
    duties = {
        duty["employee"]: duty
        for duty in book.solution["duties"]
        if duty["day"] == routes["day"] and duty["cover"].startswith(f"{unit}/visits/")
    }
    stops = [(part, _as_it_was(book, unit, part, routes["day"])) for part in routes["assignments"]]
    for part, need in stops:
        if part["carer"] not in duties:
            yield "staff_available", part["stop"]
            continue
        ahead = part["start"] >= book.units[unit]["begins"]
        if ahead:
            yield from _suits(book.people[part["carer"]], part, need, routes["day"])
        if ahead and not midnight + need["earliest"] <= part["start"] <= midnight + need["latest"]:
            yield "time_window", part["stop"]
        if need["place"] is None:
            yield "located", part["stop"]
        if need["with_meal"] and ahead:
            yield from _with_the_meal(book, part, need, routes["day"])
    since = book.units[unit]["begins"] - midnight
    yield from _together(stops, midnight, since)
    for carer, duty in duties.items():
        route = sorted((stop for stop in stops if stop[0]["carer"] == carer), key=lambda stop: stop[0]["start"])
        pauses = [pause["start"] - midnight for pause in routes["pauses"] if pause["carer"] == carer]
        yield from _route(book, unit, duty, [_at(stop, midnight) for stop in route], pauses, since)


def _as_it_was(book: Book, unit: str, part: Json, day: int) -> Json:
    """The need of a visit; what has begun takes as long, and as many, as was announced, and counts as given at the
    unit's own door where hers is not on the map any more."""
    need: Json = book.visits[part["stop"].rpartition("@")[0]]
    told = need["announced"].get(str(day))
    if part["start"] >= book.units[unit]["begins"] or told is None:
        return need
    took_place = {"minutes": told["minutes"] or need["minutes"], "carers": len(told["carers"])}
    return {**need, **took_place, "place": need["place"] or unit}


def _at(stop: Stop, midnight: int) -> Stop:
    """The same stop in minutes of the day."""
    return {**stop[0], "start": stop[0]["start"] - midnight}, stop[1]


def _with_the_meal(book: Book, part: Json, need: Json, day: int) -> Iterator[Breach]:
    """She is helped with a meal that is there."""
    hers = {key for key, meal in book.meals.items() if meal["elder"] == need["elder"] and meal["eats_at"] is None}
    arrives = [
        delivery["arrives"] - day * DAY
        for driven in book.solution["rounds"]
        if driven["day"] == day
        for one in driven["rounds"]
        for delivery in one["deliveries"]
        if delivery["drop"] in hers
    ]
    arrives += [
        minute
        for elder, on, minute in (meal for one in book.units.values() for meal in one["brought"])
        if (elder, on) == (need["elder"], day)
    ]
    this = [minute for minute in arrives if need["earliest"] - 60 <= minute <= need["latest"] + 45]
    if this and part["start"] - day * DAY < min(this):
        yield "with_the_meal", part["stop"]


def _suits(person: Json, part: Json, need: Json, day: int) -> Iterator[Breach]:
    key, skills = part["stop"], person["employee"]["skills"]
    if need["skill"] is not None and need["skill"] not in skills:
        yield "skill", key
    elif need["skill"] is not None and (last := skills[need["skill"]]) is not None and day > last:
        yield "certificate_valid", key
    if part["carer"] in need["excluded"]:
        yield "excluded_pair", key
    if need["gender"] not in (None, person["gender"]):
        yield "same_sex", key
    if person["low_risk_only"] and not need["low_risk"]:
        yield "volunteer_low_risk", key


def _together(stops: list[Stop], midnight: int, since: int) -> Iterator[Breach]:
    """Enough carers at the same minute; what follows another service keeps its distance, unless it has begun."""
    starts: dict[str, list[tuple[str, int]]] = {}
    for part, need in stops:
        starts.setdefault(need["key"], []).append((part["carer"], part["start"] - midnight))
    needs = {need["key"]: need for _, need in stops}
    for key, parts in starts.items():
        need, start = needs[key], parts[0][1]
        if len({carer for carer, _ in parts}) != need["carers"] or len({at for _, at in parts}) != 1:
            yield "two_at_once", key
        if need["after"] in starts and start >= since:
            leader = needs[need["after"]]
            gap = start - starts[leader["key"]][0][1] - leader["minutes"]
            if not need["shortest"] <= gap <= need["longest"]:
                yield "order_and_gap", key


def _route(book: Book, unit: str, duty: Json, route: list[Stop], pauses: list[int], since: int) -> Iterator[Breach]:
    """The way to what has begun is made, and from the last of it home is not asked for."""
    if not route:
        return
    carer, hours, pause = duty["employee"], book.shifts[duty["shift"]]["type"], book.break_of(duty)
    person, begins, ends = book.people[carer], hours["start"], hours["end"]
    if len(route) > book.thresholds["visits_a_day"]:
        yield "visits_a_day", carer
    doors = [None, *(need for _, need in route), None]
    begun = [*(part["start"] < since for part, _ in route), route[-1][0]["start"] < since]
    gaps = [
        0 if done else _gap(book, unit, person, before, after)
        for (before, after), done in zip(pairwise(doors), begun, strict=True)
    ]
    leaves = [begins, *(part["start"] + need["minutes"] for part, need in route)]
    arrives = [*(part["start"] for part, _ in route), ends]
    for at, (free_from, free_to, gap) in enumerate(zip(leaves, arrives, gaps, strict=True)):
        if free_to - free_from < gap:
            yield "shift_span" if at in (0, len(route)) else "no_overlap_with_travel", carer
    way = [_way(book, unit, person, before, after) for before, after in pairwise(doors)]
    if way[:-1] != [part["travel"] for part, _ in route]:
        yield "no_overlap_with_travel", carer
    if pause and not _paused(pause, pauses, list(zip(leaves, arrives, gaps, strict=True))):
        yield "break_taken", carer


def _gap(book: Book, unit: str, person: Json, before: Json | None, after: Json | None) -> int:
    """From the end of one service to the start of the next: the stairs down, the way, the stairs up."""
    if before and after and (before["elder"], before["place"]) == (after["elder"], after["place"]):
        return 0
    stairs: int = sum(need["access_minutes"] for need in (before, after) if need)
    return stairs + _way(book, unit, person, before, after)


def _way(book: Book, unit: str, person: Json, before: Json | None, after: Json | None) -> int:
    start, end = (need["place"] if need else person["facility"] for need in (before, after))
    return book.minutes(unit, person["mode"], start, end) if start and end else 0


def _paused(pause: Json, starts: list[int], gaps: list[tuple[int, int, int]]) -> bool:
    """Once, whole, in its window, between two services that leave room for it and for the way."""
    if len(starts) != 1 or not pause["earliest"] <= starts[0] <= pause["latest"] - pause["minutes"]:
        return False
    return any(
        free_from <= starts[0]
        and starts[0] + pause["minutes"] <= free_to
        and free_to - free_from >= gap + pause["minutes"]
        for free_from, free_to, gap in gaps
    )


def _one_place(book: Book) -> Iterator[Breach]:
    """An elder is in one seat or one service at a time, and no service is at home while she is away or on the way."""
    home: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for routes in book.solution["routes"]:
        for part in {part["stop"]: part for part in routes["assignments"]}.values():
            need, at = _as_it_was(book, routes["unit"], part, routes["day"]), part["start"] - routes["day"] * DAY
            home.setdefault((need["elder"], routes["day"]), []).append((at, at + need["minutes"]))
    seats: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for seat, facility in book.stays():
        at_once, way = (seat["elder"], seat["day"]), book.way_home(seat, facility)
        seats.setdefault(at_once, []).append((seat["start"], seat["end"]))
        for start, end in home.get(at_once, ()):
            if start < seat["end"] + way and seat["start"] - way < end:
                yield "elder_in_one_place", seat["elder"]
    for (elder, _), hers in (*home.items(), *seats.items()):
        if overlap(hers):
            yield "elder_in_one_place", elder
