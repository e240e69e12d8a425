"""Facts of the trail in words."""

from web import i18n
from web.public.trail_words import lines


def test_nested_counts_stand_on_one_line_without_what_did_not_change() -> None:
    i18n.use("en")
    facts = {"number": 2, "difference": {"visits": {"added": 3, "removed": 0}, "meals": {"added": 0}}, "note": None}
    assert list(lines(facts)) == [("Version", "2"), ("Difference", "Visits added 3")]


def test_what_has_no_word_yet_is_shown_as_it_is() -> None:
    i18n.use("zh_Hans")
    assert list(lines({"odd_column": [1, 2], "has_lift": False})) == [("odd_column", "1、2"), ("有电梯", "否")]
