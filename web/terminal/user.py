"""`eldercare user add | disable | enable | password | list`"""

import sys

import click
from tortoise.queryset import QuerySet

from eldercare.auth import accounts
from eldercare.auth.accounts import NewAccount
from eldercare.auth.models import Account, Role
from eldercare.auth.scope import Row, one
from eldercare.errors import NotFound, Refused
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Relative, Staff
from web.i18n import LANGUAGES
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, run, say

password_option = click.option(
    "--password-stdin", is_flag=True, help=_("Read the password from standard input instead of asking for it.")
)


@click.group("user", help=purpose("user"))
def command() -> None:
    pass


@command.command(
    "add", help=_("Add an account: a desk role needs --facility, a caregiver --staff, a relative --relative.")
)
@click.argument("login")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help=_("The name to show; by default that of the staff or relative."))
@click.option("--facility", metavar="KEY")
@click.option("--staff", metavar="KEY")
@click.option("--relative", metavar="KEY")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="zh_Hans")
@password_option
@database_option
def add(
    *,
    login: str,
    role: str,
    name: str,
    facility: str | None,
    staff: str | None,
    relative: str | None,
    language: str,
    password_stdin: bool,
    database: str,
) -> None:
    _belonging(Role(role), facility=facility, staff=staff, relative=relative)

    async def found() -> tuple[Facility | None, Staff | None, Relative | None]:
        return (
            await _named(Facility.all(), "--facility", facility),
            await _named(Staff.all(), "--staff", staff),
            await _named(Relative.all(), "--relative", relative),
        )

    place, worker, kin = run(database, found)
    password = _password(password_stdin)
    shown = name or (worker.name if worker else kin.name if kin else login)
    run(database, lambda: accounts.add(NewAccount(login, password, Role(role), shown, place, worker, kin, language)))
    say(_("The account %(login)s can sign in now.", login=login))


@command.command("disable", help=_("Disable an account and sign it out everywhere."))
@click.argument("login")
@database_option
def disable(login: str, database: str) -> None:
    run(database, lambda: accounts.disable(login))
    say(_("The account %(login)s is disabled and signed out everywhere.", login=login))


@command.command("enable", help=_("Let a disabled account sign in again."))
@click.argument("login")
@database_option
def enable(login: str, database: str) -> None:
    run(database, lambda: accounts.enable(login))
    say(_("The account %(login)s can sign in now.", login=login))


@command.command("password", help=_("Set a new password and sign the account out everywhere."))
@click.argument("login")
@password_option
@database_option
def password(login: str, password_stdin: bool, database: str) -> None:
    new = _password(password_stdin)
    run(database, lambda: accounts.set_password(login, new))
    say(_("The password of %(login)s was changed; it is signed out everywhere.", login=login))


@command.command("list", help=_("List the accounts."))
@json_option
@database_option
def listed(as_json: bool, database: str) -> None:
    found = run(database, lambda: Account.all().order_by("login"))
    rows = [
        {"login": one.login, "role": one.role, "name": one.display_name, "disabled": bool(one.disabled_at)}
        for one in found
    ]
    if as_json:
        emit({"accounts": rows})
    elif not rows:
        say(_("Nobody can sign in yet. Run: eldercare user add"))
    else:
        for row in rows:
            state = _("disabled") if row["disabled"] else ""
            say(f"{row['login']:<20} {row['role']:<18} {state:<10} {row['name']}")


def _belonging(role: Role, **given: str | None) -> None:
    """Before anybody thinks of a password: what the role belongs to is named."""
    option = {Role.CAREGIVER: "staff", Role.FAMILY: "relative"}.get(role, "facility")
    if not given[option]:
        raise Refused("account_needs_option", role=role.value, option=f"--{option} KEY")


async def _named(rows: QuerySet[Row], option: str, key: str | None) -> Row | None:
    if not key:
        return None
    try:
        return await one(rows, key)
    except NotFound as error:
        raise Refused("option_key_unknown", option=option, key=key) from error


def _password(from_stdin: bool) -> str:
    """Never an argument: those can be read by everybody on the machine."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused("password_without_terminal")
    answer: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True, err=True)
    return answer
