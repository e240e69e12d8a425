"""What every district starts from: the rule table, the holidays, the skills, services and kinds of shift."""

from eldercare import clock
from eldercare.care.catalogue import seed_catalogue
from eldercare.db import write
from eldercare.rulebook.seed import seed_holidays, seed_rules
from eldercare.shifts.catalogue import seed_shift_types


async def seed_catalogues() -> None:
    """Add what is missing, for this year and the next; what somebody changed stays."""
    year = clock.today().year
    async with write():
        await seed_rules()
        await seed_holidays([year, year + 1])
        await seed_catalogue()
        await seed_shift_types()
