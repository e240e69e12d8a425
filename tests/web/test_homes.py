"""Where somebody lives and how to reach her, in words."""

import pytest

from web import homes


@pytest.mark.parametrize(
    ("typed", "read"),
    [("13800001111", "138 0000 1111"), ("138 0000 1111", "138 0000 1111"), ("0731-5550123", "0731-5550123")],
)
def test_a_mobile_number_is_grouped_as_one_reads_it_out(typed: str, read: str) -> None:
    assert homes.grouped(typed) == read
