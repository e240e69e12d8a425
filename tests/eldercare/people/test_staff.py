"""Finding staff."""

from datetime import date, timedelta

from eldercare import clock
from eldercare.people.models import Staff, StaffSkill
from eldercare.people.order import counted
from eldercare.people.staff import running_out, search, warned_until
from eldercare.rulebook.models import RuleValue
from eldercare.rulebook.seed import seed_rules
from tests.cast import Cast


async def _keys(**wanted: object) -> list[str]:
    return [member.key for member in await search(Staff.all(), **wanted)]  # type: ignore[arg-type]


async def test_words_jobs_and_places_narrow_the_list(people: Cast) -> None:
    await Staff.filter(key="s-li").update(job="nurse")
    assert await _keys() == ["s-li", "s-wu", "s-chen"]
    assert await _keys(text="志强") == ["s-wu"]
    assert await _keys(job="nurse") == ["s-li"]
    assert await _keys(below=people.facilities["dong"]) == ["s-li", "s-chen"]


async def test_keys_are_listed_as_one_counts(people: Cast) -> None:
    for name, number in (("chen", 10), ("li", 9), ("wu", 1)):
        await Staff.filter(id=people.staff[name].id).update(key=f"S{number}")
    assert await _keys() == ["S1", "S9", "S10"]
    assert sorted(["S10", "S9", "S1-2", "S1-10"], key=counted) == ["S1-2", "S1-10", "S9", "S10"]


async def test_those_who_left_are_shown_when_asked_for(people: Cast) -> None:
    await Staff.filter(key="s-chen").update(employed_to=date(2024, 6, 1))
    assert "s-chen" not in await _keys()
    assert "s-chen" in await _keys(left=True)


async def test_a_certificate_that_runs_out_is_found_in_time(people: Cast) -> None:
    today = clock.today()
    for key, days in (("chen", 30), ("li", 31)):
        await StaffSkill.create(
            staff=people.staff[key], skill=people.skills["care"], valid_until=today + timedelta(days=days)
        )
    await seed_rules()
    warned = await warned_until(today)
    assert warned == today + timedelta(days=30)
    assert await _keys(expiring_by=warned) == ["s-chen"]


async def test_without_a_rule_nothing_is_near_its_end(people: Cast) -> None:
    await RuleValue.filter(key="certificate_warning").delete()
    assert await warned_until(clock.today()) == clock.today()


def test_the_first_certificate_to_end_comes_first() -> None:
    days = [date(2026, 12, 2), None, date(2026, 12, 1), date(2027, 1, 1)]
    skills = [StaffSkill(valid_until=day) for day in days]
    assert [one.valid_until for one in running_out(skills, date(2026, 12, 31))] == [days[2], days[0]]
