"""The frame of every command: which there are, in which language they speak, how a fault is told."""

import itertools
import logging
import os
import sys
from importlib import import_module
from keyword import iskeyword

import click
from pydantic import ValidationError

from eldercare.errors import Invalid, Refused
from eldercare.settings import settings
from web import i18n, messages
from web.i18n import gettext as _
from web.terminal import click_words, exits, frame, log
from web.terminal.commands import HELP, purpose

MOST_FAULTS = 50


class Commands(click.Group):
    """Commands that are imported only when asked for, so that `version` need not wait for the solver."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in HELP:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = import_module(f"web.terminal.{module}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, purpose(name)) for name in HELP])


def main(arguments: list[str] | None = None) -> None:
    """Run the command that the arguments name and leave with its exit code."""
    log.keep()
    os.environ["PYTHONSAFEPATH"] = "1"  # processes of ours look for no modules in the folder where somebody stands
    i18n.use(_language())
    click_words.speak()
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    group = Commands(
        "eldercare",
        help=_("Plans a district's week of care, meals and shifts, and serves its pages."),
        params=[
            click.Option(["--database"], metavar="URL", expose_value=True, help=_("For the command that follows."))
        ],
        callback=lambda database: None,
    )
    frame.begin()
    try:
        _refuse_no_text(arguments)
        return group.main(arguments, prog_name="eldercare", standalone_mode=False) or exits.OK
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.OK
    except (Exception, KeyboardInterrupt) as error:
        sentence, code = _worded(error)
        click.echo(sentence, err=True)
        if _wants_json(arguments) and frame.nothing_emitted():
            frame.emit({"error": _object(error, sentence, code)})
        return code


def _refuse_no_text(arguments: list[str]) -> None:
    """No row, file of ours or message can be called by bytes that are no text."""
    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:
        raise click.UsageError(_("One of the arguments is not UTF-8 text.")) from error


def _wants_json(arguments: list[str]) -> bool:
    return "--json" in itertools.takewhile(lambda argument: argument != "--", arguments)


def _object(error: BaseException, sentence: str, code: int) -> dict[str, object]:
    """What went wrong, for a program: by code where the refusal has one."""
    kinds = {exits.USAGE: "usage", exits.CANCELLED: "stopped", exits.INTERNAL: "internal"}
    told = error.code if isinstance(error, Refused) else kinds.get(code, "refused")
    return {"code": told, "facts": error.facts if isinstance(error, Refused) else {}, "words": sentence, "exit": code}


def _worded(error: BaseException) -> tuple[str, int]:
    """What to tell the person about an error, and the exit code."""
    match error:
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else "eldercare"
            told = error.format_message() + " " + _("See: %(command)s --help", command=where), exits.USAGE
        case click.ClickException():
            told = error.format_message(), exits.REFUSED
        case click.Abort() | KeyboardInterrupt():
            told = _("Stopped. Only what was finished before is kept."), exits.CANCELLED
        case ValidationError():
            names = ", ".join(f"ELDERCARE_{'_'.join(map(str, fault['loc'])).upper()}" for fault in error.errors())
            told = _("A setting has a value that makes no sense: %(names)s. Correct it.", names=names), exits.USAGE
        case Refused():
            told = _refused(error), _exit_of(error.code)
        case _:
            told = _broken(error), exits.INTERNAL
    return told


def _refused(refused: Refused) -> str:
    lines = [messages.words(refused)]
    if isinstance(refused, Invalid):
        lines += [messages.place_and_words(fault) for fault in refused.faults[:MOST_FAULTS]]
        if len(refused.faults) > MOST_FAULTS:
            lines.append(_("… and %(count)d more.", count=len(refused.faults) - MOST_FAULTS))
    return "\n".join(lines)


ENDS = {"plan_breaks_rules": exits.BREAKS, "run_stopped": exits.CANCELLED}
"""Exit codes of refusals that have one of their own."""


def _exit_of(code: str) -> int:
    if code in ENDS:
        return ENDS[code]
    return exits.DATABASE if code.startswith("database_") else exits.REFUSED


def _broken(error: BaseException) -> str:
    """One sentence for the person; where the fault is to be looked for only on request."""
    if os.environ.get("ELDERCARE_TRACEBACK"):
        logging.getLogger("eldercare").error("fault", exc_info=error)
    kind = type(error).__name__
    return _("A fault of ours (%(kind)s). Call again with ELDERCARE_TRACEBACK=1 and report what it says.", kind=kind)


def _language() -> str:
    """The language of the terminal: ELDERCARE_LANGUAGE, else the system's, else the house's."""
    for name in ("ELDERCARE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = os.environ.get(name, "")
        if found := i18n.known(asked):
            return found
        if asked.partition(".")[0] in ("C", "POSIX"):
            return i18n.SOURCE
    return settings().language
