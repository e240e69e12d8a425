"""Whatever can be wrong with a workbook has a sentence, whose facts are those of the fault."""

import re
from pathlib import Path

import pytest

from eldercare import exchange
from web import messages
from web.messages.books import BOOK_CODES

RAISED = re.compile(r'(?:Refused|Stale|Bad|Unfit|faults\.add)\(\s*"(\w+)"(?! if)')
CHOSEN = re.compile(
    r'"(book_\w+|parent_(?:needed|unwanted|not_above)|tree_ring|below_too_high|key_taken|outside_scope|leave_there|days_taken\w*|\w+_needed)"'
)
YIELDED = re.compile(r'yield .*"(\w+)", \{|InOrder\("\w+", "\w+", "(\w+)"')
OTHERS = {"nothing_to_export"}


def codes() -> set[str]:
    """Every code that the source of `eldercare.exchange` names."""
    found: set[str] = set()
    for file in Path(next(iter(exchange.__path__))).rglob("*.py"):
        text = file.read_text("utf-8")
        found |= {*RAISED.findall(text), *CHOSEN.findall(text)}
        found |= {code for pair in YIELDED.findall(text) for code in pair if code}
    return found - OTHERS


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) > 40
    assert codes() <= set(messages.CODES)


@pytest.mark.parametrize("code", sorted(BOOK_CODES))
def test_every_sentence_can_be_filled(code: str) -> None:
    assert "%(" not in messages.say(code)
