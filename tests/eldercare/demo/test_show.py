"""The whole demonstration, made at hours at which its present week can hardly be planned any more."""

from datetime import datetime

import pytest

from eldercare import clock
from eldercare.demo.scale import Scale
from eldercare.demo.show import Wish, show
from eldercare.planning.models import PlanningRun, Publication
from tests.cast import MONDAY


@pytest.mark.parametrize("late", ["2026-11-29T23:45+08:00", "2026-11-30T00:05+08:00"])
async def test_late_on_a_sunday_and_over_midnight_the_present_week_is_whole(sqlite: str, late: str) -> None:
    wish = Wish(Scale.TINY, 0, MONDAY, False, 2, 1024, "walnut tree by the river")
    with clock.held(datetime.fromisoformat(late)):
        shown = await show(wish, lambda *_: None)
        assert await Publication.filter(week=MONDAY, published_at__lt=clock.now()).exists()
    run = await PlanningRun.get(week=MONDAY)
    assert run.started_at
    assert run.finished_at
    assert run.started_at < run.finished_at, "it took its time"
    assert (shown.present["week"], shown.coming["week"]) == ("2026-11-23", "2026-11-30")
    planned, needed = shown.present["counts"]["visits"]
    assert planned == needed > 0
