"""Data items, asked once and used by several leaves (số liệu dùng chung), and what must hold between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.problems import nearest
from cchc_index.rules.expression import ExpressionError, parse_condition, variables_of

_COUNTS = frozenset({"numerator", "denominator"})
"""Slots that are counted where a unit gives them, and may be money where a data item does."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.outline import Path
    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem


def unsound_data(subject: Sound) -> Iterator[Problem]:
    """Data items are called as nothing else is, used somewhere, and of the kind that their leaves ask for."""
    yield from _ids(subject)
    yield from _uses(subject)
    yield from _checks(subject)
    used = {id_ for item in subject.items if item.rule for id_ in item.rule.data().values()}
    for check in subject.criteria.checks:
        used |= variables_of(check.that)
    for place, item in enumerate(subject.criteria.data):
        if item.id not in used:
            yield subject.problem("data-unused", ("data", place, "id"), found=item.id)


def _ids(subject: Sound) -> Iterator[Problem]:
    seen: dict[str, Path] = {item.id: item.path for item in subject.items}
    for place, item in enumerate(subject.criteria.data):
        path: Path = ("data", place)
        first = seen.setdefault(item.id, path)
        if first != path:
            line = subject.tree.line_of((*first, "id"), (*path, "id"))
            yield subject.problem("repeated-id", (*path, "id"), found=item.id, line=line)


def _uses(subject: Sound) -> Iterator[Problem]:
    kinds = {item.id: item.kind for item in subject.criteria.data}
    for item in subject.items:
        rule = item.rule
        for slot, id_ in rule.data().items() if rule else ():
            assert rule is not None  # noqa: S101 - there is no slot otherwise
            path = (*item.rule_path, *rule.data_path(slot))
            asked = next(each for asked in rule.inputs() for each in asked.slots() if each.id == slot)
            if id_ not in kinds:
                yield subject.problem(
                    "unknown-data", path, found=id_, nearest=nearest(id_, kinds) or tuple(kinds) or "–"
                )
            elif asked.type == "whole" and kinds[id_] != "whole" and slot not in _COUNTS:
                yield subject.problem("data-not-whole", path, found=id_)


def _checks(subject: Sound) -> Iterator[Problem]:
    known = frozenset(item.id for item in subject.criteria.data)
    for place, check in enumerate(subject.criteria.checks):
        error = _fault(check.that, known)
        if error is not None:
            said: dict[str, Any] = {"found": error.found, "at": error.at, "text": check.that}
            yield subject.problem(error.code, ("checks", place, "that"), known=tuple(sorted(known)), **said)


def _fault(text: str, known: frozenset[str]) -> ExpressionError | None:
    """What is wrong with a check; no maximum has a place in one."""
    try:
        parse_condition(text, known)
    except ExpressionError as error:
        return error
    if "max_points" in variables_of(text):
        return ExpressionError("expression-unknown-variable", "max_points", text.index("max_points") + 1)
    return None
