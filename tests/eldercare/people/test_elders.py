"""Finding elders."""

from datetime import date

from eldercare.people.elders import age, search
from eldercare.people.models import Elder
from tests.cast import Cast


async def _keys(**wanted: object) -> list[str]:
    return [elder.key for elder in await search(Elder.all(), **wanted)]  # type: ignore[arg-type]


async def test_words_places_and_gaps_narrow_the_list(people: Cast) -> None:
    await Elder.filter(key="e-lin").update(latitude=None, longitude=None)
    assert await _keys() == ["e-lin", "e-sun", "e-zhou"]
    assert await _keys(text="桂英") == ["e-zhou"]
    assert await _keys(text="SUN") == ["e-sun"]
    assert await _keys(below=people.facilities["dong-care"]) == ["e-lin", "e-zhou"]
    assert await _keys(ability=4) == ["e-sun"]
    assert await _keys(unlocated=True) == ["e-lin"]


async def test_those_who_left_are_shown_when_asked_for(people: Cast) -> None:
    await Elder.filter(key="e-zhou").update(ended_on=date(2020, 1, 1))
    assert "e-zhou" not in await _keys()
    assert "e-zhou" in await _keys(left=True)


def test_age_counts_full_years() -> None:
    elder = Elder(birth_date=date(1942, 5, 6))
    assert (age(elder, date(2026, 5, 5)), age(elder, date(2026, 5, 6))) == (83, 84)
