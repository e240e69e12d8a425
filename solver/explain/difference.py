"""What tells one plan from another of the same week, rule by rule."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What a rule costs in either plan."""

    rule: str
    before: int
    after: int

    @property
    def more(self) -> int:
        """Above 0 where the second plan is the worse one."""
        return self.after - self.before


def difference(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[RuleChange, ...]:
    """The rules that do not cost the same, the largest difference first; what a plan lacks costs it nothing."""
    changes = (RuleChange(rule, before.get(rule, 0), after.get(rule, 0)) for rule in {**before, **after})
    return tuple(sorted((one for one in changes if one.more), key=lambda one: (-abs(one.more), one.rule)))
