"""What a place costs a promise, told by rule."""

from solver.places.problem import Option


def option_of(supply: str, way: int, loan: int, unlike: int = 0) -> Option:
    """All three in hundred metres of way; `unlike` is the price of not being as people were told."""
    by_rule = (("loan_from_other_centre", loan), ("changed_after_publish", unlike))
    return Option(supply, way + loan + unlike, tuple((rule, cost) for rule, cost in by_rule if cost))
