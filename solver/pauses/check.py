"""break_taken, found from plain data without the search."""

from collections.abc import Iterator

from solver.pauses.problem import Member, PausesProblem
from solver.pauses.solution import PausesSolution
from solver.result import Breach, Fact


def check(problem: PausesProblem, solution: PausesSolution) -> list[Breach]:
    """Every member takes her pause once, whole, within its bounds and her duty, and is not busy meanwhile.

    Keys are the members'. Wants are no rules: how many are needed at a place is checked where it is asked for.
    """
    starts: dict[str, list[int]] = {member.key: [] for member in problem.members}
    breaches = []
    for pause in solution.pauses:
        if pause.member in starts:
            starts[pause.member].append(pause.start)
        else:
            breaches.append(Breach("break_taken", pause.member, {"known": False}))
    for member in problem.members:
        breaches += _break_taken(member, starts[member.key])
    return breaches


def _break_taken(member: Member, starts: list[int]) -> Iterator[Breach]:
    facts: dict[str, Fact] = {"minutes": member.minutes, "earliest": member.first, "latest": member.last}
    if len(starts) != (member.minutes > 0):
        yield Breach("break_taken", member.key, {**facts, "taken": len(starts)})
        return
    for start in starts:
        end = start + member.minutes
        if start < member.first or end > member.last:
            yield Breach("break_taken", member.key, {**facts, "start": start})
        for begins, ends in member.busy:
            if start < ends and begins < end:
                yield Breach("break_taken", member.key, {**facts, "start": start, "busy_from": begins})
