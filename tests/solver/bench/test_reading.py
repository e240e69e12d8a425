"""What is wrong with a file is told with its name, the place in it and what to do."""

import pickle
from pathlib import Path

import pytest

from solver.bench.reading import InstanceError, best_known, reading, rows

FILE = Path("a.txt")


def test_an_error_says_all_four_and_goes_from_process_to_process_as_it_is() -> None:
    error = pickle.loads(pickle.dumps(InstanceError(FILE, "line 3", "no number: x", "mend it")))  # noqa: S301  # our own
    assert str(error) == "a.txt, line 3: no number: x; mend it"


def test_lines_keep_their_numbers_where_others_are_empty() -> None:
    (first, last) = rows(FILE, "1 2\r\n\r\n3\r\n")
    assert (first.numbers(2), last.number) == ([1.0, 2.0], 3)


@pytest.mark.parametrize("words", ["1", "1 2 3", "1 x", "1 nan", "inf 1"])
def test_other_columns_and_what_is_no_number_are_told_with_their_line(words: str) -> None:
    with pytest.raises(InstanceError, match=r"a.txt, line 1: (columns|no number)"):
        rows(FILE, words)[0].numbers(2)


def test_less_than_the_least_is_told_with_what_it_is() -> None:
    (row,) = rows(FILE, "-1")
    assert row.count("change", "-1", least=-1) == -1
    with pytest.raises(InstanceError, match=r"a\.txt, line 1: people: -1, less than 0; fetch"):
        row.count("people", "-1")


def test_a_number_that_cannot_be_reckoned_with_is_told() -> None:
    with pytest.raises(InstanceError, match=r"a\.txt, line 1: cannot convert float infinity"), reading(FILE, "line 1"):
        int(float("inf"))


@pytest.mark.parametrize("word", ["0.5", "9007199254740994", "-1e300"])
def test_half_a_shift_is_no_whole_number_nor_is_what_cannot_be_told_from_the_next(word: str) -> None:
    (row,) = rows(FILE, word)
    with pytest.raises(InstanceError, match=f"no whole number: {word}"):
        row.whole(*row.words)


def test_what_a_document_lacks_is_named_and_the_inner_place_stays() -> None:
    told = r"a\.txt, patient 2: no 'services'"
    with pytest.raises(InstanceError, match=told), reading(FILE, "the whole"), reading(FILE, "patient 2"):
        raise KeyError("services")


def test_costs_that_cannot_be_read_name_their_file(tmp_path: Path) -> None:
    assert best_known(tmp_path / "bks.csv") == {}
    (tmp_path / "bks.csv").write_text("instance,bks\na,7\nb,\n", "utf-8")
    with pytest.raises(InstanceError, match=r"bks\.csv"):
        best_known(tmp_path / "bks.csv")
    (tmp_path / "bks.csv").write_text("instance,bks\na,7\nb,nan\n", "utf-8")
    with pytest.raises(InstanceError, match=r"bks\.csv, the costs of its instances: bks of b: no number: nan"):
        best_known(tmp_path / "bks.csv")
    assert best_known(file_with(tmp_path, "instance,ub\na,7\n"), "ub") == {"a": 7.0}


def file_with(folder: Path, text: str) -> Path:
    file = folder / "best_known.csv"
    file.write_text(text, "utf-8")
    return file
