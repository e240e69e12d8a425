"""How far a run is, for those who may not speak to the solver themselves."""

from solver.budget import Progress

__all__ = ["Progress"]
