"""Which rules about people allow a carer at a stop, one by one and in the order in which they are explained."""

from collections.abc import Callable, Mapping

from solver.visits.problem import Carer, Stop

PEOPLE_RULES: Mapping[str, Callable[[Stop, Carer], bool]] = {
    "skill": lambda stop, carer: stop.skill is None or stop.skill in carer.skills or stop.skill in carer.expired,
    "certificate_valid": lambda stop, carer: stop.skill is None or stop.skill not in carer.expired,
    "same_sex": lambda stop, carer: stop.gender is None or stop.gender == carer.gender,
    "excluded_pair": lambda stop, carer: carer.key not in stop.excluded,
    "volunteer_low_risk": lambda stop, carer: stop.low_risk or not carer.low_risk_only,
}
"""True where the rule lets the carer through."""


def eligible(stop: Stop, carer: Carer, role: int = 0) -> bool:
    """Whether every rule about people and pins lets `carer` take part `role` (0 or 1) of the stop."""
    return pinned_here(stop, carer, role) and all(allows(stop, carer) for allows in PEOPLE_RULES.values())


def asked_of_people(stop: Stop, role: int) -> tuple[object, ...]:
    """All of a part that these rules look at: of two alike they say the same."""
    pins = (stop.pinned_carers, stop.carers, role) if stop.pinned_carers else ()
    return (stop.skill, stop.gender, stop.excluded, stop.low_risk, *pins)


def pinned_here(stop: Stop, carer: Carer, role: int = 0) -> bool:
    """Pinned carers take the first roles; where one of two is pinned, anybody else takes the second."""
    if not stop.pinned_carers:
        return True
    if len(stop.pinned_carers) >= stop.carers:
        return carer.key in stop.pinned_carers
    return (carer.key in stop.pinned_carers) == (role == 0)
