"""What has no room any more, as board, page of changes and kitchen tell it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from eldercare import clock
from eldercare.meals.models import Kitchen, KitchenDiet, KitchenWave, MealSubscription
from eldercare.planning.week.models import DraftMeal
from tests.cast import MONDAY, Cast
from tests.eldercare.meals.served import guest, portion
from tests.eldercare.planning.drafted import drafted
from tests.eldercare.visits.told import told
from tests.web.conftest import Visit

BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)
BOARD, CHANGES = "/week?week=2026-W48", "/week/publish?week=2026-W48"
LUNCH = "/kitchen?date=2026-11-23&meal=lunch&language=en"


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    with clock.held(BEFORE):
        yield


async def _two_lunches(people: Cast) -> int:
    """Zhou's and Lin's on Monday; the draft's id."""
    draft = await drafted(people)
    lin = people.elders["lin"]
    await MealSubscription.create(
        key="m-lin", elder=lin, meal="lunch", weekdays=1, serving="delivered", starts_on=MONDAY
    )
    kitchen = people.kitchens["dong"]
    await DraftMeal.create(
        draft=draft, elder=lin, day=MONDAY, meal="lunch", wave=1, serving="delivered", kitchen=kitchen
    )
    return draft.id


async def test_a_kitchen_that_cooks_less_is_told_and_nothing_is_published(signed_in: Visit, people: Cast) -> None:
    draft = await _two_lunches(people)
    browser = await signed_in("shen")
    assert "No room any more" not in _words((await browser.get(f"{BOARD}&language=en")).text)
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).update(portions=1)
    board = _words((await browser.get(f"{BOARD}&language=en")).text)
    assert "No room any more where it is planned: 1 meal." in board
    assert "Dongxi Kitchen Lunch, wave 1: there is one portion – too many: Mon 23 Nov 1" in board
    asked = {"centre": "f-dong", "week": "2026-W48", "draft_id": str(draft), "language": "en"}
    await browser.get(f"{CHANGES}&language=en")
    refused = await browser.post("/week/publish", asked)
    assert refused.status_code == 409
    assert "Dongxi Kitchen 23 Nov (Portions of the kitchen: 1)" in _words(refused.text)
    chinese = _words((await browser.get(f"{CHANGES}&language=zh_Hans")).text)
    assert "东溪厨房 午餐第1批：只有1份 – 多出： 11月23日 周一 1" in chinese


async def test_a_wave_that_is_gone_and_a_diet_that_is_too_much(signed_in: Visit, people: Cast) -> None:
    await _two_lunches(people)
    browser = await signed_in("shen")
    await KitchenDiet.filter(kitchen=people.kitchens["dong"]).update(portions_per_wave=1)
    await people.elders["lin"].update_from_dict({"diet": "regular"}).save()
    await people.elders["zhou"].update_from_dict({"diet": "regular"}).save()
    assert "Lunch, wave 1, Regular: there is one portion" in _words((await browser.get(f"{BOARD}&language=en")).text)
    await KitchenWave.filter(kitchen=people.kitchens["dong"]).delete()
    gone = _words((await browser.get(f"{BOARD}&language=en")).text)
    assert "Lunch, wave 1: there are no portions – too many: Mon 23 Nov 2" in gone


async def test_the_kitchen_sees_by_how_much_its_waves_are_too_full(signed_in: Visit, people: Cast) -> None:
    publication = await told(people)
    kitchen = await Kitchen.get(key="k-dong")
    for name in "ab":
        await portion(people, publication, await guest(people, name))
    browser = await signed_in("kitchen")
    before = await browser.get(LUNCH)
    assert "too many" not in before.text
    await KitchenWave.filter(kitchen=kitchen).update(portions=1)
    await KitchenDiet.filter(kitchen=kitchen).update(portions_per_wave=1)
    full = _words((await browser.get(LUNCH)).text)
    assert re.search(r"(\d) of at most 1 portions [12] too many Regular: [12] too many", full)
    await KitchenWave.filter(kitchen=kitchen).delete()
    assert "The kitchen does not cook this wave on this day any more." in _words((await browser.get(LUNCH)).text)


def _words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
