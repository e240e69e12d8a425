"""The same engine with ten times the effort: what it finds is the best known of weeks, which nobody else solves."""

from solver.bench.week.family import solve_long

PEERS = {"ten_times": solve_long}
