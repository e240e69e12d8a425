"""Every family's search, compiled once and kept on disk: neither a bench nor a test waits for it afterwards."""

from solver.bench.__main__ import FAMILIES
from solver.bench.family import family_of

if __name__ == "__main__":
    for name in FAMILIES:
        family_of(name).warm_up()
