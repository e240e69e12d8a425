"""Minutes from door to door between place keys, by mode."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MODES = ("walk", "ebike", "bus", "car")


class Travel:
    """`minutes[mode]` is an n × n int32 matrix over `places`; raises ValueError when shapes disagree."""

    __slots__ = ("_index", "minutes", "places")

    def __init__(self, places: Sequence[str], minutes: Mapping[str, NDArray[np.int32]]) -> None:
        self.places = tuple(places)
        self.minutes = dict(minutes)
        self._index = {place: at for at, place in enumerate(self.places)}
        size = len(self.places)
        if len(self._index) != size:
            raise ValueError("a place stands twice")
        for mode, matrix in self.minutes.items():
            if matrix.shape != (size, size):
                raise ValueError(f"{mode}: {matrix.shape} for {size} places")
            if size and int(matrix.min()) < 0:
                raise ValueError(f"{mode}: negative minutes")

    def index(self, place: str) -> int:
        """Row and column of a place."""
        return self._index[place]

    def between(self, mode: str, start: str, end: str) -> int:
        """Minutes from `start` to `end`."""
        return int(self.minutes[mode][self._index[start], self._index[end]])

    def among(self, places: Sequence[str], modes: Sequence[str] | None = None) -> "Travel":
        """The same minutes for a few of the places, each once, in the order given."""
        chosen = tuple(dict.fromkeys(places))
        rows = np.array([self._index[place] for place in chosen], dtype=np.intp)
        wanted = modes if modes is not None else tuple(self.minutes)
        return Travel(chosen, {mode: self.minutes[mode][np.ix_(rows, rows)] for mode in wanted})
