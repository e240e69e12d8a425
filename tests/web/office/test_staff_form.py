"""The form of a member of staff shows what it reads back."""

from hypothesis import given
from hypothesis import strategies as st

from eldercare.people.staff import LONGEST_WEEK
from web.forms import Form
from web.office import staff_form


@given(st.integers(1, LONGEST_WEEK))
def test_hours_are_read_back_to_the_minute(minutes: int) -> None:
    form = Form({"weekly_hours": staff_form.typed_hours(minutes)})
    assert staff_form.minutes(form, "weekly_hours") == minutes
    assert form.ok


def test_hours_are_as_short_as_they_can_be() -> None:
    shown = [staff_form.typed_hours(minutes) for minutes in (0, 61, 1350, 2000, 2400, 6000)]
    assert shown == ["0", "1.02", "22.5", "33.33", "40", "100"]
