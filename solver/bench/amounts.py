"""Words of a command as amounts, refused with what to give instead."""

import argparse
import math


def amount(word: str) -> float:
    """Seconds or effort: above 0 and finite. Raises ArgumentTypeError."""
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{word!r} is no amount; give a number above 0, such as 0.5 or 60")
    return number


def count(word: str) -> int:
    """At least 1, and whole. Raises ArgumentTypeError."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no count; give a whole number from 1, such as 2")
    return int(word)
