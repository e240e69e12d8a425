"""One tampering for each rule: it changes a value of problem or solution, and is named after the rule it breaks."""

from collections.abc import Callable

from tests.eldercare.planning.stranger.book import Json
from tests.eldercare.planning.stranger.finding import (
    a_guest,
    a_round,
    a_visit,
    employee_of,
    goes_on,
    her_zone,
    needs_of,
    person_of,
    shift_of,
    wave_named,
)

FAR = 900
"""Minutes nobody has."""
Tamper = Callable[[Json, Json], None]


def staff_available(problem: Json, solution: Json) -> None:
    employee_of(problem, solution["duties"][0]["employee"])["available"] = []


def skill(problem: Json, solution: Json) -> None:
    part, need = a_visit(problem, solution, lambda part, need: bool(need["skill"]))
    del employee_of(problem, part["carer"])["skills"][need["skill"]]


def certificate_valid(problem: Json, solution: Json) -> None:
    part, need = a_visit(problem, solution, lambda part, need: bool(need["skill"]))
    employee_of(problem, part["carer"])["skills"][need["skill"]] = -1


def excluded_pair(problem: Json, solution: Json) -> None:
    part, need = a_visit(problem, solution)
    need["excluded"] = [part["carer"]]


def same_sex(problem: Json, solution: Json) -> None:
    _, need = a_visit(problem, solution, lambda part, need: bool(need["gender"]))
    need["gender"] = {"female": "male", "male": "female"}[need["gender"]]


def volunteer_low_risk(problem: Json, solution: Json) -> None:
    part, _ = a_visit(problem, solution, lambda part, need: not need["low_risk"])
    person_of(problem, part["carer"])["low_risk_only"] = True


def time_window(problem: Json, solution: Json) -> None:
    part, need = a_visit(problem, solution)
    need["latest"] = part["start"] % 1440 - 1


def no_overlap_with_travel(problem: Json, solution: Json) -> None:
    """The second service of a route goes on into the third."""
    _, need = a_visit(problem, solution, lambda part, need: part["order"] == 2 and goes_on(solution, part))
    need["minutes"] += FAR


def two_at_once(problem: Json, solution: Json) -> None:
    part, _ = a_visit(problem, solution, lambda part, need: need["carers"] == 2)
    part["start"] += 1


def order_and_gap(problem: Json, solution: Json) -> None:
    _, need = a_visit(problem, solution, lambda part, need: bool(need["after"]))
    need["shortest"] = need["longest"] + 1


def with_the_meal(problem: Json, solution: Json) -> None:
    """Her lunch comes a minute after whoever helps her with it, though still in time."""
    for routes in solution["routes"]:
        for part in routes["assignments"]:
            need = next(one for one in needs_of(problem, "visits") if one["key"] == part["stop"].rpartition("@")[0])
            for one in (
                one for driven in solution["rounds"] if driven["day"] == routes["day"] for one in driven["rounds"]
            ):
                for delivery in one["deliveries"] if need["with_meal"] else ():
                    meal = next((m for m in needs_of(problem, "meals") if m["key"] == delivery["drop"]), None)
                    start = part["start"] % 1440
                    if meal and meal["elder"] == need["elder"] and start < need["latest"]:
                        delivery["arrives"] = part["start"] + 1
                        return


def shift_span(problem: Json, solution: Json) -> None:
    part, _ = a_visit(problem, solution)
    shift_of(problem, solution, part)["type"]["start"] += FAR


def break_taken(problem: Json, solution: Json) -> None:
    part, _ = a_visit(problem, solution, lambda part, need: bool(shift_of(problem, solution, part)["pause"]))
    shift_of(problem, solution, part)["pause"]["minutes"] += FAR


def visits_a_day(problem: Json, solution: Json) -> None:
    problem["thresholds"]["visits_a_day"] = 1


def elder_in_one_place(problem: Json, solution: Json) -> None:
    """A guest's seat lasts all day, also while somebody is at her door."""
    guests = {(seat["elder"], seat["day"]) for seat in needs_of(problem, "seats")}
    part, need = a_visit(problem, solution, lambda part, need: (need["elder"], part["start"] // 1440) in guests)
    at = (need["elder"], part["start"] // 1440)
    seat = next(seat for seat in needs_of(problem, "seats") if (seat["elder"], seat["day"]) == at)
    edge = "start" if part["start"] % 1440 < seat["start"] else "end"
    seat[edge] = part["start"] % 1440 + (edge == "end")


def daily_hours(problem: Json, solution: Json) -> None:
    problem["thresholds"]["daily_hours"] = 60


def weekly_hours(problem: Json, solution: Json) -> None:
    employee_of(problem, solution["duties"][0]["employee"])["max_week_minutes"] = 60


def monthly_overtime(problem: Json, solution: Json) -> None:
    """Every minute would be overtime."""
    problem["thresholds"]["weekly_hours"] = 0


def weekly_rest_day(problem: Json, solution: Json) -> None:
    problem["thresholds"]["weekly_rest_days"] = 7


def rest_between_shifts(problem: Json, solution: Json) -> None:
    first = min(solution["duties"], key=lambda duty: int(duty["day"]))
    employee_of(problem, first["employee"])["history"]["last_end"] = first["day"] * 1440


def consecutive_days(problem: Json, solution: Json) -> None:
    first = min(solution["duties"], key=lambda duty: int(duty["day"]))
    assert first["day"] == 0
    employee_of(problem, first["employee"])["history"]["consecutive_days"] = 30


def consecutive_nights(problem: Json, solution: Json) -> None:
    """Every shift is a night shift, and nobody may work one."""
    problem["thresholds"] |= {"consecutive_nights": 0, "night_begins": 480, "night_ends": 540}


def pinned(problem: Json, solution: Json) -> None:
    duty = solution["duties"][0]
    employee_of(problem, duty["employee"])["pins"] = [{"day": duty["day"], "shift": None, "cover": ""}]


def vehicle_boxes(problem: Json, solution: Json) -> None:
    one = a_round(solution)
    vehicles = [vehicle for unit in problem["units"] for vehicle in unit["vehicles"]]
    next(vehicle for vehicle in vehicles if vehicle["key"] == one["vehicle"])["boxes"] = 0


def box_ride_time(problem: Json, solution: Json) -> None:
    problem["thresholds"]["box_ride_time"] = 1


def pot_to_plate(problem: Json, solution: Json) -> None:
    wave = wave_named(problem, a_round(solution)["wave"])
    wave["cooked"] -= FAR


def kitchen_portions(problem: Json, solution: Json) -> None:
    wave_named(problem, solution["meals"][0]["supply"].rpartition("/")[0])["portions"] = 0


def kitchen_diet(problem: Json, solution: Json) -> None:
    """The kitchen that cooks for the first guest no longer cooks her diet."""
    wave, _, diet = solution["meals"][0]["supply"].rpartition("/")
    kitchen = next(one for one in problem["kitchens"] if any(of["key"] == wave for of in one["waves"]))
    del kitchen["diets"][diet]


def zone_seats(problem: Json, solution: Json) -> None:
    her_zone(problem, solution)["seats"] = 0


def staff_ratio(problem: Json, solution: Json) -> None:
    """Nobody is left who looks after the first guest."""
    guest = a_guest(problem, solution)
    duties, facility = solution["duties"], her_zone(problem, solution)["facility"]
    looks_after = next(duty for duty in duties if (duty["place"], duty["day"]) == (facility, guest["day"]))
    duties.remove(looks_after)


def opening_hours(problem: Json, solution: Json) -> None:
    del her_zone(problem, solution)["open"][str(a_guest(problem, solution)["day"])]


def distance(problem: Json, solution: Json) -> None:
    """The room that was given is another one than wished, and lies beyond the horizon."""
    a_guest(problem, solution)["facility"] = "elsewhere"
    here = her_zone(problem, solution)["facility"]
    next(point for point in problem["points"] if point["key"] == here)["latitude"] += 1


def located(problem: Json, solution: Json) -> None:
    a_visit(problem, solution)[1]["place"] = None


def not_planned(problem: Json, solution: Json) -> None:
    """A meal is lost: neither planned nor listed."""
    del solution["meals"][-1]


def frozen(problem: Json, solution: Json) -> None:
    """The plan may only begin once a day has gone by."""
    day = min(routes["day"] for routes in solution["routes"])
    for unit in problem["units"]:
        unit["begins"] = (day + 1) * 1440


TAMPERS: tuple[Tamper, ...] = (
    staff_available,
    skill,
    certificate_valid,
    excluded_pair,
    same_sex,
    volunteer_low_risk,
    time_window,
    no_overlap_with_travel,
    two_at_once,
    order_and_gap,
    with_the_meal,
    shift_span,
    break_taken,
    visits_a_day,
    elder_in_one_place,
    daily_hours,
    weekly_hours,
    monthly_overtime,
    weekly_rest_day,
    rest_between_shifts,
    consecutive_days,
    consecutive_nights,
    pinned,
    frozen,
    vehicle_boxes,
    box_ride_time,
    pot_to_plate,
    kitchen_portions,
    kitchen_diet,
    zone_seats,
    staff_ratio,
    opening_hours,
    distance,
    located,
    not_planned,
)
