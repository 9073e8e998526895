"""What of a set its cases exercise, and what they do not."""

from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.cases.coverage import demanded, exercised
from cchc_index.criteria.outline import outline
from cchc_index.criteria.terms import terms_of
from tests.cases.small import GOOD, run
from tests.scoring.small import COUNT, RATE, TEXT, YES_NO, area, criteria, inner, leaf, score

Key = tuple[str, str, str]


def keys(of: cchc.CriteriaSet, kind: str) -> list[str]:
    """Return what of one kind is demanded, by leaf and id."""
    return [f"{each.leaf} {each.id}".strip() for each in demanded(of) if each.kind == kind]


def reached(of: cchc.CriteriaSet, rows: list[dict[str, Any]], kind: str) -> set[str]:
    """Return what of one kind a result exercises."""
    return {f"{each[1]} {each[2]}".strip() for each in exercised(score(of, rows).scores) if each[0] == kind}


def test_every_branch_of_every_leaf_is_demanded() -> None:
    """The branches of the leaves' rules are demanded, leaf by leaf."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.2", RATE))
    assert keys(of, "branch") == [
        "1.1 yes", "1.1 no", "1.2 full", "1.2 in_proportion", "1.2 zero_of_zero", "1.2 of_nothing", "1.2 above_100",
    ]  # fmt: skip


def test_a_branch_is_exercised_when_some_unit_takes_it() -> None:
    """A branch is exercised by any unit whose answer takes it."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.2", RATE))
    rows = [{"criterion": "1.1", "answer": "có"}, {"unit": "Y", "criterion": "1.2", "answer": "50%"}]
    assert reached(of, rows, "branch") == {"1.1 yes", "1.2 in_proportion"}


def test_states_are_demanded_where_the_set_can_produce_them() -> None:
    """No state is demanded that no leaf of the set can be in."""
    plain = criteria(leaf("1.1", YES_NO))
    assert keys(plain, "state") == ["exempt", "rejected", "awarded", "invalid", "scored", "unanswered"]
    allowed = criteria(leaf("1.1", YES_NO, not_applicable="zero"))
    assert "not_applicable" in keys(allowed, "state")
    above = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO, not_applicable="forbidden"), not_applicable="zero"))
    )
    assert "not_applicable" in keys(above, "state")
    by_rule = criteria(leaf("1.1", {**RATE, "when_zero": "full"}))
    assert "not_applicable" in keys(by_rule, "state")
    kinds = criteria(leaf("1.1", YES_NO, applies_to={"kind": ["xa"]}), leaf("1.2", YES_NO), unit_kinds=["xa"])
    assert "excluded" in keys(kinds, "state")
    strict = criteria(leaf("1.1", YES_NO), policy={"missing": "invalid"})
    assert "unanswered" not in keys(strict, "state")


def test_policies_for_missing_answers_are_demanded_by_source() -> None:
    """The policy for missing answers of each source that the set has is demanded."""
    of = criteria(
        leaf("1.1", YES_NO), leaf("1.2", COUNT, source="survey"), policy={"missing": {"survey": "exclude"}}
    )
    assert keys(of, "policy") == ["missing:self=zero", "missing:survey=exclude", "unappraised=keep"]
    assert reached(of, [{"criterion": "1.1", "answer": "có"}], "policy") == {"missing:survey=exclude"}


def test_policies_for_what_does_not_apply_are_demanded_by_their_word() -> None:
    """Each word for what does not apply is demanded once, and exercised by an answer, not by 0/0."""
    rate = {**RATE, "when_zero": "full"}
    of = criteria(leaf("1.1", rate, not_applicable="full"), leaf("1.2", YES_NO, not_applicable="zero"))
    assert keys(of, "policy") == [
        "missing:self=zero",
        "not_applicable=full",
        "not_applicable=zero",
        "unappraised=keep",
    ]
    zero = [{"criterion": "1.1", "numerator": "0", "denominator": "0"}, {"criterion": "1.2", "answer": "có"}]
    assert reached(of, zero, "policy") == set()
    said = [{"criterion": "1.1", "state": "not_applicable"}, {"criterion": "1.2", "answer": "có"}]
    assert reached(of, said, "policy") == {"not_applicable=full"}


def test_a_covering_node_exercises_its_own_word() -> None:
    """An inner node that is not applicable exercises its own policy, not that of its leaves."""
    of = criteria(
        area(
            "1",
            inner("1.1", leaf("1.1.1", YES_NO, not_applicable="zero"), not_applicable="exclude"),
            leaf("1.2", YES_NO),
        )
    )
    rows = [{"criterion": "1.1", "state": "not_applicable"}, {"criterion": "1.2", "answer": "có"}]
    assert reached(of, rows, "policy") == {"not_applicable=exclude"}


def test_a_cap_is_exercised_where_it_cuts() -> None:
    """A cap is demanded, and exercised by points that add up to more."""
    of = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO), leaf("1.1.2", YES_NO), cap="true", max_points="3"))
    )
    assert "cap:1.1" in keys(of, "policy")
    one, other = ({"criterion": id_, "answer": "có"} for id_ in ("1.1.1", "1.1.2"))
    assert "cap:1.1" not in reached(of, [one], "policy")
    assert "cap:1.1" in reached(of, [one, other], "policy")


def test_a_leaf_that_is_only_shown_demands_its_branch_alone() -> None:
    """An informative leaf has one branch."""
    of = criteria(leaf("1.1", YES_NO), leaf("1.2", TEXT))
    assert "1.2 shown" in keys(of, "branch")


STEPS: Final = {"kind": "steps", "of": "value", "steps": [{"at_least": "5", "points": "2"}]}
LINES: Final = {
    "kind": "linear",
    "of": "value",
    "through": [{"at": "0", "points": "0"}, {"at": "9", "points": "2"}],
}
OPTIONS: Final = [{"id": "A", "title": "A", "percent": "100"}, {"id": "B", "title": "B", "percent": "0"}]
SURVEY: Final = {"kind": "survey", "options": OPTIONS}
TWO: Final = [{"id": "dan", "weight": "1"}, {"id": "dn", "weight": "1"}]


def formula(*formulas: dict[str, str]) -> dict[str, Any]:
    """Return a formula over a and b."""
    variables = [{"id": name, "title": name, "kind": "number"} for name in ("a", "b")]
    return {"kind": "formula", "variables": variables, "formulas": list(formulas), "beyond": "cap"}


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ({"kind": "given"}, {"off_step"}),
        ({"kind": "given", "step": "0.5"}, set()),
        (STEPS, set()),
        ({**STEPS, "steps": [*STEPS["steps"], {"at_least": "0", "points": "1"}]}, {"otherwise"}),  # type: ignore[misc]
        (LINES, {"before"}),
        ({**LINES, "negative": "true"}, set()),
        ({"kind": "deduction", "faults": [{"id": "a", "title": "a", "each": "2"}]}, {"deducted"}),
        ({"kind": "deduction", "faults": [{"id": "a", "title": "a", "each": "1"}]}, set()),
        ({**RATE, "full_at": "50", "zero_below": "50"}, {"in_proportion"}),
        (RATE, set()),
        (SURVEY, {"too_few"}),
        ({**SURVEY, "respondents_at_least": "30"}, set()),
        ({**SURVEY, "groups": TWO}, {"too_few"}),
        (
            {**SURVEY, "groups": TWO[:1], "respondents_at_least": "9"},
            {"full:reweighted", "in_proportion:reweighted"},
        ),
        (formula({"points": "a"}), {"no_formula", "division_by_zero"}),
        (formula({"when": "a > 1", "points": "a"}), {"division_by_zero"}),
        (formula({"points": "a / b"}), {"no_formula"}),
        (formula({"points": "a / 2 + min(1, -b)"}), {"no_formula", "division_by_zero"}),
        (formula({"points": "a / 0"}), {"no_formula"}),
        (formula({"points": "min(2, a / b)"}), {"no_formula"}),
        (formula({"when": "b == 0", "points": "2"}, {"points": "a / b"}), {"no_formula", "division_by_zero"}),
        (
            formula({"when": "b <= 0 or a < 1", "points": "2"}, {"when": "a / b > 1", "points": "1"}),
            {"division_by_zero"},
        ),
        (formula({"when": "b == 0 and a < 1", "points": "2"}, {"points": "a / b"}), {"no_formula"}),
        (
            formula({"when": "b > 0 and a > 1", "points": "a / b"}, {"points": "0"}),
            {"no_formula", "division_by_zero"},
        ),
        (
            formula({"when": "not b == 0", "points": "a / b"}, {"points": "0"}),
            {"no_formula", "division_by_zero"},
        ),
        (formula({"when": "not a / b > 1", "points": "1"}, {"points": "0"}), {"no_formula"}),
        (formula({"when": "b >= 0", "points": "a / b"}, {"points": "0"}), {"no_formula"}),
        (formula({"when": "b == 1", "points": "1"}, {"points": "a / b"}), {"no_formula"}),
        (formula({"when": "b != 0", "points": "1"}, {"points": "a / b"}), {"no_formula"}),
        (formula({"points": "a / (b + 1)"}), {"no_formula"}),
    ],
)
def test_a_branch_that_no_answer_can_take_is_not_demanded(rule: dict[str, Any], never: set[str]) -> None:
    """What a rule's parameters rule out is not demanded of cases."""
    of = criteria(leaf("1.1", rule))
    (item,) = (item for item in outline(of) if item.rule is not None)
    assert item.rule is not None
    assert item.rule.unreachable(terms_of(of, item, 2025)) == never
    ids = {each.id for each in demanded(of) if each.kind == "branch"}
    assert ids == {branch.id for branch in item.rule.branches()} - never


def test_the_gaps_of_a_report_are_those_of_all_cases_of_a_set(tmp_path: Path) -> None:
    """What one file's cases leave out another's may exercise."""
    report = run(tmp_path, GOOD)
    (gaps,) = report.coverage
    assert gaps.criteria.id == "bo-thu"
    assert gaps.demanded == 20
    missing = {(each.leaf, each.id) for each in gaps.missing}
    assert ("1.1", "no") in missing
    (tmp_path / "khac.cases.yaml").write_text(
        'set: bo.yaml\nyear: 2026\ncases: [{name: x, unit: {id: A, kind: xa}, answers: {"1.1": không}, expect: {class: Yếu}}]\n',
        encoding="utf-8",
    )
    (both,) = cchc.run_cases(tmp_path).coverage
    less = {(each.leaf, each.id) for each in both.missing}
    assert missing - less == {("1.1", "no"), ("", "unanswered"), ("", "missing:self=zero")}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ["1.1: mức “no” (đã chấm)", "quy định missing:self=zero (tiêu chí chưa kê khai)"]),
        ("en", ["1.1: branch “no” (scored)", "policy missing:self=zero (a leaf without an answer)"]),
    ],
)
def test_gaps_are_said_in_words(lang: Any, said: list[str], tmp_path: Path) -> None:
    """A gap is said with the leaf, the branch and a word."""
    (gaps,) = run(tmp_path, GOOD).coverage
    lines = [each.say(lang) for each in gaps.missing]
    assert {said[0], said[-1]} <= set(lines)
