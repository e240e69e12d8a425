"""The exported plan is enough to check every hard rule: a stranger finds none broken, and each that is tampered with.

The plan is made and written by the command line; what reads it imports nothing of `solver` or `eldercare`.
"""

import copy
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.eldercare.planning.stranger import breaches
from tests.eldercare.planning.stranger.book import Json
from tests.eldercare.planning.stranger.chain_tampers import apart
from tests.eldercare.planning.stranger.pause_tampers import PAUSE_TAMPERS
from tests.eldercare.planning.stranger.tampers import TAMPERS, Tamper

FORMATS = Path(__file__).parents[3] / "docs" / "formats.md"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Json:
    """A tiny district's week as `eldercare export plan` writes it."""
    folder = tmp_path_factory.mktemp("stranger")
    environment = {**os.environ, "ELDERCARE_DATABASE": f"sqlite://{folder}/demo.sqlite3"}
    made = json.loads(_eldercare(environment, "demo", "--scale", "tiny", "--no-serve", "--json"))
    year, week, _ = date.fromisoformat(made["plan"]["week"]).isocalendar()
    file = folder / "plan.json"
    _eldercare(environment, "export", "plan", f"{year}-W{week:02}", "--format", "json", "-o", str(file))
    (plan,) = json.loads(file.read_bytes())["plans"]
    whole: Json = plan["document"]
    return whole


def _eldercare(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "web.terminal", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_stranger_finds_no_rule_broken(document: Json) -> None:
    assert breaches(document) == []
    solution = document["solution"]
    assert all(solution[part] for part in ("occurrences", "duties", "routes", "seats", "meals", "rounds", "pauses"))


@pytest.mark.parametrize("change", TAMPERS, ids=lambda change: change.__name__)
def test_a_stranger_finds_what_was_tampered_with(document: Json, change: Tamper) -> None:
    tampered = copy.deepcopy(document)
    change(tampered["problem"], tampered["solution"])
    assert change.__name__ in {rule for rule, _ in breaches(tampered)}


@pytest.mark.parametrize(("change", "rule"), PAUSE_TAMPERS, ids=lambda value: getattr(value, "__name__", None))
def test_a_stranger_finds_pauses_that_are_no_rest(document: Json, change: Tamper, rule: str) -> None:
    tampered = copy.deepcopy(document)
    change(tampered["problem"], tampered["solution"])
    assert rule in {broken for broken, _ in breaches(tampered)}


def test_a_stranger_finds_a_visit_that_comes_without_what_it_follows(document: Json) -> None:
    tampered = copy.deepcopy(document)
    apart(tampered["problem"], tampered["solution"])
    assert "order_and_gap" in {rule for rule, _ in breaches(tampered)}


def test_every_rule_that_the_description_names_is_tampered_with() -> None:
    section = FORMATS.read_text(encoding="utf-8").partition("### The rules")[2].partition("\n## ")[0]
    named = {
        name for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert named == {change.__name__ for change in TAMPERS}


def test_the_stranger_knows_nothing_of_the_project() -> None:
    sources = [file.read_text(encoding="utf-8") for file in (Path(__file__).parent / "stranger").glob("*.py")]
    assert len(sources) > 1
    assert not any(re.search(r"^\s*(from|import) (solver|eldercare)\b", source, re.MULTILINE) for source in sources)
