"""By what the texts of a formula divide, and whether that may be 0 where they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.rules.expression import (
    Binary,
    Comparison,
    Constant,
    Expression,
    Extreme,
    Joined,
    Negative,
    Not,
    Variable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cchc_index.rules.expression import Condition, Node


def may_divide_by_zero(formulas: Iterable[tuple[Condition | None, Expression]]) -> bool:
    """Whether some answer can make a formula divide by 0.

    Args:
        formulas: the condition of each formula, if it has one, and its points, in the order in which they are tried.
    """
    safe: set[str] = set()
    for when, points in formulas:
        if when is not None and not _never_zero(when, safe):
            return True
        if not _never_zero(points, safe | (_not_zero(when, holds=True) if when else set())):
            return True
        if when is not None:
            safe |= _not_zero(when, holds=False)
    return False


def _never_zero(node: Node, safe: set[str]) -> bool:
    """Whether a text divides only by numbers that are not 0: constants, and variables known to be none."""
    return all(
        (isinstance(by, Constant) and by.value != 0) or (isinstance(by, Variable) and by.id in safe)
        for by in _divisors(node)
    )


def _divisors(node: Node) -> Iterator[Expression]:
    """Everything that a text divides by."""
    match node:
        case Binary() | Comparison() | Joined():
            if isinstance(node, Binary) and node.sign == "/":
                yield node.right
            yield from _divisors(node.left)
            yield from _divisors(node.right)
        case Extreme():
            for part in node.of:
                yield from _divisors(part)
        case Negative() | Not():
            yield from _divisors(node.of)


def _not_zero(node: Condition, *, holds: bool) -> set[str]:
    """The variables that cannot be 0 where a condition holds, or where it does not."""
    match node:
        case Comparison(sign, Variable(id_), Constant(value)) if value == 0:
            return {id_} if sign in ({"!=", ">"} if holds else {"==", "<="}) else set()
        case Joined(word, left, right) if word == ("and" if holds else "or"):
            return _not_zero(left, holds=holds) | _not_zero(right, holds=holds)
        case Not(of):
            return _not_zero(of, holds=not holds)
    return set()
