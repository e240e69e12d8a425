"""One cooling of every worker until the budget is spent; the best plan of all counts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from solver.budget import Budget, Stopwatch
from solver.meals.engine.anneal import DEAR_FIRST, anneal, recreate
from solver.meals.engine.board import Board, Draft, board_of
from solver.meals.engine.rounds import Rounds, copy_of, no_rounds
from solver.visits.chance import chance_of
