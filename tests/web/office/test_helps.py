"""What was tried for an open need, in both languages."""

from collections.abc import Mapping

import pytest

from solver.week.rooms import RATIO_UNIT
from web import i18n
from web.office.helps import helps

KITCHEN = {"more_place": "东溪中心", "more_place_en": "Dongxi Centre", "more_leaves": 630}
ROOM = {"more_place": "东溪中心", "more_place_en": "Dongxi Centre", "more_zone": "day_care"}


def told(language: str, facts: Mapping[str, object]) -> list[str]:
    i18n.use(language)
    return list(helps(facts))


@pytest.mark.parametrize(
    ("facts", "english", "chinese"),
    [
        (
            {"more_carers": 1},
            "Tried, and it fits with one more carer on that day, such as are on duty; nothing else moves.",
            "已试过：当天增加 1 名与在岗人员同类的护理员即可排入，其他安排不动。",
        ),
        (
            {**KITCHEN, "more_kitchen_portions": 45, "more_kitchen_diet": 1},
            "Tried: with 45 more portions, one more of this diet in the wave of Dongxi Centre at 10:30 there is one,"
            " and one for whoever waits for the same. Who would carry them was not tried.",
            "已试过：东溪中心 10:30 出发的批次再有 45 份餐、1 份这类饮食的餐，"
            "这一份和等候同样餐食的都能供上。由谁送未试。",
        ),
        (
            {**ROOM, "more_staff_ratio": RATIO_UNIT + 1},
            "Tried: with 2 more members of staff in Dongxi Centre it fits, and so does whoever waits for the same.",
            "已试过：东溪中心再有 2 名工作人员，这位老人和等候同样席位的人就都能排入。",
        ),
        (
            {"free_days": 2, "free_1": True, "free_3": True},
            "A seat in reach is free at these hours on Tue, Thu.",
            "附近在周二、周四的同一时段有空席位。",
        ),
        (
            {"free_days": 0},
            "Of the days on which she has none, no other has a seat in reach free at these hours.",
            "在没有安排席位的其他日子，同一时段附近也没有空席位。",
        ),
        (
            {"tried_later": True, "tried_earlier": True, "tried_one_more": True},
            "Tried in vain, as the others go: other hours, people who are off that day.",
            "已试过（其他人的安排不动）仍排不进：调整时段、请当天休息的人上班。",
        ),
    ],
)
def test_what_lets_it_in_is_said(facts: Mapping[str, object], english: str, chinese: str) -> None:
    assert told("en", facts) == [english]
    assert told("zh_Hans", facts) == [chinese]


def test_of_what_nobody_tried_nothing_is_said() -> None:
    assert told("en", {"more_kitchen_portions": 3}) == told("en", {"capacity": 3}) == []
