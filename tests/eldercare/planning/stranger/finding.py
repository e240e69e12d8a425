"""Where in a plan a value stands that can be tampered with."""

from collections.abc import Callable

from tests.eldercare.planning.stranger.book import Json


def needs_of(problem: Json, kind: str) -> list[Json]:
    return [need for unit in problem["units"] for need in unit[kind]]


def person_of(problem: Json, key: str) -> Json:
    person: Json = next(one for one in needs_of(problem, "people") if one["employee"]["key"] == key)
    return person


def employee_of(problem: Json, key: str) -> Json:
    employee: Json = person_of(problem, key)["employee"]
    return employee


def a_visit(
    problem: Json, solution: Json, wanted: Callable[[Json, Json], bool] = lambda part, need: True
) -> tuple[Json, Json]:
    """The first assignment of this kind, with its need."""
    needs = {need["key"]: need for need in needs_of(problem, "visits")}
    parts = [part for routes in solution["routes"] for part in routes["assignments"]]
    pairs = [(part, needs[part["stop"].rpartition("@")[0]]) for part in parts]
    return next((part, need) for part, need in pairs if wanted(part, need))


def goes_on(solution: Json, part: Json) -> bool:
    """Whether she has another service on the same day after this one."""
    parts = [other for routes in solution["routes"] for other in routes["assignments"]]
    same = [other for other in parts if other["carer"] == part["carer"]]
    return any(other["start"] // 1440 == part["start"] // 1440 and other["order"] > part["order"] for other in same)


def shift_of(problem: Json, solution: Json, part: Json) -> Json:
    """The shift that an assignment falls in."""
    day = part["start"] // 1440
    duty = next(one for one in solution["duties"] if (one["employee"], one["day"]) == (part["carer"], day))
    shift: Json = next(one for one in problem["shifts"] if one["type"]["key"] == duty["shift"])
    return shift


def a_round(solution: Json) -> Json:
    one: Json = next(one for rounds in solution["rounds"] for one in rounds["rounds"] if one["vehicle"])
    return one


def wave_named(problem: Json, key: str) -> Json:
    wave: Json = next(wave for kitchen in problem["kitchens"] for wave in kitchen["waves"] if wave["key"] == key)
    return wave


def a_guest(problem: Json, solution: Json) -> Json:
    """The need of the first guest who has a seat."""
    return next(need for need in needs_of(problem, "seats") if need["key"] == solution["seats"][0]["request"])


def her_zone(problem: Json, solution: Json) -> Json:
    """Her room."""
    key = solution["seats"][0]["supply"].rsplit("@", 2)[0]
    zone: Json = next(zone for zone in problem["zones"] if zone["key"] == key)
    return zone
