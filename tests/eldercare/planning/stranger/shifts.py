"""Who works when: job, place, hours, skills, and the working time of the week with what came before."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json


def shift_breaches(book: Book) -> Iterator[Breach]:
    duties: dict[str, list[Json]] = {}
    for duty in sorted(book.solution["duties"], key=lambda duty: duty["day"]):
        if duty["employee"] in book.people:
            duties.setdefault(duty["employee"], []).append(duty)
            yield from _one_duty(book, duty)
        else:
            yield "staff_available", duty["employee"]
    for key, hers in duties.items():
        yield from _hours(book, book.people[key]["employee"], hers)
        yield from _days(book, book.people[key]["employee"], hers)
    for key, person in book.people.items():
        yield from _pins(person["employee"], duties.get(key, []))
    yield from _heads(book)


def _one_duty(book: Book, duty: Json) -> Iterator[Breach]:
    employee, shift = book.people[duty["employee"]]["employee"], book.shifts[duty["shift"]]["type"]
    who = f"{employee['key']}@{duty['day']}"
    place, job, skill = _asked(book, duty)
    if job != employee["job"] or job not in shift["jobs"] or place not in employee["places"] or place != duty["place"]:
        yield "staff_available", who
    if not _covered(employee["available"], duty["day"] * DAY + shift["start"], duty["day"] * DAY + shift["end"]):
        yield "staff_available", who
    if skill is not None and skill not in employee["skills"]:
        yield "skill", who
    elif skill is not None and (last := employee["skills"][skill]) is not None and duty["day"] > last:
        yield "certificate_valid", who
    if shift["paid_minutes"] > book.thresholds["daily_hours"]:
        yield "daily_hours", who


def _asked(book: Book, duty: Json) -> tuple[str, str, str | None]:
    """Place, job and skill of what a duty is worked for: a standing cover, or the visits of a unit."""
    if cover := book.covers.get(duty["cover"]):
        return cover["place"], cover["job"], cover["skill"]
    unit, visits, job = duty["cover"].rsplit("/", 2)
    assert visits == "visits"
    return unit, job, None


def _covered(available: list[Json], start: int, end: int) -> bool:
    reached = start
    for span in sorted(available, key=lambda span: (span["day"], span["start"])):
        if span["day"] * DAY + span["start"] <= reached:
            reached = max(reached, span["day"] * DAY + span["end"])
    return reached >= end


def _hours(book: Book, employee: Json, duties: list[Json]) -> Iterator[Breach]:
    limits, shifts = book.thresholds, [book.shifts[duty["shift"]]["type"] for duty in duties]
    if len({duty["day"] for duty in duties}) < len(duties):
        yield "daily_hours", employee["key"]
    minutes = sum(shift["paid_minutes"] for shift in shifts)
    if minutes > min(employee["max_week_minutes"], limits["weekly_hours_average"]):
        yield "weekly_hours", employee["key"]
    if minutes - limits["weekly_hours"] > employee["overtime_left"]:
        yield "monthly_overtime", employee["key"]
    begins = [duty["day"] * DAY + shift["start"] for duty, shift in zip(duties, shifts, strict=True)]
    ends = [duty["day"] * DAY + shift["end"] for duty, shift in zip(duties, shifts, strict=True)]
    last_end = employee["history"]["last_end"]
    rests = [after - before for before, after in zip(ends, begins[1:], strict=False)]
    rests += [] if last_end is None else [begins[0] - last_end]
    told = employee["ahead"]["first_start"]
    rests += [] if told is None else [told - ends[-1]]
    if any(rest < limits["rest_between_shifts"] for rest in rests):
        yield "rest_between_shifts", employee["key"]


def _days(book: Book, employee: Json, duties: list[Json]) -> Iterator[Breach]:
    """A shift that ends on the next day after the night makes that a working day too, one before the plan likewise.

    What the past alone breaks is not the plan's fault, nor what is ahead alone.
    """
    limits, history, end = book.thresholds, employee["history"], book.days
    late = [duty for duty in duties if book.shifts[duty["shift"]]["type"]["end"] > DAY + limits["night_ends"]]
    worked = {duty["day"] for duty in duties} | {duty["day"] + 1 for duty in late}
    into_monday = history["last_end"] is not None and history["last_end"] > limits["night_ends"]
    own, ahead = worked - {end}, set(employee["ahead"]["work_days"])
    if end - len(own | ({0} if into_monday else set())) < limits["weekly_rest_days"]:
        yield "weekly_rest_day", employee["key"]
    if end in worked - ahead and 6 - len(ahead & set(range(end, end + 7))) < limits["weekly_rest_days"]:
        yield "weekly_rest_day", employee["key"]
    days = own | ({0} if into_monday else set()) | ({end} & worked) | ahead
    if _too_long(days, own, end, history["consecutive_days"], limits["consecutive_days"]):
        yield "consecutive_days", employee["key"]
    nights = {duty["day"] for duty in duties if _is_night(book, book.shifts[duty["shift"]]["type"])}
    all_nights = nights | set(employee["ahead"]["nights"])
    if _too_long(all_nights, nights, end, history["consecutive_nights"], limits["consecutive_nights"]):
        yield "consecutive_nights", employee["key"]


def _too_long(days: set[int], own: set[int], end: int, before: int, most: int) -> bool:
    """Whether one of the plan's own days makes a run too long: it lies past the limit, or the last one leads beyond."""
    free = sorted({-1 - before, *range(end + 2 * 35)} - days)
    for last, following in pairwise(free):
        run = range(last + 1, following)
        if set(run[most:]) & own or (len(run) > most and end - 1 in own & set(run) and run[-1] >= end):
            return True
    return False


def _is_night(book: Book, shift: Json) -> bool:
    """Whether half of the minutes of a night, or more, fall into the shift."""
    begins, ends = book.thresholds["night_begins"], book.thresholds["night_ends"]
    length = (ends - begins) % DAY
    worked = range(shift["start"], shift["end"])
    nights = [range(begins + day * DAY, begins + day * DAY + length) for day in (-1, 0, 1)]
    return any(2 * sum(minute in night for minute in worked) >= length for night in nights)


def _pins(employee: Json, duties: list[Json]) -> Iterator[Breach]:
    for pin in employee["pins"]:
        worked = [(duty["shift"], duty["cover"]) for duty in duties if duty["day"] == pin["day"]]
        wanted = [(pin["shift"], pin["cover"] or cover) for _, cover in worked] if pin["shift"] else []
        if worked != wanted or (pin["shift"] and not worked):
            yield "pinned", employee["key"]


def _heads(book: Book) -> Iterator[Breach]:
    """Every head of a cover is there or listed, and nobody stands for a cover of another day or shift."""
    filled = Counter(duty["cover"] for duty in book.solution["duties"])
    missing = Counter(need["key"].rpartition("#")[0] for need in book.left_open("shift"))
    for key, cover in book.covers.items():
        if filled[key] + missing[key] != cover["needed"]:
            yield "not_planned", key
    for duty in book.solution["duties"]:
        cover = book.covers.get(duty["cover"])
        if cover and (cover["day"], cover["shift"]) != (duty["day"], duty["shift"]):
            yield "not_planned", cover["key"]
