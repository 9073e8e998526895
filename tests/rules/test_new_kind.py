"""Whoever adds a fourteenth kind of rule writes one file, and everything else knows it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.rules import kinds, rule_kinds

KIND: Final = '''"""`doubled`: each counts twice, at most the maximum."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cchc_index.fields import Amount
from cchc_index.language import Lang, Text, exact_number, pick
from cchc_index.rules.contract import (
    Branch, Case, Columns, Example, Fault, Input, Outcome, Rule, Terms, Values,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Doubled(Rule):
    """Twice `each` × number."""

    kind: Literal["doubled"]
    each: Amount

    def inputs(self) -> tuple[Input, ...]:
        """A whole number."""
        return (Input("number", "whole", Text("số sáng kiến", "ideas")),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Each gives something."""
        if self.each == 0:
            yield Fault("max-not-reached", ("each",), {"points": self.each})

    def branches(self) -> tuple[Branch, ...]:
        """Within the maximum, or at it."""
        return Branch("within"), Branch("full")

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """Twice each, together."""
        points = columns["number"] * self.each * 2
        full = Case("full", points >= terms.max_points, terms.max_points)
        return self.first(columns, [full], "within", points)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """How many."""
        number = exact_number(values["number"], lang)
        return pick(lang, f"{number} sáng kiến, tính gấp đôi", f"{number} ideas, counted twice")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """That each counts twice."""
        return pick(lang, "Mỗi sáng kiến tính gấp đôi.", "Each idea counts twice.")

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """Just as many."""
        yield {"number": Fraction(-(-points // (self.each * 2)))}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str:
        """Twice the product."""
        return f"2*{cells['number']}"

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Three."""
        return (Example({"kind": "doubled", "each": "0.25"}, "2", "3", "1.5"),)
'''
CRITERIA: Final = """
format: 1
id: bo-thu
version: 1.0.0
status: draft
title: Bộ tiêu chí thử
level: commune
years: [2025]
max_points: 2
areas:
  - id: "1"
    code: direction
    title: Công tác chỉ đạo
    criteria:
      - {id: "1.1", title: Sáng kiến, max_points: 2, legal_ref: Điều 5, rule: {kind: doubled, each: EACH}}
"""


@pytest.fixture(autouse=True)
def _with_the_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file among the kinds, and afterwards none."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "doubled.py").write_text(KIND, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    rule_kinds.cache_clear()
    yield
    sys.modules.pop(f"{kinds.__name__}.doubled", None)
    kinds.__dict__.pop("doubled", None)
    rule_kinds.cache_clear()


@pytest.fixture(name="criteria")
def criteria_file(tmp_path: Path) -> Path:
    """A set with a leaf of the new kind."""
    return written(tmp_path, "0.25")


def written(folder: Path, each: str) -> Path:
    """Write the set, and return its file."""
    path = folder / "bo-thu.yaml"
    path.write_text(CRITERIA.replace("EACH", each), encoding="utf-8")
    return path


def scored(criteria: Path) -> Any:
    """Score three units, one of them with an answer that cannot be read."""
    rows = {"unit": ["Xã A", "Xã B", "Xã C"], "criterion": ["1.1"] * 3, "answer": ["3", "1.000", "ba"]}
    found = cchc.load_criteria(criteria)
    return cchc.score(found, cchc.read_answers(pd.DataFrame(rows), found))


def test_a_set_with_the_kind_is_sound(criteria: Path) -> None:
    """The set loads, and nothing is found in it."""
    assert cchc.check(criteria) == ()
    assert cchc.load_criteria(criteria).id == "bo-thu"


def test_its_own_check_speaks_at_its_place(tmp_path: Path) -> None:
    """What the kind finds unsound is told of at the line of its parameter."""
    (problem,) = cchc.check(written(tmp_path, "0"))
    assert problem.code == "max-not-reached"
    assert str(problem.place) == "15:101 areas[0].criteria[0].rule.each"


def test_its_parameters_are_typed(tmp_path: Path) -> None:
    """What its model refuses is told of in the words of the catalogue."""
    (problem,) = cchc.check(written(tmp_path, "ba"))
    assert problem.code == "not-a-number"


def test_its_leaf_is_scored(criteria: Path) -> None:
    """Answers are read as its inputs say, and get its points and branches."""
    leaves = scored(criteria).leaves
    assert leaves["points"].tolist() == [1.5, 2, 0]
    assert leaves["branch"].fillna("").tolist() == ["within", "full", ""]
    assert leaves["state"].tolist() == ["scored", "scored", "invalid"]


def test_its_leaf_is_explained(criteria: Path) -> None:
    """Its sentence stands in the explanation, in both languages."""
    result = scored(criteria)
    assert result.explain("Xã A", "1.1") == "1.1 Sáng kiến: 3 sáng kiến, tính gấp đôi → 1,5/2 điểm (Điều 5)."
    assert (
        result.explain("Xã A", "1.1", lang="en")
        == "1.1 Sáng kiến: 3 ideas, counted twice → 1.5/2 points (Điều 5)."
    )


def test_its_result_is_written(criteria: Path, tmp_path: Path) -> None:
    """All files of a result are written with it."""
    scored(criteria).write(tmp_path / "out")
    assert "within" in (tmp_path / "out" / "leaves.csv").read_text(encoding="utf-8-sig")


def test_the_kinds_are_otherwise_as_they_were() -> None:
    """The new kind stands beside the thirteen others."""
    assert len(rule_kinds()) == 14
    assert rule_kinds()["doubled"].__name__ == "Doubled"
