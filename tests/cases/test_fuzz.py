"""No text whatever makes a run of cases end otherwise than with a report."""

import random
import tempfile
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.cases.junit import junit_xml
from cchc_index.cases.telling import summed_up, told, uncovered
from cchc_index.problems.catalogue import CATALOGUE
from tests.cases.small import GOOD, SET, place

TABLES: Final = (
    "  - {name: Cả mùa, answers: a.csv, units: u.csv, expect: {ranking: r.csv, problems: p.csv}}\n"
)
PIECES: Final = [
    "", " ", "\n", ": ", "- ", "{", "}", "[", "]", '"', "*", "none", "1.1", "-1", "1e9", "9" * 50, "có", "expect", "points",
    "answers", "unit", "id", "cases:", "\x00", "\x85", "�", "=1+1", "../", "a.csv", "year: 99999999999999999999", "set: .",
    "set: /", "set: ''", "ranked: có lẽ", "{}", "[]", "problems: [{}]",
]  # fmt: skip
FILES: Final = {
    "a.csv": "unit,criterion,answer\nA,1.1,có\n",
    "u.csv": "unit,kind\nA,xa\n",
    "r.csv": "unit,points\nA,1\n",
    "p.csv": "code\n",
}


@st.composite
def broken(draw: st.DrawFn, good: str) -> str:
    """Return a text with some places in it replaced."""
    shuffled = random.Random(draw(st.integers(0, 2**32)))
    text = good
    for _ in range(shuffled.randint(1, 3)):
        start = shuffled.randrange(len(text) + 1)
        text = text[:start] + shuffled.choice(PIECES) + text[start + shuffled.choice([0, 0, 1, 3, 20]) :]
    return text


@settings(deadline=None)
@given(
    text=broken(GOOD + TABLES),
    tables=broken("".join(f"{name}\n{text}\0" for name, text in FILES.items())),
    whole=st.booleans(),
)
def test_whatever_is_written_is_told(text: str, tables: str, *, whole: bool) -> None:
    """Whatever a file of cases and its tables hold, there is a report of known problems that can be shown."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            Path(folder, name).write_text(content, encoding="utf-8")
        for name, part in zip(FILES, tables.split("\0"), strict=False):
            Path(folder, name).write_text(part.partition("\n")[2], encoding="utf-8")
        place(Path(folder), GOOD + TABLES if whole else text, SET)
        report = cchc.run_cases(folder)
    assert all(problem.code in CATALOGUE for problem in report.unread)
    assert junit_xml(report, "vi")
    lines = [summed_up(report, "en"), *uncovered(report, "vi")]
    assert all(line.isprintable() for case in report.cases for line in told(case, "vi"))
    assert lines
