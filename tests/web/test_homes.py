"""Where somebody lives and how to reach her, in words."""

import pytest

from eldercare.people.models import Elder
from web import homes, i18n


@pytest.mark.parametrize(
    ("typed", "read"),
    [("13800001111", "138 0000 1111"), ("138 0000 1111", "138 0000 1111"), ("0731-5550123", "0731-5550123")],
)
def test_a_mobile_number_is_grouped_as_one_reads_it_out(typed: str, read: str) -> None:
    assert homes.grouped(typed) == read


@pytest.mark.parametrize(
    ("typed", "chinese", "english"),
    [
        (("12", "3", "202"), "柳堤小区 12号楼3单元202室", "柳堤小区, building 12, unit 3, room 202"),
        (("12号楼", "3单元", "202室"), "柳堤小区 12号楼3单元202室", "柳堤小区, building 12, unit 3, room 202"),
        (("12栋", "", "202A"), "柳堤小区 12栋202A室", "柳堤小区, building 12, room 202A"),
        (("B", "3-1", "12#"), "柳堤小区 B号楼3-1单元12室", "柳堤小区, building B, unit 3-1, room 12"),
        (("住养楼", "", "302"), "柳堤小区 住养楼302室", "柳堤小区, 住养楼, room 302"),
        (("", "", ""), "柳堤小区", "柳堤小区"),
    ],
)
def test_numbers_of_a_door_get_their_words_once(typed: tuple[str, str, str], chinese: str, english: str) -> None:
    building, unit, room = typed
    elder = Elder(estate="柳堤小区", building=building, unit=unit, room=room)
    i18n.use("zh_Hans")
    assert homes.address(elder) == chinese
    i18n.use("en")
    assert homes.address(elder) == english


def test_an_address_in_english_begins_with_a_capital() -> None:
    i18n.use("en")
    assert homes.address(Elder(estate="", building="12", unit="3", room="202")) == "Building 12, unit 3, room 202"
