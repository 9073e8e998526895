"""Laws of cases that hold for every sound set and every answer."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from hypothesis import given

import cchc_index as cchc
from cchc_index.cases.coverage import demanded, exercised
from cchc_index.scoring.leaves import NO_BRANCH
from tests.laws import engine
from tests.laws.seasons import SETS
from tests.oracle import generate
from tests.oracle.generate import GeneratedCase, to_yaml


def written(case: GeneratedCase) -> tuple[Any, str, cchc.CaseReport]:
    """Return the result of a case, the cases written from it, and what becomes of them."""
    result = engine.run(case)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bo.yaml").write_text(to_yaml(case.criteria), encoding="utf-8")
        path = Path(folder, "bo.cases.yaml")
        cchc.write_cases(result, path)
        return result, path.read_text(encoding="utf-8"), cchc.run_cases(path)


@SETS
@given(generate.cases())
def test_cases_written_from_a_result_pass_on_it(case: GeneratedCase) -> None:
    """Whatever a result is, the cases that are written from it pass."""
    result, text, report = written(case)
    if result.scores.present.any():
        assert [str(each) for each in (*report.unread, *report.differences)] == [], text
        assert report.passed


@SETS
@given(generate.cases())
def test_written_cases_expect_every_figure(case: GeneratedCase) -> None:
    """A written case expects the points, states and indices of every node, the class and the problems."""
    result, text, _ = written(case)
    leaves = {leaf.item.id for leaf in result.scores.plan.leaves}
    nodes = {"*", *result.scores.plan.numbers}
    for each in yaml.safe_load(text)["cases"]:
        expect = each["expect"]
        assert set(expect["points"]) == nodes
        assert set(expect["states"]) == leaves
        assert set(expect["index"]) == nodes - leaves
        assert {"class", "problems"} <= set(expect)


@SETS
@given(generate.cases())
def test_no_answer_takes_a_branch_that_is_said_to_be_unreachable(case: GeneratedCase) -> None:
    """No unit's answer ever takes a branch of which its rule says that no answer can."""
    result = engine.run(case)
    for leaf in result.scores.plan.leaves:
        numbers = np.unique(result.scores.leaves[leaf.number].branch).tolist()
        taken = {leaf.rule.branches()[number].id for number in numbers if number != NO_BRANCH}
        assert not taken & leaf.rule.unreachable(leaf.terms)


@SETS
@given(generate.cases())
def test_what_a_result_exercises_was_demanded(case: GeneratedCase) -> None:
    """Branches, states and policies that some result exercises are among those that are demanded of cases."""
    result = engine.run(case)
    assert exercised(result.scores) <= {each.key for each in demanded(result.criteria)}
