"""Write the migration that the models ask for, against PostgreSQL: python -m tests.house.revision "what changes".

`--again` writes the newest revision anew, for as long as nobody has migrated by it.
"""

import argparse
import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from eldercare.db import migrate
from tests.postgres import database, server

TOP = Path(__file__).parents[2]


def main() -> None:
    asked = _asked()
    config = Config(TOP / "alembic.ini")
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    number = int(head or 0) + 1
    if asked.again and head:
        number = int(head)
        Path(scripts.get_revision(head).path).unlink()
    with server() as server_url, database(server_url) as url:
        asyncio.run(migrate(url))
        config.cmd_opts = argparse.Namespace(x=[f"database={url}"])
        command.revision(config, asked.message, autogenerate=True, rev_id=f"{number:04}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message")
    parser.add_argument("--again", action="store_true", help="replace the newest revision instead of adding one")
    return parser.parse_args()


if __name__ == "__main__":
    main()
