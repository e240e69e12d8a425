"""The commands `template`, `import` and `export`, called as a person would."""

import json
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from eldercare import clock
from eldercare.audit import trail
from eldercare.catalogues import seed_catalogues
from eldercare.db import connected
from eldercare.people.models import Elder
from eldercare.planning.models import RunDocument
from tests import postgres
from tests.cast import cast
from tests.eldercare.exchange.books import DISTRICT, book, with_cell
from tests.eldercare.planning.drafted import drafted
from web.terminal.main import main


@pytest.fixture
def url(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ELDERCARE_LANGUAGE", "en")

    async def fill() -> None:
        async with connected(database_url):
            await seed_catalogues()

    postgres.wait(fill())
    return database_url


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "district.xlsx").write_bytes(book())
    return tmp_path / "district.xlsx"


def test_a_template_is_written_and_can_be_imported(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("template", "-o", tmp_path / "t.xlsx") == 0
    assert call("import", tmp_path / "t.xlsx", "--database", url) == 0
    told = capsys.readouterr().out
    assert "There are no rows in the workbook" in told
    assert "Stored." not in told


def test_a_district_goes_in_and_comes_out(
    url: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("import", file, "--dry-run", "--json", "--database", url) == 0
    rehearsed = json.loads(capsys.readouterr().out)["import"]
    assert (rehearsed["stored"], rehearsed["counts"]["老人"]["created"]) == (False, 2)
    assert call("import", file, "--database", url) == 0
    assert "老人: 2 new, 0 changed, 0 as before." in capsys.readouterr().out
    assert call("export", "book", "-o", tmp_path / "out.xlsx", "--json", "--database", url) == 0
    rows = json.loads(capsys.readouterr().out)["export"]["rows"]
    assert rows == {name: len(lines) for name, lines in DISTRICT.items()}
    assert call("import", tmp_path / "out.xlsx", "--json", "--database", url) == 0
    again = json.loads(capsys.readouterr().out)["import"]["counts"]
    assert all(not count["created"] and not count["updated"] for count in again.values())


def test_faults_are_told_and_the_call_fails(url: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(book(with_cell("老人", 3, "性别", "?")))
    assert call("import", file, "--database", url) == 1
    assert "老人, row 3, 性别: “?” is not known here. It can be: 女、男" in capsys.readouterr().err
    assert call("import", file, "--json", "--database", url) == 1
    assert json.loads(capsys.readouterr().out)["import"]["faults"][0]["code"] == "not_allowed"


def test_look_alikes_are_merged_by_choice(url: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("import", file, "--database", url) == 0
    file.write_bytes(book({"老人": [{**DISTRICT["老人"][0], "老人编号": "again", "能力等级": 4}]}))
    capsys.readouterr()
    assert call("import", file, "--database", url) == 1
    assert "--merge again=zhou for one person or --merge again=again for two" in capsys.readouterr().err
    assert call("import", file, "--merge", "again", "--database", url) == 1
    assert "Write --merge NEW=OLD with two keys." in capsys.readouterr().err
    for given, sentence in (
        ("again=lin", "again cannot be merged with 林𠮷生 (lin): these on record look like that row: 周桂英 (zhou)."),
        ("agian=zhou", "Nobody in the workbook comes as somebody new with the key agian,"),
    ):
        assert call("import", file, "--merge", given, "--database", url) == 1
        answer = capsys.readouterr()
        assert sentence in answer.err
        assert "changes" not in answer.out
    assert call("import", file, "--dry-run", "--merge", "again=zhou", "--database", url) == 0
    told = capsys.readouterr().out
    assert "老人, row 3 changes 周桂英 (zhou), on record → in the workbook:\n  能力等级: 3 → 4\nA rehearsal" in told
    assert call("import", file, "--merge", "again=zhou", "--database", url) == 0
    assert "again) may be 周桂英 (zhou): same name and phone." in capsys.readouterr().out


def test_staff_on_record_are_changed_by_a_row_without_a_key(
    url: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chen = {**DISTRICT["员工"][0], "员工编号": None, "电话": None, "周工时（小时）": 30}
    assert call("import", file, "--database", url) == 0
    file.write_bytes(book({"员工": [chen]}))
    capsys.readouterr()
    assert call("import", file, "--database", url) == 0
    told = capsys.readouterr().out
    assert "员工: 0 new, 1 changed, 0 as before." in told
    assert "员工, row 3 changes 陈春燕 (chen), on record → in the workbook:\n  周工时（小时）: 40 → 30\nStored." in told
    file.write_bytes(book({"员工": [chen, DISTRICT["员工"][0]]}))
    assert call("import", file, "--database", url) == 1
    assert "陈春燕 / 女 / 2024-01-01 stands in row 4 already." in capsys.readouterr().err
    file.write_bytes(book({"员工": [{**DISTRICT["员工"][0], "员工编号": "chen2"}]}))
    assert call("import", file, "--database", url) == 0
    file.write_bytes(book({"员工": [chen]}))
    assert call("import", file, "--database", url) == 1
    assert "2 on record are called 陈春燕 and agree in all" in capsys.readouterr().err


def test_a_refusal_is_one_sentence(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("import", tmp_path / "none.xlsx", "--database", url) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert call("export", "plan", "2026-W48", "--format", "xlsx", "-o", tmp_path / "p.xlsx", "--database", url) == 1


def test_a_plan_is_written_for_strangers_and_for_readers(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ELDERCARE_LANGUAGE", "en")

    async def fill() -> None:
        async with connected(sqlite_url):
            draft = await drafted(await cast())
            await RunDocument.create(run_id=draft.run_id, document=zlib.compress(b'{"format": "x"}'))

    postgres.wait(fill())
    told, read = tmp_path / "plan.json", tmp_path / "plan.xlsx"
    assert call("export", "plan", "2026-W48", "-o", told, "--database", sqlite_url) == 0
    plan = json.loads(told.read_text())["plans"][0]
    assert (plan["units_in_force"], plan["document"]) == (["f-dong"], {"format": "x"})
    assert call("export", "plan", "2026-W48", "--format", "xlsx", "-o", read, "--json", "--database", sqlite_url) == 0
    written = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert written == {"export": {"path": str(read), "week": "2026-W48", "format": "xlsx"}}
    assert read.stat().st_size > 0


@pytest.mark.parametrize(
    "command", [("template",), ("export", "book"), ("export", "plan", "2026-W48", "--format", "xlsx")]
)
def test_a_workbook_has_the_name_of_one(command: tuple[str, ...], sqlite_url: str, tmp_path: Path) -> None:
    database = () if command == ("template",) else ("--database", sqlite_url)
    assert call(*command, "-o", tmp_path / "t2.csv", *database) == 1
    assert list(tmp_path.glob("t2.*")) == []


def test_what_an_older_export_puts_back_is_named(
    url: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("import", file, "--database", url) == 0
    assert call("export", "book", "-o", tmp_path / "old.xlsx", "--database", url) == 0
    capsys.readouterr()

    async def edit() -> None:
        async with connected(url):
            await Elder.filter(key="zhou").update(phone="0731-5559999")
            with clock.held(clock.real() + timedelta(hours=1)):
                await trail.record("somebody", "elder.edit", "elder", "zhou", after={"phone": "0731-5559999"})

    postgres.wait(edit())
    assert call("import", tmp_path / "old.xlsx", "--dry-run", "--database", url) == 0
    assert "These rows put back what was stored after the workbook was made" in capsys.readouterr().out
    assert call("import", tmp_path / "old.xlsx", "--dry-run", "--json", "--database", url) == 0
    (row,) = json.loads(capsys.readouterr().out)["import"]["rewritten"]
    assert (row["key"], row["cells"][0]["newer"]["actor"]) == ("zhou", "somebody")
