"""Random numbers whose whole state is one array, so that a search can stop and go on, the same on every machine."""

import numpy as np
from numpy.typing import NDArray

from solver.compiled import inner

Chance = NDArray[np.uint64]


def chance_of(seed: int) -> Chance:
    """The state for a seed; any integer will do."""
    return np.array([np.random.SeedSequence(abs(seed)).generate_state(1, np.uint64)[0] | np.uint64(1)], dtype=np.uint64)


@inner
def next_bits(chance: Chance) -> np.uint64:
    """xorshift64* (Vigna 2016)."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    bits: np.uint64 = x * np.uint64(2685821657736338717)
    return bits


@inner
def fraction(chance: Chance) -> float:
    """Evenly in [0, 1)."""
    return (next_bits(chance) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inner
def below(chance: Chance, limit: int) -> int:
    """Evenly in 0..limit-1."""
    return int(fraction(chance) * limit)
