"""Few faces, counted."""

from solver.week.faces import Faces, faces_of


def test_two_carers_are_few_and_three_are_not() -> None:
    parts = [("sun", "lin"), ("sun", "lin"), ("sun", "he"), ("zhou", "lin"), ("zhou", "he"), ("zhou", "wu")]
    assert faces_of(parts) == Faces(steady=1, visited=2, familiar=5, visits=6)


def test_sums_of_streets() -> None:
    assert faces_of([("sun", "lin")]) + faces_of([("zhou", "he")]) == Faces(2, 2, 2, 2)


def test_nobody_visited() -> None:
    assert faces_of([]) == Faces(0, 0)
