"""What a planned week breaks, covers, leaves open and lets elders meet, from the document alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.result import Breach, Match, cost_by_rule
from solver.week.check import check as breaches_of
from solver.week.check import coverage
from solver.week.faces import Faces, faces_of
from solver.week.outranked import Outranked, outranked
from solver.week.problem import WeekProblem, occurrence
from solver.week.solution import WeekSolution


@dataclass(frozen=True, slots=True)
class Verdict:
    """Planned and needed by kind, needs open by priority class, and who was left out for a lower class."""

    breaches: tuple[Breach, ...]
    coverage: Mapping[str, tuple[int, int]]
    open_by_class: Mapping[int, int]
    faces: Faces
    outranked: tuple[Outranked, ...]

    def facts(self) -> dict[str, float]:
        """As numbers with names."""
        shares = {f"{kind}_covered": _share(*counts) for kind, counts in self.coverage.items()}
        left = {f"open_class_{number}": float(count) for number, count in sorted(self.open_by_class.items())}
        return {
            "violations": len(self.breaches),
            **shares,
            **left,
            "steady_elders": _share(self.faces.steady, self.faces.visited),
            "familiar_visits": _share(self.faces.familiar, self.faces.visits),
            "outranked": len(self.outranked),
            "left_out": sum(self.open_by_class.values()),
        }


def check(problem: WeekProblem, solution: WeekSolution) -> Verdict:
    """Whoever solved it: nothing here knows how."""
    elders = {occurrence(need, day): need.elder for unit in problem.units for need in unit.visits for day in need.days}
    return Verdict(
        breaches=tuple(breaches_of(problem, solution)),
        coverage=coverage(problem, solution),
        open_by_class=Counter(need.priority_class for need in solution.not_planned),
        faces=faces_of((elders[part.stop], part.carer) for routes in solution.routes for part in routes.assignments),
        outranked=tuple(outranked(problem, solution)),
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """What is planned, and what is left open, which would hide everything else."""

    planned: int
    left_open: int


def cost_of(matches: Iterable[Match]) -> Cost:
    """Without the demand curve's price: it guesses what the routes then show."""
    prices = cost_by_rule(matches)
    left_open = prices.pop("not_planned", 0)
    prices.pop("demand_curve", 0)
    return Cost(sum(prices.values()), left_open)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
