"""The reader's language: which one, and words in it. Sources are English; `web/locales` holds the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SOURCE = "en"
LANGUAGES = {"zh_Hans": "zh-Hans", "en": "en"}
"""Each language with its tag for `<html lang>`."""
LOCALES = Path(__file__).parent / "locales"

_language: ContextVar[str] = ContextVar("language", default="zh_Hans")


def use(language: str) -> None:
    """From here on, words of this request are in `language`."""
    _language.set(language if language in LANGUAGES else SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it words are in `language`, after it as before."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> str:
    """The language of this request."""
    return _language.get()


def locale() -> Locale:
    """Babel's view of it."""
    return Locale.parse(language())


def tag() -> str:
    """The language as `<html lang>` wants it."""
    return LANGUAGES[language()]


def name_of(code: str) -> str:
    """A language's own name for itself."""
    return str(Locale(Locale.parse(code).language).get_display_name(Locale.parse(code)))


def known(code: str | None) -> str | None:
    """The language of ours that a code such as `zh-CN`, `en_GB.UTF-8` or `zh_Hans` asks for."""
    if not code:
        return None
    plain = code.partition(".")[0].replace("-", "_")
    if plain in LANGUAGES:
        return plain
    return {"zh": "zh_Hans", "en": "en"}.get(plain.partition("_")[0].lower())


def accepted(header: str) -> str | None:
    """The best of an Accept-Language header."""
    asked = [part.partition(";")[0].strip() for part in header.split(",")]
    return negotiate_locale([code for code in map(known, asked) if code], list(LANGUAGES))


def gettext(message: str, **facts: Any) -> str:
    """The message in the reader's language, its `%(name)s` filled."""
    text = _catalogue(language()).gettext(message)
    return text % facts if facts else text


def ngettext(singular: str, plural: str, number: int, **facts: Any) -> str:
    """The message in the form that `number` takes."""
    return form(singular, plural, number) % {"num": number, **facts}


def form(singular: str, plural: str, number: int) -> str:
    """The form that `number` takes, not filled yet: Jinja fills it."""
    return _catalogue(language()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """The message in one of its meanings."""
    return _catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext tools look for
    """Mark a message for the catalogue where it stands in a table; `gettext` it where it is shown."""
    return message


@cache
def _catalogue(code: str) -> NullTranslations:
    """Read straight from the .po, so that nothing has to be compiled."""
    source = LOCALES / code / "LC_MESSAGES" / "messages.po"
    if code == SOURCE or not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)
