"""Chains of tasks: whom one waits for, and a circle in which nobody is first."""

from eldercare.care.chain import in_circle, leaders

AFTER = {"dress": "wash", "wash": "wake", "wake": None, "rub": "bathe", "bathe": "rub", "dry": "rub"}


def test_a_chain_is_told_from_the_nearest_on() -> None:
    assert leaders("dress", AFTER.get) == ["wash", "wake"]
    assert leaders("wake", AFTER.get) == []


def test_a_circle_is_whoever_waits_for_herself() -> None:
    assert leaders("rub", AFTER.get) == ["bathe", "rub"]
    assert {task for task in AFTER if in_circle(task, AFTER.get)} == {"rub", "bathe"}, "dry only waits for them"
