"""From the arrays of the search back to keys: who brings what on which round."""

from solver.meals.arrays import Arrays
from solver.meals.problem import RoundsProblem
from solver.meals.schedule import rounds_of
from solver.meals.solution import Round
from solver.meals.tours import Tours


def read_out(problem: RoundsProblem, arrays: Arrays, tours: Tours) -> tuple[Round, ...]:
    """The rounds with the minutes at which the search lets them leave."""
    trips: dict[str, list[list[str]]] = {}
    leaving: dict[str, list[int]] = {}
    for at, carrier in enumerate(problem.carriers):
        first = at * arrays.most_trips
        slots = range(first, first + int(tours.trips[at]))
        brought = (tours.drops[slot, : tours.size[slot]].tolist() for slot in slots)
        trips[carrier.key] = [[problem.drops[drop].key for drop in drops] for drops in brought]
        leaving[carrier.key] = [int(tours.leaves[slot]) for slot in slots]
    return rounds_of(problem, trips, leaving)
