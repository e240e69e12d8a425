"""Round sheets: whose doors in which order; a box that nobody carries is not lost."""

from eldercare.meals.models import MealKind, Vehicle
from eldercare.meals.rounds import rounds_of_carrier, rounds_of_kitchen
from eldercare.people.models import TravelMode
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.visits.told import told


async def test_a_trip_is_a_round_in_the_order_of_its_stops(people: Cast) -> None:
    publication = await told(people)
    bike = await Vehicle.create(
        key="v", facility=people.facilities["dong"], name="bike", mode=TravelMode.EBIKE.value, meal_boxes=20
    )
    for name, trip, stop, arrives in (("b", 1, 2, 700), ("a", 1, 1, 690), ("c", 2, 1, 740)):
        await portion(
            people,
            publication,
            await guest(people, name),
            carrier=people.staff["li"],
            vehicle=bike,
            trip=trip,
            stop=stop,
            arrives=arrives,
            travel_minutes=15,
        )
    nobodys, first, second = await rounds_of_kitchen(people.kitchens["dong"], MONDAY, MealKind.LUNCH)
    assert nobodys.carrier is None
    assert [drop.elder.key for drop in nobodys.drops] == ["e-zhou"]
    assert [drop.elder.key for drop in first.drops] == ["e-a", "e-b"]
    assert (first.starts, first.ends, first.trip, first.waves) == (675, 700, 1, (1,))
    assert first.vehicle is not None
    assert (second.trip, len(second.drops)) == (2, 1)
    assert [len(one.drops) for one in await rounds_of_carrier(people.staff["li"], MONDAY)] == [2, 1]
    assert await rounds_of_carrier(people.staff["chen"], MONDAY) == []


async def test_who_eats_in_is_on_no_round(people: Cast) -> None:
    publication = await told(people)
    await portion(people, publication, await guest(people, "a"), serving="eat_in")
    rounds = await rounds_of_kitchen(people.kitchens["dong"], MONDAY, MealKind.LUNCH)
    assert [drop.elder.key for one in rounds for drop in one.drops] == ["e-zhou"]
