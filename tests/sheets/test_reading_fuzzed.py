"""Forms whose bytes were changed at random: they give problems, and nothing else happens."""

import datetime
import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cchc_index.sheets.layout import Field
from tests.scoring.small import COUNT, RATE, YES_NO, criteria, leaf, units
from tests.sheets.formats import (
    Percent,
    compound,
    old_sheet,
    old_stream,
    sheets_of,
    write_ods,
)
from tests.sheets.made import Made, given, read

DATE = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
SET = criteria(leaf("1.1", YES_NO), leaf("1.2", COUNT), leaf("1.3", RATE), leaf("1.4", DATE))
KNOWN = units({"unit": "X"}, {"unit": "TỐT"})
A = Field.ANSWER
SAID = {("1.1", ""): {A: "có"}, ("1.2", ""): {A: 3}, ("1.3", ""): {A: 92.5}, ("1.4", ""): {A: "31/03/2025"}}
Edit = tuple[float, int, bytes]
"""Where, as a part of the whole, how many bytes are taken out, and what is put there instead."""
Packed = Callable[[Callable[[bytes], bytes]], bytes]


def mangled(raw: bytes, edits: list[Edit]) -> bytes:
    """Return bytes with some of them changed."""
    for where, length, new in edits:
        place = int(where * len(raw))
        raw = raw[:place] + new + raw[place + length :]
    return raw


@cache
def made(suffix: str) -> bytes:
    """Return a form in a format, with cells that are no plain numbers or texts."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        form = Made(SET, SAID)
        if suffix in {".xlsx", ".xlsm"}:
            form.formats[2, A] = "0.0%"
            form.formulas[3, A] = ("=1+2", 3)
            form.merged = [(1, 2, Field.EVIDENCE, "QĐ 5")]
            return form.write(path).read_bytes()
        instead = {(8, 7): Percent(0.925), (9, 7): datetime.date(2025, 3, 31)}
        sheets = sheets_of(form, path, instead)
        if suffix == ".ods":
            return write_ods(path, sheets).read_bytes()
        return compound(old_stream({name: old_sheet(rows) for name, rows in sheets.items()}))


def repacked(suffix: str, number: int, edits: list[Edit]) -> bytes:
    """Return a form of which one part was changed before it was packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(suffix))) as old, zipfile.ZipFile(stream, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        for name in names:
            part = old.read(name)
            new.writestr(name, mangled(part, edits) if name == names[number % len(names)] else part)
    return stream.getvalue()


@cache
def good() -> bytes:
    """Return the form that stands beside."""
    with TemporaryDirectory() as folder:
        form = Made(SET, {("1.2", ""): {A: 2}})
        form.about = {key: "TỐT" if key.name == "UNIT" else value for key, value in form.about.items()}
        return form.write(Path(folder, "a.xlsx")).read_bytes()


def only_problems(suffix: str, raw: bytes) -> None:
    """Read a file beside a good form: it gives problems or answers, and the good form's stand."""
    with TemporaryDirectory() as folder:
        Path(folder, f"x{suffix}").write_bytes(raw)
        Path(folder, "tot.xlsx").write_bytes(good())
        answers = read(Path(folder), SET, units=KNOWN)
    assert {Path(problem.file).name for problem in answers.problems} <= {f"x{suffix}"}
    assert [*given(answers, "1.2", "TỐT").values()] == [2]


SUFFIXES = [".xlsx", ".xls", ".ods"]
EDITS = st.lists(
    st.tuples(st.floats(0, 0.9999), st.integers(0, 6), st.binary(max_size=6)), min_size=1, max_size=4
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=25, deadline=None)
@drawn(EDITS)
def test_fuzzed_bytes_never_give_anything_but_problems(suffix: str, edits: list[Edit]) -> None:
    """A form whose bytes were changed gives problems at most, and the form beside it counts."""
    only_problems(suffix, mangled(made(suffix), edits))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=15, deadline=None)
@drawn(st.floats(0, 0.9999))
def test_forms_that_end_early_never_give_anything_but_problems(suffix: str, where: float) -> None:
    """A form that was cut off gives problems at most, and the form beside it counts."""
    raw = made(suffix)
    only_problems(suffix, raw[: int(where * len(raw))])


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@settings(max_examples=40, deadline=None)
@drawn(st.integers(0, 30), EDITS)
def test_fuzzed_parts_never_give_anything_but_problems(suffix: str, number: int, edits: list[Edit]) -> None:
    """A form of which a part was changed gives problems at most, and the form beside it counts."""
    only_problems(suffix, repacked(suffix, number, edits))
