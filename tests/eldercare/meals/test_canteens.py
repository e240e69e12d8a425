"""A guest eats where she sits: the boxes go to the same place as the planner sent them."""

from eldercare.daycare.models import Seat
from eldercare.meals.canteens import canteens_of
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import eats_at, guest, portion
from tests.eldercare.visits.told import told


async def test_the_longest_seat_of_the_day_goes_before_the_subscription(people: Cast) -> None:
    publication = await told(people)
    elder = await guest(people, "a")
    await eats_at(people, elder, "dong-station")
    meal = await portion(people, publication, elder, serving="eat_in")
    for zone, starts, ends in (("xi-care", 540, 600), ("dong-care", 780, 960)):
        await Seat.create(
            publication=publication, elder=elder, zone=people.zones[zone], day=MONDAY, starts=starts, ends=ends
        )
    assert {key: place.key for key, place in (await canteens_of([meal])).items()} == {meal.id: "f-dong-care"}


async def test_without_a_seat_she_eats_where_she_is_subscribed(people: Cast) -> None:
    publication = await told(people)
    elder = await guest(people, "a")
    await eats_at(people, elder, "dong-station")
    meal = await portion(people, publication, elder, serving="eat_in")
    assert {key: place.key for key, place in (await canteens_of([meal])).items()} == {meal.id: "f-dong-station"}
    brought = await portion(people, publication, await guest(people, "b"))
    assert await canteens_of([brought]) == {}
