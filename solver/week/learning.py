"""Lessons: a unit's roster made again with what its routes taught, kept only when it comes out cheaper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from solver.result import Result
from solver.rostering.index import Index
from solver.rostering.problem import AnnouncedShift, RosterProblem
from solver.rostering.score import score, total
from solver.rostering.solution import Duty, RosterSolution
from solver.rostering.solve import solve as solve_roster
from solver.visits.solution import VisitsSolution
from solver.week.feedback import Floors, floors_for, mendable
from solver.week.making import REACH, Making, WalkKey
from solver.week.problem import Unit, WeekProblem
from solver.week.roster import roster_problem
from solver.week.trial import price
from solver.week.walking import asked, onward

LESSONS = 4
"""How often the rosters may be made again with what the routes have taught."""
LEARNED = 0.5
"""How long a day whose shifts have changed is walked on: about as long as at first, for they are weighed by it."""
MORE_HEADS = (3, 1)
"""How many people more than there are a lesson asks for at most in any half-hour, and how many after one that asked for
too much: a day can only be helped by the others as far as these can spare."""
MORE_HEADS_TOLD = (1, 3)
"""Where people know their shifts, one more first: every one that changes has its price."""
LEFT_ALONE = {"changed_after_publish": 4}
"""What it costs a lesson to change what nobody was told yet, or what has to make way for visits left open: far less."""

Lesson = Callable[[RosterProblem, Result[RosterSolution] | None], RosterProblem]
"""The roster that is asked for and the one there is → the roster to make."""
Walks = dict[WalkKey, Result[VisitsSolution]]


def learn(making: Making) -> None:
    """Rosters of units with open visits are made again with more people where those were; kept when cheaper.

    What people were told gives way only for what the lessons leave open, and where it did, they come once more.
    """
    pupils = [Pupil(unit, making.days[unit.key]) for unit in making.problem.units]
    _take_lessons(making, pupils)
    _take_lessons(making, _make_way(making, [pupil for pupil in pupils if pupil.may_learn(making.problem, making)]))


def _take_lessons(making: Making, pupils: Sequence["Pupil"]) -> None:
    for _ in range(LESSONS):
        pupils = [pupil for pupil in pupils if not making.over and pupil.raise_floors(making.problem, making)]
        if not pupils:
            return
        _teach(making, pupils, as_it_stands, 0.03)
        for pupil in pupils:
            pupil.keep_if_cheaper(making)


def _make_way(making: Making, pupils: Sequence["Pupil"]) -> list["Pupil"]:
    """Where announced shifts leave visits open, a roster that hardly minds them is tried; those who keep it."""
    told = [pupil for pupil in pupils if not making.over and was_told(pupil.roster_asked(making.problem))]
    for pupil in told:
        pupil.remember(making)
    if told:
        _teach(making, told, as_if_untold, 0.1)
    return [Pupil(pupil.unit, pupil.days) for pupil in told if pupil.keep_if_cheaper(making)]


def _teach(making: Making, pupils: Sequence["Pupil"], lesson_of: Lesson, share: float) -> None:
    rosters = [pupil.roster_asked(making.problem) for pupil in pupils]
    lessons = [
        lesson_of(roster, making.rosters.get((pupil.key, "visiting")))
        for pupil, roster in zip(pupils, rosters, strict=True)
    ]
    parts = [
        making.part(("roster", pupil.key, "visiting"), solve_roster, lesson, share)
        for pupil, lesson in zip(pupils, lessons, strict=True)
    ]
    learned = making.run("rosters", parts, making.nearer(REACH["lessons"]))
    for pupil, roster, found in zip(pupils, rosters, learned, strict=True):
        making.rosters[pupil.key, "visiting"] = as_asked(roster, found)
    _walk_again(making, [(pupil.key, day) for pupil in pupils for day in pupil.days_changed(making)])


def _walk_again(making: Making, keys: Sequence[WalkKey]) -> None:
    days = asked(making, keys, making.chosen)
    again = [onward(making, key, walk, LEARNED) for key, walk in days.items() if walk.stops]
    found = making.run("routes", again, making.nearer(REACH["lessons"]))
    making.walks = {key: walk for key, walk in making.walks.items() if key not in days}
    making.walks |= dict(zip((key for key, walk in days.items() if walk.stops), found, strict=True))


@dataclass
class Pupil:
    """A unit, the floors it has learned, and its plan before the last lesson."""

    unit: Unit
    days: Mapping[str, tuple[int, ...]]
    floors: Floors = field(default_factory=dict)
    modesty: int = 0
    """How many lessons came out dearer; the next one asks for another number of people more."""
    _before: Floors = field(default_factory=dict)
    _roster: Result[RosterSolution] | None = None
    _walks: Walks = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.unit.key

    def roster_asked(self, problem: WeekProblem) -> RosterProblem:
        """Of those who visit, with the floors learned so far."""
        return roster_problem(problem, self.unit, "visiting", self.days, self.floors)

    def raise_floors(self, problem: WeekProblem, making: Making) -> bool:
        """Learn from the visits still open; False when there is nothing (more) to learn."""
        if self.modesty >= len(MORE_HEADS):
            return False
        told = any(person.employee.announced is not None for person in self.unit.people)
        most = (MORE_HEADS_TOLD if told else MORE_HEADS)[self.modesty]
        raised = floors_for(problem, self.unit, making.duties, making.visits_open(self.key), self.floors, most)
        self.remember(making)
        learned = raised != self.floors and self._roster is not None
        self._before, self.floors = self.floors, raised
        return learned

    def may_learn(self, problem: WeekProblem, making: Making) -> bool:
        """Whether a visit is open that another roster could let be made."""
        return any(mendable(problem, self.unit, making.visits_open(self.key)))

    def remember(self, making: Making) -> None:
        """Its plan as it is now, before the next lesson."""
        self._roster = making.rosters.get((self.key, "visiting"))
        self._walks = self._own_walks(making)

    def days_changed(self, making: Making) -> list[int]:
        """Days on which somebody else visits, or the same people at other hours."""
        before, after = _duties(self._roster), _duties(making.rosters[self.key, "visiting"])
        return sorted({duty.day for duty in before ^ after})

    def keep_if_cheaper(self, making: Making) -> bool:
        """Leave the new plan in place when it costs less, else put the old one back."""
        now = price(self._own_walks(making).values(), making.rosters[self.key, "visiting"])
        if now < price(self._walks.values(), self._roster):
            return True
        if self._roster is not None:
            making.rosters[self.key, "visiting"] = self._roster
        making.walks |= self._walks
        self.floors, self.modesty = self._before, self.modesty + 1
        return False

    def _own_walks(self, making: Making) -> Walks:
        return {key: walk for key, walk in making.walks.items() if key[0] == self.key}


def as_it_stands(asked: RosterProblem, roster: Result[RosterSolution] | None) -> RosterProblem:
    """The lesson starts from the roster so far and leaves alone what nobody asks to change, as if it were announced."""
    hers: dict[str, list[AnnouncedShift]] = {}
    for duty in sorted(_duties(roster), key=lambda duty: (duty.employee, duty.day)):
        hers.setdefault(duty.employee, []).append(AnnouncedShift(duty.day, duty.shift, duty.place, duty.cover))
    employees = tuple(replace(one, announced=tuple(hers.get(one.key, ()))) for one in asked.employees)
    weights = asked.weights if was_told(asked) else {**asked.weights, **LEFT_ALONE}
    return replace(asked, employees=employees, weights=weights)


def as_if_untold(asked: RosterProblem, roster: Result[RosterSolution] | None) -> RosterProblem:
    """The lesson starts anew: what people were told gives way to visits that would stay open."""
    del roster
    return replace(asked, weights={**asked.weights, **LEFT_ALONE})


def was_told(asked: RosterProblem) -> bool:
    """Whether somebody knows her shifts already."""
    return any(one.announced is not None for one in asked.employees)


def as_asked(asked: RosterProblem, found: Result[RosterSolution]) -> Result[RosterSolution]:
    """What the roster costs without the price for leaving things alone."""
    matches = score(Index.of(asked), found.solution.duties)
    return replace(found, matches=tuple(matches), cost=total(matches), bound=0, proven=False)


def _duties(roster: Result[RosterSolution] | None) -> set[Duty]:
    return set(roster.solution.duties) if roster else set()
