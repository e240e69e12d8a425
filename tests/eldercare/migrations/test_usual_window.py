"""0006 gives the services that are there when they are usually done, as a new database has it."""

from argparse import Namespace
from asyncio import to_thread
from pathlib import Path

from alembic import command
from alembic.config import Config

from eldercare import db
from eldercare.care.catalogue import seed_catalogue
from eldercare.care.models import ServiceType

INI = Path(__file__).parents[3] / "alembic.ini"
USUAL = ("key", "usual_earliest", "usual_latest", "usual_weekdays", "usual_times")


async def test_services_that_were_there_are_as_those_of_a_new_database(database_url: str) -> None:
    async with db.connected(database_url):
        await seed_catalogue()
        await ServiceType.create(
            key="own", service_group="comfort", name="自定", name_en="Own", shortest_minutes=10, usual_minutes=20,
            longest_minutes=30, priority_class=4,
        )  # fmt: skip
        made = await ServiceType.all().order_by("key").values_list(*USUAL)
    config = Config(INI, cmd_opts=Namespace(x=[f"database={database_url}"]))
    await to_thread(command.downgrade, config, "0005")
    await to_thread(command.upgrade, config, "head")
    async with db.connected(database_url):
        assert await ServiceType.all().order_by("key").values_list(*USUAL) == made
