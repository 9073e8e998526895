"""The grammar of `formula`: exact, total and bounded; a text is parsed once and evaluated on whole columns.

    number     = sum of products of numbers, variables, max_points, min(…), max(…), ( … ), with + - * /
    condition  = comparisons of numbers (== != < <= > >=) joined by not, and, or

`and` and `or` look at their right side only where the left does not decide, so a division by 0 counts only in the
rows that meet it.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from cchc_index.deferred import np
from cchc_index.exact import Booleans, Column, greatest, least, where
from cchc_index.rules.excel import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LONGEST = 1000
DEEPEST = 40
RESERVED = frozenset({"and", "or", "not", "min", "max", "max_points"})

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,18}(?:\.[0-9]{1,18})?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>==|!=|<=|>=|[-+*/(),<>]))"
)
_COMPARISONS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class ExpressionError(ValueError):
    """A text that is not of the grammar: what was found, and at which character, counted from 1."""

    def __init__(self, code: str, found: str, at: int) -> None:
        super().__init__(code)
        self.code, self.found, self.at = code, found, at


@dataclass(frozen=True, slots=True)
class Constant:
    """A number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, or `max_points`."""

    id: str


@dataclass(frozen=True, slots=True)
class Negative:
    """The number below 0."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """A sum, difference, product or quotient."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Extreme:
    """The smallest or largest of some numbers."""

    name: str
    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers compared."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """A condition that does not hold."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions, both (`and`) or either (`or`)."""

    word: str
    left: Condition
    right: Condition


Expression: TypeAlias = Constant | Variable | Negative | Binary | Extreme
Condition: TypeAlias = Comparison | Not | Joined
Node: TypeAlias = Expression | Condition


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign, and where it begins."""

    text: str
    at: int
    kind: str


class _Parser:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str, variables: frozenset[str]) -> None:
        if len(text) > LONGEST:
            raise ExpressionError("expression-too-long", text, 1)
        self.variables = variables
        self.tokens = [*_tokens(text), Token("", len(text) + 1, "end")]
        self.next = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self, *texts: str) -> str:
        """The next token, if it is one of these."""
        text = self.token.text
        if text and text in texts:
            self.next += 1
            return text
        return ""

    def refuse(self, code: str = "expression-unexpected") -> NoReturn:
        raise ExpressionError(code, self.token.text, self.token.at)

    def disjunction(self) -> Node:
        """Conditions joined by `or`, or whatever else stands there."""
        return self._joined("or", self.conjunction)

    def conjunction(self) -> Node:
        """Conditions joined by `and`."""
        return self._joined("and", self.negation)

    def _joined(self, word: str, parse: Callable[[], Node]) -> Node:
        begin, left = self.token, parse()
        while self.take(word):
            right_begin, right = self.token, parse()
            left = Joined(word, self.condition(left, begin), self.condition(right, right_begin))
        return left

    def negation(self) -> Node:
        """`not` and what it denies."""
        if self.take("not"):
            self.deeper()
            begin = self.token
            negated = Not(self.condition(self.negation(), begin))
            self.depth -= 1
            return negated
        return self.comparison()

    def comparison(self) -> Node:
        """Two numbers compared, or a number."""
        begin, left = self.token, self.sum()
        if sign := self.take(*_COMPARISONS):
            right_begin, right = self.token, self.sum()
            return Comparison(sign, self.number(left, begin), self.number(right, right_begin))
        return left

    def sum(self) -> Node:
        """Products added and taken away."""
        return self._binary(("+", "-"), self.product)

    def product(self) -> Node:
        """Factors multiplied and divided."""
        return self._binary(("*", "/"), self.factor)

    def _binary(self, signs: tuple[str, str], parse: Callable[[], Node]) -> Node:
        begin, left = self.token, parse()
        while sign := self.take(*signs):
            right_begin, right = self.token, parse()
            left = Binary(sign, self.number(left, begin), self.number(right, right_begin))
        return left

    def factor(self) -> Node:
        """A number, a variable, a function, or something in brackets."""
        self.deeper()
        begin = self.token
        if self.take("-"):
            below = self.token
            found: Node = Negative(self.number(self.factor(), below))
        elif self.take("("):
            found = self.disjunction()
            self.close()
        elif begin.kind == "number":
            self.next += 1
            found = Constant(Fraction(begin.text))
        elif begin.text in {"min", "max"}:
            found = self.extreme()
        else:
            found = self.variable()
        self.depth -= 1
        return found

    def extreme(self) -> Node:
        begin = self.token
        self.next += 1
        if not self.take("("):
            self.refuse()
        first = self.token
        parts = [self.number(self.disjunction(), first)]
        while self.take(","):
            following = self.token
            parts.append(self.number(self.disjunction(), following))
        self.close()
        return Extreme(begin.text, tuple(parts))

    def variable(self) -> Node:
        name = self.token.text
        if self.token.kind != "word" or (name in RESERVED and name != "max_points"):
            self.refuse()
        if name not in self.variables and name != "max_points":
            self.refuse("expression-unknown-variable")
        self.next += 1
        return Variable(name)

    def close(self) -> None:
        if not self.take(")"):
            self.refuse()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse("expression-too-long")

    def number(self, node: Node, at: Token) -> Expression:
        if isinstance(node, Comparison | Not | Joined):
            raise ExpressionError("expression-not-a-number", at.text, at.at)
        return node

    def condition(self, node: Node, at: Token) -> Condition:
        if isinstance(node, Comparison | Not | Joined):
            return node
        raise ExpressionError("expression-not-a-condition", at.text, at.at)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            start = len(text) - len(text[at:].lstrip())
            raise ExpressionError("expression-unexpected", text[start], start + 1)
        kind = match.lastgroup or ""
        yield Token(match[kind], match.start(kind) + 1, kind)
        at = match.end()


def _parse(text: str, variables: frozenset[str]) -> tuple[Node, Token]:
    parser = _Parser(text, variables)
    first = parser.token
    node = parser.disjunction()
    if parser.token.kind != "end":
        parser.refuse()
    return node, first


def parse_number(text: str, variables: frozenset[str]) -> Expression:
    """The number that a text says.

    Raises:
        ExpressionError: the text is not of the grammar, or is a condition.
    """
    node, first = _parse(text, variables)
    if isinstance(node, Comparison | Not | Joined):
        raise ExpressionError("expression-not-a-number", first.text, first.at)
    return node


def parse_condition(text: str, variables: frozenset[str]) -> Condition:
    """The condition that a text says.

    Raises:
        ExpressionError: the text is not of the grammar, or is a number.
    """
    node, first = _parse(text, variables)
    if isinstance(node, Comparison | Not | Joined):
        return node
    raise ExpressionError("expression-not-a-condition", first.text, first.at)


def variables_of(text: str) -> frozenset[str]:
    """The words of a text that are variables; none of a text that is not of the grammar."""
    try:
        words = {token.text for token in _tokens(text) if token.kind == "word"}
    except ExpressionError:
        return frozenset()
    return frozenset(words - (RESERVED - {"max_points"}))


class Evaluation:
    """Expressions on columns; remembers the rows that divided by 0 where they were asked to."""

    def __init__(self, columns: Mapping[str, Column], shape: tuple[int, ...]) -> None:
        self.columns = columns
        self.divided_by_zero = np.zeros(shape, dtype=np.bool_)

    def number(self, node: Expression, rows: Booleans) -> Column:
        """The numbers of a column; they mean something only in `rows` that did not divide by 0."""
        if isinstance(node, Constant):
            return Column.constant(node.value)
        if isinstance(node, Variable):
            return self.columns[node.id]
        if isinstance(node, Negative):
            return -self.number(node.of, rows)
        if isinstance(node, Extreme):
            choose = least if node.name == "min" else greatest
            first, *others = (self.number(part, rows) for part in node.of)
            for other in others:
                first = choose(first, other)
            return first
        left, right = self.number(node.left, rows), self.number(node.right, rows)
        return self._quotient(left, right, rows) if node.sign == "/" else _ARITHMETIC[node.sign](left, right)

    def _quotient(self, left: Column, right: Column, rows: Booleans) -> Column:
        zero = np.broadcast_to(right.equal_to(0), self.divided_by_zero.shape)
        self.divided_by_zero |= rows & zero
        return left / where(zero, 1, right)

    def holds(self, node: Condition, rows: Booleans) -> Booleans:
        """Where a condition holds, among `rows`."""
        if isinstance(node, Not):
            return rows & ~self.holds(node.of, rows)
        if isinstance(node, Joined):
            left = self.holds(node.left, rows)
            if node.word == "and":
                return left & self.holds(node.right, left)
            return left | self.holds(node.right, rows & ~left)
        one, other = self.number(node.left, rows), self.number(node.right, rows)
        return rows & _COMPARE[node.sign](one, other)


_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_COMPARE: dict[str, Callable[[Column, Column], Booleans]] = {
    "==": Column.equal_to,
    "!=": lambda a, b: ~a.equal_to(b),
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def excel(node: Node, cells: Mapping[str, str]) -> str:  # noqa: PLR0911 - one for each kind of node
    """The same as an Excel formula; a division by 0 is an error of the spreadsheet's."""
    if isinstance(node, Constant):
        return literal(node.value)
    if isinstance(node, Variable):
        return cells[node.id]
    if isinstance(node, Negative):
        return f"(-{excel(node.of, cells)})"
    if isinstance(node, Extreme):
        return f"{node.name.upper()}({','.join(excel(part, cells) for part in node.of)})"
    if isinstance(node, Not):
        return f"NOT({excel(node.of, cells)})"
    left, right = excel(node.left, cells), excel(node.right, cells)
    if isinstance(node, Joined):
        return f"IF({left},{right},FALSE)" if node.word == "and" else f"IF({left},TRUE,{right})"
    sign = _COMPARISONS.get(node.sign, node.sign)
    return f"({left}{sign}{right})"
