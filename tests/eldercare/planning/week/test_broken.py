"""The hard rules that a plan breaks once a file has changed: each has a pair, one breaks it, one keeps it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from eldercare import clock
from eldercare.care.models import ServiceType
from eldercare.errors import Refused
from eldercare.people.models import Bond, Elder, Leave, Skill, Staff, StaffBond, StaffSkill
from eldercare.planning.drafts import standing
from eldercare.planning.models import Publication
from eldercare.planning.week.broken import Broken, broken_of, cases_of
from eldercare.planning.week.conflicts import Conflicts, conflicts_of
from eldercare.planning.week.models import DraftVisit
from eldercare.planning.week.publish import publish
from eldercare.rulebook.rules import rules_on
from eldercare.visits.models import VisitStaff
from solver.travel.estimate import Point, estimate
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted, wanted
from tests.eldercare.planning.week.running import THURSDAY, WEDNESDAY, again, at, running, told

MONDAY_MORNING = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
"""Seven o'clock where its people live."""
WEEK = Plan(
    shifts=[("chen", 0, "early"), ("chen", 3, "early"), ("li", 3, "early")],
    visits=[
        ("t-wash@0", "zhou", "chen", 0, 8 * 60),
        ("t-wash@3", "zhou", "chen", 3, 8 * 60),
        ("t-bath@3", "lin", "chen", 3, 9 * 60 + 30),
        ("t-bath@3", "lin", "li", 3, 9 * 60 + 30),
    ],
)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.held(MONDAY_MORNING):
        yield


@pytest.fixture
async def people(sqlite: str) -> Cast:
    everybody = await cast(sqlite)
    await drafted(everybody, WEEK)
    return everybody


async def test_certificate_valid_on_its_last_day_and_no_longer(people: Cast) -> None:
    await _until(people, "chen", THURSDAY)
    assert await _told(people) == []
    await _until(people, "chen", WEDNESDAY)
    assert await _told(people) == [
        ("t-wash@3", "certificate_valid", "s-chen"),
        ("t-bath@3", "certificate_valid", "s-chen"),
    ]
    first = (await _broken(people))[0]
    assert (first.skill, first.ended, first.elder) == (people.skills["care"], WEDNESDAY, people.elders["zhou"])


async def test_a_published_week_tells_the_same_as_a_draft_and_it_is_not_published_again(database: str) -> None:
    people = await cast(database)
    dong = people.facilities["dong"]
    await drafted(people, WEEK)
    await wanted(people, "early", 2, weekdays=0b0001000)
    await _until(people, "chen", WEDNESDAY)
    drafted_tells = await _told(people)
    with pytest.raises(Refused) as refused:
        await publish(dong, MONDAY, who="terminal")
    assert (refused.value.code, refused.value.facts["count"]) == ("draft_breaks_rules", 2)
    assert refused.value.facts["rules"] == "certificate_valid"
    assert refused.value.facts["cases"] == "陈春燕 2026-11-26 (certificate_valid: 生活照料 –2026-11-25)"
    assert refused.value.facts["cases_en"] == "陈春燕 2026-11-26 (certificate_valid: Daily care –2026-11-25)"
    assert not await Publication.exists()
    await _until(people, "chen", None)
    await publish(dong, MONDAY, who="terminal")
    assert not await conflicts_of(await standing(dong, MONDAY))
    await _until(people, "chen", WEDNESDAY)
    assert await _told(people) == drafted_tells


async def test_skill_that_was_taken_out_of_her_file(people: Cast) -> None:
    await StaffSkill.filter(staff=people.staff["li"]).delete()
    assert await _told(people) == [("t-bath@3", "skill", "s-li")]
    await StaffSkill.create(staff=people.staff["li"], skill=people.skills["care"])
    assert await _told(people) == []


async def test_excluded_pair_since_the_week_was_planned(people: Cast) -> None:
    bond = await StaffBond.create(elder=people.elders["zhou"], staff=people.staff["chen"], kind=Bond.PREFERRED.value)
    assert await _told(people) == []
    await StaffBond.filter(id=bond.id).update(kind=Bond.EXCLUDED.value)
    assert await _told(people) == [("t-wash@0", "excluded_pair", "s-chen"), ("t-wash@3", "excluded_pair", "s-chen")]


async def test_same_sex_of_those_who_bathe_him(people: Cast) -> None:
    """Lin is a man; Zhou, who is washed, is a woman."""
    await ServiceType.all().update(same_sex="required")
    assert await _told(people) == [("t-bath@3", "same_sex", "s-chen"), ("t-bath@3", "same_sex", "s-li")]
    await Staff.all().update(gender="male")
    assert {key for key, _, _ in await _told(people)} == {"t-wash@0", "t-wash@3"}


async def test_volunteer_low_risk_by_a_new_contract(people: Cast) -> None:
    await Staff.filter(key="s-li").update(contract="volunteer")
    assert await _told(people) == [("t-bath@3", "volunteer_low_risk", "s-li")]
    await ServiceType.all().update(low_risk=True)
    assert await _told(people) == []


async def test_shift_span_by_another_means_of_travel(people: Cast) -> None:
    """Six kilometres from the centre by e-bike or car; on foot she would have to leave before her shift."""
    for mode in ("ebike", "car"):
        await Staff.filter(key="s-chen").update(travel_mode=mode)
        assert await _told(people) == [], mode
    await Staff.filter(key="s-chen").update(travel_mode="walk")
    assert await _told(people) == [("t-wash@0", "shift_span", "s-chen"), ("t-wash@3", "shift_span", "s-chen")]
    assert [one.short for one in await _broken(people)] == [(await _on_foot(people)) - 60] * 2


async def test_no_overlap_with_travel_to_a_door_that_has_moved(people: Cast) -> None:
    """Three quarters of an hour lie between the two visits; Li comes from the centre and has time."""
    await Elder.filter(key="e-lin").update(latitude=people.facilities["dong"].latitude, longitude=113.14)
    assert await _told(people) == []
    await Elder.filter(key="e-lin").update(latitude=27.80)
    assert await _told(people) == [("t-bath@3", "no_overlap_with_travel", "s-chen")]
    assert (await _broken(people))[0].short
    await Elder.filter(key="e-lin").update(latitude=None, longitude=None)
    assert await _told(people) == [], "what is not on the map has no way"


async def test_what_has_begun_stays(people: Cast) -> None:
    """Half an hour before it starts she has set out."""
    await StaffSkill.all().delete()
    assert len(await _told(people)) == 4
    with clock.held(MONDAY_MORNING + timedelta(minutes=31)):
        assert [key for key, _, _ in await _told(people)] == ["t-wash@3", "t-bath@3", "t-bath@3"]


async def test_a_post_asks_for_its_skill(people: Cast) -> None:
    """The wound nurse of the early shift: of her visits none needs it."""
    wounds = await Skill.create(key="wounds", name="伤口护理", name_en="Wound care", needs_certificate=True)
    post = await wanted(people, "early", 2, weekdays=0b0001001)
    for who in ("chen", "li"):
        await StaffSkill.create(staff=people.staff[who], skill=wounds)
    await post.update_from_dict({"skill_id": wounds.id}).save()
    assert await _told(people) == []
    await StaffSkill.filter(staff=people.staff["li"], skill=wounds).update(valid_until=WEDNESDAY)
    assert await _told(people) == [("d-early@3", "certificate_valid", "s-li")]
    conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert conflicts == Conflicts(unfit_posts=1)
    assert conflicts.standing("shifts", 3) == 2


async def test_a_visit_of_two_who_both_may_not_falls_once(people: Cast) -> None:
    for who in ("chen", "li"):
        await _until(people, who, WEDNESDAY)
    conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert conflicts == Conflicts(unfit_visits=2)
    assert conflicts.standing("visits", 4) == 2


async def test_who_is_not_there_at_all_is_told_as_away(people: Cast) -> None:
    """Not with her certificate too."""
    await _until(people, "chen", WEDNESDAY)
    await Leave.create(key="l", staff=people.staff["chen"], kind="sick", first_day=THURSDAY, last_day=THURSDAY)
    conflicts = await conflicts_of(await standing(people.facilities["dong"], MONDAY))
    assert conflicts == Conflicts(shifts=1, heads=1, visits=2)


async def test_cases_stand_together_by_carer_and_what_she_lacks(people: Cast) -> None:
    await StaffBond.create(elder=people.elders["lin"], staff=people.staff["chen"], kind=Bond.EXCLUDED.value)
    await _until(people, "chen", WEDNESDAY)
    await _until(people, "li", WEDNESDAY)
    cases = cases_of(await _broken(people))
    assert [(case.first.staff.key, case.first.rule, len(case.broken)) for case in cases] == [
        ("s-chen", "certificate_valid", 2),
        ("s-chen", "excluded_pair", 1),
        ("s-li", "certificate_valid", 1),
    ]


async def test_planned_again_others_take_over_and_what_has_begun_stays(database: str) -> None:
    """Once it is published no conflict is left, and of what was told before the end nothing is lost."""
    people = await running(database)
    first = await told(people)
    dong, chen = people.facilities["dong"], people.staff["chen"]
    hers = await DraftVisit.filter(draft_id=first.id, staff=chen)
    ahead = [visit for visit in hers if visit.day > WEDNESDAY]
    assert ahead
    await _until(people, "chen", WEDNESDAY)
    with clock.held(at(WEDNESDAY, 9, 30)):
        assert {key for key, _, who in await _told(people) if who == "s-chen"} == {visit.key for visit in ahead}
    draft = await again(people, at(WEDNESDAY, 9, 30))
    kept = DraftVisit.filter(draft_id=draft.id, staff=chen)
    assert await kept.filter(day__gt=WEDNESDAY).count() == 0
    assert {(row.key, row.starts) for row in await kept.filter(day__lt=WEDNESDAY)} == {
        (row.key, row.starts) for row in hers if row.day < WEDNESDAY
    }
    with clock.held(at(WEDNESDAY, 9, 40)):
        await publish(dong, MONDAY, who="terminal")
        assert not await conflicts_of(await standing(dong, MONDAY))
    assert not await VisitStaff.filter(staff=chen, day__gt=WEDNESDAY).exists()


@pytest.mark.parametrize("mode", ["walk", "bus"])
async def test_planned_again_by_her_new_means_of_travel(sqlite: str, mode: str) -> None:
    people = await running(sqlite)
    await told(people)
    dong = people.facilities["dong"]
    await Staff.filter(key="s-chen").update(travel_mode=mode)
    with clock.held(at(WEDNESDAY, 9, 30)):
        broken = await _told(people)
    assert {who for _, _, who in broken} == {"s-chen"}
    assert {rule for _, rule, _ in broken} <= {"shift_span", "no_overlap_with_travel"}
    await again(people, at(WEDNESDAY, 9, 30))
    with clock.held(at(WEDNESDAY, 9, 40)):
        await publish(dong, MONDAY, who="terminal")
        assert await _told(people) == []


async def _on_foot(people: Cast) -> int:
    """Minutes from the centre up to Zhou's door on the first floor."""
    zhou, dong = people.elders["zhou"], people.facilities["dong"]
    assert zhou.latitude is not None
    assert zhou.longitude is not None
    door, centre = Point("door", zhou.latitude, zhou.longitude), Point("centre", dong.latitude, dong.longitude)
    stairs = (await rules_on(MONDAY, dong)).access_minutes(zhou.floor, zhou.has_lift)
    return estimate([centre, door]).between("walk", "centre", "door") + stairs


async def _until(people: Cast, staff: str, day: date | None) -> None:
    await StaffSkill.filter(staff=people.staff[staff], skill=people.skills["care"]).update(valid_until=day)


async def _broken(people: Cast) -> list[Broken]:
    return await broken_of(await standing(people.facilities["dong"], MONDAY))


async def _told(people: Cast) -> list[tuple[str, str, str]]:
    """What, by which rule, with whom."""
    return [(one.key, one.rule, one.staff.key) for one in await _broken(people)]
