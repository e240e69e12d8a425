"""CP-SAT as every model here is searched."""

from ortools.sat.python.cp_model import CpSolver

SEEDS = 2**31
"""It takes seeds below this, while those of a budget may be any."""


def solver_of(seed: int) -> CpSolver:
    """One worker: the same search whatever else the machine does; any integer is a seed."""
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % SEEDS
    return solver
