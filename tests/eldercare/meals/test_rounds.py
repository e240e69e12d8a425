"""Round sheets: whose doors in which order; a box that nobody carries is not lost."""

from typing import Any

from eldercare.meals.models import MealKind, Vehicle
from eldercare.meals.portions import count
from eldercare.meals.rounds import Drop, rounds_of_carrier, rounds_of_kitchen
from eldercare.people.models import Diet, TravelMode
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.visits.told import told


def _door(drop: Drop) -> str:
    return drop.elder.key if drop.elder else ""


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
    assert [_door(drop) for drop in nobodys.drops] == ["e-zhou"]
    assert [_door(drop) for drop in first.drops] == ["e-a", "e-b"]
    assert (first.starts, first.ends, first.trip, first.waves) == (675, 700, 1, (1,))
    assert first.vehicle is not None
    assert (second.trip, len(second.drops)) == (2, 1)
    assert [len(one.drops) for one in await rounds_of_carrier(people.staff["li"], MONDAY)] == [2, 1]
    assert await rounds_of_carrier(people.staff["chen"], MONDAY) == []


async def test_the_boxes_of_a_canteen_are_one_drop(people: Cast) -> None:
    publication = await told(people)
    for name, diet, stop in (("a", "regular", 1), ("b", "low_salt", 1), ("c", "regular", 2)):
        elder = await guest(people, name, diet)
        trip: dict[str, Any] = {
            "carrier": people.staff["li"],
            "trip": 1,
            "stop": stop,
            "arrives": 660 + stop,
            "travel_minutes": 5,
        }
        await portion(people, publication, elder, eats_at=None if name == "c" else "dong-station", **trip)
    (only,) = await rounds_of_carrier(people.staff["li"], MONDAY)
    station, door = only.drops
    assert station.canteen is not None
    assert (station.canteen.key, station.elder, station.boxes) == ("f-dong-station", None, 2)
    assert count(station.portions, Diet.LOW_SALT) == 1
    assert (door.canteen, door.boxes, only.boxes) == (None, 1, 3)
    assert door.elder is not None


async def test_rounds_of_two_waves_are_two_whatever_their_number(people: Cast) -> None:
    """As in a week that was planned again before its rounds were counted on."""
    publication = await told(people)
    for name, wave, stop, arrives in (("a", 1, 1, 690), ("b", 2, 1, 740), ("c", 1, 2, 700), ("d", 2, 2, 750)):
        ride: dict[str, Any] = {"carrier": people.staff["li"], "trip": 1, "wave": wave, "travel_minutes": 5}
        await portion(people, publication, await guest(people, name), stop=stop, arrives=arrives, **ride)
    for rounds in (
        await rounds_of_carrier(people.staff["li"], MONDAY),
        (await rounds_of_kitchen(people.kitchens["dong"], MONDAY, MealKind.LUNCH))[1:],
    ):
        assert [[_door(drop) for drop in one.drops] for one in rounds] == [["e-a", "e-c"], ["e-b", "e-d"]]
        assert [one.waves for one in rounds] == [(1,), (2,)]


async def test_who_eats_where_it_is_cooked_is_on_no_round(people: Cast) -> None:
    publication = await told(people)
    await portion(people, publication, await guest(people, "a"), eats_at="dong")
    rounds = await rounds_of_kitchen(people.kitchens["dong"], MONDAY, MealKind.LUNCH)
    assert [_door(drop) for one in rounds for drop in one.drops] == ["e-zhou"]
