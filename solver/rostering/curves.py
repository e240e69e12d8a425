"""What a demand curve costs when so many people are on duty: the one place that knows it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from solver.rostering.index import Index
from solver.rostering.problem import DAY, Curve, Floor, RosterProblem, ShiftType
from solver.rostering.solution import Duty
from solver.rules import CLASS_WEIGHT

Group = tuple[str, str]
"""Place and job: the curves served by the same people."""

LEAST_URGENT = 4
SURPLUS_MINUTES = 10
"""One head too many for so many minutes weighs as much as one missing head-minute of the least urgent class."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A sum of heads that the people on duty must reach: all of a group, or those with one skill.

    `factor` grows with the urgency of the class. Only the layer of all counts a surplus. `heads` is by slot of the
    plan: minute ÷ `slot_minutes`.
    """

    key: str
    group: Group
    skill: str | None
    slot_minutes: int
    factor: int
    whole_group: bool
    heads: Mapping[int, int]
    floors: Mapping[int, tuple[Floor, ...]]

    @property
    def slots(self) -> frozenset[int]:
        """Every slot that asks for somebody."""
        return frozenset((*(slot for slot, heads in self.heads.items() if heads), *self.floors))

    def cost(self, slot: int, on_duty: int) -> int:
        """Weightless cost of a slot: convex in the missing heads to spread a shortage, small for a surplus."""
        gaps = (max(0, f.heads - on_duty) * CLASS_WEIGHT[f.priority_class] for f in self.floors.get(slot, ()))
        gap = self.slot_minutes * max(gaps, default=0)
        short = self.heads.get(slot, 0) - on_duty
        if short > 0:
            return gap + self.factor * self.slot_minutes * _triangle(short)
        return gap + (max(1, self.slot_minutes // SURPLUS_MINUTES) * _triangle(-short) if self.whole_group else 0)


def layers_of(problem: RosterProblem) -> list[Layer]:
    """One layer of all for each group, and one a skill where a group asks for several."""
    groups: dict[Group, list[Curve]] = {}
    for curve in sorted(problem.curves, key=lambda curve: (curve.skill is not None, curve.key)):
        groups.setdefault((curve.place, curve.job), []).append(curve)
    layers: list[Layer] = []
    for group, curves in sorted(groups.items()):
        layers.append(_layer(group, curves, curves[0], whole_group=True))
        if len(curves) > 1:
            layers += [_layer(group, [curve], curve, whole_group=False) for curve in curves if curve.skill is not None]
    return layers


def slots_within(layer: Layer, shift: ShiftType, day: int) -> range:
    """The slots of the plan that the shift covers from end to end (its break is not taken out)."""
    start, end = day * DAY + shift.start, day * DAY + shift.end
    return range(-(-start // layer.slot_minutes), end // layer.slot_minutes)


def counts_for(index: Index, layer: Layer, duty: Duty) -> bool:
    """True when the duty adds a head to the layer."""
    target = index.targets[duty.cover]
    if not isinstance(target, Curve) or (target.place, target.job) != layer.group:
        return False
    if layer.whole_group or layer.skill is None:
        return True
    skills = index.employees[duty.employee].skills
    return layer.skill in skills and ((last := skills[layer.skill]) is None or duty.day <= last)


def on_duty(index: Index, layer: Layer, duties: Iterable[Duty]) -> dict[int, int]:
    """People on duty for the layer, by slot of the plan."""
    heads: dict[int, int] = {}
    for duty in duties:
        if counts_for(index, layer, duty):
            for slot in slots_within(layer, index.shifts[duty.shift], duty.day):
                heads[slot] = heads.get(slot, 0) + 1
    return heads


def asked_for(index: Index) -> frozenset[tuple[str, str, int, str]]:
    """Place, job, day and shift type of every shift within which some head is needed."""
    return frozenset(
        (*layer.group, day, shift.key)
        for layer in layers_of(index.problem)
        if layer.whole_group
        for day in range(index.problem.days)
        for shift in index.problem.shift_types
        if shift.for_curves and not layer.slots.isdisjoint(slots_within(layer, shift, day))
    )


def _layer(group: Group, curves: list[Curve], named: Curve, *, whole_group: bool) -> Layer:
    heads = dict[int, int]()
    for slot, wanted in _slots(curves):
        heads[slot] = heads.get(slot, 0) + wanted
    factor = LEAST_URGENT + 1 - named.priority_class
    floors: dict[int, tuple[Floor, ...]] = {}
    for slot, floor in _floors(curves) if whole_group else ():
        floors[slot] = (*floors.get(slot, ()), floor)
    return Layer(named.key, group, named.skill, named.slot_minutes, factor, whole_group, heads, floors)


def _slots(curves: Iterable[Curve]) -> Iterator[tuple[int, int]]:
    for curve in curves:
        for (day, slot), heads in curve.heads.items():
            yield (day * DAY) // curve.slot_minutes + slot, heads


def _floors(curves: Iterable[Curve]) -> Iterator[tuple[int, Floor]]:
    for curve in curves:
        for (day, slot), floor in curve.floors.items():
            yield (day * DAY) // curve.slot_minutes + slot, floor


def _triangle(heads: int) -> int:
    return heads * (heads + 1) // 2
