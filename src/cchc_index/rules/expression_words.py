"""The grammar of `formula` in words: variables by their titles, with × and ÷, ≤ and ≥, và and hoặc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.language import Lang, exact_number, pick
from cchc_index.rules.expression import Binary, Comparison, Constant, Extreme, Joined, Negative, Not, Variable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.rules.expression import Node

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_COMPARISONS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_STRENGTH = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_NEGATION, _COMPARISON, _WHOLE = 3, 3, 6


def words(node: Node, titles: Mapping[str, str], lang: Lang) -> str:  # noqa: PLR0911 - one for each kind of node
    """An expression or a condition as a sentence holds it, bracketed only where it would read otherwise.

    Args:
        node: the expression or condition.
        titles: what variables are called, `max_points` among them.
        lang: the language.
    """
    if isinstance(node, Constant):
        return exact_number(node.value, lang)
    if isinstance(node, Variable):
        return titles[node.id]
    if isinstance(node, Negative):
        return f"−{_within(node.of, _WHOLE, titles, lang)}"
    if isinstance(node, Extreme):
        parts = "; ".join(words(part, titles, lang) for part in node.of)
        if node.name == "min":
            return pick(lang, f"số nhỏ nhất trong ({parts})", f"the smallest of ({parts})")
        return pick(lang, f"số lớn nhất trong ({parts})", f"the largest of ({parts})")
    if isinstance(node, Not):
        return f"{pick(lang, 'không phải', 'not')} ({words(node.of, titles, lang)})"
    if isinstance(node, Comparison):
        left, right = words(node.left, titles, lang), words(node.right, titles, lang)
        return f"{left} {_COMPARISONS[node.sign]} {right}"
    return _joined(node, titles, lang)


def _joined(node: Binary | Joined, titles: Mapping[str, str], lang: Lang) -> str:
    own = node.sign if isinstance(node, Binary) else node.word
    joint = {"and": pick(lang, "và", "and"), "or": pick(lang, "hoặc", "or"), **_SIGNS}[own]
    strength = _STRENGTH[own]
    tighter = strength if own in {"+", "and", "or"} else strength + 1
    left, right = _within(node.left, strength, titles, lang), _within(node.right, tighter, titles, lang)
    return f"{left} {joint} {right}"


def _within(node: Node, least: int, titles: Mapping[str, str], lang: Lang) -> str:
    """A part of something larger, in brackets where it holds together less than `least`."""
    said = words(node, titles, lang)
    return f"({said})" if _strength(node) < least else said


def _strength(node: Node) -> int:
    """How tightly the words of a node hold together."""
    if isinstance(node, Binary):
        return _STRENGTH[node.sign]
    if isinstance(node, Joined):
        return _STRENGTH[node.word]
    if isinstance(node, Not):
        return _NEGATION
    return _COMPARISON if isinstance(node, Comparison) else _WHOLE
