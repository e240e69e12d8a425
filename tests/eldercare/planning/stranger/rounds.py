"""Delivery rounds: the boxes reach every door hot, with a vehicle that holds them and a carrier who can be there."""

from collections.abc import Iterator

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json, overlap
from tests.eldercare.planning.stranger.meals import cooked, eaten_at, latest

LOAD = 20
"""A canteen's boxes travel in loads of so many."""
ON_FOOT = 6
"""Boxes of a carrier without a vehicle."""
Drop = tuple[str, int, int, list[str], int | None]
"""Place, stairs, boxes, meals, and the last minute of the day where those it is for leave."""


def round_breaches(book: Book) -> Iterator[Breach]:
    drops = _drops(book)
    brought = [
        delivery["drop"]
        for rounds in book.solution["rounds"]
        for one in rounds["rounds"]
        for delivery in one["deliveries"]
    ]
    planned = {place["request"] for place in book.solution["meals"]}
    for key, (_, _, _, meals, _) in drops.items():
        if (brought.count(key) == 1) != planned.issuperset(meals) or brought.count(key) > 1:
            yield "not_planned", key
    yield from (("not_planned", key) for key in brought if key not in drops)
    out: dict[tuple[str, int], list[Json]] = {}
    for rounds in book.solution["rounds"]:
        for one in rounds["rounds"]:
            out.setdefault((one["carrier"], rounds["day"]), []).append(one)
            yield from _round(book, book.kitchens[rounds["kitchen"]], rounds["day"], one, drops)
    for (carrier, day), trips in out.items():
        before = [(day * DAY, day * DAY + back) for who, on, back in book.out if (who, on) == (carrier, day)]
        if overlap([*before, *((one["leaves"], one["returns"]) for one in trips)]):
            yield "no_overlap_with_travel", carrier
    yield from _vehicles_apart(out)
    yield from _counted(book)


def _drops(book: Book) -> dict[str, Drop]:
    """One drop for every door, and for a canteen one for each load, in the order of the portions cooked."""
    drops: dict[str, Drop] = {}
    guests: dict[tuple[str, str], dict[int | None, list[str]]] = {}
    for key, supply in cooked(book).items():
        need, wave = book.meals[key], supply.rpartition("/")[0]
        canteen = eaten_at(book, need)
        if canteen is None:
            drops[key] = (need["place"], need["access_minutes"], 1, [key], None)
        elif canteen != book.waves[wave][0]["facility"]:
            guests.setdefault((wave, canteen), {}).setdefault(latest(book, need), []).append(key)
    for (wave, canteen), by_minute in guests.items():
        in_order = sorted(by_minute.items(), key=lambda one: (one[0] is not None, one[0] or 0))
        loads = [(until, meals[at : at + LOAD]) for until, meals in in_order for at in range(0, len(meals), LOAD)]
        for number, (until, load) in enumerate(loads, 1):
            drops[f"{wave}>{canteen}#{number}"] = (canteen, 0, len(load), load, until)
    return drops


def _round(book: Book, kitchen: Json, day: int, one: Json, drops: dict[str, Drop]) -> Iterator[Breach]:
    limits, midnight, unit = book.thresholds, day * DAY, book.facilities[kitchen["facility"]]["unit"]
    known = [(delivery, drops[delivery["drop"]]) for delivery in one["deliveries"] if delivery["drop"] in drops]
    wave = book.waves[one["wave"]][1]
    if one["leaves"] < midnight + wave["leaves"] or wave["day"] != day:
        yield "time_window", one["carrier"]
    shifts = [
        book.shifts[duty["shift"]]["type"]
        for duty in book.solution["duties"]
        if (duty["employee"], duty["day"], duty["place"]) == (one["carrier"], day, kitchen["facility"])
        and book.people[one["carrier"]]["employee"]["job"] == "carrier"
    ]
    if not shifts:
        yield "staff_available", one["carrier"]
    if any(one["leaves"] < midnight + s["start"] or one["returns"] > midnight + s["end"] for s in shifts):
        yield "shift_span", one["carrier"]
    vehicles = {vehicle["key"]: vehicle for vehicle in book.units[unit]["vehicles"]}
    vehicle = vehicles.get(one["vehicle"], {"boxes": ON_FOOT, "mode": "walk", "facility": kitchen["facility"]})
    room = vehicle["boxes"] if vehicle["facility"] == kitchen["facility"] else 0
    if sum(boxes for _, (_, _, boxes, _, _) in known) > room:
        yield "vehicle_boxes", one["carrier"]
    clock, here = one["leaves"], kitchen["facility"]
    for delivery, (place, stairs, _, _, until) in known:
        clock += book.minutes(unit, vehicle["mode"], here, place) + stairs
        if delivery["arrives"] < clock:
            yield "no_overlap_with_travel", delivery["drop"]
        if delivery["arrives"] - one["leaves"] > limits["box_ride_time"]:
            yield "box_ride_time", delivery["drop"]
        if delivery["arrives"] - midnight - wave["cooked"] > limits["pot_to_plate"]:
            yield "pot_to_plate", delivery["drop"]
        if until is not None and delivery["arrives"] - midnight > until:
            yield "elder_in_one_place", delivery["drop"]
        clock, here = delivery["arrives"] + limits["box_handover"] + stairs, place
    if one["returns"] < clock + book.minutes(unit, vehicle["mode"], here, kitchen["facility"]):
        yield "no_overlap_with_travel", one["carrier"]


def _vehicles_apart(out: dict[tuple[str, int], list[Json]]) -> Iterator[Breach]:
    """Nobody else drives a vehicle while it is out."""
    trips: dict[str, list[tuple[int, int]]] = {}
    for rounds in out.values():
        for one in rounds:
            if one["vehicle"]:
                trips.setdefault(one["vehicle"], []).append((one["leaves"], one["returns"]))
    yield from (("vehicle_boxes", vehicle) for vehicle, spans in trips.items() if overlap(spans))


def _counted(book: Book) -> Iterator[Breach]:
    """No two rounds of a carrier's day and meal have one number: they are counted on from those that have left."""
    made: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    for rounds in book.solution["rounds"]:
        for one in rounds["rounds"]:
            made.setdefault((one["carrier"], rounds["day"], rounds["meal"]), []).append((one["leaves"], one["trip"]))
    for at, trips in made.items():
        before = max((number for *which, number in book.trips if tuple(which) == at), default=0)
        if [number for _, number in sorted(trips)] != [before + count for count in range(1, len(trips) + 1)]:
            yield "no_overlap_with_travel", at[0]
