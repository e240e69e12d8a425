"""What click says by itself, in the reader's language: it asks Python's gettext, which does not know our catalogue."""

from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types

from web.i18n import N_, gettext

MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)
WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("(dynamic)"),
    N_("required"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Choose from:\n\t{choices}"),
    N_("Option {name!r} does not take a value."),
    N_("Option {name!r} requires an argument."),
    N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"),
    N_("Did you mean {possibility}?"),
    N_("(Did you mean one of: {possibilities}?)"),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
)
"""Those that a caller of ours can meet; any other stays English."""


def speak() -> None:
    """From here on click uses our catalogue."""
    for module in MODULES:
        for name, ours in (("_", gettext), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, ours)


def _counted(singular: str, plural: str, number: int) -> str:
    """Click fills the sentence itself, and none of ours counts beyond one and many."""
    return gettext(singular if number == 1 else plural)
