"""The kind of rule that CONTRIBUTING shows is one, and works in everything that uses rules."""

import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.rules import kinds, rule_kinds
from cchc_index.rules.contract import Rule
from tests.docs.markdown import ROOT, Page
from tests.rules.cases import Leaf, rule_of, terms_of

CONTRIBUTING: Final = Page("CONTRIBUTING.md")
NAME: Final = "at_most"
SET: Final = """
format: 1
id: bo-thu
version: 1.0.0
status: draft
title: Bộ tiêu chí thử
level: commune
years: [2025]
areas:
  - id: "1"
    code: staff
    title: Cán bộ, công chức
    criteria:
      - {id: "1.1", title: Đơn thư quá hạn, max_points: 1, rule: {kind: at_most, most: 2}}
"""


@pytest.fixture(autouse=True)
def _with_the_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The shown file among the kinds, and afterwards not."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / f"{NAME}.py").write_text(CONTRIBUTING.block("python"), encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    rule_kinds.cache_clear()
    yield
    sys.modules.pop(f"{kinds.__name__}.{NAME}", None)
    vars(kinds).pop(NAME, None)
    rule_kinds.cache_clear()


@pytest.fixture(name="leaf")
def shown_leaf() -> Leaf:
    """Return a leaf with the rule of the kind's example."""
    (example,) = rule_kinds()[NAME].examples()
    return Leaf(rule_of(example.rule), terms_of(example.max_points))


def test_it_answers_everything_that_a_rule_is_asked() -> None:
    """The kind is called like its file, and leaves nothing of the contract open."""
    assert NAME in rule_kinds()
    assert not rule_kinds()[NAME].__abstractmethods__
    assert set(Rule.__abstractmethods__) <= set(vars(rule_kinds()[NAME]))


def test_its_example_holds(leaf: Leaf) -> None:
    """The example is sound, and its answer gets its points."""
    (example,) = rule_kinds()[NAME].examples()
    assert leaf.faults() == []
    assert leaf.points(example.answer) == Fraction(example.points)


def test_it_says_what_it_does(leaf: Leaf) -> None:
    """Both branches and the rule are said in both languages."""
    assert leaf.both("1") == ("1, không quá 2", "1, at most 2")
    assert leaf.both("1.200") == ("1.200, quá 2", "1,200, more than 2")
    assert leaf.described() == ("Không quá 2: đủ điểm.", "At most 2: full points.")


def test_it_reaches_points(leaf: Leaf) -> None:
    """The least demanding answer for no points and for all is named, and none for more."""
    assert [leaf.reached(points) for points in ("0", "1", "2")] == [{"number": 3}, {"number": 2}, None]


def test_its_formula_is_written(leaf: Leaf) -> None:
    """The formula for Excel gives nothing for a blank cell."""
    assert leaf.rule.spreadsheet({"number": "A1"}, leaf.terms) == 'IF(OR((A1=""),A1>2),0,1)'


def test_a_set_with_it_is_scored_and_explained(tmp_path: Path) -> None:
    """A set that uses it is sound, scored and explained with no other change."""
    path = tmp_path / "bo-thu.yaml"
    path.write_text(SET, encoding="utf-8")
    assert cchc.check(path) == ()
    criteria = cchc.load_criteria(path)
    rows = {"unit": ["Xã A", "Xã B"], "criterion": ["1.1", "1.1"], "answer": ["2", "3"]}
    result = cchc.score(criteria, cchc.read_answers(pd.DataFrame(rows), criteria))
    assert result.leaves["branch"].tolist() == ["few", "many"]
    assert result.explain("Xã B", "1.1") == "1.1 Đơn thư quá hạn: 3, quá 2 → 0/1 điểm."


def test_what_it_has_people_run_is_there() -> None:
    """Folders, modules and files that the commands name exist."""
    commands = " ".join(block.code for block in CONTRIBUTING.blocks() if not block.lang)
    for module in re.findall(r"-m ((?:docs|benchmarks)[\w.]*)", commands):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()
    assert (ROOT / ".ci" / "run").is_file()
    for path in re.findall(r"`((?:src|tests)/[\w/.]+)`", CONTRIBUTING.prose):
        assert (ROOT / path).exists() or path.endswith(f"{NAME}.py")
