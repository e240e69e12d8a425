"""The shared cast, on one engine after the other."""

import pytest

from tests.cast import Cast, cast


@pytest.fixture
async def people(database: str) -> Cast:
    return await cast(database)
