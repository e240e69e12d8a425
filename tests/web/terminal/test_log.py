"""The log tells where a fault lies, and neither what was typed nor a line that somebody made up."""

import io
import logging

import pytest
from tortoise.exceptions import ValidationError

from eldercare.people.models import Staff
from tests.cast import Cast
from web.terminal.log import Discreet

TYPED = "周桂英\n2026-11-27 ERROR root all is lost" * 3


@pytest.fixture
def kept() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(kept: io.StringIO) -> logging.Logger:
    made, handler = logging.Logger("test"), logging.StreamHandler(kept)
    handler.setFormatter(Discreet("%(levelname)s %(name)s %(message)s"))
    made.addHandler(handler)
    return made


async def test_a_column_that_takes_no_more_tells_where_and_not_what(
    people: Cast, log: logging.Logger, kept: io.StringIO
) -> None:
    with pytest.raises(ValidationError, match="周桂英") as raised:
        await Staff.filter(name=TYPED)
    log.error("%s %r failed", "POST", "/staff/new", exc_info=raised.value)
    lines = kept.getvalue().splitlines()
    assert lines[0] == "ERROR test POST '/staff/new' failed"
    assert lines[-1] == f"tortoise.exceptions.ValidationError: name: Length of … {len(TYPED)} > 60"
    assert any(line.startswith('  File "') and "test_log.py" in line for line in lines)
    assert "周桂英" not in kept.getvalue()
    assert "all is lost" not in kept.getvalue()


def test_what_an_exception_came_from_is_told_before_it(log: logging.Logger, kept: io.StringIO) -> None:
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise KeyError("周'桂\"英") from error
    except KeyError:
        log.exception("fault")
    words = [line for line in kept.getvalue().splitlines() if line.startswith("builtins.")]
    assert words == ["builtins.ValueError: invalid literal for int() with base 10: …", "builtins.KeyError: …"]


def test_nothing_in_a_message_begins_a_line(log: logging.Logger, kept: io.StringIO) -> None:
    log.warning("run %s could not be renewed: %s", "r", "a\nb\r\x1b[31m\u2028c\x00\ud800")
    assert kept.getvalue() == "WARNING test run r could not be renewed: a\\nb\\r\\x1b[31m\\u2028c\\x00\\ud800\n"
