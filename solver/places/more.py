"""How much more there would have to be for those who wait. Arithmetic: whoever has a place keeps it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from solver.places.problem import Limit, Request
from solver.result import Fact

HER_OWN = "elder_in_one_place"
"""The rule of a limit for one elder alone: no more of anything gives her two places at once."""


def more_needed(
    waiting: Iterable[Request],
    draws: Mapping[str, tuple[str, ...]],
    limits: Mapping[str, Limit],
    taken: Mapping[str, int],
) -> dict[str, dict[str, Fact]]:
    """By request: `more_<rule>`, the units by which a limit of that rule has to grow for her and for all who wait for
    the same, and `more_<rule>_at`, which limit that is.

    The most urgent first, each where the fewest limits run over, of these where it costs least and then where least
    is lacking. Nothing of who could be given a place nowhere, however much there were.
    """
    wanted, given = Counter(taken), {}
    for request in sorted(waiting, key=lambda request: request.priority_class):
        if (supply := _least(request, draws, limits, wanted)) is not None:
            given[request.key] = supply
            wanted.update({key: limits[key].units(request) for key in draws[supply]})
    lacking = {key: wanted[key] - limit.capacity for key, limit in limits.items() if wanted[key] > limit.capacity}
    return {
        key: _facts([one for one in draws[supply] if one in lacking], limits, lacking) for key, supply in given.items()
    }


def _least(
    request: Request, draws: Mapping[str, tuple[str, ...]], limits: Mapping[str, Limit], wanted: Mapping[str, int]
) -> str | None:
    """The supply at which least is lacking; None where another of her own places stands in the way of each."""
    ways = []
    for option in request.options:
        beyond = {
            key: wanted.get(key, 0) + limits[key].units(request) - limits[key].capacity for key in draws[option.supply]
        }
        over = [key for key, units in beyond.items() if units > 0]
        if all(limits[key].rule != HER_OWN for key in over):
            ways.append((len(over), option.cost, max(beyond.values(), default=0), option.supply))
    return min(ways)[-1] if ways else None


def _facts(over: Iterable[str], limits: Mapping[str, Limit], lacking: Mapping[str, int]) -> dict[str, Fact]:
    """Of several limits of one rule that which lacks most: stretches of one day."""
    facts: dict[str, Fact] = {}
    for key in sorted(over, key=lambda key: lacking[key]):
        facts |= {f"more_{limits[key].rule}": lacking[key], f"more_{limits[key].rule}_at": key}
    return facts
