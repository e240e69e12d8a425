"""Where elders live: not absurdly far from who serves them, and not where they lived before."""

from datetime import date
from typing import Any

import pytest

from eldercare.care.catalogue import seed_catalogue
from eldercare.exchange.importing import import_book
from eldercare.exchange.located import misplaced_elders
from eldercare.hierarchy.models import Facility
from eldercare.people.models import Elder
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.seed import seed_rules
from eldercare.shifts.catalogue import seed_shift_types
from tests.cast import cast
from tests.eldercare.exchange.books import Cell, Lines, book, with_cell

KEY = "place_distance_institution"


@pytest.fixture
async def catalogued(sqlite: str) -> str:
    await seed_catalogue()
    await seed_shift_types()
    await seed_rules()
    return sqlite


@pytest.mark.parametrize(
    ("latitude", "codes"), [(10.0, ["too_far_away"]), (28.1, ["too_far_away"]), (28.07, []), (27.9, [])]
)
async def test_nobody_lives_farther_than_any_place_may_serve(
    catalogued: str, latitude: float, codes: list[str]
) -> None:
    report = await import_book(book(with_cell("老人", 3, "纬度", latitude)))
    assert [(one.code, one.row, one.field) for one in report.faults] == [(code, 3, "纬度") for code in codes]


@pytest.mark.parametrize(("place", "codes"), [("house", ["too_far_away"]), ("dong", ["too_far_away"]), ("care", [])])
async def test_a_place_may_be_stricter_for_all_below_it(catalogued: str, place: str, codes: list[str]) -> None:
    """Lin is served by the street centre, above the day care."""
    await import_book(book())
    strict = await Facility.get(key=place)
    legal: dict[str, Any] = {"unit": "metres", "legal_basis": "x", "valid_from": date(2020, 1, 1)}
    await RuleValue.create(key=KEY, value=5000, facility=strict, **legal)
    line: dict[str, Cell] = {"老人编号": "lin", "纬度": 27.95, "经度": 113.1}
    report = await import_book(book({"老人": [{**_lin(), **line}]}))
    assert [one.code for one in report.faults] == codes


async def test_who_lives_too_far_already_is_changed_otherwise_and_comes_nearer(catalogued: str) -> None:
    await import_book(book())
    await Elder.filter(key="lin").update(latitude=29.0, longitude=113.1)
    for latitude, codes in ((29.0, []), (29.5, ["too_far_away"]), (28.5, [])):
        line = {
            **_lin(),
            "纬度": latitude,
            "经度": 113.1,
        }
        assert [one.code for one in (await import_book(book({"老人": [line]}))).faults] == codes


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"楼栋": "99"}, ["zhou"]),
        ({"楼栋": "99", "纬度": 27.91}, []),
        ({"房号": "7"}, []),
        ({}, []),
    ],
)
async def test_who_moved_and_has_the_coordinates_of_before_is_told_and_kept(
    catalogued: str, change: dict[str, Cell], told: list[str]
) -> None:
    sheets = with_cell("老人", 3, "电话", "0731-1")
    await import_book(book(sheets))
    sheets["老人"][0] |= change
    elders: Lines = [sheets["老人"][0]]
    report = await import_book(book({"老人": elders}))
    assert ([one.key for one in report.left_behind], report.faults) == (told, ())
    assert [elder.key for elder in await Elder.filter(located_for__not_isnull=True)] == told


async def test_the_mark_stays_until_a_workbook_brings_coordinates_or_the_old_address(catalogued: str) -> None:
    sheets = with_cell("老人", 3, "电话", "0731-1")
    await import_book(book(sheets))
    home = dict(sheets["老人"][0])
    for change, marked in (
        ({"楼栋": "99"}, True),
        ({"楼栋": "99", "电话": "0731-2"}, True),
        ({}, False),
        ({"楼栋": "99"}, True),
        ({"楼栋": "99", "纬度": 27.91}, False),
    ):
        lines: Lines = [{**home, **change}]
        await import_book(book({"老人": lines}))
        assert ((await Elder.get(key="zhou")).located_for is not None) == marked, change


async def test_those_without_coordinates_are_listed_before_those_who_moved(database: str) -> None:
    people = await cast(database)
    await Elder.filter(key="e-zhou").update(located_for=["r-dong-1", "柳堤小区", "3"], estate="A")
    await Elder.filter(key="e-lin").update(latitude=None, longitude=None, estate="B")
    assert [one.key for one in await misplaced_elders(people.accounts["shen"])] == ["e-lin", "e-zhou"]


def _lin() -> dict[str, Cell]:
    return dict(with_cell("老人", 4, "饮食", "普通")["老人"][1])
