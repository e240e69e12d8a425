"""`eldercare template -o BOOK.xlsx`"""

from pathlib import Path

import click

from eldercare.exchange.template import write_template
from web.i18n import gettext as _
from web.terminal.commands import purpose
from web.terminal.frame import a_book, say


@click.command("template", help=purpose("template"))
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), required=True, help=_("The file to write."))
def command(path: Path) -> None:
    write_template(a_book(path))
    say(_("Written: %(path)s", path=path))
