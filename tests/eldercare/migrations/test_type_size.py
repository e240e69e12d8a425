"""0003 takes along how large somebody reads: down to before it, and up again."""

from argparse import Namespace
from asyncio import to_thread
from pathlib import Path

from alembic import command
from alembic.config import Config

from eldercare import db
from eldercare.auth.models import Account
from tests.cast import cast

INI = Path(__file__).parents[3] / "alembic.ini"


async def test_large_stays_large_and_relatives_keep_what_they_were_shown(database_url: str) -> None:
    async with db.connected(database_url):
        await cast()
        await Account.filter(login="chen").update(type_size="largest")
        await Account.filter(login="daughter").update(type_size="normal")
    config = Config(INI, cmd_opts=Namespace(x=[f"database={database_url}"]))
    await to_thread(command.downgrade, config, "0002")
    await to_thread(command.upgrade, config, "head")
    async with db.connected(database_url):
        sizes = dict(await Account.all().values_list("login", "type_size"))
    assert (sizes["chen"], sizes["daughter"], sizes["shen"]) == ("large", "large", "normal")
