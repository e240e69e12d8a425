"""Published weeks, each planned once for all tests that look at it or go on from it: every test has a copy."""

import copy
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from eldercare import db
from eldercare.demo.scale import Scale
from eldercare.hierarchy.models import Facility
from tests import postgres
from tests.cast import Cast
from tests.eldercare.planning.week.running import running, told
from tests.replanned import settle


@pytest.fixture(scope="session")
def street_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with a tiny invented street, its week planned and published."""
    file = shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("street") / "street.sqlite3")

    async def fill() -> None:
        async with db.connected(f"sqlite://{file}"):
            await settle(Scale.TINY, 0)

    postgres.wait(fill())
    return file


@pytest.fixture
async def street(street_template: Path, tmp_path: Path) -> AsyncIterator[Facility]:
    """The centre of a tiny invented street, its week planned and published."""
    file = shutil.copyfile(street_template, tmp_path / "eldercare.sqlite3")
    async with db.connected(f"sqlite://{file}"):
        yield await Facility.get(tier="street_center")


@pytest.fixture(scope="session")
def east_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """An SQLite file with everybody, the week of the east planned and published."""
    file = shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("east") / "east.sqlite3")

    async def fill() -> Cast:
        async with db.connected(f"sqlite://{file}"):
            people = await running(f"sqlite://{file}")
            await told(people)
            return people

    return file, postgres.wait(fill())


@pytest.fixture
async def east(east_template: tuple[Path, Cast], tmp_path: Path) -> AsyncIterator[Cast]:
    """Everybody, with the week of the east published on Sunday."""
    template, people = east_template
    file = shutil.copyfile(template, tmp_path / "eldercare.sqlite3")
    async with db.connected(f"sqlite://{file}"):
        yield copy.deepcopy(people)
