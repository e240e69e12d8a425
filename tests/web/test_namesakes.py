"""What tells two people of one name apart."""

from datetime import date

import pytest

from eldercare.people.models import Elder, Staff
from tests.cast import Cast
from web import i18n
from web.namesakes import names_among, names_of


@pytest.fixture
def zhou(people: Cast) -> Elder:
    """She and the other elder of the east, from here on of one name."""
    people.elders["lin"].name = people.elders["zhou"].name
    return people.elders["zhou"]


@pytest.fixture
def chen(people: Cast) -> Staff:
    """She and the other carer of the east, from here on of one name."""
    people.staff["li"].name = people.staff["chen"].name
    return people.staff["chen"]


def test_elders_by_their_year_of_birth(people: Cast, zhou: Elder) -> None:
    zhou.birth_date = date(1941, 12, 31)
    named = names_among(people.elders.values())
    with i18n.speaking("en"):
        assert named.listed(people.elders.values()) == "周桂英 (b. 1941), 周桂英 (b. 1942), 孙德茂"
    assert named(zhou) == "周桂英（1941年生）"


def test_elders_of_one_year_by_where_they_live_and_at_last_by_their_key(people: Cast, zhou: Elder) -> None:
    lin = people.elders["lin"]
    named = names_among([zhou, lin])
    assert named(zhou) == "周桂英（柳堤小区）"
    lin.estate = zhou.estate
    lin.room = "502"
    assert named(zhou) == "周桂英（柳堤小区 3号楼2单元201室）"
    lin.room = zhou.room
    assert named(zhou) == "周桂英（e-zhou）"


def test_staff_by_their_work_or_their_telephone(people: Cast, chen: Staff) -> None:
    li = people.staff["li"]
    named = names_among([chen, li])
    assert named(chen) == "陈春燕（手机尾号0001）"
    chen.phone = ""
    assert named(chen) == "陈春燕（s-chen）"
    li.job = "nurse"
    assert named.listed([chen, li]) == "陈春燕（护理员）、陈春燕（护士）"


def test_beside_her_job_it_is_not_said_twice(people: Cast, chen: Staff) -> None:
    li = people.staff["li"]
    named = names_among([chen, li])
    assert named.beside_job(chen) == "陈春燕（手机尾号0001）"
    li.job = "nurse"
    assert [named.beside_job(one) for one in (chen, li)] == ["陈春燕", "陈春燕"]


def test_an_elder_and_a_carer_of_one_name_are_not_taken_for_each_other(people: Cast) -> None:
    zhou, chen = people.elders["zhou"], people.staff["chen"]
    chen.name = zhou.name
    assert names_among([zhou, chen]).listed([zhou, chen]) == "周桂英、周桂英"


async def test_whoever_is_gone_has_no_namesake_any_more(people: Cast, chen: Staff) -> None:
    li = people.staff["li"]
    await li.save()
    assert (await names_of(people.facilities["dong"]))(chen) == "陈春燕（手机尾号0001）"
    li.employed_to = date(2026, 1, 31)
    await li.save()
    assert (await names_of(people.facilities["dong"]))(chen) == "陈春燕"
