"""What a roster breaks and costs by the benchmark's rules, counted from the instance alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from solver.bench.rostering.format import Person, Wards


@dataclass(frozen=True, slots=True)
class Verdict:
    """Breaches as rule and person; costs as the benchmark counts them."""

    breaches: tuple[tuple[str, str], ...]
    requests: int
    cover: int

    @property
    def cost(self) -> int:
        return self.requests + self.cover


def check(wards: Wards, rosters: Mapping[str, Sequence[str]]) -> Verdict:
    """`rosters` names every person's shift of each day, or an empty string."""
    breaches: list[tuple[str, str]] = []
    for name, person in wards.people.items():
        row = rosters[name]
        if len(row) != wards.days:
            breaches.append(("one_row", name))
            continue
        breaches += [(rule, name) for rule, broken in _rules(wards, person, row).items() if broken]
    on = sum(one.weight for one in wards.on if (one.day, one.shift) not in enumerate(rosters[one.person]))
    off = sum(one.weight for one in wards.off if (one.day, one.shift) in enumerate(rosters[one.person]))
    return Verdict(tuple(breaches), on + off, _cover(wards, rosters))


def _rules(wards: Wards, person: Person, row: Sequence[str]) -> dict[str, bool]:
    counts = Counter(shift for shift in row if shift)
    minutes = sum(wards.shifts[shift].minutes * times for shift, times in counts.items())
    runs = _runs(row)
    inner = runs[1:-1]
    return {
        "follows": any(now and then in wards.shifts[now].not_before for now, then in pairwise(row)),
        "most_of": any(times > person.most_of.get(shift, wards.days) for shift, times in counts.items()),
        "minutes": not person.min_minutes <= minutes <= person.max_minutes,
        "max_run": any(works and length > person.max_run for works, length in runs),
        "min_run": any(works and length < person.min_run for works, length in inner),
        "min_free": any(not works and length < person.min_free for works, length in inner),
        "weekends": sum(bool(row[day] or row[day + 1]) for day in range(5, wards.days - 1, 7)) > person.max_weekends,
        "free_day": any(row[day] for day in person.free_days),
    }


def _runs(row: Sequence[str]) -> list[tuple[bool, int]]:
    return [(works, len(list(days))) for works, days in groupby(bool(shift) for shift in row)]


def _cover(wards: Wards, rosters: Mapping[str, Sequence[str]]) -> int:
    have = Counter((day, shift) for row in rosters.values() for day, shift in enumerate(row))
    cost = 0
    for place, wanted in wards.cover.items():
        missing = wanted.need - have[place]
        cost += max(missing, 0) * wanted.under + max(-missing, 0) * wanted.over
    return cost
