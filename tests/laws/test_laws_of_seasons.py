"""Laws of stages, decisions, exemptions, claims and shapes that hold for every season."""

import copy
from decimal import Decimal
from typing import Any, Final

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.engine import Cell, Table, Tables
from tests.laws.seasons import UNHURRIED
from tests.oracle import generate, generate_answers, generate_seasons, slow_answers, slow_scorer, slow_stages
from tests.oracle.generate import Criteria, GeneratedCase, Row
from tests.oracle.slow_stages import Stage

STATES: Final = frozenset(
    {
        "excluded",
        "exempt",
        "blocked",
        "rejected",
        "awarded",
        "not_applicable",
        "invalid",
        "no_evidence",
        "scored",
        "claimed",
        "awaited",
        "unanswered",
    }
)
OUTSIDE_THE_MAXIMUM: Final = frozenset({"excluded", "exempt", "awaited"})
WITHOUT_POINTS: Final = OUTSIDE_THE_MAXIMUM | {
    "blocked", "rejected", "invalid", "no_evidence", "unanswered"
}  # fmt: skip
ZERO: Final = Decimal(0)


def number(value: Cell) -> Decimal:
    """Return a cell as a number, 0 where it is blank."""
    return value if isinstance(value, Decimal) else ZERO


def scored(case: GeneratedCase, stage: str | None = None) -> Tables:
    """Score a case at a stage and return its tables."""
    return engine.tables(engine.run(case, stage=stage))


def leaves(case: GeneratedCase, stage: str | None = None) -> dict[tuple[str, ...], tuple[Cell, ...]]:
    """Return the state, points and maximum of every unit and leaf."""
    found: Table = scored(case, stage).leaves
    return {key: (row["state"], row["points"], row["max_points"]) for key, row in found.items()}


def with_rows(case: GeneratedCase, rows: list[Row]) -> GeneratedCase:
    """Return the case with other rows."""
    return GeneratedCase(case.criteria, case.units, rows, case.year)


def with_policy(case: GeneratedCase, **policy: str) -> GeneratedCase:
    """Return the case with another policy."""
    criteria = copy.deepcopy(case.criteria)
    criteria["policy"] |= policy
    return GeneratedCase(criteria, case.units, case.rows, case.year)


def stages(case: GeneratedCase) -> list[Stage]:
    """Return the stages of a case."""
    return slow_stages.stages_of(case.criteria)


def turn_of(case: GeneratedCase, row: Row) -> int | None:
    """Return the number of a row's stage."""
    return slow_stages.number_of(row["stage"], stages(case))


def unit_of(case: GeneratedCase, row: Row) -> str:
    """Return the id of the unit that a row names."""
    return slow_scorer.unit_of(row["unit"], slow_scorer.units_by_id(case.rows, case.units)) or ""


def answering_unit(case: GeneratedCase, data: st.DataObject) -> str:
    """Draw a unit that says something in the first stage."""
    units = sorted(
        {
            unit_of(case, row)
            for row in case.rows
            if turn_of(case, row) == 0 and slow_answers.says_something(row)
        }
    )
    assume(units)
    return str(data.draw(st.sampled_from(units)))


def a_row(unit: str, criterion: str, **cells: str) -> Row:
    """Return one more row."""
    return dict.fromkeys(generate.SEASON_COLUMNS, "") | {"unit": unit, "criterion": criterion} | cells


@UNHURRIED
@given(generate_seasons.season_cases(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_order_of_rows_and_of_tables_changes_nothing(case: GeneratedCase, random: Any, size: int) -> None:
    """Shuffled rows of all stages, in one table or parted over several, give the same result."""
    rows = list(case.rows)
    random.shuffle(rows)
    assume(rows)
    parts = [part for part in (rows[start::size] for start in range(size)) if part]
    assert engine.tables(engine.run(case, parts)) == scored(case)


@UNHURRIED
@given(generate_seasons.season_cases(), st.data())
def test_an_agreement_changes_nothing(case: GeneratedCase, data: st.DataObject) -> None:
    """An agreement on a leaf that nobody decided in that stage changes no state, point or maximum."""
    case = with_policy(case, unappraised="keep")
    turns = [turn for turn, stage in enumerate(stages(case)) if not stage.is_by_units]
    assume(turns)
    turn = data.draw(st.sampled_from(turns))
    unit = answering_unit(case, data)
    leaf = data.draw(st.sampled_from(generate.leaves_of(case.criteria)))["id"]
    same = [row for row in case.rows if row["criterion"] == leaf and unit_of(case, row) == unit]
    assume(all(turn_of(case, row) != turn for row in same))
    stage = stages(case)[turn].id
    agreed = a_row(unit, leaf, stage=stage, decision="đồng ý", by="Sở Nội vụ")
    assert leaves(with_rows(case, [*case.rows, agreed]), stage) == leaves(case, stage)


@UNHURRIED
@given(generate_seasons.season_cases(), st.data())
def test_a_later_stage_never_alters_an_earlier_score(case: GeneratedCase, data: st.DataObject) -> None:
    """What is scored at a stage is the same with the rows of later stages as without them."""
    assume(case.units)
    turn = data.draw(st.integers(0, len(stages(case)) - 1))
    turns = [turn_of(case, row) for row in case.rows]
    until = [row for row, of in zip(case.rows, turns, strict=True) if of is None or of <= turn]
    stage = stages(case)[turn].id
    assert scored(with_rows(case, until), stage) == scored(case, stage)


@UNHURRIED
@given(generate_seasons.season_cases(), st.data())
def test_a_units_later_row_changes_nothing_by_itself(case: GeneratedCase, data: st.DataObject) -> None:
    """A unit's row after the first stage changes no leaf before an appraiser accepts it."""
    turns = [turn for turn, stage in enumerate(stages(case)) if stage.is_by_units and turn > 0]
    assume(turns)
    stage = stages(case)[data.draw(st.sampled_from(turns))].id
    unit = answering_unit(case, data)
    of_one_rule = [one for one in generate.leaves_of(case.criteria) if "rule" in one]
    assume(of_one_rule)
    leaf = data.draw(st.sampled_from(of_one_rule))
    told = [
        *generate_answers.good(data.draw, leaf),
        {"points": leaf.get("max_points", "0")},
        {"state": "miễn"},
    ]
    rows = [a_row(unit, leaf["id"], stage=stage, **cells) for cells in told]
    assert leaves(with_rows(case, [*case.rows, *rows]), stage) == leaves(case, stage)


def depending_on(criteria: Criteria, leaf: str) -> set[str]:
    """Return the leaves that conditions make depend on a leaf, directly or by others, and the leaf itself."""
    found = {leaf}
    while True:
        more = {one for node in conditioned(criteria, found) for one in ids_below(node)}
        if more <= found:
            return found
        found |= more


def conditioned(criteria: Criteria, found: set[str]) -> list[Criteria]:
    """Return the nodes whose condition looks at a node with any of these leaves."""
    nodes = {node["id"]: node for node in [*generate.inner_of(criteria), *generate.leaves_of(criteria)]}
    return [
        node
        for node in nodes.values()
        if "only_if" in node and ids_below(nodes[node["only_if"]["node"]]) & found
    ]


def ids_below(node: Criteria) -> set[str]:
    """Return the ids of the leaves of a node."""
    return {leaf["id"] for leaf in generate.leaves_of(node)}


@UNHURRIED
@given(generate_seasons.season_cases(), st.data())
def test_exempting_a_leaf_never_changes_another(case: GeneratedCase, data: st.DataObject) -> None:
    """An exempt leaf leaves all others as they were, but for those whose conditions look at it."""
    unit = answering_unit(case, data)
    leaf = data.draw(st.sampled_from(generate.leaves_of(case.criteria)))["id"]
    exempt = with_rows(case, [*case.rows, a_row(unit, leaf, state="miễn", note="CV 5")])
    before, after = leaves(case), leaves(exempt)
    assert after[unit, leaf][0] in {"exempt", "excluded"}
    changing = {(unit, one) for one in depending_on(case.criteria, leaf)}
    assert {key: after[key] for key in before if key not in changing} == {
        key: before[key] for key in before if key not in changing
    }


@UNHURRIED
@given(generate_seasons.season_cases())
def test_every_leaf_has_one_state_and_points_that_go_with_it(case: GeneratedCase) -> None:
    """Each leaf is in a state of the table, with points and a maximum that the state allows."""
    for (_, name), row in scored(case).leaves.items():
        maximum = number(next(
            Decimal(one.get("max_points", "0")) for one in generate.leaves_of(case.criteria) if one["id"] == name
        ))  # fmt: skip
        assert row["state"] in STATES
        assert ZERO <= number(row["points"]) <= number(row["max_points"]) <= maximum
        assert row["state"] not in WITHOUT_POINTS or number(row["points"]) == ZERO
        assert row["state"] not in OUTSIDE_THE_MAXIMUM or number(row["max_points"]) == ZERO


def rolled_up(node: Criteria, column: str, parts: dict[str, Decimal]) -> Decimal:
    """Return what a node should have, by what is right below it."""
    added = [parts[child["id"]] for child in node["criteria"] if "subtracts" not in child]
    taken = [parts[child["id"]] for child in node["criteria"] if "subtracts" in child]
    whole = max(added) if "combine" in node else sum(added, ZERO)
    if generate.is_cut(node) or "subtracts" in node:
        whole = min(whole, Decimal(node["max_points"]))
    return max(ZERO, whole - sum(taken, ZERO)) if column == "points" else whole


@UNHURRIED
@given(generate_seasons.season_cases())
def test_a_node_is_made_of_what_is_right_below_it(case: GeneratedCase) -> None:
    """A node has the sum or the best of its children, cut at its cap, less what subtracts."""
    found = scored(case)
    below = found.leaves | found.nodes
    for node in generate.inner_of(case.criteria):
        for unit in found.ranking:
            for column in ("points", "max_points"):
                parts = {child["id"]: number(below[*unit, child["id"]][column]) for child in node["criteria"]}
                assert number(found.nodes[*unit, node["id"]][column]) == rolled_up(node, column, parts)


@UNHURRIED
@given(generate_seasons.season_cases())
def test_a_ceiling_only_lowers(case: GeneratedCase) -> None:
    """With claims as a ceiling no scored leaf has more than its claim, or more than without it."""
    free = scored(with_policy(case, claims="check")).leaves
    for key, row in scored(with_policy(case, claims="ceiling")).leaves.items():
        if row["state"] in {"scored", "not_applicable"} and row["claim"] is not None:
            assert number(row["points"]) <= number(row["claim"])
        if free[key]["state"] == row["state"]:
            assert number(row["points"]) <= number(free[key]["points"])
