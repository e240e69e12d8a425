"""`eldercare check`: does this installation stand?"""

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta

import click

from eldercare import clock
from eldercare.auth.models import Account
from eldercare.connection import place_of
from eldercare.db import connected
from eldercare.errors import Refused
from eldercare.rulebook.models import Holiday, RuleValue
from web import messages
from web.assets import STATIC
from web.i18n import gettext as _
from web.terminal import exits
from web.terminal.commands import purpose
from web.terminal.frame import database_option, emit, json_option, needs_current, say

WEEKS_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is empty when it is well. A warning may wait: it does not fail the check."""

    about: str
    remedy: str = ""
    warning: bool = False


@click.command("check", help=purpose("check"))
@json_option
@database_option
def command(as_json: bool, database: str) -> int:
    findings, code = asyncio.run(_findings(database))
    if as_json:
        emit({"ok": code == exits.OK, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            say(f"{_mark(finding)} {finding.about}{': ' + finding.remedy if finding.remedy else ''}")
    return code


def _mark(finding: Finding) -> str:
    if not finding.remedy:
        return "✓"
    return "·" if finding.warning else "!"


async def _findings(database: str) -> tuple[list[Finding], int]:
    found = [_front_end()]
    about = _("Database %(place)s", place=place_of(database).name)
    try:
        await needs_current(database)
        async with connected(database):
            found += [Finding(about), await _accounts(), await _rules(), await _holidays()]
    except Refused as refused:
        return [*found, Finding(about, messages.words(refused))], exits.DATABASE
    return found, exits.REFUSED if any(_fails(finding) for finding in found) else exits.OK


def _fails(finding: Finding) -> bool:
    return bool(finding.remedy) and not finding.warning


def _front_end() -> Finding:
    built = (STATIC / "manifest.json").exists()
    return Finding(_("Front end"), "" if built else _("It is not built. Install the wheel, or run: make setup"))


async def _accounts() -> Finding:
    some = await Account.exists(disabled_at=None)
    return Finding(_("Accounts"), "" if some else _("Nobody can sign in. Run: eldercare user add"))


async def _rules() -> Finding:
    some = await RuleValue.exists()
    return Finding(_("Rule table"), "" if some else _("It is empty. Import a workbook or make a demo district."))


async def _holidays() -> Finding:
    """Every year that plans soon reach into has its calendar, and not only a provisional one."""
    years = {(clock.today() + timedelta(weeks=weeks)).year for weeks in (0, WEEKS_AHEAD)}
    days = await Holiday.all()
    missing = sorted(years - {holiday.day.year for holiday in days})
    if missing:
        listed = ", ".join(map(str, missing))
        return Finding(_("Holidays"), _("The calendar for %(years)s is not loaded. Enter it.", years=listed))
    unsure = sorted(years & {holiday.day.year for holiday in days if holiday.provisional})
    listed = ", ".join(map(str, unsure))
    remedy = (
        _("The calendar for %(years)s is provisional. Check it against the notice.", years=listed) if unsure else ""
    )
    return Finding(_("Holidays"), remedy, warning=bool(unsure))
