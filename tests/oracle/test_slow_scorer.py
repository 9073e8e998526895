"""The slow scorer on examples computed by hand, and on two published tables."""

import csv
import io
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given

from tests.laws.seasons import SETS
from tests.oracle import generate, slow_formula, slow_scorer, slow_text
from tests.oracle.slow_model import LeafScore, Season

Cells = dict[str, str]
Rule = dict[str, Any]

OPTIONS = [{"id": "a", "title": "Tốt", "points": "2"}, {"id": "b", "title": "Vừa", "percent": "25"}]
LADDER = [{"at_least": "90", "points": "2"}, {"above": "70", "percent": "50"}]
CORNERS = [{"at": "50", "points": "0.5"}, {"at": "80", "points": "2"}]
FAULTS = [
    {"id": "nhe", "title": "Nhẹ", "each": "0.25"},
    {"id": "nang", "title": "Nặng", "each": {"percent": "50"}},
]
ITEMS = [{"id": "a", "title": "A", "points": "1.5"}, {"id": "c", "title": "C", "points": "1"}]
BY_NUMBER = [{"items": "2", "points": "2"}, {"items": "1", "percent": "10"}]
JANUARY = {"month": "1", "day": "31"}
MID_JANUARY = {"month": "1", "day": "15", "year": "1"}
LATE = [{"days": "5", "points": "1"}, {"days": "10", "percent": "25"}]
LEVELS = [
    {"id": "A", "title": "Hài lòng", "percent": "100"},
    {"id": "B", "title": "Vừa", "percent": "50"},
    {"id": "K", "title": "Không biết", "percent": "none"},
]
GROUPS = [{"id": "dan", "weight": "60"}, {"id": "dn", "weight": "40"}]
VARIABLES = [{"id": "a", "title": "A", "kind": "whole"}, {"id": "b", "title": "B", "kind": "number"}]


def rule(kind: str, **parameters: Any) -> Rule:
    """Return a rule."""
    return {"kind": kind, **parameters}


def tree(*leaves: dict[str, Any], **top: Any) -> dict[str, Any]:
    """Return a criteria set of one area."""
    area = {"id": "1", "code": "direction", "title": "Một", "criteria": list(leaves)}
    return {"areas": [area], **top}


def leaf(name: str, of: Rule, maximum: str = "2", **keys: Any) -> dict[str, Any]:
    """Return a leaf."""
    return {"id": name, "title": name, "max_points": maximum, "rule": of, **keys}


def row(unit: str, criterion: str, **cells: str) -> Cells:
    """Return one row of answers."""
    return {"unit": unit, "criterion": criterion, **cells}


def one_leaf(of: Rule, *cells: Cells, policy: dict[str, Any] | None = None, **keys: Any) -> LeafScore:
    """Score one leaf of one unit that also answers another leaf."""
    criteria = tree(leaf("1.1", of, **keys), leaf("1.2", rule("yes_no")), policy=policy or {})
    rows = [row("u", "1.2", answer="có"), *(row("u", "1.1", **one) for one in cells)]
    return slow_scorer.score(criteria, rows, None, 2025).leaves["u", "1.1"]


SCORED: list[tuple[Rule, Cells, str]] = [
    (rule("yes_no"), {"answer": "Đạt"}, "2"),
    (rule("yes_no", otherwise={"percent": "25"}), {"answer": "không đạt"}, "0.5"),
    (rule("yes_no", otherwise="0.7"), {"answer": "0"}, "0.7"),
    (rule("choice", options=OPTIONS), {"answer": "b"}, "0.5"),
    (rule("choice", options=OPTIONS), {"answer": "TỐT"}, "2"),
    (rule("steps", steps=LADDER), {"answer": "90"}, "2"),
    (rule("steps", steps=LADDER), {"answer": "89,99%"}, "1"),
    (rule("steps", steps=LADDER), {"answer": "70"}, "0"),
    (rule("steps", steps=LADDER, otherwise="0.1"), {"answer": "70"}, "0.1"),
    (rule("steps", steps=LADDER, complement="true"), {"answer": "10"}, "2"),
    (rule("steps", steps=LADDER, above_100="cap"), {"numerator": "3", "denominator": "2"}, "2"),
    (rule("steps", steps=[{"at_least": "50", "times_rate": "2"}]), {"answer": "80"}, "1.6"),
    (rule("steps", of="value", steps=[{"at_most": "-2", "points": "2"}], negative="true"),
     {"answer": "-2"}, "2"),
    (rule("steps", of="value", steps=[{"below": "5", "points": "2"}]), {"answer": "5"}, "0"),
    (rule("proportional"), {"numerator": "1", "denominator": "3"}, "0.67"),
    (rule("proportional", full_at="80"), {"answer": "40"}, "1"),
    (rule("proportional", full_at="80"), {"answer": "90"}, "2"),
    (rule("proportional", zero_below="50"), {"answer": "49,9"}, "0"),
    (rule("proportional", zero_below="50"), {"answer": "50"}, "1"),
    (rule("proportional", complement="true"), {"numerator": "1.000", "denominator": "4.000"}, "1.5"),
    (rule("proportional"), {"numerator": "2", "denominator": "3", "answer": "66,67%"}, "1.33"),
    (rule("linear", through=CORNERS), {"answer": "65"}, "1.25"),
    (rule("linear", through=CORNERS), {"answer": "10"}, "0.5"),
    (rule("linear", through=CORNERS, below="0"), {"answer": "10"}, "0"),
    (rule("linear", through=CORNERS, below="0"), {"answer": "50"}, "0.5"),
    (rule("linear", through=CORNERS), {"answer": "100"}, "2"),
    (rule("linear", of="value", through=CORNERS), {"answer": "1.316,5"}, "2"),
    (rule("linear", through=CORNERS, above_100="keep"), {"answer": "120"}, "2"),
    (rule("count", each="0.5"), {"answer": "3"}, "1.5"),
    (rule("count", each={"percent": "50"}), {"answer": "1.000"}, "2"),
    (rule("deduction", faults=FAULTS), {"answer": "nhe=2"}, "1.5"),
    (rule("deduction", faults=FAULTS), {"answer": "nhe=2; nang=1"}, "0.5"),
    (rule("deduction", faults=FAULTS), {"input": "nang", "answer": "3"}, "0"),
    (rule("deduction", faults=FAULTS[:1]), {"answer": "1"}, "1.75"),
    (rule("checklist", items=ITEMS), {"answer": "c"}, "1"),
    (rule("checklist", items=ITEMS), {"answer": "a; C"}, "2"),
    (rule("checklist", items=ITEMS), {"answer": "không"}, "0"),
    (rule("checklist", items=ITEMS, at_least=BY_NUMBER),
     {"answer": "a"}, "0.2"),
    (rule("deadline", due=JANUARY), {"answer": "31/01/2025"}, "2"),
    (rule("deadline", due=JANUARY, late=LATE), {"answer": "2025-02-05"}, "1"),
    (rule("deadline", due=JANUARY, late=LATE), {"answer": "2025-02-06"}, "0.5"),
    (rule("deadline", due=JANUARY, late=LATE), {"answer": "11/02/2025"}, "0"),
    (rule("deadline", due=JANUARY, late=LATE, working_days="true"), {"answer": "07/02/2025"}, "1"),
    (rule("deadline", due=JANUARY, working_days="true"), {"answer": "02/02/2025"}, "2"),
    (rule("deadline", due={"month": "2", "day": "last", "year": "-1"}), {"answer": "29/02/2024"}, "2"),
    (rule("deadline", due={"month": "12", "day": "last"}), {"answer": "chưa"}, "0"),
    (rule("deadline", due={"month": "12", "day": "1"},
          late=[{"until": MID_JANUARY, "points": "1"}]), {"answer": "15/01/2026"}, "1"),
    (rule("deadline", due={"within_days": "5"}, late=LATE),
     {"answer": "start=01/03/2025; date=07/03/2025"}, "1"),
    (rule("deadline", due={"within_days": "5"}, working_days="true"),
     {"answer": "start=28/02/2025; date=07/03/2025"}, "2"),
    (rule("survey", options=LEVELS), {"answer": "A=3; B=1; K=100"}, "1.75"),
    (rule("survey", options=LEVELS, full_at="80"), {"answer": "60%"}, "1.5"),
    (rule("survey", options=LEVELS, zero_below="90"), {"answer": "A=3; B=1"}, "0"),
    (rule("survey", options=LEVELS, groups=GROUPS), {"answer": "dan=50; dn.A=7"}, "1.4"),
    (rule("survey", options=LEVELS, groups=GROUPS), {"answer": "dan=50"}, "1"),
    (rule("survey", options=LEVELS, groups=GROUPS, respondents_at_least="5"),
     {"answer": "dan.B=5; dn.A=4"}, "1"),
    (rule("formula", variables=VARIABLES, formulas=[{"points": "max_points * a / b"}]),
     {"answer": "a=1; b=2,5"}, "0.8"),
    (rule("formula", variables=VARIABLES, formulas=[{"when": "a > b", "points": "2"},
                                                  {"points": "a - b / 2"}]),
     {"answer": "a=1; b=1"}, "0.5"),
    (rule("formula", variables=VARIABLES, formulas=[{"points": "a * b"}], beyond="cap"),
     {"answer": "a=9; b=9"}, "2"),
    (rule("given", step="0.25"), {"answer": "0,75"}, "0.75"),
    (rule("given"), {"answer": "0.375"}, "0.38"),
    (rule("informative"), {"answer": "xem phụ lục"}, "0"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "cells", "points"), SCORED)
def test_an_answer_scores_what_is_computed_by_hand(of: Rule, cells: Cells, points: str) -> None:
    """Every rule kind gives the points that the design page gives by hand."""
    assert one_leaf(of, cells) == LeafScore("scored", Fraction(points), Fraction(2))


INVALID: list[tuple[Rule, Cells]] = [
    (rule("yes_no"), {"answer": "có thể"}),
    (rule("yes_no"), {"state": "lạ"}),
    (rule("choice", options=OPTIONS), {"answer": "c"}),
    (rule("proportional"), {"answer": "100,001"}),
    (rule("proportional"), {"answer": "-1"}),
    (rule("proportional"), {"answer": "1.316"}),
    (rule("proportional"), {"answer": "1/2"}),
    (rule("proportional"), {"numerator": "1"}),
    (rule("proportional"), {"denominator": "1"}),
    (rule("proportional"), {"numerator": "0", "denominator": "0"}),
    (rule("proportional", when_zero="full"), {"numerator": "1", "denominator": "0"}),
    (rule("proportional"), {"numerator": "5", "denominator": "4"}),
    (rule("proportional"), {"numerator": "2", "denominator": "3", "answer": "66,66%"}),
    (rule("steps", of="value", steps=LADDER), {"answer": "-1"}),
    (rule("count", each="1"), {"answer": "2,5"}),
    (rule("count", each="1"), {"answer": "0.375"}),
    (rule("deduction", faults=FAULTS), {"answer": "2"}),
    (rule("deduction", faults=FAULTS), {"answer": "lon=2"}),
    (rule("checklist", items=ITEMS), {"answer": "a; z"}),
    (rule("deadline", due=JANUARY), {"answer": "31/02/2025"}),
    (rule("deadline", due={"within_days": "5"}), {"answer": "date=07/03/2025"}),
    (rule("survey", options=LEVELS), {"answer": "A=0; K=9"}),
    (rule("survey", options=LEVELS), {"answer": "101"}),
    (rule("survey", options=LEVELS, groups=GROUPS), {"answer": "dan.A=0; dn.A=0"}),
    (rule("survey", options=LEVELS, groups=GROUPS, missing_group="invalid"), {"answer": "dan=50"}),
    (rule("formula", variables=VARIABLES, formulas=[{"points": "a"}]), {"answer": "a=1"}),
    (rule("formula", variables=VARIABLES, formulas=[{"points": "a"}]), {"answer": "a=3; b=1"}),
    (rule("formula", variables=VARIABLES, formulas=[{"points": "a / b"}]), {"answer": "a=3; b=0"}),
    (rule("formula", variables=VARIABLES, formulas=[{"when": "a > b", "points": "a"}]),
     {"answer": "a=1; b=2"}),
    (rule("given"), {"answer": "2,01"}),
    (rule("given", step="0.25"), {"answer": "0,3"}),
]  # fmt: skip


@pytest.mark.parametrize(("of", "cells"), INVALID)
def test_what_cannot_be_used_is_invalid(of: Rule, cells: Cells) -> None:
    """An answer that is unreadable, out of range or contradicts itself is invalid, 0, and counted."""
    assert one_leaf(of, cells) == LeafScore("invalid", Fraction(0), Fraction(2))


@pytest.mark.parametrize(
    ("policy", "points", "maximum"), [("full", "2", "2"), ("zero", "0", "2"), ("exclude", "0", "0")]
)
def test_zero_over_zero_goes_by_its_policy(policy: str, points: str, maximum: str) -> None:
    """0/0 of a rate, and division by 0 of a formula, give full points, none, or leave the maximum."""
    expected = LeafScore("not_applicable", Fraction(points), Fraction(maximum))
    division = rule("formula", variables=VARIABLES, formulas=[{"points": "a / b"}], when_zero=policy)
    assert (
        one_leaf(rule("proportional", when_zero=policy), {"numerator": "0", "denominator": "0"}) == expected
    )
    assert one_leaf(division, {"answer": "a=0; b=0"}) == expected
    assert one_leaf(rule("yes_no"), {"answer": "Không áp dụng"}, not_applicable=policy) == expected


def test_a_forbidden_not_applicable_is_invalid() -> None:
    """Where not_applicable is forbidden, which is the default, such an answer is invalid."""
    assert one_leaf(rule("yes_no"), {"state": "không phát sinh"}) == LeafScore(
        "invalid", Fraction(0), Fraction(2)
    )


@pytest.mark.parametrize(
    ("policy", "state", "maximum"),
    [("zero", "unanswered", 2), ("exclude", "unanswered", 0), ("invalid", "invalid", 2),
     ({"survey": "exclude"}, "unanswered", 0), ({"self": "exclude"}, "unanswered", 2)],
)  # fmt: skip
def test_a_missing_answer_goes_by_the_policy_of_its_source(policy: Any, state: str, maximum: int) -> None:
    """A missing answer, or too few respondents, is 0, left out or invalid, as its source says."""
    too_few = rule("survey", options=LEVELS, respondents_at_least="5")
    expected = LeafScore(state, Fraction(0), Fraction(maximum))
    assert one_leaf(rule("yes_no"), policy={"missing": policy}, source="survey") == expected
    assert one_leaf(too_few, {"answer": "A=4"}, policy={"missing": policy}, source="survey") == expected


def test_rows_of_a_leaf_merge_or_contradict() -> None:
    """Equal rows and halves merge; rows that differ are invalid."""
    halves = one_leaf(rule("proportional"), {"numerator": "1"}, {"denominator": "4"})
    assert halves == LeafScore("scored", Fraction(1, 2), Fraction(2))
    assert one_leaf(rule("yes_no"), {"answer": "có"}, {"answer": "1"}, {"answer": " "}).state == "scored"
    assert one_leaf(rule("yes_no"), {"answer": "có"}, {"answer": "không"}).state == "invalid"
    assert one_leaf(rule("yes_no"), {"answer": "có"}, {"state": "không áp dụng"}).state == "invalid"


@pytest.mark.parametrize(("mode", "points"), [("half_up", "0.13"), ("half_even", "0.12"), ("down", "0.12")])
def test_points_are_rounded_by_the_mode(mode: str, points: str) -> None:
    """0.125 points become 0.13 half up, 0.12 half to even and 0.12 down."""
    found = one_leaf(rule("count", each="0.125"), {"answer": "1"}, policy={"rounding": {"mode": mode}})
    assert found.points == Fraction(points)


def test_points_none_are_carried_to_nine_decimals() -> None:
    """Without rounding of points, a third is carried to 9 decimals."""
    policy = {"rounding": {"points": "none"}}
    found = one_leaf(rule("proportional"), {"numerator": "1", "denominator": "3"}, policy=policy)
    assert found.points == Fraction("0.666666667")


def test_the_rate_is_tested_above_100_before_it_is_rounded_and_complemented() -> None:
    """100.004 % is above 100 though it rounds to 100.00, and 66.67 % leaves 33.33 %."""
    policy = {"rounding": {"rate": "2", "points": "4"}}
    assert one_leaf(rule("proportional"), {"answer": "100,004"}, policy=policy).state == "invalid"
    third = one_leaf(
        rule("proportional", complement="true"), {"numerator": "2", "denominator": "3"}, policy=policy
    )
    assert third.points == Fraction("0.6666")


def test_conditions_look_only_at_what_they_need() -> None:
    """`and` and `or` stop at the first part that decides: a division by 0 behind it does not count."""
    names = {"a": Fraction(1), "b": Fraction(0)}
    assert not slow_formula.holds("b > 0 and a / b > 1", names)
    assert slow_formula.holds("b == 0 or a / b > 1", names)
    with pytest.raises(ZeroDivisionError):
        slow_formula.holds("a / b > 1 or b == 0", names)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.316,5", "1316.5"), ("92,5", "92.5"), ("92.5", "92.5"), ("1.316.000", "1316000"), ("0.375", "0.375"),
     ("1316.500", "1316.5"), ("007", "7")],
)  # fmt: skip
def test_numbers_are_read_as_vietnamese_or_plain(text: str, value: str) -> None:
    """A comma is decimal, dots before it or in two groups are thousands."""
    assert slow_text.number(text) == Fraction(value)


@pytest.mark.parametrize("text", ["1.316", "1,2,3", "1e3", "½", "1 000", ",5", "1.31,5", "--1", "12.34.567"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    """A number that may be two, an exponent, a fraction or a slip is unreadable."""
    with pytest.raises(slow_text.UnreadableError):
        slow_text.number(text)


UNITS = [
    {"unit": "a", "name": "Xã A", "aliases": "A1; A 2", "kind": "xa", "ranked": ""},
    {"unit": "b", "name": "Xã B", "kind": "xa", "ranked": ""},
    {"unit": "c", "name": "Phường C", "kind": "phuong", "ranked": ""},
    {"unit": "d", "name": "Xã D", "kind": "xa", "ranked": "không"},
    {"unit": "e", "name": "Xã E", "kind": "xa", "ranked": ""},
]


def counted(name: str, maximum: str, **keys: Any) -> dict[str, Any]:
    """Return a leaf that gives a point for each."""
    return leaf(name, rule("count", each="1"), maximum, **keys)


def areas(*more: dict[str, Any], **top: Any) -> dict[str, Any]:
    """Return a set of a core area of 10 points, and of more areas."""
    first = {
        "id": "1",
        "code": "staff",
        "title": "Một",
        "criteria": [counted("1.1", "8"), counted("1.2", "2")],
    }
    return {"areas": [first, *more], **top}


def season(criteria: dict[str, Any], *answers: tuple[str, str, str]) -> Season:
    """Score answers of the units above."""
    rows = [row(unit, criterion, answer=answer) for unit, criterion, answer in answers]
    return slow_scorer.score(criteria, rows, UNITS, 2025)


def ranks(found: Season) -> list[int | None]:
    """Return the units' ranks in their order."""
    return [unit.rank for unit in found.units.values()]


@pytest.mark.parametrize(("ties", "last"), [("competition", 3), ("dense", 2)])
def test_equals_share_a_rank_and_some_units_have_none(ties: str, last: int) -> None:
    """Two firsts are followed by the third or the second; not ranked and without answers have no rank."""
    criteria = areas(policy={"ranking": {"ties": ties}})
    found = season(criteria, ("A  2", "1.1", "5"), ("Xã B", "1.1", "5"), ("c", "1.1", "1"), ("d", "1.1", "8"))
    assert ranks(found) == [1, 1, last, None, None]
    assert found.units["d"].index == 80
    assert (found.units["e"].points, found.units["e"].index) == (None, None)
    assert found.leaves["e", "1.1"] == LeafScore("unanswered", None, Fraction(8))


def test_ties_are_broken_by_a_node_and_ranks_run_within_groups() -> None:
    """Equal indices part by the tie-breaking node, and each kind has its own first."""
    criteria = areas(policy={"ranking": {"break_by": ["1.2"], "within": "kind"}})
    found = season(
        criteria,
        ("a", "1.1", "4"),
        ("a", "1.2", "1"),
        ("b", "1.1", "3"),
        ("b", "1.2", "2"),
        ("c", "1.1", "1"),
    )
    assert ranks(found) == [2, 1, 1, None, None]
    assert [found.nodes[unit, "1"].rank for unit in "abc"] == [2, 1, 1]


def test_bonus_and_penalty_are_cut_and_stay_outside_the_maximum() -> None:
    """Total = core + bonus - penalty; each is cut, the index is capped, fewer penalties rank first."""
    bonus = {
        "id": "2",
        "code": "bonus",
        "title": "Thưởng",
        "max_points": "3",
        "criteria": [counted("2.1", "5")],
    }
    penalty = {
        "id": "3",
        "code": "penalty",
        "title": "Phạt",
        "max_points": "4",
        "criteria": [counted("3.1", "4")],
    }
    found = season(
        areas(bonus, penalty),
        ("a", "1.1", "8"), ("a", "1.2", "2"), ("a", "2.1", "9"),
        ("b", "1.1", "1"), ("b", "3.1", "3"), ("c", "1.1", "1"), ("c", "3.1", "x"),
    )  # fmt: skip
    totals: list[object] = [(found.units[unit].points, found.units[unit].index) for unit in "abc"]
    assert totals == [(13, 100), (0, 0), (1, 10)]
    assert [one.provisional for one in found.units.values()] == [False, False, True, False, False]
    assert [found.nodes[unit, "3"].rank for unit in "abc"] == [1, 3, 1]


def test_a_capped_node_cuts_points_and_applicable_maximum() -> None:
    """A node with cap gives at most its maximum, and counts less where less is applicable."""
    inner = {"id": "2.1", "title": "Nhóm", "cap": "true", "max_points": "3", "not_applicable": "exclude",
             "criteria": [counted("2.1.1", "2"), counted("2.1.2", "2")]}  # fmt: skip
    area = {"id": "2", "code": "other", "title": "Hai", "criteria": [inner]}
    found = season(
        areas(area), ("a", "2.1.1", "2"), ("a", "2.1.2", "2"), ("b", "2.1.1", "1"),
        ("b", "2.1.2", "không áp dụng"),
        ("c", "2.1", "không áp dụng"), ("c", "2.1.1", "2"),
    )  # fmt: skip
    parts: list[object] = [
        (found.nodes[unit, "2.1"].points, found.nodes[unit, "2.1"].max_points) for unit in "abc"
    ]
    assert parts == [(3, 3), (1, 2), (0, 0)]
    assert found.nodes["c", "2.1"].index is None
    assert found.leaves["c", "2.1.1"].state == "not_applicable"
    assert found.units["c"].max_points == 10


def test_applies_to_is_inherited_and_replaced() -> None:
    """A node's own applies_to replaces the one above; other units are excluded."""
    area = {
        "id": "2", "code": "other", "title": "Hai", "applies_to": {"kind": ["phuong"]},
        "criteria": [counted("2.1", "2"), counted("2.2", "2", applies_to={"kind": ["xa"]})],
    }  # fmt: skip
    found = season(areas(area), ("a", "2.1", "1"), ("a", "2.2", "1"))
    assert [found.leaves["a", name].state for name in ("2.1", "2.2")] == ["excluded", "scored"]
    assert found.leaves["c", "2.2"].state == "excluded"
    assert found.units["a"].max_points == 12


def test_classes_go_by_bound_kind_and_requirements() -> None:
    """The first class whose bound, kinds and requirements hold is taken."""
    yes = {"id": "2", "code": "other", "title": "Hai", "criteria": [leaf("2.1", rule("yes_no"), "0.01")]}
    classes = [
        {"name": "A", "at_least": "90", "requires": [{"node": "2.1", "answer_is": "không"}]},
        {"name": "B", "above": "90", "requires": [{"node": "1.2", "index_at_least": "100"}]},
        {"name": "C", "at_least": "0", "applies_to": {"kind": ["xa"]}},
        {"name": "D", "at_least": "0"},
    ]
    found = season(
        areas(yes, classes=classes),
        ("a", "1.1", "8"), ("a", "1.2", "2"), ("a", "2.1", "không"),
        ("b", "1.1", "8"), ("b", "1.2", "2"), ("b", "2.1", "có"),
        ("c", "1.1", "8"), ("c", "1.2", "1"), ("d", "1.1", "8"), ("d", "1.2", "1"),
    )  # fmt: skip
    assert [one.class_name for one in found.units.values()] == ["A", "B", "D", "C", None]


SATISFACTION = """\
unit,total,dossier_num,dossier_den,dossier_score,pet_time_num,pet_time_den,pet_time_score,pet_sat_num,pet_sat_den,pet_sat_score
Tỉnh,11.43,528464,597918,5.89,296,570,3.12,230,570,2.42
VP UBND,18,156,161,6,0,0,6,0,0,6
BQL KCN,18,1689,1840,6,0,0,6,0,0,6
Sở Công Thương,16.85,1651,2270,4.85,0,0,6,0,0,6
Sở GDĐT,4.49,755,1120,4.49,0,4,0,0,4,0
P. Việt Trì,5.95,7362,8253,5.95,0,4,0,0,4,0
P. Nông Trang,18,5646,6178,6,0,0,6,0,0,6
P. Thanh Miếu,17.96,4964,5551,5.96,0,0,6,0,0,6
P. Vân Phú,18,7179,7947,6,0,0,6,0,0,6
Hy Cương,17.37,2775,3443,5.37,0,0,6,0,0,6
Xuân Lũng,18,3717,3859,6,0,0,6,0,0,6
Lâm Thao,6,5679,6200,6,0,2,0,0,2,0
Phùng Nguyên,18,3635,3857,6,0,0,6,0,0,6
Bản Nguyên,18,5940,6064,6,0,0,6,0,0,6
"""
DIGITISATION = """\
unit,den,orig_n,orig_s,dig_n,dig_s,reuse_n,reuse_s,sync_n,sync_s,store_n,store_s,proc_n,proc_d,proc_s,ecopy_s,total
Tỉnh,597918,433356,4.35,145096,0.97,136827,0.57,0,0,325596,1.09,396,1300,0.61,2,9.59
VP UBND,161,7,0.26,7,0.17,0,0,0,0,161,2,0,3,0,2,4.43
BQL KCN,1840,1143,3.73,513,1.12,0,0,0,0,1840,2,12,42,0.57,2,9.42
Sở Công Thương,2270,1645,4.35,470,0.83,0,0,0,0,2270,2,15,74,0.41,2,9.59
Sở GDĐT,1120,1025,5.49,490,1.75,0,0,0,0,1120,2,9,39,0.46,2,11.7
P. Việt Trì,8253,6722,4.89,1662,0.81,984,0.3,0,0,4032,0.98,63,385,0.33,2,9.31
P. Nông Trang,6178,4844,4.7,988,0.64,1008,0.41,0,0,3274,1.06,46,385,0.24,2,9.05
P. Thanh Miếu,5551,3024,3.27,723,0.52,918,0.41,0,0,4603,1.66,68,385,0.35,2,8.21
P. Vân Phú,7947,4041,3.05,280,0.14,1806,0.57,0,0,5234,1.32,50,385,0.26,2,7.34
"""
Published = dict[str, tuple[str, str, str]]
SATISFACTION_COLUMNS: Published = {
    "dossier": ("dossier_num", "dossier_den", "dossier_score"),
    "pet_time": ("pet_time_num", "pet_time_den", "pet_time_score"),
    "pet_sat": ("pet_sat_num", "pet_sat_den", "pet_sat_score"),
}
DIGITISATION_COLUMNS: Published = {
    "orig": ("orig_n", "den", "orig_s"),
    "dig": ("dig_n", "den", "dig_s"),
    "reuse": ("reuse_n", "den", "reuse_s"),
    "sync": ("sync_n", "den", "sync_s"),
    "store": ("store_n", "den", "store_s"),
    "proc": ("proc_n", "proc_d", "proc_s"),
    "ecopy": ("", "", "ecopy_s"),
}
SATISFACTION_LEAVES = [
    leaf("dossier", rule("proportional", full_at="90", when_zero="zero"), "6"),
    leaf("pet_time", rule("proportional", when_zero="full"), "6"),
    leaf("pet_sat", rule("proportional", when_zero="full"), "6"),
]
DIGITISATION_LEAVES = [
    leaf("orig", rule("proportional"), "6"),
    leaf("dig", rule("proportional"), "4"),
    leaf("reuse", rule("proportional", full_at="80"), "2"),
    leaf("sync", rule("proportional"), "4"),
    leaf("store", rule("proportional"), "2"),
    leaf("proc", rule("proportional"), "2"),
    leaf("ecopy", rule("proportional", when_zero="full"), "2"),
]


@pytest.mark.parametrize(
    ("table", "columns", "leaves"),
    [
        (SATISFACTION, SATISFACTION_COLUMNS, SATISFACTION_LEAVES),
        (DIGITISATION, DIGITISATION_COLUMNS, DIGITISATION_LEAVES),
    ],
)
def test_the_published_766_tables_are_reproduced(
    table: str, columns: Published, leaves: list[dict[str, Any]]
) -> None:
    """Every published score and total of the 766 service-quality tables of Phú Thọ comes out."""
    published = list(csv.DictReader(io.StringIO(table)))
    rows = [
        row(one["unit"], name, numerator=one.get(numerator, "0"), denominator=one.get(denominator, "0"))
        for one in published
        for name, (numerator, denominator, _) in columns.items()
    ]
    found = slow_scorer.score(tree(*leaves), rows, None, 2026)
    for one in published:
        for name, (_, _, points) in columns.items():
            assert found.leaves[one["unit"], name].points == Fraction(one[points])
        assert found.units[one["unit"]].points == Fraction(one["total"])


@SETS
@given(generate.criteria_sets())
def test_the_written_yaml_is_the_generated_set(criteria: dict[str, Any]) -> None:
    """What a generated set writes as YAML reads back as the same strings."""
    loader = yaml.BaseLoader  # makes nothing but strings
    assert yaml.load(generate.to_yaml(criteria), loader) == criteria  # noqa: S506
