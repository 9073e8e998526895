"""Laws of scoring that hold for every sound set and every answer."""

import copy
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.engine import Cell, Tables
from tests.laws.seasons import SETS
from tests.oracle import generate, generate_rules, spell
from tests.oracle.generate import GeneratedCase, Row
from tests.oracle.generate_rules import Draw, Range, Rule

STATES: Final = frozenset({"excluded", "not_applicable", "invalid", "scored", "unanswered"})
ZERO: Final = Decimal(0)


def number(value: Cell) -> Decimal:
    """Return a cell as a number, 0 where it is blank."""
    return value if isinstance(value, Decimal) else ZERO


def scored(case: GeneratedCase) -> Tables:
    """Score a case and return its tables."""
    return engine.tables(engine.run(case))


def with_rows(case: GeneratedCase, rows: list[Row]) -> GeneratedCase:
    """Return the case with other rows."""
    return GeneratedCase(case.criteria, case.units, rows, case.year)


def with_criteria(case: GeneratedCase, criteria: dict[str, Any]) -> GeneratedCase:
    """Return the case with another set."""
    return GeneratedCase(criteria, case.units, case.rows, case.year)


@SETS
@given(generate.cases(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_order_of_rows_and_of_tables_changes_nothing(case: GeneratedCase, random: Any, size: int) -> None:
    """Shuffled rows, in one table or parted over several, give the same result."""
    rows = list(case.rows)
    random.shuffle(rows)
    assume(rows)
    parts = [part for part in (rows[start::size] for start in range(size)) if part]
    assert engine.tables(engine.run(case, parts)) == scored(case)


def reversed_order(node: dict[str, Any]) -> dict[str, Any]:
    """Return the node with its areas or criteria in the opposite order, at every level."""
    turned = dict(node)
    for key in ("areas", "criteria"):
        if key in node:
            turned[key] = [reversed_order(child) for child in reversed(node[key])]
    return turned


@SETS
@given(generate.cases())
def test_the_order_of_criteria_changes_no_number(case: GeneratedCase) -> None:
    """Areas and criteria in the opposite order give the same points, indices, ranks and classes."""
    assert scored(with_criteria(case, reversed_order(case.criteria))) == scored(case)


def _rising_steps(draw: Draw, maximum: Fraction) -> Rule:
    size = draw(st.integers(1, 4))
    ladder = zip(
        reversed(generate_rules.bounds(draw, size, Range(2, 98))),
        generate_rules.falling(draw, size),
        strict=True,
    )
    names = st.sampled_from(["at_least", "above"])
    steps = [
        {draw(names): spell.plain(bound), **generate_rules.share(draw, maximum, percent)}
        for bound, percent in ladder
    ]
    return {"kind": "steps", "when_zero": "zero", "steps": steps}


def _rising_line(draw: Draw, maximum: Fraction) -> Rule:
    size = draw(st.integers(2, 4))
    corners = zip(
        generate_rules.bounds(draw, size, Range(2, 98)),
        sorted(generate_rules.falling(draw, size)),
        strict=True,
    )
    through = [
        {"at": spell.plain(at), **generate_rules.share(draw, maximum, percent)} for at, percent in corners
    ]
    return {"kind": "linear", "when_zero": "zero", "through": through}


def _proportional(draw: Draw, maximum: Fraction) -> Rule:
    rule = generate_rules.proportional(draw, maximum)
    rule.pop("complement", None)
    return rule


@st.composite
def better_answers(draw: Draw) -> tuple[Rule, str, str]:
    """Draw a more-is-better rule of 2 points with a worse and a better answer."""
    maximum = Fraction(2)
    kind = draw(st.sampled_from(["yes_no", "count", "steps", "linear", "proportional"]))
    if kind == "yes_no":
        return generate_rules.yes_no(draw, maximum), "không", "có"
    if kind == "count":
        low, high = sorted(draw(st.tuples(st.integers(0, 10), st.integers(0, 10**15))))
        return generate_rules.count(draw, maximum), str(low), str(high)
    low, high = sorted(draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
    make = {"steps": _rising_steps, "linear": _rising_line, "proportional": _proportional}[kind]
    texts = [draw(spell.percentage(Fraction(one, 10**4))) for one in (low, high)]
    return make(draw, maximum), texts[0], texts[1]


def small_set(rule: Rule) -> dict[str, Any]:
    """Return a set of one leaf worth 2 points."""
    leaf = {"id": "1.1", "title": "Một", "max_points": "2", "rule": rule}
    return {
        "format": "1", "id": "mot-tieu-chi", "version": "1.0.0", "status": "draft", "title": "Một",
        "level": "commune",
        "years": [str(generate.YEAR)], "max_points": "2",
        "areas": [{"id": "1", "code": "staff", "title": "Một", "criteria": [leaf]}],
    }  # fmt: skip


@SETS
@given(better_answers())
def test_better_data_never_lowers_a_more_is_better_leaf(drawn: tuple[Rule, str, str]) -> None:
    """A yes, a higher rate or a higher number never gives fewer points."""
    rule, worse, better = drawn
    blank = dict.fromkeys(generate.ROW_COLUMNS, "")
    rows = [
        blank | {"unit": unit, "criterion": "1.1", "answer": answer}
        for unit, answer in (("worse", worse), ("better", better))
    ]
    points = engine.points(engine.run(GeneratedCase(small_set(rule), None, rows, generate.YEAR)))
    assert number(points["worse", "1.1"]) <= number(points["better", "1.1"])


@SETS
@given(generate.cases())
def test_parts_add_up_to_the_whole(case: GeneratedCase) -> None:
    """A node without a cap has the points and the maximum of what is right below it."""
    found = scored(case)
    below = dict((found.leaves | found.nodes).items())
    for node in generate.inner_of(case.criteria):
        if generate.is_cut(node):
            continue
        for unit in found.ranking:
            for column in ("points", "max_points"):
                parts = [number(below[*unit, child["id"]][column]) for child in node["criteria"]]
                assert number(found.nodes[*unit, node["id"]][column]) == sum(parts, ZERO)


@SETS
@given(generate.cases())
def test_the_total_is_core_and_bonus_less_penalty(case: GeneratedCase) -> None:
    """A unit's points are those of its core areas, plus bonus, less penalty, and never below 0."""
    signs = {"penalty": -1}
    for row in scored(case).ranking.values():
        parts = [
            number(row[f"points:{area['id']}"]) * signs.get(area["code"], 1)
            for area in case.criteria["areas"]
        ]
        assert number(row["points"]) == max(ZERO, sum(parts, ZERO))


@SETS
@given(generate.cases())
def test_ranks_agree_with_the_index(case: GeneratedCase) -> None:
    """Within a group the higher index goes first; without tie-breaking equals, and only they, share."""
    ranking = case.criteria["policy"]["ranking"]
    groups: dict[Cell, list[tuple[Decimal, Decimal]]] = {}
    for row in scored(case).ranking.values():
        if row["rank"] is not None:
            groups.setdefault(row["group"], []).append((number(row["rank"]), number(row["index"])))
    for places in groups.values():
        for rank, index in places:
            assert all(other <= index for place, other in places if place > rank)
            if "break_by" not in ranking:
                better = [other for _, other in places if other > index]
                assert rank == 1 + (len(set(better)) if ranking["ties"] == "dense" else len(better))


@SETS
@given(generate.cases())
def test_the_index_lies_between_0_and_its_cap(case: GeneratedCase) -> None:
    """No index is below 0, none of a unit is above the cap, and none of a node is above 100."""
    cap = case.criteria["policy"].get("index_cap", "100")
    found = scored(case)
    for row in found.ranking.values():
        assert number(row["index"]) >= ZERO
        assert cap == "none" or number(row["index"]) <= Decimal(cap)
    assert all(ZERO <= number(row["index"]) <= Decimal(100) for row in found.nodes.values())


@SETS
@given(generate.cases(), st.data())
def test_another_unit_changes_nobodys_points(case: GeneratedCase, data: st.DataObject) -> None:
    """With one more unit, all others keep every state, point, index and class."""
    assume(case.units)
    extra = dict((case.units or [])[0]) | {"unit": "moi", "name": "Xã Mới", "aliases": "M"}
    rows = data.draw(generate.answer_rows(case.criteria, [extra]))
    more = GeneratedCase(case.criteria, [*(case.units or []), extra], [*case.rows, *rows], case.year)
    before, after = scored(case), scored(more)
    assert {key: row for key, row in after.leaves.items() if key[0] != "moi"} == before.leaves
    for unit, row in before.ranking.items():
        kept = {name: value for name, value in row.items() if not name.startswith("rank")}
        assert {name: after.ranking[unit][name] for name in kept} == kept


@SETS
@given(generate.cases(), st.data())
def test_an_excluded_leaf_changes_no_other_leaf(case: GeneratedCase, data: st.DataObject) -> None:
    """A leaf that does not apply and is left out leaves all other leaves as they were."""
    criteria = copy.deepcopy(case.criteria)
    leaf = data.draw(st.sampled_from(generate.leaves_of(criteria)))
    leaf["not_applicable"] = "exclude"
    asked = [row for row in case.rows if row["criterion"] == leaf["id"] and row["answer"]]
    assume(asked)
    chosen = data.draw(st.sampled_from(asked))
    blank = dict.fromkeys(generate.ROW_COLUMNS, "")
    replaced = blank | {"unit": chosen["unit"], "criterion": leaf["id"], "state": "không áp dụng"}
    rows = [replaced if row is chosen else row for row in case.rows]
    before = engine.points(engine.run(with_criteria(case, criteria)))
    after = engine.points(engine.run(with_rows(with_criteria(case, criteria), rows)))
    others = {key for key in before if key[1] != leaf["id"]}
    assert {key: after[key] for key in others} == {key: before[key] for key in others}


@SETS
@given(generate.cases())
def test_every_unit_and_leaf_has_one_state(case: GeneratedCase) -> None:
    """Each unit has each leaf once, in a state of the table, with points from 0 to its maximum."""
    result = engine.run(case)
    rows = result.leaves.to_dict("records")
    wanted = {
        (unit, leaf["id"]) for unit in result.ranking["unit"] for leaf in generate.leaves_of(case.criteria)
    }
    assert Counter((row["unit"], row["criterion"]) for row in rows) == Counter(wanted)
    assert {row["state"] for row in rows} <= STATES
    for row in rows:
        assert ZERO <= number(engine.cell(row["points"])) <= number(engine.cell(row["max_points"]))
