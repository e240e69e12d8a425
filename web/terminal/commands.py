"""Which commands there are and what each is for: known without importing any, for some bring the solver with them."""

from web.i18n import N_, gettext

HELP: dict[str, str] = {
    "demo": N_("Invent a district, plan this week and the next, and serve the pages."),
    "serve": N_("Serve the pages, with a worker that makes the plans."),
    "worker": N_("Make the plans that are asked for, until stopped."),
    "plan": N_("Plan a week, such as 2026-W48, for the whole district or one centre."),
    "cancel": N_("Stop the planning of a week, such as 2026-W48, whoever asked for it."),
    "publish": N_("Publish the plans on the board for a week, such as 2026-W48."),
    "import": N_("Take a filled-in workbook in: all of it, or with any fault nothing."),
    "export": N_("Write plans, or the workbook of people and places, to a file."),
    "template": N_("Write the empty workbook to fill in."),
    "user": N_("Add people who may sign in, disable them, set their passwords."),
    "migrate": N_("Bring the tables of the database up to this version, making them if there are none."),
    "check": N_("Look whether the installation stands: database, tables, rules, accounts, pages."),
    "version": N_("Which version this is and what it runs on."),
}
"""The order of the list; the module of a command is called like it."""


def purpose(command: str) -> str:
    """What it is for, in the reader's language."""
    return gettext(HELP[command])
