"""Who is told of a publication, and of what: each kitchen of its own meals, a carer of what makes her day another."""

import pytest

from eldercare.meals.models import MealKind
from eldercare.notify.models import OutboxMessage
from eldercare.notify.told import ToldPortions, told
from eldercare.people.models import Diet, Texture
from eldercare.planning.changes import changes_of
from eldercare.planning.drafts import standing
from eldercare.planning.models import Draft
from eldercare.planning.week.models import DraftMeal, DraftShift
from eldercare.planning.week.publish import publish
from tests.cast import MONDAY, Cast, cast
from tests.eldercare.planning.drafted import Plan, drafted


@pytest.fixture
async def people(sqlite: str) -> Cast:
    return await cast(sqlite)


async def kitchen_counts(number: int) -> dict[str, object]:
    """What each kitchen was told of the meals of this version."""
    rows = await OutboxMessage.filter(kitchen_id__isnull=False, publication__number=number).prefetch_related("kitchen")
    counts = {row.kitchen.key: row.facts["counts"] for row in rows if row.kitchen}
    return {key: count["meals"] for key, count in counts.items() if isinstance(count, dict)}


async def test_a_kitchen_is_told_of_the_meals_that_it_cooks(people: Cast) -> None:
    unit, draft = people.facilities["dong"], await drafted(people)
    elder, kitchen = people.elders["lin"], people.kitchens["xi"]
    await DraftMeal.create(
        draft=draft, elder=elder, day=MONDAY, meal="lunch", wave=1, serving="delivered", kitchen=kitchen
    )
    await publish(unit, MONDAY, who="terminal")
    one = {"added": 1, "removed": 0, "changed": 0}
    assert await kitchen_counts(1) == {"k-dong": one, "k-xi": one}


async def test_a_kitchen_that_no_longer_cooks_is_told_as_well_and_foreseen_as_a_reader(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(kitchen_id=people.kitchens["xi"].id)
    foreseen = await changes_of(await standing(unit, MONDAY))
    await publish(unit, MONDAY, who="terminal")
    one = {"added": 0, "removed": 0, "changed": 1}
    assert await kitchen_counts(2) == {"k-dong": one, "k-xi": one}
    assert foreseen
    assert foreseen.readers.kitchens == 2


@pytest.mark.parametrize(("ride", "told"), [({}, 0), ({"wave": 2}, 1), ({"trip": 1, "stop": 1, "arrives": 690}, 1)])
async def test_a_kitchen_is_told_only_of_other_portions_or_rounds(
    people: Cast, ride: dict[str, int], told: int
) -> None:
    """A shift is another one in any case."""
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(shifts=[("chen", 0, "early"), ("li", 1, "late")]), number=2)
    if ride:
        await DraftMeal.filter(draft__current=True).update(**ride)
    foreseen = await changes_of(await standing(unit, MONDAY))
    await publish(unit, MONDAY, who="terminal")
    assert foreseen
    assert (foreseen.readers.kitchens, len(await kitchen_counts(2))) == (told, told)


@pytest.mark.parametrize(("minutes", "told"), [(5, 0), (6, 1), (-6, 1)])
async def test_a_shift_moved_by_a_few_minutes_is_no_news(people: Cast, minutes: int, told: int) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    moved = await DraftShift.filter(draft__current=True).order_by("id").first()
    assert moved is not None
    moved.starts, moved.ends = moved.starts + minutes, moved.ends + minutes
    await moved.save()
    foreseen = await changes_of(await standing(unit, MONDAY))
    publication = await publish(unit, MONDAY, who="terminal")
    sent = await OutboxMessage.filter(publication=publication, staff_id__isnull=False)
    assert foreseen
    assert [change.kind for change in foreseen.difference.changes] == ["shifts"]
    assert (foreseen.readers.staff, [message.staff_id for message in sent]) == (told, [moved.staff_id] * told)


STILL = [("t-bath@0", "lin", "chen", 0, 570), ("t-bath@0", "lin", "li", 0, 570)]


@pytest.mark.parametrize(("minutes", "told"), [(4, 0), (-5, 0), (6, 1), (-6, 1)])
async def test_a_visit_moved_by_a_few_minutes_is_no_news(people: Cast, minutes: int, told: int) -> None:
    """To the carer and to the family alike."""
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(visits=[("t-wash@0", "zhou", "chen", 0, 480 + minutes), *STILL]), number=2)
    foreseen = await changes_of(await standing(unit, MONDAY))
    publication = await publish(unit, MONDAY, who="terminal")
    sent = OutboxMessage.filter(publication=publication, kitchen_id=None)
    assert foreseen
    assert [change.kind for change in foreseen.difference.changes] == ["visits"]
    assert (foreseen.readers.staff, foreseen.readers.relatives) == (told, told)
    assert await sent.values_list("staff__key", "relative__key") == [("s-chen", None), (None, "p-daughter")] * told


async def test_a_few_minutes_with_another_carer_are_news(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, Plan(visits=[("t-wash@0", "zhou", "li", 0, 482), *STILL]), number=2)
    publication = await publish(unit, MONDAY, who="terminal")
    sent = await OutboxMessage.filter(publication=publication, kitchen_id=None).prefetch_related("staff")
    assert [message.staff and message.staff.key for message in sent] == ["s-chen", "s-li", None]


async def test_a_kitchen_is_told_how_many_portions_of_what_there_are_now(people: Cast) -> None:
    unit = people.facilities["dong"]
    await drafted(people)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    draft = await drafted(people, number=2)
    await DraftMeal.create(
        draft=draft,
        elder=people.elders["lin"],
        day=MONDAY,
        meal="lunch",
        wave=1,
        serving="delivered",
        kitchen=people.kitchens["dong"],
    )
    await publish(unit, MONDAY, who="terminal")
    (message,) = await OutboxMessage.filter(kitchen_id=people.kitchens["dong"].id, publication__number=2)
    lin = people.elders["lin"]
    already = int((people.elders["zhou"].diet, people.elders["zhou"].texture) == (lin.diet, lin.texture))
    (told_,) = await told([message])
    assert told_.portions == (
        ToldPortions(MONDAY, MealKind.LUNCH, 1, Diet(lin.diet), Texture(lin.texture), already, already + 1),
    )
    assert told_.rounds == (MONDAY,)


@pytest.mark.parametrize(("minutes", "told_home"), [(15, False), (16, True), (-16, True)])
async def test_a_family_is_told_of_a_meal_that_comes_at_another_time_and_carriers_of_whose_it_is(
    people: Cast, minutes: int, told_home: bool
) -> None:
    unit, carrier, other = people.facilities["dong"], people.staff["li"], people.staff["chen"]
    await drafted(people)
    await DraftMeal.all().update(carrier_id=carrier.id, trip=1, stop=1, arrives=700)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(carrier_id=other.id, trip=1, stop=1, arrives=700 + minutes)
    await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, kitchen_id=None)
    changes = {(one.staff_id or 0, one.relative_id or 0) for one in messages}
    assert {(carrier.id, 0), (other.id, 0)} <= changes
    assert any(relative for _, relative in changes) is told_home
    (hers,) = await told([one for one in messages if one.staff_id == other.id])
    meals = [change for change in hers.changes if change.kind == "meals"]
    assert [(change.before, change.after and change.after.arrives) for change in meals] == [(None, 700 + minutes)]


@pytest.mark.parametrize(
    ("ride", "told_her"),
    [({"arrives": 705}, False), ({"arrives": 706}, True), ({"stop": 2}, True), ({"trip": 2}, True), ({}, False)],
)
async def test_a_carrier_is_told_of_other_rounds_although_nobodys_meal_is_another(
    people: Cast, ride: dict[str, int], told_her: bool
) -> None:
    unit, carrier = people.facilities["dong"], people.staff["li"]
    await drafted(people)
    await DraftMeal.all().update(carrier_id=carrier.id, trip=1, stop=1, arrives=700)
    await publish(unit, MONDAY, who="terminal")
    await Draft.all().update(current=False)
    await drafted(people, number=2)
    await DraftMeal.filter(draft__current=True).update(
        **{"carrier_id": carrier.id, "trip": 1, "stop": 1, "arrives": 700, **ride}
    )
    await publish(unit, MONDAY, who="terminal")
    messages = await OutboxMessage.filter(publication__number=2, staff_id__isnull=False)
    assert [one.staff_id for one in messages] == [carrier.id] * told_her
    assert [one.rounds for one in await told(messages)] == [(MONDAY,)] * told_her
    assert [one.changes for one in await told(messages)] == [()] * told_her
