"""What a file leaves out has the value of the design; all that is wrong in a file is told at once."""

import datetime
from fractions import Fraction
from typing import Final

import pytest

from cchc_index.language import Text
from cchc_index.rules.contract import Columns, Rule, Terms
from cchc_index.states import State
from tests.criteria.texts import SMALL, dumped, everything, examined, found, leaf, lines, marks, sound

TERMS: Final = Terms(Fraction(2), 2025)


def rule_of(text: str) -> Rule:
    """Return the rule of the only leaf of a sound set, warnings aside."""
    criteria = sound(leaf(text))
    rule = criteria.areas[0].criteria[0].rule
    assert rule is not None
    return rule


def result(rule: Rule, **answer: int | Fraction) -> tuple[State, Fraction]:
    """Return the state and points that a rule gives to one answer."""
    outcome = rule.points(
        Columns.of_one({name: Fraction(value) for name, value in answer.items()}, TERMS), TERMS
    )
    return rule.branches()[int(outcome.branch.flat[0])].state, outcome.points.at(0)


def scored(points: str) -> tuple[State, Fraction]:
    """Return what a scored answer gets."""
    return State.SCORED, Fraction(points)


def test_the_policy_of_a_set_that_states_none() -> None:
    """Points and indices have two decimals, rates all of theirs; what is not given is 0; 100 is the cap."""
    policy = sound(SMALL).policy
    rounding = policy.rounding
    assert (rounding.points, rounding.rate, rounding.index, rounding.mode) == (2, None, 2, "half_up")
    assert policy.missing == {"self": "zero", "survey": "zero", "appraiser": "zero", "system": "zero"}
    assert policy.index_cap == 100
    assert (policy.ranking.ties, policy.ranking.break_by, policy.ranking.within) == ("competition", (), None)


def test_the_words_for_none_in_a_policy() -> None:
    """`none` leaves points unrounded, rates unrounded, indices uncapped and ranks ungrouped."""
    text = "policy: {rounding: {points: none, rate: none}, index_cap: none, ranking: {within: none}}\n"
    policy = sound(SMALL + text).policy
    assert (policy.rounding.points, policy.rounding.rate) == (None, None)
    assert policy.rounding.point_decimals == 9
    assert (policy.index_cap, policy.ranking.within) == (None, None)


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        ("exclude", {"self": "exclude", "survey": "exclude", "appraiser": "exclude", "system": "exclude"}),
        ("{survey: exclude}", {"self": "zero", "survey": "exclude", "appraiser": "zero", "system": "zero"}),
    ],
)
def test_missing_answers_by_source(written: str, missing: dict[str, str]) -> None:
    """One word for missing answers is for every source; a source that is not named keeps the default."""
    kept = sound(f"{SMALL}policy: {{missing: {written}}}\n").policy.missing
    assert {source: kept.get(source, "zero") for source in missing} == missing  # type: ignore[call-overload]


def test_what_a_set_may_leave_out() -> None:
    """A set needs no decision, kinds, maximum, calendar or classes."""
    criteria = sound(SMALL)
    assert (criteria.legal_basis, criteria.unit_kinds, criteria.max_points, criteria.classes) == (
        (),
        (),
        None,
        (),
    )
    assert (criteria.calendar.holidays, criteria.calendar.working_days) == ((), ())


def test_what_a_leaf_may_leave_out() -> None:
    """A leaf needs no evidence, source, appraiser, legal reference or former id."""
    node = sound(SMALL).areas[0].criteria[0]
    assert (node.cap, node.evidence, node.legal_ref, node.was) == (False, None, None, ())
    assert (node.source, node.appraiser, node.applies_to, node.not_applicable) == (None, None, None, None)


def test_every_key_is_kept() -> None:
    """Every key of a set and its nodes is read into a value of its type."""
    criteria = sound(dumped(everything()))
    node = criteria.areas[0].criteria[0]
    assert criteria.title == Text("Bộ tiêu chí ví dụ", "Example")
    assert criteria.years == (2025, 2026)
    assert criteria.legal_basis[0].date == datetime.date(2025, 12, 31)
    assert criteria.calendar.working_days == (datetime.date(2025, 4, 26),)
    assert criteria.policy.ranking.break_by == ("1",)
    assert criteria.policy.ranking.within == "kind"
    assert [(entry.at_least, entry.above) for entry in criteria.classes] == [
        (80, None),
        (None, 65),
        (0, None),
    ]
    assert criteria.classes[0].requires[0].index_at_least == 80
    assert criteria.classes[1].applies_to == {"kind": ("xa",)}
    assert (node.id, node.title, node.max_points) == ("1.1", Text("Ban hành kế hoạch", "Plan"), Fraction(1))
    assert (node.source, node.not_applicable, node.was) == ("self", "forbidden", ("1.2",))
    assert node.applies_to == {"kind": ("xa", "phuong")}
    assert (node.appraiser, node.evidence, node.legal_ref) == (
        Text("Sở Nội vụ"),
        Text("Quyết định"),
        Text("Phụ lục II"),
    )
    assert criteria.areas[0].criteria[1].cap


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Kế hoạch", Text("Kế hoạch")),
        ("{vi: Kế hoạch}", Text("Kế hoạch")),
        ("{vi: Kế hoạch, en: Plan}", Text("Kế hoạch", "Plan")),
    ],
)
def test_a_text_is_vietnamese_or_both(written: str, kept: Text) -> None:
    """A text alone is Vietnamese; in a group it may have English beside it."""
    assert (
        sound(SMALL.replace("title: Ban hành kế hoạch", f"title: {written}")).areas[0].criteria[0].title
        == kept
    )


@pytest.mark.parametrize(
    "written",
    ["{en: Plan}", "{vi: Kế hoạch, fr: Plan}", "{}", "''", "' '", "[Kế hoạch]", "{vi: [a]}", "{vi: ''}"],
)
def test_a_text_that_is_none_is_refused(written: str) -> None:
    """A text without Vietnamese, in a third language, blank or in a list is refused where it stands."""
    text = SMALL.replace("title: Ban hành kế hoạch", f"title: {written}")
    assert marks(text) == ["14:16 not-a-text"]


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("2", Fraction(2)),
        ("2.50", Fraction(5, 2)),
        ("0.10", Fraction(1, 10)),
        ("007", Fraction(7)),
        ("999999.99", Fraction("999999.99")),
    ],
)
def test_points_are_exact_decimals(written: str, points: Fraction) -> None:
    """Points are the decimal that the file writes, exactly."""
    assert sound(leaf("{kind: yes_no}", written)).areas[0].criteria[0].max_points == points


@pytest.mark.parametrize(
    "written",
    ["1,5", "1e3", ".5", "5.", "1/2", "+1", "١", "１", "1 000", "1_000", "inf", "nan", "một", "1" * 31],
)
def test_what_is_no_decimal_is_refused(written: str) -> None:
    """A number with a comma, an exponent, a fraction or too many digits is refused where it stands."""
    assert marks(leaf("{kind: yes_no}", f"'{written}'"))[:1] == ["15:21 not-a-number"]


@pytest.mark.parametrize(
    ("written", "kept"), [("true", True), ("yes", True), ("True", True), ("false", False), ("no", False)]
)
def test_flags(written: str, kept: bool) -> None:  # noqa: FBT001 - the values of a table
    """A flag is true or yes, false or no, in any case."""
    rule = rule_of(f"{{kind: deadline, due: {{month: 1, day: 31}}, working_days: {written}}}")
    assert rule.model_dump()["working_days"] is kept


def test_defaults_of_yes_no() -> None:
    """No gives nothing."""
    assert result(rule_of("{kind: yes_no}"), answer=0) == scored("0")


def test_defaults_of_steps() -> None:
    """Steps are on a rate, and below the lowest there is nothing."""
    rule = rule_of("{kind: steps, when_zero: zero, steps: [{at_least: 90, points: 2}]}")
    assert [asked.type for asked in rule.inputs()] == ["rate"]
    assert result(rule, numerator=89, denominator=100) == scored("0")


def test_defaults_of_linear() -> None:
    """Lines are on a rate, and beyond their ends the points of the ends stay."""
    rule = rule_of("{kind: linear, when_zero: zero, through: [{at: 50, points: 1}, {at: 90, points: 2}]}")
    assert [asked.type for asked in rule.inputs()] == ["rate"]
    assert result(rule, rate=10) == scored("1")
    assert result(rule, rate=95) == scored("2")


def test_defaults_of_proportional() -> None:
    """Points are full at 100 percent, and no rate is too low for some."""
    rule = rule_of("{kind: proportional, when_zero: zero}")
    assert result(rule, rate=99) == scored("1.98")
    assert result(rule, rate=1) == scored("0.02")


def test_defaults_of_rates() -> None:
    """0 of 0 and a rate above 100 are invalid, and the rate itself counts, not what is left of 100."""
    criteria = found(leaf("{kind: proportional}"))
    assert [problem.code for problem in criteria] == ["when-zero-unsaid"]
    rule = rule_of("{kind: proportional, when_zero: invalid}")
    assert result(rule, numerator=0, denominator=0)[0] is State.INVALID
    assert result(rule, numerator=3, denominator=2)[0] is State.INVALID
    assert result(rule, numerator=3, denominator=4) == scored("1.5")


def test_a_rate_rule_that_does_not_say_what_0_of_0_gives_is_read_with_a_warning() -> None:
    """Without `when_zero` the set is sound, warned of, and takes 0 of 0 for invalid."""
    criteria = examined(leaf("{kind: proportional}")).criteria
    assert criteria is not None
    rule = criteria.areas[0].criteria[0].rule
    assert rule is not None
    assert result(rule, numerator=0, denominator=0)[0] is State.INVALID


def test_defaults_of_deadline() -> None:
    """The due day is in the assessment year, every day late counts, and beyond the last entry is nothing."""
    rule = rule_of("{kind: deadline, due: {month: 1, day: 31}, late: [{days: 2, points: 1}]}")
    friday, sunday, monday = (datetime.date(2025, *day).toordinal() for day in ((1, 31), (2, 2), (2, 3)))
    assert result(rule, date=friday) == scored("2")
    assert result(rule, date=sunday) == scored("1")
    assert result(rule, date=monday) == scored("0")


def test_defaults_of_survey() -> None:
    """Points are full at 100 percent, one respondent is enough, other groups share a missing one's weight."""
    options = "options: [{id: A, title: Tốt, percent: 100}, {id: B, title: Kém, percent: 0}]"
    assert result(rule_of(f"{{kind: survey, {options}}}"), A=1) == scored("2")
    assert result(rule_of(f"{{kind: survey, {options}}}"), A=99, B=1) == scored("1.98")
    groups = "groups: [{id: dan, weight: 1}, {id: dn, weight: 3}]"
    assert result(rule_of(f"{{kind: survey, {options}, {groups}}}"), **{"dan.A": 1}) == scored("2")


def test_defaults_of_formula() -> None:
    """A division by 0 and points beyond the maximum are invalid."""
    rule = rule_of("{kind: formula, variables: [{id: a, title: A}], formulas: [{points: 4 / a}]}")
    assert result(rule, a=4) == scored("1")
    assert result(rule, a=0)[0] is State.INVALID
    assert result(rule, a=1)[0] is State.INVALID


def test_defaults_of_given() -> None:
    """Points are given in steps of any size."""
    assert result(rule_of("{kind: given}"), points=Fraction(1, 3)) == scored("1/3")


@pytest.mark.parametrize(
    ("at", "typed", "meant"),
    [
        ("", "verson: 1", "version"),
        ("", "Policy: {}", "policy"),
        ("", "unit_kind: [xa]", "unit_kinds"),
        ("policy: {", "rankings: {}}", "ranking"),
        ("policy: {rounding: {", "point: 1}}", "points"),
        ("policy: {ranking: {", "brake_by: []}}", "break_by"),
        ("calendar: {", "holliday: []}", "holidays"),
        ("legal_basis: [{number: 1/QĐ, ", "isuer: UBND}]", "issuer"),
        ("classes: [{name: Yếu, at_least: 0, ", "require: []}]", "requires"),
        ("classes: [{name: Yếu, at_least: 0, requires: [{", "answer: có}]}]", "answer_is"),
    ],
)
def test_an_unknown_key_is_told_the_nearest(at: str, typed: str, meant: str) -> None:
    """A mistyped key is refused where the key stands, with the key that is most like it."""
    key = typed.partition(":")[0]
    refused = [problem for problem in found(f"{SMALL}{at}{typed}\n") if problem.code == "unknown-key"]
    assert [str(problem) for problem in refused] == [
        (
            f"bo.yaml:17:{len(at) + 1}: error unknown-key: "
            f"Không có khóa “{key}” ở đây; khóa có thể dùng: {meant}."
        )
    ]


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        ("{kind: steps, when_zero: zero, step: []}", "steps"),
        ("{kind: steps, when_zero: zero, steps: [{atleast: 90, points: 2}]}", "at_least"),
        ("{kind: proportional, whenzero: zero}", "when_zero"),
        ("{kind: survey, option: []}", "options"),
        ("{kind: deadline, due: {mounth: 1, day: 31}}", "month"),
        ("{kind: deadline, due: {month: 1, day: 31}, late: [{until: {month: 3, dya: 1}, points: 1}]}", "day"),
        ("{kind: formula, variables: [{id: a, titel: A}], formulas: [{points: a}]}", "title"),
        ("{kind: count, each: {percents: 5}}", "percent"),
    ],
)
def test_an_unknown_key_of_a_rule_is_told_the_nearest(rule: str, meant: str) -> None:
    """A mistyped key anywhere in a rule is refused with the key that is most like it."""
    refused = [problem for problem in found(leaf(rule)) if problem.code == "unknown-key"]
    assert len(refused) == 1
    assert refused[0].message.endswith(f"khóa có thể dùng: {meant}.")


MANY_SLIPS: Final = """\
format: 1
id: vi-du
version: 1.0
status: draft
title: Bộ tiêu chí ví dụ
level: commune
years: [2025]
areas:
  - id: "1"
    code: direction
    title: Chỉ đạo, điều hành
    max_points: 5
    criteria:
      - id: "1.1"
        title: Ban hành kế hoạch
        max_points: 2
        rule: {kind: steps, when_zero: zero, steps: [{at_least: 80, points: 2}, {at_least: 90, points: 1}]}
      - id: "1.1"
        title: Báo cáo
        max_points: 2
        rule: {kind: count, each: 3}
  - id: "2"
    code: staff
    title: Công vụ
    nguồn: self
    criteria:
      - id: "2.1"
        title: Đạt chuẩn
        max_points: 1,5
        rule: {kind: proportional, when_zero: zero}
classes:
  - {name: Tốt, at_least: 80}
policy: {ranking: {break_by: ["3"]}}
"""


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    """A bad version, a wrong sum, an unreachable step, an unknown key and more are told at once."""
    assert marks(MANY_SLIPS) == [
        "3:10 bad-version",
        "12:17 maxima-differ",
        "17:81 unreachable-step",
        "18:13 repeated-id",
        "21:35 points-exceed-max",
        "25:5 unknown-key",
        "29:21 not-a-number",
        "32:5 classes-end-above-zero",
        "33:31 unknown-node",
    ]


def test_a_refused_item_of_a_list_hides_nothing_elsewhere() -> None:
    """A bad year does not keep an unreachable step from being told."""
    text = leaf(
        "{kind: steps, when_zero: zero, steps: [{at_least: 80, points: 2}, {at_least: 90, points: 1}]}"
    )
    assert marks(text.replace("[2025]", "[2025, nay]")) == ["7:15 not-whole", "16:81 unreachable-step"]


def test_a_refused_key_of_a_rule_hides_nothing_in_it() -> None:
    """An unknown key of a rule does not keep an unreachable step of the same rule from being told."""
    steps = "[{at_least: 80, points: 2}, {at_least: 90, points: 1}]"
    rule = f"{{kind: steps, when_zero: zero, khac: 1, steps: {steps}}}"
    assert marks(leaf(rule)) == ["16:46 unknown-key", "16:90 unreachable-step"]


def test_no_problem_is_told_twice() -> None:
    """However many rounds the loader needs to read a file, each problem is told once."""
    assert len(lines(MANY_SLIPS)) == len(set(lines(MANY_SLIPS)))


@pytest.mark.parametrize("year", ["2024", "2023"])
def test_a_rule_is_checked_for_every_year_of_the_set(year: str) -> None:
    """29 February is refused as soon as one of the years does not have it."""
    text = leaf("{kind: deadline, due: {month: 2, day: 29}}").replace("[2025]", f"[{year}]")
    assert marks(text) == ([] if year == "2024" else ["16:37 no-such-day"])
    assert marks(text.replace(f"[{year}]", f"[2024, {year}]".replace("2024, 2024", "2024, 2028"))) == marks(
        text
    )


def test_a_model_is_frozen() -> None:
    """Nothing of a set can be changed after it was read."""
    criteria = sound(SMALL)
    for part in (criteria, criteria.policy, criteria.areas[0], criteria.areas[0].criteria[0]):
        with pytest.raises(Exception, match="frozen"):
            setattr(part, "title", "x")  # noqa: B010 - the type forbids to write it plainly
