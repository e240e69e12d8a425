"""Forms keep what was typed and say what is wrong beside it."""

import re
from datetime import date
from enum import StrEnum

import pytest

from eldercare.errors import Fault, Invalid, Refused
from eldercare.exchange.kinds import Day
from eldercare.exchange.readings import Bad
from web import i18n
from web.forms import Form


class Colour(StrEnum):
    RED = "red"


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


def test_what_is_right_is_read() -> None:
    form = Form({"name": " Zhou ", "floor": "-2", "day": "2026-11-23", "from": "9:05", "colour": "red", "agrees": "on"})
    assert form.text("name", needed=True) == "Zhou"
    assert form.number("floor", -3, 120) == -2
    assert form.day("day") == date(2026, 11, 23)
    assert form.clock("from") == 545
    assert form.choice("colour", Colour) is Colour.RED
    assert form.ticked("agrees")
    assert (form.ok, form.status) == (True, 200)


def test_every_reason_is_told_at_once_and_the_typed_stays() -> None:
    form = Form({"floor": "high", "day": "2026-02-30", "from": "24:00", "colour": "green", "name": "x" * 300})
    assert form.number("floor", -3, 120) is None
    assert form.day("day") is None
    assert form.clock("from") is None
    assert form.choice("colour", Colour) is None
    form.text("name")
    form.text("phone", needed=True)
    assert set(form.errors) == {"floor", "day", "from", "colour", "name", "phone"}
    assert form.status == 422
    assert form.values["floor"] == "high"


def test_wide_digits_and_signs_are_read_as_plain_ones() -> None:
    form = Form(
        {
            "floor": "－２",
            "born": "２０２６年１１月２３日",
            "day": "２０２６／１１／２３",
            "from": "９：０５",
            "until": "２４：００",
        }
    )
    form.values["latitude"] = "２７．５"
    assert form.number("floor", -3, 120) == -2
    assert form.day("born") == form.day("day") == date(2026, 11, 23)
    assert (form.clock("from"), form.clock("until", end=True)) == (545, 1440)
    assert form.decimal("latitude", re.compile(r"[0-9.]+"), "no") == 27.5
    assert form.ok
    assert form.values["floor"] == "－２"


@pytest.mark.parametrize("typed", ["1e3", "٣", "99999999999", "1.5", " ", "--1", "0x10"])
def test_odd_numbers_are_refused_not_guessed(typed: str) -> None:
    form = Form({"floor": typed})
    assert form.number("floor", 0, 120) is None
    assert not form.ok


@pytest.mark.parametrize("typed", ["9" * 201, "９" * 5000])
def test_however_long_it_is_the_field_says_what_it_takes(typed: str) -> None:
    form = Form(dict.fromkeys(["floor", "latitude", "day", "from", "colour"], typed))
    form.number("floor", 0, 120)
    form.decimal("latitude", re.compile(r"[0-9]{1,3}"), "Degrees, please.")
    form.day("day")
    form.clock("from")
    form.choice("colour", Colour)
    assert form.errors == {
        "floor": "A whole number from 0 to 120, please.",
        "latitude": "Degrees, please.",
        "day": "A date such as 2026-11-23, please.",
        "from": "A time such as 09:30, please.",
        "colour": "Please choose one of the options.",
    }


def test_what_may_be_left_empty_may() -> None:
    form = Form({})
    assert form.number("floor", 0, 9, needed=False) is None
    assert form.day("day", needed=False) is None
    assert form.ok


def test_a_refusal_of_the_use_case_stands_beside_its_field_or_on_top() -> None:
    form = Form({"floor": "3"})
    form.refuse(Invalid([Fault("password_weak", field="floor"), Fault("stale", field="elsewhere")]))
    assert set(form.errors) == {"floor", ""}
    other = Form({})
    other.refuse(Refused("password_wrong"), "old")
    assert other.errors["old"].startswith("The present password is not right.")


def test_a_page_does_not_speak_of_the_workbook() -> None:
    form = Form({"place": "x"})
    form.refuse(Invalid([Fault("unknown_reference", field="place", facts={"found": "x"})]))
    assert form.errors["place"] == "“x” is not there, or not any more. Please choose again."


def test_what_is_wrong_is_read_as_nothing() -> None:
    form = Form({"name": "x" * 300, "first": "0001-01-01", "last": "9999-12-31"})
    assert form.text("name") == ""
    assert form.day("first") is None
    assert form.day("last") is None
    assert set(form.errors) == {"name", "first", "last"}


@pytest.mark.parametrize("day", ["1901-01-01", "2199-12-31"])
def test_a_date_that_a_workbook_brings_is_one_that_a_form_keeps(day: str) -> None:
    assert Form({"day": day}).day("day") == Day().read(day) == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["1900-12-31", "2200-01-01"])
def test_a_date_that_a_workbook_may_not_bring_is_refused_on_a_page_too(day: str) -> None:
    assert Form({"day": day}).day("day") is None
    with pytest.raises(Bad):
        Day().read(day)
