"""A bench tells what it is doing while it measures nothing."""

import pytest

from solver.bench import measure
from solver.bench.family import family_of
from solver.bench.measure import warmed


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0, "visits: compiling the search, once after an installation\n"), (600.0, "")]
)
def test_who_waits_for_a_search_to_be_compiled_is_told(
    seconds: float, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measure, "QUICK_SECONDS", seconds)
    warmed(family_of("visits"))
    assert capsys.readouterr().err == told
