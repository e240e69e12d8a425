"""Nouns into rows: a row that links to its own kind comes after it."""

import pytest

from eldercare.care.models import CareTask
from eldercare.demo.nouns import CareTask as Task
from eldercare.demo.write import generations


def task(key: str, after: str | None = None) -> Task:
    return Task(key, "plan", "medication", 15, 1, None, 480, 540, after_task=after)


def test_leaders_come_before_their_followers(sqlite: str) -> None:
    made = generations(CareTask, [task("c", "b"), task("b", "a"), task("a"), task("d")])
    assert [[noun.key for noun in generation] for generation in made] == [["a", "d"], ["b"], ["c"]]


def test_a_link_to_nothing_is_refused(sqlite: str) -> None:
    with pytest.raises(ValueError, match="is not there"):
        list(generations(CareTask, [task("a", "nobody")]))
