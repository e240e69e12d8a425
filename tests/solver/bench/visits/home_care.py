"""A small home care instance in both public formats, and as the reader must understand it."""

import json

from hypothesis import strategies as st

from solver.bench.visits.format import HomeCare, Patient

WAYS = ((0.0, 3.5, 4.0), (3.5, 0.0, 5.0), (4.0, 5.0, 0.0))

PROBLEM = HomeCare(
    patients=(Patient((1,), (10.0,), 5.0, 60.0), Patient((0, 2), (20.0, 15.0), 30.0, 90.0, (5.0, 40.0))),
    abilities=(frozenset({0, 1}), frozenset({1, 2})),
    distance=WAYS,
)

TEXT = """nbNodes
4
nbVehi
2
nbServi
3
r
1 1 1
0 1 0
1 0 1
1 1 1
DS
2
a
1  1  0
0  1  1
x
0 1 2 0
y
0 3 4 0
d
0.0 3.5 4.0 0.0
3.5 0.0 5.0 3.5
4.0 5.0 0.0 4.0
0.0 3.5 4.0 0.0
p
0.0 0.0 0.0
0.0 0.0 0.0
0.0 10.0 0.0
0.0 10.0 0.0
20.0 0.0 15.0
20.0 0.0 15.0
0.0 0.0 0.0
0.0 0.0 0.0
mind
0 0 5 0
maxd
0 0 40 0
e
0 5 30 0
l
600 60 90 600
"""

JSON = json.dumps(
    {
        "services": [{"id": "s1"}, {"id": "s2", "default_duration": 10}, {"id": "s3"}],
        "caregivers": [{"id": "c1", "abilities": ["s1", "s2"]}, {"id": "c2", "abilities": ["s2", "s3"]}],
        "patients": [
            {"id": "p1", "required_caregivers": [{"service": "s2"}], "time_window": [5, 60.9999]},
            {
                "id": "p2",
                "required_caregivers": [{"service": "s1", "duration": 20}, {"service": "s3", "duration": 15}],
                "synchronization": {"type": "sequential", "distance": [5, 40]},
                "time_window": [30, 90],
            },
        ],
        "distances": WAYS,
    }
)


@st.composite
def problems(draw: st.DrawFn) -> HomeCare:
    patients = []
    for _ in range(draw(st.integers(1, 8))):
        services = draw(st.sampled_from([(0,), (1,), (2,), (0, 1), (1, 2)]))
        earliest = draw(st.integers(0, 200))
        shortest, longest = sorted((draw(st.integers(0, 60)), draw(st.integers(0, 60))))
        minutes = tuple(float(draw(st.integers(5, 30))) for _ in services)
        gap = draw(st.sampled_from([(0.0, 0.0), (float(shortest), float(longest))]))
        patients.append(Patient(services, minutes, float(earliest), float(earliest + 60), gap))
    corners = st.tuples(st.integers(0, 40), st.integers(0, 40))
    places = [draw(corners) for _ in range(len(patients) + 1)]
    ways = tuple(tuple(((x - u) ** 2 + (y - v) ** 2) ** 0.5 for u, v in places) for x, y in places)
    return HomeCare(tuple(patients), (frozenset({0, 1}), frozenset({1, 2}), frozenset({0, 2})), ways)
