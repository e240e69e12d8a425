"""How one part is searched: at once a sound start, then covers, the whole model, and pieces of it."""

from solver.budget import Stopwatch
from solver.rostering.fill import Sheet, fill, keep_announced, keep_pins, without_pinned_days
from solver.rostering.fill_curves import fill_curves
from solver.rostering.index import Index
from solver.rostering.model import Effort, Found, RosterModel
from solver.rostering.neighbourhoods import Neighbourhoods
from solver.rostering.objective import add_cover_objective
from solver.rostering.problem import Cover, RosterProblem
from solver.rostering.score import score, total
from solver.rostering.solution import Duty

NEIGHBOURHOOD_WORK = 0.15
"""Deterministic time one neighbourhood may take."""
PATIENCE = 60
"""Neighbourhoods without a better roster after which a part is left alone."""


class PartSearch:
    """The best roster of one part so far; every call makes it better or leaves it."""

    def __init__(self, problem: RosterProblem, possible: list[Duty], seed: int) -> None:
        self._index = Index.of(problem)
        self._suited = without_pinned_days(self._index, possible)
        self._seed = seed
        sheet, self._kept = keep_pins(self._index, self._suited)
        self._pinned = frozenset(sheet.duties())
        keep_announced(self._index, sheet, self._suited)
        fill(self._index, sheet, self._suited)
        fill_curves(self._index, sheet, self._suited)
        self.best = sheet.duties()
        self.cost = self._cost(self.best)
        self.size = len(self._suited)
        self.bound = 0 if self._suited else self.cost
        self.work = 0.0
        self._model: RosterModel | None = None

    @property
    def proven(self) -> bool:
        """True when nothing cheaper exists."""
        return self.bound >= self.cost

    @property
    def open_minutes(self) -> int:
        """Minutes of missing heads."""
        return sum(match.amount for match in score(self._index, self.best) if match.rule == "not_planned")

    def search_covers(self, work: float, watch: Stopwatch) -> None:
        """Missing heads alone first; the curves get who is left."""
        if self.proven or not self.open_minutes or watch.stop():
            return
        useful = [d for d in self._suited if d in self._pinned or isinstance(self._index.targets[d.cover], Cover)]
        model = RosterModel(self._index, useful, self._kept, add_cover_objective)
        found = model.search(set(useful).intersection(self.best), self._effort(work, watch))
        self.bound = max(self.bound, found.bound)
        if found.duties is not None:
            sheet = Sheet(self._index, found.duties)
            fill_curves(self._index, sheet, self._suited)
            self._take(Found(sheet.duties(), 0, proven=False, work=found.work))

    def search_whole(self, work: float, watch: Stopwatch) -> None:
        """The whole model: proves small parts, gives a bound of the others."""
        if self.proven or watch.stop():
            return
        self._model = RosterModel(self._index, self._suited, self._kept)
        found = self._model.search(self.best, self._effort(work, watch))
        self._take(found)
        self.bound = max(self.bound, found.bound)

    def search_neighbourhoods(self, work: float, watch: Stopwatch) -> None:
        """Small pieces of the roster, one after the other, until the work is spent or nothing gets better."""
        if self.proven or self._model is None:
            return
        pieces, limit, idle = Neighbourhoods(self._suited, self._seed), self.work + work, 0
        while self.work < limit and idle < PATIENCE and not self.proven and not watch.stop():
            effort = self._effort(min(NEIGHBOURHOOD_WORK, limit - self.work), watch)
            found = self._model.search(self.best, effort, pieces.next())
            pieces.learn(proven=found.proven)
            idle = 0 if self._take(found) else idle + 1

    def _effort(self, work: float, watch: Stopwatch) -> Effort:
        return Effort(work, max(0.1, watch.left), self._seed, watch.stop)

    def _take(self, found: Found) -> bool:
        """Keep what was found when it is no worse; True when it is better."""
        self.work += found.work
        if found.duties is None:
            return False
        cost = self._cost(found.duties)
        better = cost < self.cost
        if cost <= self.cost:
            self.best, self.cost = found.duties, cost
        return better

    def _cost(self, duties: tuple[Duty, ...]) -> int:
        return total(score(self._index, duties))
