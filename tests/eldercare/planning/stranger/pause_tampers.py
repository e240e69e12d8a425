"""Tampering with pauses: what each changes, and the rule it breaks."""

from tests.eldercare.planning.stranger.book import DAY, Json
from tests.eldercare.planning.stranger.finding import a_guest, her_zone, person_of
from tests.eldercare.planning.stranger.tampers import Tamper


def a_lost_pause(problem: Json, solution: Json) -> None:
    del solution["pauses"][0]


def a_pause_twice(problem: Json, solution: Json) -> None:
    solution["pauses"].append({**solution["pauses"][0]})


def a_pause_on_a_free_day(problem: Json, solution: Json) -> None:
    """Monday's cook pauses as if she were on duty on a day when she is not."""
    pause = solution["pauses"][0]
    busy = {duty["day"] for duty in solution["duties"] if duty["employee"] == pause["employee"]}
    free = next(day for day in range(problem["days"]) if day not in busy)
    solution["pauses"].append({**pause, "day": free, "start": pause["start"] + (free - pause["day"]) * DAY})


def a_pause_out_of_bounds(problem: Json, solution: Json) -> None:
    pause = solution["pauses"][0]
    pause["start"] = pause["day"] * DAY


def a_pause_on_a_round(problem: Json, solution: Json) -> None:
    """The bounds are so wide that only the round is in its way."""
    rounds = next(rounds for rounds in solution["rounds"] if rounds["rounds"])
    one, day = rounds["rounds"][0], rounds["day"]
    duty = next(duty for duty in solution["duties"] if (duty["employee"], duty["day"]) == (one["carrier"], day))
    shift = next(shift for shift in problem["shifts"] if shift["type"]["key"] == duty["shift"])
    shift["pause"] |= {"earliest": shift["type"]["start"], "latest": shift["type"]["end"]}
    pause = next(one for one in solution["pauses"] if (one["employee"], one["day"]) == (duty["employee"], day))
    pause["start"] = one["leaves"]


def a_pause_on_the_route_of_another(problem: Json, solution: Json) -> None:
    routes = next(routes for routes in solution["routes"] if routes["pauses"])
    walking = {part["carer"] for part in routes["assignments"]}
    cook = next(pause for pause in solution["pauses"] if pause["employee"] not in walking)
    routes["pauses"].append({"carer": cook["employee"], "start": cook["start"]})


def guests_left_alone(problem: Json, solution: Json) -> None:
    """All who look after the first guest pause while she is there."""
    guest, facility = a_guest(problem, solution), her_zone(problem, solution)["facility"]
    for duty in solution["duties"]:
        job = person_of(problem, duty["employee"])["employee"]["job"]
        if (duty["place"], duty["day"], job) == (facility, guest["day"], "zone_staff"):
            shift = next(shift for shift in problem["shifts"] if shift["type"]["key"] == duty["shift"])
            shift["pause"] = {"minutes": 30, "earliest": guest["start"], "latest": guest["end"]}
            start = guest["day"] * DAY + guest["start"]
            solution["pauses"].append({"employee": duty["employee"], "day": guest["day"], "start": start})


PAUSE_TAMPERS: tuple[tuple[Tamper, str], ...] = (
    (a_lost_pause, "break_taken"),
    (a_pause_twice, "break_taken"),
    (a_pause_on_a_free_day, "break_taken"),
    (a_pause_out_of_bounds, "break_taken"),
    (a_pause_on_a_round, "break_taken"),
    (a_pause_on_the_route_of_another, "break_taken"),
    (guests_left_alone, "staff_ratio"),
)
