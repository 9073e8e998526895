"""DataFrames of every kind of column, and Parquet files."""

import datetime
import decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import COUNT, RATE, TEXT, YES_NO, codes, criteria, leaf, leaf_of, states

DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
SET = criteria(
    leaf("1.1", YES_NO), leaf("1.2", RATE), leaf("1.3", COUNT), leaf("1.4", TEXT), leaf("1.5", DATE)
)


def scored(frame: Any) -> cchc.Result:
    """Return the result of a DataFrame."""
    return cchc.score(SET, cchc.read_answers(frame, SET))


def column(criterion: str, values: Any) -> pd.DataFrame:
    """Return a table that answers one leaf, a row a unit."""
    size = len(values)
    return pd.DataFrame(
        {"unit": [f"X{number}" for number in range(size)], "criterion": [criterion] * size, "answer": values}
    )


COLUMNS: dict[str, tuple[str, Any, list[str]]] = {
    "floats with NaN": ("1.2", [92.5, float("nan")], ["92.5", ""]),
    "whole floats": ("1.3", [4.0, 0.0], ["4", "0"]),
    "integers": ("1.3", [4, 0], ["4", "0"]),
    "small integers": ("1.3", np.array([4, 0], dtype=np.uint8), ["4", "0"]),
    "nullable integers": ("1.3", pd.array([4, None], dtype="Int64"), ["4", ""]),
    "nullable floats": ("1.2", pd.array([92.5, None], dtype="Float64"), ["92.5", ""]),
    "short floats": ("1.2", np.array([92.5, 0.5], dtype=np.float32), ["92.5", "0.5"]),
    "booleans": ("1.1", [True, False], ["yes", "no"]),
    "nullable booleans": ("1.1", pd.array([True, None], dtype="boolean"), ["yes", ""]),
    "texts": ("1.1", ["có", ""], ["yes", ""]),
    "texts and None": ("1.1", pd.Series(["có", None], dtype=object), ["yes", ""]),
    "texts and NaN": ("1.1", pd.Series(["có", float("nan")], dtype=object), ["yes", ""]),
    "texts and NA": ("1.1", pd.Series(["có", pd.NA], dtype=object), ["yes", ""]),
    "strings": ("1.1", pd.array(["có", None], dtype="string"), ["yes", ""]),
    "categories": ("1.1", pd.Categorical(["có", None]), ["yes", ""]),
    "categories of numbers": ("1.3", pd.Categorical([4, 0]), ["4", "0"]),
    "categories never used": ("1.1", pd.Categorical(["có", "không"], categories=["a", "có", "không"]), ["yes", "no"]),
    "texts and numbers": ("1.3", ["4", 4], ["4", "4"]),
    "numbers and truths": ("1.1", pd.Series([1, True], dtype=object), ["yes", "yes"]),
    "timestamps": ("1.5", pd.to_datetime(["2025-03-31", None]), ["2025-03-31", ""]),
    "dates": ("1.5", [datetime.date(2025, 3, 31), None], ["2025-03-31", ""]),
    "timestamps among texts": ("1.5", pd.Series([pd.Timestamp("2025-03-31"), "chưa"], dtype=object), ["2025-03-31", "not done"]),
    "timestamps with a zone": ("1.5", pd.to_datetime(["2025-03-31"] * 2).tz_localize("Asia/Ho_Chi_Minh"), ["2025-03-31"] * 2),
    "decimals": ("1.2", [decimal.Decimal("92.50"), decimal.Decimal("NaN")], ["92.5", ""]),
    "decimals that signal": ("1.2", pd.Series([decimal.Decimal("sNaN"), decimal.Decimal(1)], dtype=object), ["", "1"]),
    "fractions": ("1.2", pd.Series([Fraction(1, 8), Fraction(1)], dtype=object), ["0.125", "1"]),
    "numpy scalars": ("1.3", pd.Series([np.int64(4), np.float64(2.0)], dtype=object), ["4", "2"]),
    "sparse": ("1.2", pd.arrays.SparseArray([92.5, np.nan]), ["92.5", ""]),
}  # fmt: skip


@pytest.mark.parametrize("name", COLUMNS)
def test_every_kind_of_column_is_read(name: str) -> None:
    """A column of any type is read as its values; what is missing is blank."""
    criterion, values, expected = COLUMNS[name]
    result = scored(column(criterion, values))
    assert codes(result).count("unit-without-answers") == expected.count("")
    assert [leaf_of(result, criterion, f"X{number}")["answer"] for number in range(2)] == expected


ODD: dict[str, Any] = {
    "infinite": float("inf"),
    "complex": 1j,
    "list": [1, 2],
    "array": np.array([1, 2]),
    "one-cell array": np.array([1]),
    "dict": {"a": 1},
    "bytes": b"50",
    "time": datetime.time(1),
    "timestamp with hours": pd.Timestamp("2025-01-31 08:00"),
    "timestamp with nanoseconds": pd.Timestamp(1),
    "interval": pd.Interval(0, 1),
    "period": pd.Period("2025-01"),
    "object": object(),
    "surrogate": "\ud800",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("criterion", ["1.1", "1.2", "1.3", "1.5"])
def test_odd_cells_are_problems_of_their_row(name: str, criterion: str) -> None:
    """A cell that no answer can be is a problem at its row; the rest is scored."""
    cells = np.empty(2, dtype=object)
    cells[0], cells[1] = ODD[name], "0"
    result = scored(column(criterion, pd.Series(cells, dtype=object)))
    assert leaf_of(result, criterion, "X0")["state"] == "invalid"
    assert all(str(problem) for problem in result.scores.problems)


@pytest.mark.parametrize("name", ODD)
def test_odd_cells_of_an_informative_leaf_can_be_written(name: str, tmp_path: Path) -> None:
    """Whatever an informative leaf is told, its result can be written."""
    cells = np.empty(1, dtype=object)
    cells[0] = ODD[name]
    scored(column("1.4", pd.Series(cells, dtype=object))).write(tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_a_frame_is_left_as_it_was() -> None:
    """Reading changes nothing in the user's DataFrame."""
    frame = column("1.1", ["có", None])
    before = frame.copy(deep=True)
    scored(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_the_index_of_a_frame_is_no_part_of_it() -> None:
    """Rows are numbered in order, whatever the index of the DataFrame."""
    frame = column("1.3", ["1", "hai"]).set_index(pd.Index([7, 7]))
    (problem,) = scored(frame).scores.problems
    assert problem.place == "3"


def test_several_frames_are_told_apart() -> None:
    """Problems of the second DataFrame say so."""
    answers = cchc.read_answers([column("1.3", ["1"]), column("1.2", ["hai"])], SET)
    assert [problem.file for problem in answers.problems] == ["DataFrame 2"]


@pytest.mark.parametrize(
    "frame",
    [pd.DataFrame(), pd.DataFrame({"unit": ["X"]}), pd.DataFrame([[1, 2]])],
    ids=["empty", "one column", "no headings"],
)
def test_a_frame_with_other_columns_is_refused(frame: pd.DataFrame) -> None:
    """A DataFrame without the columns unit and criterion is refused with what it has."""
    with pytest.raises(cchc.DataError, match="columns-missing"):
        scored(frame)


def test_a_frame_without_rows_gives_a_result_without_units() -> None:
    """A DataFrame with the columns and no rows is no error of the program."""
    result = scored(pd.DataFrame({"unit": [], "criterion": [], "answer": []}))
    assert len(result.ranking) == len(result.leaves) == 0


def test_results_are_frames_that_can_be_computed_with() -> None:
    """Points and indices are floats, ranks nullable integers, states texts."""
    result = scored(column("1.3", ["1", "2"]))
    assert result.ranking["points"].dtype == float
    assert str(result.ranking["rank"].dtype) == "Int64"
    assert result.leaves["state"].iloc[0] == "unanswered"
    assert result.ranking["provisional"].dtype == bool


def parquet(folder: Path, frame: pd.DataFrame, **settings: Any) -> Path:
    """Return a Parquet file of a DataFrame."""
    path = folder / "so-lieu.parquet"
    frame.to_parquet(path, **settings)
    return path


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in {"texts and numbers", "numbers and truths", "timestamps among texts", "sparse", "fractions", "numpy scalars", "decimals", "decimals that signal"}])  # fmt: skip
def test_parquet_reads_like_the_frame_it_was_made_of(name: str, tmp_path: Path) -> None:
    """A Parquet file gives the same leaves as its DataFrame."""
    criterion, values, _ = COLUMNS[name]
    frame = column(criterion, values)
    pd.testing.assert_frame_equal(scored(parquet(tmp_path, frame)).leaves, scored(frame).leaves)


def test_parquet_keeps_a_column_that_pandas_made_an_index(tmp_path: Path) -> None:
    """The columns of a Parquet file are all there, also one that a DataFrame had as its index."""
    frame = column("1.1", ["có"]).set_index("unit")
    assert states(scored(parquet(tmp_path, frame)), "1.1") == {"X0": "scored"}


def test_parquet_with_lists_is_a_problem_of_its_rows(tmp_path: Path) -> None:
    """A Parquet column of lists is a problem in its rows, never an error of the program."""
    frame = column("1.2", [[1, 2], [3, 4]])
    result = scored(parquet(tmp_path, frame))
    assert set(states(result, "1.2").values()) == {"invalid"}


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    """A file that only ends in parquet is refused in one line."""
    path = tmp_path / "so-lieu.parquet"
    path.write_text("unit,criterion\n", encoding="utf-8")
    with pytest.raises(cchc.DataError) as raised:
        scored(path)
    assert len(str(raised.value).splitlines()) == 1
    assert "so-lieu.parquet" in str(raised.value)
