"""The grammar of `formula`: exact, total and bounded."""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc_index.exact import Column
from cchc_index.rules.expression import (
    DEEPEST,
    LONGEST,
    Evaluation,
    Expression,
    ExpressionError,
    parse_condition,
    parse_number,
)
from tests.oracle.generate_rules import Draw

NAMES: Final = frozenset({"a", "b", "so_ho_so"})
VALUES: Final = {"a": Fraction(7, 2), "b": Fraction(0), "so_ho_so": Fraction(12)}
MAXIMUM: Final = Fraction(2)


def evaluation(**values: Fraction) -> Evaluation:
    """Return an evaluation of one row."""
    known = {**VALUES, **values, "max_points": MAXIMUM}
    return Evaluation({name: Column.over([n.numerator], n.denominator) for name, n in known.items()}, (1,))


def value(text: str, **values: Fraction) -> Fraction | None:
    """Return the number that a text makes, or nothing where it divides by 0."""
    found = evaluation(**values)
    number = found.number(parse_number(text, NAMES), np.ones(1, dtype=np.bool_))
    return None if found.divided_by_zero[0] else number.at(0)


def holds(text: str, **values: Fraction) -> bool | None:
    """Tell whether a condition holds, or nothing where it divides by 0."""
    found = evaluation(**values)
    truth = found.holds(parse_condition(text, NAMES), np.ones(1, dtype=np.bool_))
    return None if found.divided_by_zero[0] else bool(truth[0])


NUMBERS = [
    ("0", "0"),
    ("1.50", "1.5"),
    ("007", "7"),
    ("999999999999999999.999999999999999999", "999999999999999999.999999999999999999"),
    ("a", "3.5"),
    ("so_ho_so", "12"),
    ("max_points", "2"),
    ("  a\t+\n1 ", "4.5"),
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("2 * 3 + 1", "7"),
    ("10 - 4 - 3", "3"),
    ("10 - (4 - 3)", "9"),
    ("24 / 4 / 2", "3"),
    ("24 / (4 / 2)", "12"),
    ("24 / 4 * 2", "12"),
    ("2 - 3 * 4 + 5", "-5"),
    ("1 / 3", "1/3"),
    ("1 / 3 * 3", "1"),
    ("-2", "-2"),
    ("--2", "2"),
    ("-2 * 3", "-6"),
    ("2 * -3", "-6"),
    ("1 - -3", "4"),
    ("-2 - 3", "-5"),
    ("-(2 - 3)", "1"),
    ("-a + a", "0"),
    ("min(3, 1, 2)", "1"),
    ("max(3, 1, 2)", "3"),
    ("min(4)", "4"),
    ("max(-1, -2)", "-1"),
    ("max(min(5, a), 2) * 2", "7"),
    ("min(1 + 2, 2 * 2)", "3"),
    ("((((a))))", "3.5"),
    ("a/so_ho_so*max_points", "7/12"),
    ("0 / 5", "0"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: str) -> None:
    """Products go before sums, equals from left to right, and a minus binds what stands behind it."""
    assert value(text) == Fraction(expected)


CONDITIONS = [
    ("1 == 1", True),
    ("1 != 1", False),
    ("1 < 1", False),
    ("1 <= 1", True),
    ("1 > 1", False),
    ("1 >= 1", True),
    ("a + 1 > 2 * 2", True),
    ("0.1 + 0.2 == 0.3", True),
    ("1 / 3 * 3 == 1", True),
    ("not 1 == 2", True),
    ("not not 1 == 1", True),
    ("not 1 == 1 or 1 == 1", True),
    ("not (1 == 1 or 1 == 1)", False),
    ("not 1 == 2 and 1 == 2", False),
    ("1 == 1 or 1 == 1 and 1 == 2", True),
    ("(1 == 1 or 1 == 1) and 1 == 2", False),
    ("1 == 2 and 1 == 1 or 1 == 1", True),
    ("1 == 2 and (1 == 1 or 1 == 1)", False),
    ("((1 == 1))", True),
    ("(a) == (a)", True),
    ("-a < a", True),
    ("max_points == 2", True),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_conditions(text: str, expected: bool) -> None:  # noqa: FBT001
    """`not` binds before `and`, `and` before `or`, and comparisons before all of them."""
    assert holds(text) is expected


DIVISIONS = [
    ("1 / b", None),
    ("0 / b", None),
    ("1 / (a - a)", None),
    ("min(1, 1 / b)", None),
    ("0 * (1 / b)", None),
    ("1 / (1 / so_ho_so)", Fraction(12)),
]


@pytest.mark.parametrize(("text", "expected"), DIVISIONS)
def test_numbers_are_evaluated_whole(text: str, expected: Fraction | None) -> None:
    """In a number every part is evaluated, so any division by 0 in it counts."""
    assert value(text) == expected


SHORT = [
    ("b == 0 or 1 / b > 1", True),
    ("1 / b > 1 or b == 0", None),
    ("b != 0 and 1 / b > 1", False),
    ("1 / b > 1 and b != 0", None),
    ("b == 1 or 1 / b > 1", None),
    ("b == 0 and 1 / b > 1", None),
    ("not (b == 0 or 1 / b > 1)", False),
    ("b == 0 or b == 1 or 1 / b > 1", True),
    ("b != 0 and b != 1 and 1 / b > 1", False),
    ("b == 0 or (b == 1 and 1 / b > 1)", True),
    ("(b == 0 or 1 / b > 1) and 1 == 1", True),
]


@pytest.mark.parametrize(("text", "expected"), SHORT)
def test_the_right_side_is_looked_at_only_where_it_decides(text: str, expected: Any) -> None:
    """`and` and `or` divide on their right only where their left leaves it open."""
    assert holds(text) is expected


def test_only_the_rows_that_divide_by_0_are_marked() -> None:
    """In a column each row has its own left sides."""
    columns = {"a": Column.whole([1, 1, 4]), "b": Column.whole([0, 2, 0]), "max_points": Column.constant(2)}
    found = Evaluation(columns, (3,))
    every = np.ones(3, dtype=np.bool_)
    truth = found.holds(parse_condition("a > 2 or a / b < 1", NAMES), every)
    assert found.divided_by_zero.tolist() == [True, False, False]
    assert truth.tolist()[1:] == [True, True]


ERRORS = [
    ("", "expression-unexpected", "", 1),
    ("   ", "expression-unexpected", "", 4),
    ("1 +", "expression-unexpected", "", 4),
    ("+ 1", "expression-unexpected", "+", 1),
    ("1 + * 2", "expression-unexpected", "*", 5),
    ("(1", "expression-unexpected", "", 3),
    ("1)", "expression-unexpected", ")", 2),
    ("()", "expression-unexpected", ")", 2),
    ("1 2", "expression-unexpected", "2", 3),
    ("2a", "expression-unexpected", "a", 2),
    ("2 a", "expression-unexpected", "a", 3),
    ("a b", "expression-unexpected", "b", 3),
    ("2(3)", "expression-unexpected", "(", 2),
    ("a = 1", "expression-unexpected", "=", 3),
    ("a === 1", "expression-unexpected", "=", 5),
    ("a ! 1", "expression-unexpected", "!", 3),
    ("a <> 1", "expression-unexpected", ">", 4),
    ("a ^ 2", "expression-unexpected", "^", 3),
    ("a ** 2", "expression-unexpected", "*", 4),
    ("a // 2", "expression-unexpected", "/", 4),
    ("a % 2", "expression-unexpected", "%", 3),
    ("a × 2", "expression-unexpected", "×", 3),
    ("1,5", "expression-unexpected", ",", 2),
    (".5", "expression-unexpected", ".", 1),
    ("5.", "expression-unexpected", ".", 2),
    ("1.5.2", "expression-unexpected", ".", 4),
    ("1e3", "expression-unexpected", "e3", 2),
    ("1_000", "expression-unexpected", "_000", 2),
    ("1234567890123456789", "expression-unexpected", "9", 19),
    ("٣", "expression-unexpected", "٣", 1),
    ("số", "expression-unexpected", "ố", 2),
    ("'a'", "expression-unexpected", "'", 1),
    ("a.b", "expression-unexpected", ".", 2),
    ("a[0]", "expression-unexpected", "[", 2),
    ("a; b", "expression-unexpected", ";", 2),
    ("a if a > 1 else b", "expression-unexpected", "if", 3),
    ("min", "expression-unexpected", "", 4),
    ("min 1", "expression-unexpected", "1", 5),
    ("min()", "expression-unexpected", ")", 5),
    ("min(1,)", "expression-unexpected", ")", 7),
    ("min(1 2)", "expression-unexpected", "2", 7),
    ("min(1", "expression-unexpected", "", 6),
    ("and", "expression-unexpected", "and", 1),
    ("or 1", "expression-unexpected", "or", 1),
    ("a not", "expression-unexpected", "not", 3),
    ("1 + not a", "expression-unexpected", "not", 5),
    ("a < b < 1", "expression-unexpected", "<", 7),
    ("c + 1", "expression-unknown-variable", "c", 1),
    ("1 + abs(2)", "expression-unknown-variable", "abs", 5),
    ("A", "expression-unknown-variable", "A", 1),
    ("MIN(1)", "expression-unknown-variable", "MIN", 1),
    ("True", "expression-unknown-variable", "True", 1),
    ("__import__", "expression-unknown-variable", "__import__", 1),
    ("a > 1", "expression-not-a-number", "a", 1),
    ("not a > 1", "expression-not-a-number", "not", 1),
    ("(a > 1)", "expression-not-a-number", "(", 1),
]


@pytest.mark.parametrize(("text", "code", "found", "at"), ERRORS)
def test_errors_say_what_was_found_and_where(text: str, code: str, found: str, at: int) -> None:
    """What is not of the grammar is refused at its character, counted from 1."""
    with pytest.raises(ExpressionError) as caught:
        parse_number(text, NAMES)
    assert (caught.value.code, caught.value.found, caught.value.at) == (code, found, at)


MISPLACED = [
    ("1 + (a > 1)", "expression-not-a-number", 5),
    ("(a > 1) + 1", "expression-not-a-number", 1),
    ("2 * (a > 1)", "expression-not-a-number", 5),
    ("(a > 1) / 2", "expression-not-a-number", 1),
    ("-(a > 1)", "expression-not-a-number", 2),
    ("min(1, a > 1)", "expression-not-a-number", 8),
    ("max(a > 1)", "expression-not-a-number", 5),
    ("(a > 1) == 1", "expression-not-a-number", 1),
    ("1 == (a > 1)", "expression-not-a-number", 6),
    ("not a", "expression-not-a-condition", 5),
    ("a and b > 1", "expression-not-a-condition", 1),
    ("b > 1 and a", "expression-not-a-condition", 11),
    ("a > 1 or b", "expression-not-a-condition", 10),
    ("(a) or b > 1", "expression-not-a-condition", 1),
]


@pytest.mark.parametrize(("text", "code", "at"), MISPLACED)
def test_a_condition_is_no_number_and_a_number_no_condition(text: str, code: str, at: int) -> None:
    """What stands where the other sort is needed is refused where it begins."""
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text, NAMES)
    assert (caught.value.code, caught.value.at) == (code, at)


@pytest.mark.parametrize("text", ["a", "1 + 2", "min(a, 1)", "-a"])
def test_a_number_alone_is_no_condition(text: str) -> None:
    """A condition compares."""
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text, NAMES)
    assert (caught.value.code, caught.value.at) == ("expression-not-a-condition", 1)


def test_length_is_bounded() -> None:
    """A text of the greatest length is read and evaluated, one character more is refused."""
    longest = "+".join("1" * (LONGEST // 2)) + " "
    assert len(longest) == LONGEST
    assert value(longest) == LONGEST // 2
    with pytest.raises(ExpressionError) as caught:
        parse_number(longest + " ", NAMES)
    assert caught.value.code == "expression-too-long"


DEEP: list[tuple[str, str, Callable[[str, frozenset[str]], Any]]] = [
    ("(", ")", parse_number),
    ("-", "", parse_number),
    ("1-(", ")", parse_number),
    ("max(1,", ")", parse_number),
    ("not ", " == 1", parse_condition),
]


@pytest.mark.parametrize(("opening", "closing", "parse"), DEEP)
def test_depth_is_bounded(opening: str, closing: str, parse: Callable[[str, frozenset[str]], Any]) -> None:
    """Whatever nests, some depth is read and more than the greatest is refused."""
    ends = closing if closing != " == 1" else ""
    tail = closing if closing == " == 1" else ""
    parse(opening * (DEEPEST // 2) + "1" + ends * (DEEPEST // 2) + tail, NAMES)
    with pytest.raises(ExpressionError) as caught:
        parse(opening * (DEEPEST + 1) + "1" + ends * (DEEPEST + 1) + tail, NAMES)
    assert caught.value.code == "expression-too-long"


Tree = tuple[Any, ...]
SIGNS: Final[Mapping[str, Callable[[Fraction, Fraction], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
CONSTANTS = st.builds(lambda top, places: Fraction(top, 10**places), st.integers(0, 10**6), st.integers(0, 6))
LEAVES = st.one_of(
    CONSTANTS.map(lambda n: ("number", n)), st.sampled_from([*NAMES, "max_points"]).map(lambda n: ("name", n))
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.tuples(st.sampled_from(["+", "-", "*", "/"]), below, below),
        st.tuples(st.just("negative"), below),
        st.tuples(st.sampled_from(["min", "max"]), st.lists(below, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
TRUTHS = st.recursive(
    st.tuples(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), TREES, TREES),
    lambda below: st.one_of(
        st.tuples(st.sampled_from(["and", "or"]), below, below), st.tuples(st.just("not"), below)
    ),
    max_leaves=4,
)
STRENGTH: Final = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "negative": 7}


def strength(tree: Tree) -> int:
    """Return how tightly a tree's sign binds; comparisons stand between conditions and numbers."""
    return STRENGTH.get(tree[0], 4 if tree[0] in SIGNS else 8)


def plain(number: Fraction) -> str:
    """Return a decimal as the grammar writes it."""
    whole, rest = divmod(number * 10**6, 10**6)
    return f"{whole}.{int(rest):06d}".rstrip("0").rstrip(".")


def written(draw: Draw, tree: Tree) -> str:
    """Write a tree with the brackets that it needs, and now and then some more."""
    kind, *parts = tree
    if kind == "number":
        return plain(parts[0])
    if kind == "name":
        return str(parts[0])
    if kind in {"min", "max"}:
        return f"{kind}({', '.join(written(draw, part) for part in parts[0])})"
    least = strength(tree)
    texts = [bracketed(draw, part, least + (place > 0 and least != 3)) for place, part in enumerate(parts)]
    if kind == "negative":
        return f"-{texts[0]}"
    if kind == "not":
        return f"not {texts[0]}"
    blank = draw(st.sampled_from([" ", "  "])) if kind in {"and", "or"} else draw(st.sampled_from(["", " "]))
    return f"{texts[0]}{blank}{kind}{blank}{texts[1]}"


def bracketed(draw: Draw, tree: Tree, least: int) -> str:
    """Write a part of a tree, in brackets where its sign binds less tightly than it must."""
    text = written(draw, tree)
    loose = strength(tree) < least or (least == 4 and strength(tree) == 4)
    return f"({text})" if loose or draw(st.integers(0, 5)) == 5 else text


@st.composite
def texts(draw: Draw, trees: st.SearchStrategy[Tree]) -> tuple[str, Tree]:
    """Draw a tree with a text that says it."""
    tree = draw(trees)
    return written(draw, tree), tree


MAKES: Final[Mapping[str, Callable[..., Any]]] = {
    **SIGNS,
    "negative": operator.neg,
    "not": operator.not_,
    "min": lambda *parts: min(parts),
    "max": lambda *parts: max(parts),
}


def worked_out(tree: Tree, values: Mapping[str, Fraction]) -> Any:
    """Return what a tree makes, in plain fractions; ZeroDivisionError where it divides by 0."""
    kind, *parts = tree
    if kind in {"number", "name"}:
        return parts[0] if kind == "number" else values[parts[0]]
    if kind in {"and", "or"}:
        left = worked_out(parts[0], values)
        return worked_out(parts[1], values) if left == (kind == "and") else left
    below = parts[0] if kind in {"min", "max"} else parts
    return MAKES[kind](*(worked_out(part, values) for part in below))


SMALL = st.one_of(
    st.just(Fraction(0)),
    st.fractions(-20, 20, max_denominator=50),
    st.integers(-(10**15), 10**15).map(Fraction),
)


@given(texts(TREES), st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=1, max_size=4))
def test_numbers_are_those_of_plain_fractions(
    drawn: tuple[str, Tree], rows: list[tuple[Fraction, ...]]
) -> None:
    """Any number that can be written is, on every row of a column, what fractions give."""
    text, tree = drawn
    if fits(text):
        found, outcome = evaluated(rows, lambda known, every: known.number(parse_number(text, NAMES), every))
        numbers = outcome.fractions(len(rows))
        for place, row in enumerate(rows):
            expected = attempted(tree, row)
            assert bool(found.divided_by_zero[place]) == (expected is None)
            assert expected is None or numbers[place] == expected


@given(texts(TRUTHS), st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=1, max_size=4))
def test_conditions_are_those_of_plain_fractions(
    drawn: tuple[str, Tree], rows: list[tuple[Fraction, ...]]
) -> None:
    """Any condition that can be written holds where fractions say so, and divides by 0 where they do."""
    text, tree = drawn
    if fits(text):
        found, truth = evaluated(rows, lambda known, every: known.holds(parse_condition(text, NAMES), every))
        for place, row in enumerate(rows):
            expected = attempted(tree, row)
            assert bool(found.divided_by_zero[place]) == (expected is None)
            assert expected is None or bool(truth[place]) == expected


def fits(text: str) -> bool:
    """Tell whether a text keeps the bounds of the grammar: its length, and its numbers' digits."""
    return len(text) <= LONGEST


def evaluated(
    rows: list[tuple[Fraction, ...]], evaluate: Callable[[Evaluation, Any], Any]
) -> tuple[Evaluation, Any]:
    """Return an evaluation of rows of values, and what it gives."""
    names = sorted(NAMES)
    columns = {"max_points": Column.constant(MAXIMUM)}
    for place, name in enumerate(names):
        bottom = int(np.lcm.reduce([row[place].denominator for row in rows]))
        columns[name] = Column.over([int(row[place] * bottom) for row in rows], bottom)
    found = Evaluation(columns, (len(rows),))
    return found, evaluate(found, np.ones(len(rows), dtype=np.bool_))


def attempted(tree: Tree, row: tuple[Fraction, ...]) -> Any:
    """Return what a tree makes of one row, or nothing where it divides by 0."""
    try:
        return worked_out(tree, {**dict(zip(sorted(NAMES), row, strict=True)), "max_points": MAXIMUM})
    except ZeroDivisionError:
        return None


SPELT: Final = [
    "max_points",
    "min",
    "max",
    "and",
    "or",
    "not",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "1",
    "0.5",
    "=",
    "!",
    "2.",
    "ố",
]
WORDS = st.sampled_from([*NAMES, *SPELT, "\t", "\n", "\x00"])


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(WORDS, max_size=30).map(" ".join),
        st.lists(WORDS, max_size=30).map("".join),
    )
)
@example("(" * 500)
@example("-" * 999)
@example("not " * 249)
@example("min(" * 249)
@example("1" + "/1" * 499)
@example("a==1" + " or a==1" * 124)
@example("1<1<" * 250)
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    """Whatever is written, nothing else is raised, and an error lies in the text or just behind it."""
    for parse in (parse_number, parse_condition):
        node = parsed(parse, text)
        if isinstance(node, ExpressionError):
            assert 1 <= node.at <= len(text) + 1
            assert node.code.startswith("expression-")
        else:
            evaluate(node)


def parsed(parse: Callable[[str, frozenset[str]], Any], text: str) -> Any:
    """Return what a text says, or its error."""
    try:
        return parse(text, NAMES)
    except ExpressionError as error:
        return error


def evaluate(node: Any) -> None:
    """Evaluate what was parsed."""
    every = np.ones(1, dtype=np.bool_)
    if isinstance(node, Expression):
        evaluation().number(node, every)
    else:
        evaluation().holds(node, every)
