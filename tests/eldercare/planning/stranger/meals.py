"""Meals: a pot of the right day, meal and diet, and no more portions than it holds."""

from collections import Counter
from collections.abc import Iterator

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json


def cooked(book: Book) -> dict[str, str]:
    """The portion (wave/diet) cooked for each meal, also for those that nobody could bring."""
    in_vain = [need for need in book.left_open("meal") if "supply" in need["facts"]]
    served = {place["request"]: place["supply"] for place in book.solution["meals"]}
    return served | {need["key"]: need["facts"]["supply"] for need in in_vain}


def eaten_at(book: Book, need: Json) -> str | None:
    """Where she eats: at her longest seat of the day, else where she is subscribed; None: at home.

    Who has her meals brought home eats at a seat only where she is away while the meal goes out.
    """
    first, last = _hours(book, need)
    stays = [
        (seat["end"] - seat["start"], facility)
        for seat, facility in book.stays()
        if (seat["elder"], seat["day"]) == (need["elder"], need["day"])
        and (
            need["eats_at"] is not None
            or (
                seat["start"] - book.way_home(seat, facility) < last
                and first < seat["end"] + book.way_home(seat, facility)
            )
        )
    ]
    subscribed: str | None = need["eats_at"]
    return max(stays)[1] if stays else subscribed


def _hours(book: Book, need: Json) -> tuple[int, int]:
    """From when the first boxes of the meal leave until its last must be at a door."""
    waves = [wave for _, wave in book.waves.values() if (wave["day"], wave["meal"]) == (need["day"], need["meal"])]
    plate = book.problem["thresholds"]["pot_to_plate"]
    return min((wave["leaves"] for wave in waves), default=DAY), max(
        (wave["cooked"] + plate for wave in waves), default=0
    )


def meal_breaches(book: Book) -> Iterator[Breach]:
    planned = [place["request"] for place in book.solution["meals"]]
    listed = [need["key"] for need in book.left_open("meal")]
    for key in book.meals:
        if planned.count(key) + listed.count(key) != 1:
            yield "not_planned", key
    portions = cooked(book)
    for key, supply in portions.items():
        need, (wave_key, _, diet) = book.meals[key], supply.rpartition("/")
        _, wave = book.waves[wave_key]
        if diet != need["diet"]:
            yield "kitchen_diet", key
        if (wave["day"], wave["meal"]) != (need["day"], need["meal"]):
            yield "time_window", key
        if need["day"] * DAY + wave["leaves"] < book.unit_of_meal[key]["begins"]:
            yield "frozen", key
        if eaten_at(book, need) is None and need["place"] is None:
            yield "located", key
    yield from _pots(book, Counter(portions.values()))


def _pots(book: Book, portions: Counter[str]) -> Iterator[Breach]:
    for key, (kitchen, wave) in book.waves.items():
        of_diet = {diet: portions[f"{key}/{diet}"] for diet in {supply.rpartition("/")[2] for supply in portions}}
        if sum(of_diet.values()) and sum(of_diet.values()) + sum(wave["taken"].values()) > wave["portions"]:
            yield "kitchen_portions", key
        for diet, count in of_diet.items():
            if count and count + wave["taken"].get(diet, 0) > kitchen["diets"].get(diet, 0):
                yield "kitchen_diet", f"{key}/{diet}"
