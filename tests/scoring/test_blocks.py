"""Leaves with equal rules are scored together, and get what each would get alone."""

from typing import Any

import pytest
from hypothesis import given

from cchc_index.scoring import blocks
from tests.laws import engine
from tests.laws.expected import assert_equal
from tests.laws.seasons import SETS
from tests.oracle import generate
from tests.oracle.generate import YEAR, Criteria, GeneratedCase

LADDER = {"kind": "steps", "when_zero": "full", "steps": [{"at_least": "90", "percent": "100"}]}
LINE = {"kind": "proportional", "when_zero": "full"}
HUGE = 10**15
RATES = [(0, 0), (9, 10), (7, 0), (11, 10), (2, 3), (HUGE - 1, HUGE), (HUGE, 3 * HUGE), (89999, 100000)]


def season(rules: list[Criteria], maxima: list[str], rates: list[tuple[int, int]]) -> GeneratedCase:
    """A set of one leaf for each rule, to which each unit answers its rate."""
    leaves = [
        {"id": f"1.{number}", "title": f"Tiêu chí {number}", "max_points": most, "rule": rule}
        for number, (rule, most) in enumerate(zip(rules, maxima, strict=True), start=1)
    ]
    criteria = {
        "format": "1",
        "id": "bo-tieu-chi-thu",
        "version": "1.0.0",
        "status": "draft",
        "title": "Bộ tiêu chí thử",
        "level": "commune",
        "years": [str(YEAR)],
        "areas": [{"id": "1", "code": "staff", "title": "Lĩnh vực 1", "criteria": leaves}],
    }
    rows = [
        dict.fromkeys(generate.ROW_COLUMNS, "")
        | {"unit": f"u{unit}", "criterion": leaf["id"], "numerator": str(top), "denominator": str(bottom)}
        for unit, (top, bottom) in enumerate(rates)
        for leaf in leaves
    ]
    return GeneratedCase(criteria, None, rows, YEAR)


def made(case: GeneratedCase) -> list[list[str]]:
    """The leaves of each block that a case is scored in."""
    scores: Any = engine.run(case).scores
    return [[leaf.item.id for leaf in block] for block in blocks.blocks(scores.plan, scores.season)]


@SETS
@given(generate.block_cases())
def test_blocks_equal_the_slow_scorer(case: GeneratedCase) -> None:
    """Leaves of every kind with equal rules and different maxima get what the slow scorer gives them."""
    assert_equal(case)


@pytest.mark.parametrize("mode", ["half_up", "half_even", "down"])
@pytest.mark.parametrize("decimals", ["0", "2", "none"])
@pytest.mark.parametrize(
    "rule", [LADDER, LINE, LINE | {"above_100": "cap", "full_at": "90", "zero_below": "50"}]
)
def test_blocks_round_as_single_leaves_do(rule: Criteria, decimals: str, mode: str) -> None:
    """0/0, rates above 100 and counts of 10^15 are exact in a block, under every rounding."""
    case = season([rule] * 4, ["1", "2", "3", "7"], RATES)
    case.criteria["policy"] = {"rounding": {"points": decimals, "mode": mode}}
    assert made(case) == [["1.1", "1.2", "1.3", "1.4"]]
    assert_equal(case)


def test_a_block_has_equal_rules() -> None:
    """Leaves are together by their rule, whatever their maximum; a parameter apart is another block."""
    case = season([LINE, LADDER, LINE, LINE | {"full_at": "90"}], ["1", "2", "3", "1"], RATES)
    assert made(case) == [["1.1", "1.3"], ["1.2"], ["1.4"]]


def test_a_leaf_that_somebody_left_out_stands_alone() -> None:
    """Only leaves that every unit answered are laid on each other."""
    case = season([LINE, LINE, LINE], ["1", "2", "3"], RATES)
    rows = [row for row in case.rows if (row["unit"], row["criterion"]) != ("u1", "1.2")]
    case = GeneratedCase(case.criteria, case.units, rows, YEAR)
    assert made(case) == [["1.1", "1.3"], ["1.2"]]
    assert_equal(case)


def test_large_blocks_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block holds a bounded number of answers, and at least one leaf."""
    case = season([LINE] * 5, ["1", "2", "3", "4", "5"], RATES)
    monkeypatch.setattr(blocks, "_CELLS", 2 * len(RATES))
    assert made(case) == [["1.1", "1.2"], ["1.3", "1.4"], ["1.5"]]
    monkeypatch.setattr(blocks, "_CELLS", 1)
    assert made(case) == [["1.1"], ["1.2"], ["1.3"], ["1.4"], ["1.5"]]
    assert_equal(case)


def test_equal_parameters_are_told_exactly() -> None:
    """Rules are the same only if their numbers are, to the last digit."""
    rules = [LINE | {"full_at": "90.000000000000000000001"}, LINE | {"full_at": "90"}]
    assert made(season(rules, ["1", "1"], RATES)) == [["1.1"], ["1.2"]]
