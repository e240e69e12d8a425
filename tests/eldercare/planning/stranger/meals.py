"""Meals: a pot of the right day, meal and diet, and no more portions than it holds."""

from collections import Counter
from collections.abc import Iterator

from tests.eldercare.planning.stranger.book import DAY, Book, Breach, Json


def cooked(book: Book) -> dict[str, str]:
    """The portion (wave/diet) cooked for each meal, also for those that nobody could bring."""
    in_vain = [need for need in book.left_open("meal") if "supply" in need["facts"]]
    served = {place["request"]: place["supply"] for place in book.solution["meals"]}
    return served | {need["key"]: need["facts"]["supply"] for need in in_vain}


SITTING = 30


def eaten_at(book: Book, need: Json) -> str | None:
    """Where she eats what her wave brings: at the longest of the seats that keep her away while it comes and end half
    an hour after it leaves; else where she is promised it, None: at home."""
    there = [
        (seat["end"] - seat["start"], facility)
        for seat, facility in _met(book, need)
        if _wave(book, need)["leaves"] + SITTING <= seat["end"]
    ]
    subscribed: str | None = need["eats_at"]
    return max(there)[1] if there else subscribed


def misses_her(book: Book, need: Json) -> bool:
    """Whether the wave finds her neither at a seat nor where she is promised the meal."""
    met = list(_met(book, need))
    return bool(met) and all(_wave(book, need)["leaves"] + SITTING > seat["end"] for seat, _ in met)


def latest(book: Book, need: Json) -> int | None:
    """The last minute of the day at which it may come to the place where she sits, if the wave may bring it later."""
    wave, where = _wave(book, need), eaten_at(book, need)
    ends = [
        seat["end"]
        for seat, facility in book.stays()
        if facility == where and (seat["elder"], seat["day"]) == (need["elder"], need["day"])
    ]
    if not ends or not any(wave["leaves"] + SITTING <= seat["end"] for seat, _ in _met(book, need)):
        return None
    until: int = max(ends) - SITTING
    return until if until < wave["cooked"] + book.thresholds["pot_to_plate"] else None


def _met(book: Book, need: Json) -> Iterator[tuple[Json, str]]:
    wave = _wave(book, need)
    first, last = wave["leaves"], wave["cooked"] + book.problem["thresholds"]["pot_to_plate"]
    for seat, facility in book.stays():
        way = book.way_home(seat, facility)
        hers = (seat["elder"], seat["day"]) == (need["elder"], need["day"])
        if hers and seat["start"] - way <= last and first < seat["end"] + way:
            yield seat, facility


def _wave(book: Book, need: Json) -> Json:
    wave: Json = book.waves[cooked(book)[need["key"]].rpartition("/")[0]][1]
    return wave


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
        if misses_her(book, need):
            yield "elder_in_one_place", key
    yield from _pots(book, Counter(portions.values()))


def _pots(book: Book, portions: Counter[str]) -> Iterator[Breach]:
    for key, (kitchen, wave) in book.waves.items():
        of_diet = {diet: portions[f"{key}/{diet}"] for diet in {supply.rpartition("/")[2] for supply in portions}}
        if sum(of_diet.values()) and sum(of_diet.values()) + sum(wave["taken"].values()) > wave["portions"]:
            yield "kitchen_portions", key
        for diet, count in of_diet.items():
            if count and count + wave["taken"].get(diet, 0) > kitchen["diets"].get(diet, 0):
                yield "kitchen_diet", f"{key}/{diet}"
