"""Telephone numbers: whether somebody could dial it."""

import re

FEWEST, MOST = 3, 15
"""Digits: of an emergency number, and by ITU-T E.164."""
NUMBER = re.compile(r"(?P<number>\+?[0-9 ()（）-]+)((转|[#x]|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)


def is_phone(text: str) -> bool:
    """Digits with spaces, hyphens or brackets between them, a country code before and an extension behind."""
    found = NUMBER.fullmatch(text.strip())
    return found is not None and FEWEST <= sum(letter.isdecimal() for letter in found["number"]) <= MOST
