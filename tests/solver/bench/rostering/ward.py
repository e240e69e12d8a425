"""A ward of four for two weeks in the public text format, invented here, and random small wards."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from hypothesis import strategies as st

from solver.bench.rostering.format import Cover, Person, Request, Shift, Wards

TEXT = """# a ward
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
A,E=14|N=2,4800,3360,5,2,2,1
B,E=14|N=14,4800,3360,5,2,2,1
C,E=14|N=0,4800,3360,5,2,2,2
D,E=14|N=14,4800,3360,5,2,2,1

SECTION_DAYS_OFF
A,3
B,9,10

SECTION_SHIFT_ON_REQUESTS
A,5,E,4
D,1,N,2

SECTION_SHIFT_OFF_REQUESTS
C,6,E,3

SECTION_COVER
""" + "".join(f"{day},E,1,100,1\n{day},N,1,100,1\n" for day in range(14))

Rows = dict[str, list[str]]
"""Person → her shift of each day, or an empty string."""
FEW = st.integers(0, 3)
LENGTHS = st.sampled_from([360, 480, 600])


@st.composite
def staffed(draw: st.DrawFn) -> tuple[Wards, Rows]:
    """Two to five people, a week or two, one to three shifts; and rosters that keep all their limits, mostly barely."""
    days, shifts = draw(st.sampled_from([7, 14])), draw(shift_tables(3))
    rows = {name: draw(rows_of(days, shifts)) for name in "ABCDE"[: draw(st.integers(2, 5))]}
    people = {name: draw(around(row, shifts)) for name, row in rows.items()}
    return draw(wards_of(days, shifts, people)), rows


@st.composite
def alone(draw: st.DrawFn) -> Wards:
    """One person for a week at most with limits as they come: often she has no roster."""
    days, shifts = draw(st.integers(5, 7)), draw(shift_tables(2))
    least, shortest = draw(st.integers(0, 6)) * 360, draw(st.integers(1, 3))
    person = Person(
        most_of={shift: draw(st.integers(0, 7)) for shift in shifts},
        max_minutes=least + draw(st.integers(0, 3)) * 240,
        min_minutes=least,
        max_run=shortest + draw(FEW),
        min_run=shortest,
        min_free=draw(st.integers(1, 3)),
        max_weekends=draw(st.integers(0, 1)),
        free_days=draw(st.frozensets(st.integers(0, days - 1), max_size=3)),
    )
    return draw(wards_of(days, shifts, {"A": person}))


@st.composite
def shift_tables(draw: st.DrawFn, most: int) -> dict[str, Shift]:
    names = "END"[: draw(st.integers(1, most))]
    return {name: Shift(draw(LENGTHS), draw(st.frozensets(st.sampled_from(names), max_size=1))) for name in names}


@st.composite
def rows_of(draw: st.DrawFn, days: int, shifts: Mapping[str, Shift]) -> list[str]:
    """Whatever shifts may follow one another."""
    row: list[str] = []
    for wish in draw(st.lists(st.sampled_from(["", *shifts, *shifts]), min_size=days, max_size=days)):
        row.append("" if row and row[-1] and wish in shifts[row[-1]].not_before else wish)
    return row


@st.composite
def around(draw: st.DrawFn, row: Sequence[str], shifts: Mapping[str, Shift]) -> Person:
    """Somebody who may work this roster, and hardly any other where nothing is added to it."""
    runs = [(works, len(list(days))) for works, days in groupby(map(bool, row))]
    work, free = ([length for worked, length in runs[1:-1] if worked == works] for works in (True, False))
    longest = max((length for worked, length in runs if worked), default=1)
    minutes = sum(shifts[shift].minutes for shift in row if shift)
    weekends = sum(any(row[saturday : saturday + 2]) for saturday in range(5, len(row), 7))
    return Person(
        most_of={shift: row.count(shift) + draw(FEW) for shift in shifts},
        max_minutes=minutes + 240 * draw(FEW),
        min_minutes=max(0, minutes - 240 * draw(FEW)),
        max_run=longest + draw(FEW),
        min_run=max(1, min([*work, longest]) - draw(FEW)),
        min_free=max(1, min([*free, 3]) - draw(FEW)),
        max_weekends=weekends + draw(st.integers(0, 1)),
        free_days=draw(st.frozensets(st.sampled_from([day for day, shift in enumerate(row) if not shift] or [-1])))
        - {-1},
    )


@st.composite
def wards_of(draw: st.DrawFn, days: int, shifts: Mapping[str, Shift], people: Mapping[str, Person]) -> Wards:
    """With requests, also such as contradict one another, and cover for some shifts of some days."""
    day, weight = st.integers(0, days - 1), st.integers(1, 9)
    requests = st.lists(
        st.builds(Request, st.sampled_from([*people]), day, st.sampled_from([*shifts]), weight), max_size=6
    )
    wanted = st.builds(Cover, FEW, st.sampled_from([0, 20, 100]), st.sampled_from([0, 1, 20]))
    cover = draw(st.dictionaries(st.tuples(day, st.sampled_from([*shifts])), wanted, max_size=2 * days))
    return Wards(days, shifts, people, draw(requests), draw(requests), cover)
