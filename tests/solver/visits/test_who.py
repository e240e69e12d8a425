"""Who may come to each part of a stop and what each costs: told for all at once as they are told one by one."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.rules import RULES
from solver.visits.eligible import eligible
from solver.visits.problem import AnnouncedVisit, Carer, Stop, VisitsProblem
from solver.visits.who import costs_of_carers, dear_last, let_through, untold

from .small import carer, day, stop

PEOPLE = ("lin", "hua", "mei", "zhou")
SOME = st.frozensets(st.sampled_from((*PEOPLE, "gone")), max_size=3)
TOLD = st.sampled_from([frozenset(pair) for size in range(3) for pair in combinations((*PEOPLE, "gone"), size)])
SKILL = st.sampled_from([None, "wash", "feed"])
PRICES = {"new_face": 7, "few_faces": 11, "designated_carer": 13, "changed_after_publish": 17}


@st.composite
def _carer(draw: st.DrawFn, key: str) -> Carer:
    skills = st.sampled_from([frozenset[str](), frozenset({"wash"}), frozenset({"wash", "feed"})])
    sex, low_risk = draw(st.sampled_from("fm")), draw(st.booleans())
    return carer(key, gender=sex, skills=draw(skills), expired=draw(skills), low_risk_only=low_risk)


@st.composite
def _stop(draw: st.DrawFn, number: int) -> Stop:
    carers = draw(st.integers(1, 2))
    pinned = frozenset(draw(st.sampled_from([(), PEOPLE[:1], PEOPLE[1:3]]))[:carers])
    told = draw(st.none() | st.builds(AnnouncedVisit, st.just(600), TOLD))
    return stop(
        f"visit{number}",
        carers=carers,
        skill=draw(SKILL),
        gender=draw(st.sampled_from([None, "f", "m"])),
        excluded=draw(SOME),
        low_risk=draw(st.booleans()),
        pinned_carers=pinned,
        faces=draw(SOME),
        regulars=draw(SOME),
        designated=draw(SOME),
        announced=told,
    )


@st.composite
def _days(draw: st.DrawFn) -> VisitsProblem:
    who = draw(st.sampled_from([PEOPLE[:number] for number in range(1, 5)]))
    return day([draw(_carer(key)) for key in who], [draw(_stop(at)) for at in range(draw(st.integers(0, 5)))])


def _cost(one: Stop, role: int, who: Carer) -> int:
    cost = PRICES["new_face"] * (bool(one.known) and who.key not in one.known)
    cost += PRICES["few_faces"] * (bool(one.regulars) and who.key not in one.regulars)
    cost -= PRICES["designated_carer"] * (who.key in one.designated)
    cost += PRICES["designated_carer"] * (role == 0) * min(one.carers, len(one.designated))
    return cost + PRICES["changed_after_publish"] * (one.announced is not None and who.key not in one.announced.carers)


@given(_days())
@settings(max_examples=300)
def test_all_at_once_is_as_one_by_one(problem: VisitsProblem) -> None:
    assert PRICES.keys() <= RULES.keys()
    problem = replace(problem, weights=PRICES)
    parts = [(one, role) for one in problem.stops for role in range(one.carers)]
    may, costs = let_through(problem, parts), costs_of_carers(problem, parts)
    assert may.tolist() == [[eligible(one, who, role) for who in problem.carers] for one, role in parts]
    assert costs.tolist() == [[_cost(one, role, who) for who in problem.carers] for one, role in parts]
    at, able = dear_last(may, costs)
    assert [able[at[part] : at[part + 1]].tolist() for part in range(len(parts))] == [
        sorted((who for who in range(len(problem.carers)) if may[part, who]), key=lambda who: int(costs[part, who]))
        for part in range(len(parts))
    ]
    assert untold(problem, parts).tolist() == [
        [one.announced is not None and who.key not in one.announced.carers for who in problem.carers]
        for one, _ in parts
    ]
