"""`eldercare template -o BOOK.xlsx`"""

from pathlib import Path

import click

from eldercare.exchange.template import write_template
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import a_book, emit, json_option, no_database, say


@click.command("template", help=purpose("template"))
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), required=True, help=_("The file to write."))
@no_database
@json_option
def command(path: Path, as_json: bool) -> None:
    write_template(a_book(path))
    if as_json:
        emit({"template": {"path": str(path)}})
    else:
        say(_("Written: %(path)s", path=path))
