"""What counts as a telephone number."""

import pytest

from eldercare.people.phones import is_phone


@pytest.mark.parametrize(
    "text",
    ["120", "13900000001", "190 0000 0009", "0731-5550100", "(0731) 5550100", "+86 731 5550100", "0731-5550100转12"],
)
def test_somebody_could_dial_it(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["", "12", "abc不是电话", "139x", "+", "1" * 16, "0731-555 at night", "一三九"])
def test_nobody_could_dial_it(text: str) -> None:
    assert not is_phone(text)
