"""When a stop may start, whoever comes."""

from solver.visits.problem import Stop


def start_spans(stop: Stop) -> list[tuple[int, int]]:
    """The minutes at which a stop may start, as closed spans: window and pin without the elder's other whereabouts.

    What helps with a meal waits for it, unless it is pinned.
    """
    spans = [(max(stop.earliest, stop.meal_at or stop.earliest), stop.latest)]
    if stop.pinned_start is not None:
        spans = [(max(stop.earliest, stop.pinned_start), min(stop.latest, stop.pinned_start))]
    for begin, end in stop.blocked:
        cut = [(low, min(high, begin - stop.minutes)) for low, high in spans]
        spans = cut + [(max(low, end), high) for low, high in spans if begin < end]
        spans = sorted({(low, high) for low, high in spans if low <= high})
    return [(low, high) for low, high in spans if low <= high]


def may_start(stop: Stop, minute: int) -> bool:
    """Whether its window, its pin and the elder's other whereabouts let a stop start at this minute."""
    return any(first <= minute <= last for first, last in start_spans(stop))
