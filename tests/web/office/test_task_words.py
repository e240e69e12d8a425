"""A task of a care plan in one sentence, and sets of weekdays in words."""

from typing import TypeVar

import pytest
from tortoise.models import Model

from eldercare.care.models import CareTask, ServiceType
from web import i18n
from web.office.files import on_days
from web.office.task_words import task_words

Row = TypeVar("Row", bound=Model)


def _service(name: str = "Bathing", **more: object) -> ServiceType:
    return _stored(ServiceType(**{"key": "x", "name": "助浴", "name_en": name, "carers": 1, "at_home": True, **more}))


def _task(**more: object) -> CareTask:
    usual = {"service": _service(), "minutes": 45, "weekdays": 127, "window_start": 480, "window_end": 600}
    return _stored(CareTask(**{**usual, **more}))


def _stored(row: Row) -> Row:
    """As if read from the database, so that others can refer to it."""
    row.pk = 7
    row._saved_in_db = True
    return row


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ({}, "every day, begins between 08:00 and 10:00, 45 min."),
        ({"times_a_week": 1}, "once a week (every day), begins between 08:00 and 10:00, 45 min."),
        ({"times_a_week": 3, "weekdays": 31}, "3 times a week (Mon to Fri), begins between 08:00 and 10:00, 45 min."),
        ({"preferred_start": 510}, "every day, begins between 08:00 and 10:00, best at 08:30, 45 min."),
        ({"fixed_start": 500, "fixed_reason": "insulin"}, "every day, at 08:20 sharp (insulin), 45 min."),
        ({"window_end": 480}, "every day, at 08:00, 45 min."),
        (
            {"service": _service(carers=2, same_sex="required")},
            "every day, begins between 08:00 and 10:00, 45 min, two carers, a carer of the same sex.",
        ),
        (
            {"service": _service(at_home=False, zone_kind="bathing")},
            "every day, begins between 08:00 and 10:00, 45 min, at the centre (Bathing).",
        ),
    ],
)
def test_a_task_is_one_sentence(task: dict[str, object], words: str) -> None:
    i18n.use("en")
    assert task_words(_task(**task)) == words


def test_a_chained_task_says_after_what() -> None:
    i18n.use("en")
    words = task_words(_task(after_task=_task(service=_service("Breakfast")), gap_shortest=10, gap_longest=60))
    assert words.endswith("45 min. 10 min to 1 h after Breakfast.")


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [(127, "every day"), (0b0011111, "Mon to Fri"), (0b1100000, "Sat, Sun"), (0b0010101, "Mon, Wed, Fri"), (1, "Mon")],
)
def test_weekdays_are_named_shortly(weekdays: int, words: str) -> None:
    i18n.use("en")
    assert on_days(weekdays) == words
