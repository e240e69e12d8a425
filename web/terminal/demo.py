"""`eldercare demo`"""

import secrets
import sys
from contextlib import nullcontext
from dataclasses import asdict, replace

import click

from eldercare import clock
from eldercare.auth.accounts import demo_accounts
from eldercare.auth.models import Account, Role
from eldercare.db import connected, migrate
from eldercare.demo.scale import Scale
from eldercare.demo.show import Shown, Wish, show
from eldercare.demo.state import may_be_replaced
from eldercare.errors import Refused
from eldercare.settings import settings
from web import messages, words
from web.i18n import gettext
from web.i18n import gettext as _
from web.messages.phases import phase_name
from web.nav import ROLE_NAMES
from web.terminal.commands import purpose
from web.terminal.frame import PATIENCE, SEED, Report, database_option, emit, json_option, progress, say, whole
from web.terminal.plan import tell
from web.terminal.serve import bound, serve


@click.command("demo", help=purpose("demo"))
@click.option("--scale", type=click.Choice([scale.value for scale in Scale]), default=Scale.DISTRICT.value)
@click.option("--seed", type=SEED, default=0, help=_("The same seed gives the same district."))
@click.option("--shortage", is_flag=True, help=_("Too few carers, portions and seats, on purpose."))
@click.option("--no-serve", is_flag=True, help=_("Only make the district and its plans."))
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: settings().workers, help=_("Solving processes."))
@click.option("--again", is_flag=True, help=_("Replace a demo in which somebody has changed something."))
@click.option("--password", help=_("The password of every demo account; invented when not given."))
@click.option("--port", type=click.IntRange(0, 65535), default=lambda: settings().port)
@database_option
@json_option
def command(
    scale: str,
    seed: int,
    shortage: bool,
    no_serve: bool,
    again: bool,
    workers: int,
    password: str | None,
    port: int,
    database: str,
    as_json: bool,
) -> None:
    wish = Wish(
        scale=Scale(scale),
        seed=seed,
        monday=clock.monday_of(clock.today()),
        shortage=shortage,
        solvers=workers,
        memory_mb=settings().worker_memory_mb,
        password=password or secrets.token_urlsafe(9),
        again=again,
    )
    with nullcontext() if no_serve else bound(settings().host, port) as door:
        _make(database, wish, as_json)
        if door:
            serve(database, door)


def _make(database: str, wish: Wish, as_json: bool) -> None:
    whole(migrate(database))
    again = wish.again or whole(_agreed(database, asking=not as_json and sys.stdin.isatty()))
    with progress(_("Demo district")) as report:
        shown, accounts = whole(_made(database, replace(wish, again=again), report))
    if as_json:
        facts = {"scale": wish.scale.value, "seed": wish.seed, "shortage": wish.shortage}
        emit({**facts, **asdict(shown.counts), "plan": shown.coming})
        return
    say(_("This week, published:"))
    tell(shown.present)
    say(_("Next week, a draft:"))
    tell(shown.coming)
    _sign_ins(accounts, wish.password)


async def _agreed(database: str, *, asking: bool) -> bool:
    """Whether what people have changed in the demo may go: asked where somebody can answer, Refused elsewhere."""
    async with connected(database, patience=PATIENCE):
        try:
            await may_be_replaced(again=False)
        except Refused as refused:
            if refused.code != "demo_in_use" or not asking:
                raise
            click.confirm(messages.words(refused) + " " + _("Replace it all the same?"), abort=True, err=True)
            return True
    return False


async def _made(database: str, wish: Wish, report: Report) -> tuple[Shown, list[Account]]:
    async with connected(database, patience=PATIENCE):
        shown = await show(wish, lambda phase, done, total: report(phase_name(phase), done, max(total, 1)))
        return shown, await demo_accounts()


def _sign_ins(accounts: list[Account], password: str) -> None:
    """One sign-in a line, with the place or the job behind it."""
    say(_("Sign in with the password %(password)s as", password=password))
    for account in accounts:
        behind = words.name(account.facility) if account.facility else ""
        role = words.of("job", account.staff.job) if account.staff else gettext(ROLE_NAMES[Role(account.role)])
        say(f"  {account.login:<20} {role}{' · ' + behind if behind else ''}")
