"""What hangs together: a problem falls into parts that have nothing in common."""

from collections.abc import Hashable, Iterable, Sequence


def groups(touched: Sequence[Iterable[Hashable]]) -> list[list[int]]:
    """Numbers of things by group, in the order of their first ones: who touches the same is in one group."""
    leader = list(range(len(touched)))

    def head(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    first: dict[Hashable, int] = {}
    for number, keys in enumerate(touched):
        for key in keys:
            one, other = sorted((head(first.setdefault(key, number)), head(number)))
            leader[other] = one
    found: dict[int, list[int]] = {}
    for number in range(len(touched)):
        found.setdefault(head(number), []).append(number)
    return list(found.values())
