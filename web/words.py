"""The words for what the tables hold as keys (tiers, jobs, diets …), and a row's name in the reader's language."""

from typing import Protocol

from eldercare.hierarchy.models import Zone
from eldercare.people.models import Elder, Gender
from eldercare.people.names import surname
from web.i18n import gettext, language
from web.vocabulary import WORDS


class Named(Protocol):
    """A row with a name, and one in English where somebody gave it."""

    name: str
    name_en: str
    phone: str


def name(row: object) -> str:
    """The row's English name for an English reader, if there is one."""
    english = str(getattr(row, "name_en", ""))
    return english if english and language() == "en" else str(getattr(row, "name", ""))


def zone(row: Zone) -> str:
    """Its facility, with which it comes, and what it is called there: many are called alike."""
    return f"{name(row.facility)} · {name(row)}"


def of(kind: str, value: object) -> str:
    """The word for `value` of a kind, such as `of("tier", "station")`; the key itself where none is known."""
    key = "" if value is None else str(value)
    return gettext(WORDS[kind][key]) if key in WORDS[kind] else key


def options(kind: str) -> list[tuple[str, str]]:
    """Key and word of every value of a kind, for a list to choose from."""
    return [(key, gettext(word)) for key, word in WORDS[kind].items()]


def called(elder: Elder) -> str:
    """周奶奶 · Ms 周"""
    if elder.gender == Gender.FEMALE:
        return gettext("Ms %(surname)s", surname=surname(elder.name))
    return gettext("Mr %(surname)s", surname=surname(elder.name))


def share(planned: int, needed: int) -> str:
    """99 % as far as it goes: never rounded up to a hundred while something is missing."""
    if planned >= needed or needed <= 0:
        return "100"
    tenths = planned * 1000 // needed
    return f"{tenths / 10:.1f}".removesuffix(".0")
