"""Large tables of mistakes: as long as they are, they are read in a time that grows like their length."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = """
import cchc_index as cchc
criteria = cchc.load_criteria("bo.yaml")
units = cchc.read_units("don-vi.csv") if {listed} else None
answers = cchc.read_answers("so-lieu.csv", criteria, units=units)
result = cchc.score(criteria, answers)
print(len(result.scores.problems), len(result.ranking))
"""
SET = """\
format: 1
id: thu
version: 1.0.0
status: draft
title: Bộ thử
level: commune
years: [2025]
areas:
- id: "1"
  code: staff
  title: A
  criteria:
  - {id: "1.1", title: Một, max_points: 2, rule: {kind: yes_no}}
  - {id: "1.2", title: Hai, max_points: 2, rule: {kind: proportional, when_zero: full}}
  - {id: "1.3", title: Ba, rule: {kind: informative}}
"""


def found(
    folder: Path, rows: list[str], *, units: list[str] | None = None, seconds: int = 120
) -> tuple[int, int]:
    """Return how many problems and units a table has; it must be read within the time."""
    (folder / "bo.yaml").write_text(SET, encoding="utf-8")
    (folder / "so-lieu.csv").write_text("\n".join(["unit,criterion,answer", *rows]), encoding="utf-8")
    (folder / "don-vi.csv").write_text("\n".join(["unit,name", *(units or [])]), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(listed=units is not None)],
        cwd=folder, timeout=seconds, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-500:]
    problems, ranked = map(int, ended.stdout.split())
    return problems, ranked


def test_a_million_answers_that_cannot_be_read(tmp_path: Path) -> None:
    """A million rows, each with another answer that cannot be read, are a million problems."""
    rows = [f"U{number % 1000},1.{number % 2 + 1},sai {number}" for number in range(10**6)]
    assert found(tmp_path, rows) == (10**6, 1000)


def test_half_a_million_other_texts(tmp_path: Path) -> None:
    """Half a million units with another text each are read."""
    assert found(tmp_path, [f"U{number},1.3,ghi chú {number}" for number in range(500_000)]) == (0, 500_000)


def test_rows_that_all_contradict_each_other(tmp_path: Path) -> None:
    """Two rows of each of 100,000 units that differ are 100,000 problems."""
    rows = [f"U{number % 100_000},1.1,{answer}" for answer in ("có", "không") for number in range(100_000)]
    assert found(tmp_path, rows) == (100_000, 100_000)


def test_a_table_of_units_that_fits_none_of_the_rows(tmp_path: Path) -> None:
    """Where every unit of a national year is called otherwise, each row says so, and which criteria are unknown too."""
    units = [f"X{number:04d},Xã Tân Sơn số {number}" for number in range(3321)]
    rows = [f"UBND xã Tân Sơn số {number},1.{leaf},có" for leaf in range(100) for number in range(3321)]
    assert found(tmp_path, rows, units=units) == (100 * 3321 + 97 * 3321 + 3321, 3321)
