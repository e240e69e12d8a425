"""A task of a care plan in one sentence, and sets of weekdays in words."""

from datetime import date
from typing import Any

import pytest

from eldercare.care.models import CareTask, ServiceType
from eldercare.rulebook.models import RuleValue
from tests.cast import Cast
from tests.promises import promises
from web import i18n
from web.dates import on_days
from web.office.task_words import leeway_of, task_words

OF_THE_SERVICE = {"carers", "same_sex", "at_home", "zone_kind"}


async def _said(key: str = "t-zhou-wash", leeway: int = 15) -> str:
    i18n.use("en")
    return task_words(await CareTask.get(key=key).prefetch_related("service__skill", "after_task__service"), leeway)


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ({}, "every day, begins between 08:00 and 10:00, 45 min."),
        ({"times_a_week": 1}, "once a week (every day), begins between 08:00 and 10:00, 45 min."),
        ({"times_a_week": 3, "weekdays": 31}, "3 times a week (Mon to Fri), begins between 08:00 and 10:00, 45 min."),
        ({"preferred_start": 510}, "every day, begins between 08:00 and 10:00, best at 08:30, 45 min."),
        (
            {"fixed_start": 500, "fixed_reason": "insulin"},
            "every day, at 08:20 (insulin), planned between 08:05 and 08:35, 45 min.",
        ),
        (
            {"fixed_start": 485, "fixed_reason": "insulin"},
            "every day, at 08:05 (insulin), planned between 08:00 and 08:20, 45 min.",
        ),
        ({"window_end": 480}, "every day, at 08:00, 45 min."),
        (
            {"carers": 2, "same_sex": "required"},
            "every day, begins between 08:00 and 10:00, 45 min, two carers, a carer of the same sex.",
        ),
        (
            {"at_home": False, "zone_kind": "bathing"},
            "every day, begins between 08:00 and 10:00, 45 min, at the centre (Bathing).",
        ),
    ],
)
async def test_a_task_is_one_sentence(people: Cast, task: dict[str, object], words: str) -> None:
    await promises(people)
    usual: dict[str, object] = {"weekdays": 127, "window_start": 480, "window_end": 600}
    of_task = {name: value for name, value in task.items() if name not in OF_THE_SERVICE}
    of_service = {name: value for name, value in task.items() if name in OF_THE_SERVICE}
    await CareTask.filter(key="t-zhou-wash").update(**{**usual, **of_task})
    await ServiceType.filter(key="wash").update(skill_id=None, **of_service)
    assert await _said() == words


async def test_a_skill_is_named(people: Cast) -> None:
    await promises(people)
    assert (await _said()).endswith("45 min, needs the skill Daily care.")


async def test_a_chained_task_says_after_what(people: Cast) -> None:
    await promises(people)
    leader = await CareTask.get(key="t-zhou-wash")
    await CareTask.filter(key="t-zhou-bath").update(after_task_id=leader.id, gap_shortest=10, gap_longest=60)
    assert (await _said("t-zhou-bath")).endswith(". 10 min to 1 h after Help with washing.")


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [(127, "every day"), (0b0011111, "Mon to Fri"), (0b1100000, "Sat, Sun"), (0b0010101, "Mon, Wed, Fri"), (1, "Mon")],
)
def test_weekdays_are_named_shortly(weekdays: int, words: str) -> None:
    i18n.use("en")
    assert on_days(weekdays) == words


async def test_a_fixed_minute_without_leeway_is_sharp(people: Cast) -> None:
    await promises(people)
    await CareTask.filter(key="t-zhou-wash").update(fixed_start=500, fixed_reason="insulin")
    assert "at 08:20 sharp (insulin), 45 min" in await _said(leeway=0)


async def test_the_leeway_is_that_of_the_rule_table(people: Cast) -> None:
    care = people.facilities["dong-care"]
    assert await leeway_of(care) == 15
    legal: dict[str, Any] = {"unit": "minutes", "legal_basis": "x", "valid_from": date(2020, 1, 1)}
    await RuleValue.create(key="fixed_visit_leeway", value=5, facility=people.facilities["dong"], **legal)
    assert (await leeway_of(care), await leeway_of(people.facilities["xi"])) == (5, 15)
