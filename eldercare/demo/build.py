"""A demo database: a whole invented district written in one transaction."""

from collections.abc import Iterator
from datetime import date

from eldercare.audit import trail
from eldercare.auth import passwords
from eldercare.care.catalogue import seed_catalogue
from eldercare.db import write
from eldercare.demo.district import District, counts, district
from eldercare.demo.scale import SIZES, Counts, Scale, Size
from eldercare.demo.state import MAKING, make_room
from eldercare.demo.write import OnProgress, write_districts
from eldercare.rulebook.seed import seed_holidays, seed_rules
from eldercare.shifts.catalogue import seed_shift_types


def _quietly(table: str, done: int, total: int) -> None:
    del table, done, total


async def build(
    scale: Scale,
    seed: int,
    monday: date,
    password: str,
    shortage: bool = False,
    on_progress: OnProgress = _quietly,
    *,
    again: bool = False,
    size: Size | None = None,
) -> Counts:
    """Fill the connected database with the district of `seed` as it stands in the week of `monday`.

    `size` is another than the scale's own. A demo database is emptied first, `again` even where people have changed
    something since (else Refused("demo_in_use")); any other with rows in it is Refused("not_a_demo_database").
    `password` is that of every demo account. All or nothing.
    """
    districts = list(_districts(size or SIZES[scale], seed, monday, shortage))
    password_hash = await passwords.hashed(password)
    async with write():
        await make_room(again=again)
        await seed_rules()
        await seed_holidays([monday.year, monday.year + 1])
        await seed_catalogue()
        await seed_shift_types()
        await write_districts(districts, password_hash, on_progress)
        facts: dict[str, object] = {"scale": scale, "seed": seed, "shortage": shortage}
        await trail.record(MAKING, "demo.build", "database", scale, after=facts)
    return counts(districts)


def _districts(size: Size, seed: int, monday: date, shortage: bool) -> Iterator[District]:
    for number in range(1, size.districts + 1):
        yield district(size, seed, monday, shortage, number)
