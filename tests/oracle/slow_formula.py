"""The formula grammar of the design page, evaluated slowly in exact fractions."""

import ast
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Final

Names = dict[str, Fraction]

ARITHMETIC: Final[dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISON: Final[dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def value(text: str, names: Names) -> Fraction:
    """Return the number that an expression makes; ZeroDivisionError where it divides by 0."""
    return _number(ast.parse(text.strip(), mode="eval").body, text.strip(), names)


def holds(text: str, names: Names) -> bool:
    """Tell whether a condition holds; what it need not look at is not evaluated."""
    return _truth(ast.parse(text.strip(), mode="eval").body, text.strip(), names)


def _number(node: ast.expr, text: str, names: Names) -> Fraction:
    match node:
        case ast.Constant():
            return Fraction(ast.get_source_segment(text, node) or "")
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=part):
            return -_number(part, text, names)
        case ast.Call(func=ast.Name(id="min"), args=parts):
            return min(_number(part, text, names) for part in parts)
        case ast.Call(func=ast.Name(id="max"), args=parts):
            return max(_number(part, text, names) for part in parts)
        case ast.BinOp(left=left, op=sign, right=right):
            return ARITHMETIC[type(sign)](_number(left, text, names), _number(right, text, names))
    raise ValueError(text)


def _truth(node: ast.expr, text: str, names: Names) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_truth(part, text, names) for part in parts)
        case ast.BoolOp(op=ast.Or(), values=parts):
            return any(_truth(part, text, names) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _truth(part, text, names)
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return COMPARISON[type(sign)](_number(left, text, names), _number(right, text, names))
    raise ValueError(text)


def names_in(text: str) -> set[str]:
    """Return the names that an expression uses, but for its functions."""
    names = {node.id for node in ast.walk(ast.parse(text.strip(), mode="eval")) if isinstance(node, ast.Name)}
    return names - {"min", "max"}
