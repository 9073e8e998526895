"""Readers given random bytes and mutated files: our errors or problems, never another exception."""

import csv
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import cchc_index as cchc
from tests.scoring.small import COUNT, FAULTS, RATE, TEXT, THREE, YES_NO, criteria, leaf

UNHURRIED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
SET = criteria(
    leaf("1.1", YES_NO, not_applicable="zero"),
    leaf("1.2", RATE),
    leaf("1.3", COUNT),
    leaf("1.4", FAULTS),
    leaf("1.5", TEXT),
    leaf("1.6", THREE),
    leaf("1.7", DATE),
)
COLUMNS = ["unit", "criterion", "input", "answer", "numerator", "denominator", "state"]
SUFFIXES = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq"]


def read(content: bytes, suffix: str, columns: Path | None = None) -> None:
    """Read bytes as answers and as units, and score what comes of them; only our errors may end it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"so-lieu{suffix}")
        path.write_bytes(content)
        try:
            result = cchc.score(SET, cchc.read_answers(path, SET, columns=columns))
        except cchc.DataError as error:
            assert all(f"so-lieu{suffix}" in str(problem) for problem in error.problems)
        else:
            assert all(str(problem) and problem.hint for problem in result.scores.problems)
            assert len(result.leaves) == len(result.ranking) * len(result.scores.plan.leaves)
        try:
            cchc.read_units(path)
        except cchc.DataError as error:
            assert error.problems


def mutated(original: bytes, changes: list[tuple[int, int, int]]) -> bytes:
    """Return bytes with some of them replaced, removed or repeated."""
    changed = bytearray(original)
    for place, kind, value in changes:
        at = place % max(1, len(changed))
        if kind == 0:
            changed[at : at + 1] = bytes([value])
        elif kind == 1:
            del changed[at : at + value]
        else:
            changed[at:at] = changed[at : at + value]
    return bytes(changed)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 2), st.integers(0, 255)), max_size=6)
WORDS = st.sampled_from(
    ["", " ", "X", "Y", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "có", "không", "hai", "92,5%", "1.316", "-5",
     "nhẹ=1; nặng=2", "a=1;b=2;c=3", "=1+1", "'=1", "không áp dụng", "31/03/2025", "30/02/2025", "9" * 50, "0", "1e5", "½", "٣",
     "numerator=1", "\u202e", "a\u0301", "—", '"', ";", "="]
)  # fmt: skip
CELLS = st.one_of(WORDS, WORDS, st.text(max_size=12))
RECORDS = st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=6)


def as_csv(records: list[list[str]], delimiter: str) -> str:
    """Return records as CSV with the usual headings."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows([COLUMNS, *records])
    return stream.getvalue()


@UNHURRIED
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
@example(b"PAR1" + b"\x00" * 20 + b"PAR1", ".parquet")
@example(b"\xff\xfe\x00", ".csv")
@example(b"unit,criterion\n\xff", ".csv")
@example(b"unit,criterion\n" + b'"', ".csv")
@example(b'"unit","criterion\n', ".csv")
@example(b"unit,criterion,answer\r\r\n\rX,1.1,1", ".csv")
def test_random_bytes_are_refused_or_read(content: bytes, suffix: str) -> None:
    """Random bytes under any ending are refused in our words or read."""
    read(content, suffix)


@UNHURRIED
@given(RECORDS, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_cells_are_answers_or_problems(records: list[list[str]], delimiter: str, encoding: str) -> None:
    """Any cells under the usual headings are read as answers or listed as problems."""
    read(as_csv(records, delimiter).encode(encoding, errors="replace"), ".csv")


@UNHURRIED
@given(RECORDS, st.sampled_from(",;\t"), CHANGES)
def test_damaged_text_tables_are_refused_or_read(
    records: list[list[str]], delimiter: str, changes: list[tuple[int, int, int]]
) -> None:
    """A text table with bytes replaced, removed and repeated is refused in our words or read."""
    read(mutated(as_csv(records, delimiter).encode(errors="replace"), changes), ".csv")


@cache
def workbook() -> bytes:
    """Return a workbook of every type of cell."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    for row in (["X", "1.1", "", "có"], ["X", 1.3, "", 4], ["Y", "1.1", "", True], ["Y", "1.5", "", "=1+1"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@UNHURRIED
@given(CHANGES)
def test_damaged_workbooks_are_refused_or_read(changes: list[tuple[int, int, int]]) -> None:
    """A workbook with bytes replaced, removed and repeated is refused in our words or read."""
    read(mutated(workbook(), changes), ".xlsx")


@cache
def parquet() -> bytes:
    """Return a Parquet file of several types of column."""
    frame = pd.DataFrame(
        {
            "unit": ["X", "Y", None],
            "criterion": pd.Categorical(["1.1", "1.3", "1.1"]),
            "answer": ["có", "2", None],
            "numerator": [1.5, float("nan"), 2],
            "khi": pd.to_datetime(["2025-01-01", None, "2025-01-02"]),
        }
    )
    stream = io.BytesIO()
    frame.to_parquet(stream)
    return stream.getvalue()


@UNHURRIED
@given(CHANGES)
def test_damaged_parquet_files_are_refused_or_read(changes: list[tuple[int, int, int]]) -> None:
    """A Parquet file with bytes replaced, removed and repeated is refused in our words or read."""
    read(mutated(parquet(), changes), ".parquet")


MAPPING = 'unit: unit\ncolumns:\n  "1.1": {answer: answer}\n  "1.2": {numerator: numerator, denominator: denominator}\n'


@UNHURRIED
@given(CHANGES)
def test_damaged_mappings_are_refused_or_used(changes: list[tuple[int, int, int]]) -> None:
    """A mapping with bytes replaced, removed and repeated is refused in our words or used."""
    table = pd.DataFrame({"unit": ["X"], "answer": ["có"], "numerator": ["1"], "denominator": ["2"]})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cot.yaml")
        path.write_bytes(mutated(MAPPING.encode(), changes))
        try:
            cchc.score(SET, cchc.read_answers(table, SET, columns=path))
        except cchc.DataError as error:
            assert error.problems


ANY = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), WORDS, st.dates(), st.datetimes(),
    st.decimals(), st.fractions(), st.binary(max_size=4), st.times(), st.timedeltas(), st.complex_numbers(),
    st.lists(st.integers(), max_size=2), st.tuples(st.integers()), st.sampled_from([pd.NA, pd.NaT]),
)  # fmt: skip


@UNHURRIED
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, ANY)), max_size=5), st.data())
def test_any_objects_are_answers_or_problems(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """A DataFrame of any objects is read as answers or listed as problems."""
    for row in rows:
        row["criterion"] = data.draw(st.sampled_from(["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]))
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in COLUMNS})
    result = cchc.score(SET, cchc.read_answers(frame, SET))
    assert all(str(problem) and problem.hint for problem in result.scores.problems)
    assert set(result.leaves["state"]) <= {state.code for state in cchc.State}


@pytest.mark.slow
@settings(UNHURRIED, max_examples=2000)
@given(RECORDS, CHANGES, st.sampled_from(",;\t"))
def test_thousands_of_damaged_tables_are_refused_or_read(
    records: list[list[str]], changes: list[tuple[int, int, int]], delimiter: str
) -> None:
    """Thousands of damaged text tables find no way past our errors."""
    read(mutated(as_csv(records, delimiter).encode(errors="replace"), changes), ".csv")
