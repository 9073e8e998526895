"""A small set with its cases, as files in a folder, and what becomes of them."""

from pathlib import Path
from typing import Final

import cchc_index as cchc

SET: Final = """\
format: 1
id: bo-thu
version: 1.0.0
status: draft
title: Bộ thử
level: commune
years: [2025, 2026]
unit_kinds: [xa, phuong]
classes:
  - {name: {vi: Tốt, en: Good}, at_least: 80}
  - {name: Yếu, at_least: 0}
areas:
  - id: "1"
    code: direction
    title: Chỉ đạo, điều hành
    criteria:
      - {id: "1.1", title: Ban hành kế hoạch, max_points: 1, rule: {kind: yes_no}}
      - id: "1.2"
        title: Hồ sơ đúng hạn
        max_points: 3
        not_applicable: exclude
        rule: {kind: proportional, when_zero: exclude}
      - {id: "1.3", title: Đất đai, max_points: 1, applies_to: {kind: [xa]}, rule: {kind: count, each: 0.5}}
"""
GOOD: Final = """\
year: 2026
cases:
  - name: Gần đủ
    unit: {id: A, name: Xã A, kind: xa}
    answers:
      "1.1": có
      "1.2": {numerator: "45", denominator: 50}
      "1.3": "2"
    expect:
      points: {"1.1": 1, "1": 4.7, "*": 4.70}
      states: {"1.1": scored, "1.2": đã chấm}
      index: {"*": 94}
      class: Tốt
      problems: []
"""
FILE: Final = "bo.cases.yaml"


def place(folder: Path, text: str, criteria: str = SET, name: str = FILE) -> Path:
    """Write a set and its cases into a folder and return the path of the cases."""
    (folder / "bo.yaml").write_text(criteria, encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(folder: Path, text: str, criteria: str = SET) -> cchc.CaseReport:
    """Return what becomes of cases."""
    return cchc.run_cases(place(folder, text, criteria))


def one(folder: Path, answers: str, expect: str, **keys: str) -> list[str]:
    """Return the differences of one case of commune A, each with its explanation."""
    further = "".join(f"    {key}: {value}\n" for key, value in {"unit": "{id: A, kind: xa}", **keys}.items())
    text = f"year: 2026\ncases:\n  - name: Một\n{further}    answers: {answers}\n    expect: {expect}\n"
    report = run(folder, text)
    assert [str(problem) for problem in report.unread] == []
    return [f"{each} {each.explanation}".rstrip() for each in report.differences]
