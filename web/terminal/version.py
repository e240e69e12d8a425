"""`eldercare version`"""

import platform
from importlib.metadata import version

import click

from web.terminal.commands import purpose
from web.terminal.frame import emit, json_option, no_database, say

TOLD = ("litestar", "tortoise-orm", "ortools", "alembic")


@click.command("version", help=purpose("version"))
@no_database
@json_option
def command(as_json: bool) -> None:
    told = {"eldercare": version("eldercare"), "python": platform.python_version()} | {
        name: version(name) for name in TOLD
    }
    if as_json:
        emit(told)
    else:
        say("\n".join(f"{name} {number}" for name, number in told.items()))
