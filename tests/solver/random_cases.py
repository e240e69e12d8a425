"""How many random cases a property test of the engines looks at: its own few, or as many as `make trust` asks for."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

Test = TypeVar("Test", bound=Callable[..., Any])

ASKED = int(os.environ.get("RANDOM_CASES", "0"))
"""Of every such test, other ones each time; 0: the same few on every machine."""


def random_cases(few: int) -> Callable[[Test], Test]:
    """Above `@given`: so many cases, and no look at the clock. Marks the test as one of `make trust`."""
    looks = settings(
        max_examples=ASKED or few,
        deadline=None,
        derandomize=not ASKED,
        suppress_health_check=list(HealthCheck),
    )

    def asked(test: Test) -> Test:
        marked: Test = pytest.mark.trust(looks(test))
        return marked

    return asked
