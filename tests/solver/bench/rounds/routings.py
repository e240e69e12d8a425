"""Small routing instances: files as published, and problems drawn by hypothesis with every rule in them."""

import numpy as np
from hypothesis import strategies as st

from solver.bench.rounds.format import EVER, Routing, Vehicles

SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      3         4          6          0        50          2
    2      0         7          6         10        60          2
    3      3         0          4         20        90          2
"""
UCHOA = """NAME : tiny
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 3 4
3 0 7
4 3 0
DEMAND_SECTION
1 0
2 6
3 6
4 4
DEPOT_SECTION
1
-1
EOF
"""
LUNCH = """{
"elders": [{"lat": 31.3, "lon": 121.4, "x": 0, "y": 0, "boxes": 1, "diet": 0, "tw": [0, 60]}],
"kitchens": [{"lat": 31.2, "lon": 121.4, "x": 0, "y": 0, "diets": [0], "cap": 9}],
"fleet": [{"kitchen": 0, "type": "bike", "wave": 0, "num": 1}]
}"""


@st.composite
def routings(draw: st.DrawFn) -> Routing:
    """Two depots, two modes, windows, a longest tour, a vehicle that may not serve all, and little in one depot."""
    stops = draw(st.integers(1, 6))
    at = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=stops + 2, max_size=stops + 2))
    points = np.array(at)
    ways = np.abs(points[:, None] - points[None]).sum(-1)
    few = st.integers(1, 3)
    firsts = draw(st.lists(st.integers(0, 60), min_size=stops, max_size=stops))
    lasting = draw(st.lists(st.integers(0, 80), min_size=stops, max_size=stops))
    may = tuple(draw(st.lists(st.booleans(), min_size=stops, max_size=stops)))
    return Routing(
        ways=np.stack([ways, 2 * ways]),
        tolls=np.stack([3 * ways, ways]),
        amounts=tuple(draw(st.lists(few, min_size=stops, max_size=stops))),
        minutes=tuple(draw(st.lists(st.integers(0, 5), min_size=stops, max_size=stops))),
        firsts=tuple(firsts),
        dues=tuple(first + length for first, length in zip(firsts, lasting, strict=True)),
        prices=tuple(draw(st.lists(st.integers(100, 900), min_size=stops, max_size=stops))),
        rooms=(draw(st.integers(2, 6)), 99),
        vehicles=(
            Vehicles(0, 0, 5, 0, 200, 2, longest=90, hire=7),
            Vehicles(1, 1, 4, 20, 150, 1, longest=EVER, hire=0, may=may),
        ),
        xy=tuple((float(x), float(y)) for x, y in at),
    )
