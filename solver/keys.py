"""Keys by which the parts of a problem are told apart."""

from collections import Counter
from collections.abc import Iterable


def refuse_repeated(what: str, keys: Iterable[str]) -> None:
    """Raises ValueError that names the first key which stands more than once among those of `what`."""
    for key, times in Counter(keys).items():
        if times > 1:
            raise ValueError(f"{what} {key}: the key stands twice; give each {what} one of its own")
