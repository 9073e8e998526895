"""What every kind of rule answers for, whatever the kind."""

import sys
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cchc_index.exact import Column, Mode
from cchc_index.problems.catalogue import CATALOGUE
from cchc_index.rules import rule_kinds
from cchc_index.rules.contract import Columns, Input, Slot
from cchc_index.states import State
from tests.oracle import generate_rules
from tests.rules.answers import MODES, Asked, answers, rules, typed
from tests.rules.cases import Leaf, leaf, rule_of, terms_of

KINDS: Final = sorted(rule_kinds())
UNBOUND: Final = {
    "formula": "whether some numbers make a formula give the maximum is not decided in general",
    "informative": "it gives no points",
}
ANY: Final = st.sampled_from(KINDS).flatmap(rules)
every_kind = pytest.mark.parametrize("kind", KINDS)


def test_there_are_thirteen_kinds() -> None:
    """The kinds of the design page are there, and no others."""
    assert set(KINDS) == set(generate_rules.KINDS)
    assert len(KINDS) == 13


@every_kind
def test_a_kind_is_called_like_its_file(kind: str) -> None:
    """The file, the key `kind` and the registered name are one word."""
    rule = rule_kinds()[kind]
    assert sys.modules[rule.__module__].__name__.rpartition(".")[2] == kind
    assert get_args(rule.model_fields["kind"].annotation) == (kind,)


@every_kind
def test_examples_hold(kind: str) -> None:
    """Every example is a sound rule whose answer gets the points that it says."""
    assert rule_kinds()[kind].examples()
    for example in rule_kinds()[kind].examples():
        found = Leaf(rule_of(example.rule), terms_of(example.max_points))
        assert found.faults() == []
        assert found.points(example.answer) == Fraction(example.points)


@every_kind
@given(st.data())
def test_a_rule_is_the_same_again_from_its_own_words(kind: str, data: st.DataObject) -> None:
    """Dumped as JSON and read again, a rule is equal to itself."""
    rule = data.draw(rules(kind)).rule
    again = type(rule).model_validate(rule.model_dump(mode="json"))
    assert again == rule
    assert again.model_dump(mode="json") == rule.model_dump(mode="json")


@every_kind
def test_rules_are_frozen(kind: str) -> None:
    """No key of a rule can be set, and two rules that say the same are equal."""
    for example in rule_kinds()[kind].examples():
        rule = rule_of(example.rule)
        assert rule_of(example.rule) == rule
        for key in type(rule).model_fields:
            with pytest.raises(ValidationError):
                setattr(rule, key, getattr(rule, key))


@every_kind
@given(st.data())
def test_generated_rules_are_sound(kind: str, data: st.DataObject) -> None:
    """Rules made to be sound have no fault but an unsaid 0/0, and every fault is in the catalogue."""
    asked = data.draw(rules(kind))
    codes = {code for code, _ in asked.leaf.faults()}
    assert codes <= {"when-zero-unsaid"}
    assert codes <= set(CATALOGUE)


@given(ANY)
def test_slots_inputs_and_branches_have_ids_of_their_own(asked: Asked) -> None:
    """No two inputs, slots or branches of a rule share an id, and branches report known problems."""
    rule = asked.rule
    inputs = rule.inputs()
    for ids in (
        [each.id for each in inputs],
        [slot.id for each in inputs for slot in each.slots()],
        [branch.id for branch in rule.branches()],
    ):
        assert len(ids) == len(set(ids))
    assert {branch.problem for branch in rule.branches()} <= {"", *CATALOGUE}


@every_kind
@given(st.data())
def test_points_lie_between_0_and_the_maximum(kind: str, data: st.DataObject) -> None:
    """Whatever is answered takes a branch, and has points from 0 to the maximum, or 0 where it is invalid."""
    asked = data.draw(rules(kind))
    values = typed(asked, data.draw(answers(asked)))
    if values is None:
        return
    points, branch = asked.leaf.points(values), asked.leaf.branch(values)
    assert 0 <= int(asked.leaf.outcome(values).branch[0]) < len(asked.rule.branches())
    assert 0 <= points <= asked.terms.max_points
    assert branch.state in {State.SCORED, State.NOT_APPLICABLE} or points == 0
    assert branch.state is not State.SCORED or branch.counts


@every_kind
@given(st.data())
def test_a_column_is_scored_as_its_rows_are_alone(kind: str, data: st.DataObject) -> None:
    """Every row of a column gets the points and the branch that it would get by itself."""
    asked = data.draw(rules(kind))
    texts = data.draw(st.lists(answers(asked), min_size=2, max_size=3))
    rows = [values for text in texts if (values := typed(asked, text)) is not None]
    if not rows:
        return
    outcome = asked.rule.points(column_of(rows, asked.terms.max_points), asked.terms)
    ids = [asked.rule.branches()[number].id for number in outcome.branch]
    found = list(zip(outcome.points.fractions(len(rows)), ids, strict=True))
    assert found == [asked.leaf.scored(values) for values in rows]


def column_of(rows: list[dict[str, Fraction]], most: Fraction) -> Columns:
    """Return the typed answers of several units as columns."""
    slots = {slot for values in rows for slot in values}
    columns, given_at = {}, {}
    for slot in slots:
        numbers = [values.get(slot, Fraction(0)) for values in rows]
        bottom = max(number.denominator for number in numbers)
        bottom *= next(
            n for n in range(1, 10**6) if all((number * bottom * n).denominator == 1 for number in numbers)
        )
        columns[slot] = Column.over([int(number * bottom) for number in numbers], bottom)
        given_at[slot] = np.array([slot in values for values in rows], dtype=np.bool_)
    return Columns(columns, given_at.get, (len(rows),), Column.constant(most))


@every_kind
@given(st.data())
def test_every_answer_has_a_sentence(kind: str, data: st.DataObject) -> None:
    """Every branch is said in both languages, on one line, without a full stop or words of code."""
    asked = data.draw(rules(kind))
    values = typed(asked, data.draw(answers(asked)))
    if values is None:
        return
    for said in asked.leaf.both(values):
        assert said.strip() == said
        assert said
        assert "\n" not in said
        assert not said.endswith((".", ",", ";"))
        assert not {"None", "Fraction", "numerator", "when_zero"} & set(said.replace("(", " ").split())
    if asked.leaf.branch(values).problem:
        assert asked.leaf.problem(values)


@given(ANY)
def test_every_rule_has_a_description(asked: Asked) -> None:
    """The rule is one sentence in both languages, with a capital and a full stop."""
    for said in asked.leaf.described():
        assert said.endswith(".")
        assert said[0] == said[0].upper()
        assert "None" not in said
        assert "  " not in said


def fits(slot: Slot, value: Fraction) -> bool:
    """Tell whether a person could have answered a slot so."""
    if slot.type in {"yes_no", "tick"}:
        return value in {0, 1}
    if slot.type == "option":
        return value.denominator == 1 and 0 <= value < len(slot.choices)
    if slot.type in {"whole", "date"}:
        return value.denominator == 1 and value >= 0
    return value >= 0 or slot.negative


def is_answered(asked: Input, found: dict[str, Fraction]) -> bool:
    """Tell whether an answer has all slots of one way to answer an input."""
    return asked.default is not None or any(all(slot.id in found for slot in way) for way in asked.ways())


@every_kind
@given(st.data(), st.fractions(0, 1))
def test_reach_reaches(kind: str, data: st.DataObject, share: Fraction) -> None:
    """The answer that a rule names for some points can be given, is whole, and gives them."""
    asked = data.draw(rules(kind))
    points = data.draw(st.sampled_from([asked.terms.max_points * share, asked.terms.max_points, Fraction(0)]))
    found = asked.leaf.reached(points)
    if found is None:
        assert kind in UNBOUND
        return
    slots = {slot.id: slot for each in asked.rule.inputs() for slot in each.slots()}
    assert all(fits(slots[slot], value) for slot, value in found.items())
    assert found.get("date") == 0 or all(is_answered(each, found) for each in asked.rule.inputs())
    assert asked.leaf.branch(found).state is State.SCORED
    assert points <= asked.leaf.points(found) <= asked.terms.max_points


@given(ANY, st.fractions(0, 5).filter(bool))
def test_nothing_reaches_more_than_the_maximum(asked: Asked, more: Fraction) -> None:
    """For more points than there are no answer is named."""
    assert asked.leaf.reached(asked.terms.max_points + more) is None


RATE = "numerator={}; denominator={}"
ZERO = RATE.format(0, 0)
NOTHING = RATE.format(1, 0)
MORE = RATE.format(2, 1)
STEPS = [{"at_least": "90", "points": "1"}, {"above": "50", "points": "0.5"}]
OPTIONS = [{"id": "A", "title": "A", "percent": "100"}, {"id": "C", "title": "C", "percent": "0"}]
GROUPS = [{"id": "dan", "weight": "1"}, {"id": "dn", "weight": "1"}]
ITEMS = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
RUNGS = [{"items": "2", "points": "1"}, {"items": "1", "points": "0.5"}]
LATE = [{"days": "2", "points": "0.5"}, {"until": {"month": "3", "day": "last"}, "points": "0.2"}]
FORMULAS = [{"when": "a / b >= 1", "points": "a"}, {"when": "a / b > 0.5", "points": "0"}]
VARIABLES = [{"id": "a", "title": "a"}, {"id": "b", "title": "b"}]

BRANCHES: Final[list[tuple[Leaf, dict[str, str]]]] = [
    (leaf("yes_no"), {"yes": "có", "no": "không"}),
    (
        leaf("choice", options=[{**ITEMS[0], "points": "1"}, {**ITEMS[1], "points": "0"}]),
        {"a": "a", "b": "b"},
    ),
    (
        leaf("steps", steps=STEPS, when_zero="full"),
        {
            "at_least:90": "90",
            "above:50": "89",
            "otherwise": "50",
            "zero_of_zero": ZERO,
            "of_nothing": NOTHING,
            "above_100": MORE,
        },
    ),
    (leaf("steps", of="value", steps=STEPS), {"at_least:90": "90", "above:50": "89", "otherwise": "50"}),
    (
        leaf("proportional", full_at="90", zero_below="50", when_zero="invalid"),
        {
            "full": "90",
            "in_proportion": "89",
            "too_low": "49",
            "zero_of_zero": ZERO,
            "of_nothing": NOTHING,
            "above_100": MORE,
        },
    ),
    (
        leaf(
            "linear",
            when_zero="zero",
            above_100="cap",
            through=[{"at": "10", "points": "0"}, {"at": "90", "points": "1"}],
        ),
        {"before": "9", "from:10": "10", "after": "90", "zero_of_zero": ZERO, "of_nothing": NOTHING},
    ),
    (leaf("count", each="0.5"), {"counted": "1", "at_maximum": "2"}),
    (
        leaf("deduction", faults=[{**ITEMS[0], "each": "0.5"}]),
        {"no_fault": "0", "deducted": "1", "used_up": "2"},
    ),
    (
        leaf("checklist", items=[{**item, "points": "0.5"} for item in ITEMS]),
        {"added": "a", "at_maximum": "a; b"},
    ),
    (
        leaf("checklist", items=ITEMS, at_least=RUNGS),
        {"at_least:2": "a; b", "at_least:1": "b", "too_few": "không"},
    ),
    (
        leaf("deadline", due={"month": "1", "day": "31"}, late=LATE),
        {
            "on_time": "31/01/2025",
            "late:2": "02/02/2025",
            "until:3-last": "31/03/2025",
            "too_late": "01/04/2025",
            "not_done": "chưa",
        },
    ),
    (
        leaf("deadline", due={"within_days": "5"}),
        {
            "on_time": "date=06/03/2025; start=01/03/2025",
            "too_late": "date=07/03/2025; start=01/03/2025",
            "before_start": "date=28/02/2025; start=01/03/2025",
            "not_started": "date=28/02/2025; start=chưa",
            "not_done": "chưa",
        },
    ),
    (
        leaf("survey", options=OPTIONS, respondents_at_least="2", zero_below="50"),
        {
            "full": "100",
            "in_proportion": "A=9; C=1",
            "too_low": "C=9",
            "too_few": "A=1",
            "nobody": "A=0",
            "above_100": "101",
        },
    ),
    (
        leaf("survey", options=OPTIONS, groups=GROUPS, respondents_at_least="2", zero_below="50"),
        {
            "full": "dan=100; dn=100",
            "in_proportion": "dan=90; dn=90",
            "too_low": "dan=10; dn=10",
            "full:reweighted": "dan=100",
            "in_proportion:reweighted": "dn=90",
            "too_low:reweighted": "dan=10",
            "too_few": "dan.A=1",
            "nobody": "dan.A=0; dn.C=0",
            "above_100": "dan=101; dn=1",
        },
    ),
    (
        leaf("survey", options=OPTIONS, groups=GROUPS, missing_group="invalid"),
        {
            "full": "dan=100; dn=100",
            "in_proportion": "dan=90; dn=90",
            "group_missing": "dan=90",
            "nobody": "dan.A=0",
            "above_100": "dan=101; dn=1",
        },
    ),
    (
        leaf("formula", variables=VARIABLES, formulas=FORMULAS, when_zero="exclude"),
        {
            "formula:1": "a=1; b=1",
            "formula:2": "a=3; b=4",
            "no_formula": "a=1; b=4",
            "division_by_zero": "a=1; b=0",
            "beyond": "a=2; b=1",
        },
    ),
    (leaf("given", step="0.5"), {"as_given": "0,5", "above_maximum": "1,5", "off_step": "0,3"}),
    (leaf("given"), {"as_given": "0,5", "above_maximum": "1,5"}),
    (leaf("informative", "0"), {"shown": "12"}),
]
UNREACHABLE: Final = {
    ("given", "off_step"): "without `step` no points lie between two steps",
    (
        "survey",
        "too_few",
    ): "with `missing_group: invalid` and no least number, a group without answers is missing",
}


def kind_of(found: object) -> str:
    """Return the kind of a leaf's rule, and nothing for anything else."""
    return str(getattr(getattr(found, "rule", None), "kind", ""))


def test_every_kind_shows_its_branches() -> None:
    """The table of branches has every kind."""
    assert {getattr(one.rule, "kind", "") for one, _ in BRANCHES} == set(KINDS)


@pytest.mark.parametrize(("one", "ways"), BRANCHES, ids=kind_of)
def test_every_branch_can_be_taken(one: Leaf, ways: dict[str, str]) -> None:
    """For each branch there is an answer that takes it, or a reason why none does."""
    assert [code for code, _ in one.faults()] == []
    kind: Any = getattr(one.rule, "kind", "")
    ids = {branch.id for branch in one.rule.branches()}
    assert ids - set(ways) <= {branch for name, branch in UNREACHABLE if name == kind}
    assert {branch: one.branch(answer).id for branch, answer in ways.items()} == {
        branch: branch for branch in ways
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("one", "ways"), BRANCHES, ids=kind_of)
def test_a_block_is_scored_as_its_leaves_are_alone(one: Leaf, ways: dict[str, str], mode: Mode) -> None:
    """Leaves with one rule, laid on each other, get the steps and branches of each with its own maximum."""
    leaves = [
        replace(one, terms=replace(one.terms, max_points=one.terms.max_points * n, mode=mode)) for n in (1, 3)
    ]
    rows = [one.values(answer) for answer in ways.values()]
    block = [rows, rows[::-1]]
    outcome = one.rule.points(block_of(block, [each.terms.max_points for each in leaves]), leaves[0].terms)
    alone = [[each.outcome(values) for values in row] for each, row in zip(leaves, block, strict=True)]
    steps = np.broadcast_to(outcome.steps(2, mode), (2, len(rows)))
    assert steps.tolist() == [[int(each.steps(2, mode)[0]) for each in row] for row in alone]
    assert outcome.branch.tolist() == [[int(each.branch[0]) for each in row] for row in alone]


def block_of(leaves: list[list[dict[str, Fraction]]], most: list[Fraction]) -> Columns:
    """Return the typed answers to several leaves of one rule, laid on each other."""
    size, slots = len(leaves[0]), {slot for values in leaves[0] for slot in values}
    columns = [column_of(rows, Fraction(0)) for rows in leaves]
    values = {slot: Column.stacked([each[slot] for each in columns], size) for slot in slots}
    told = {slot: np.array([each.given(slot) for each in columns]) for slot in slots}
    return Columns(values, told.get, (len(leaves), size), Column.each(most))
