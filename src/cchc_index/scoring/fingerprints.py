"""Fingerprints: SHA-256 of canonical JSON, equal for equal meaning whatever the order or spelling of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.answers.leaf import Status
from cchc_index.answers.spelling import spellings
from cchc_index.criteria.fingerprints import content, fingerprint
from cchc_index.criteria.outline import outline
from cchc_index.rules.installed import versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.units import Units
    from cchc_index.criteria.model import CriteriaSet

__all__ = ["answers", "content", "fingerprint", "plugins", "scoring", "units"]

_WORDING = frozenset(
    {"title", "appraiser", "evidence", "legal_ref", "legal_basis", "was", "version", "status", "message"}
)
_NAMED_BY_USERS = frozenset({"applies_to", "example", "max_points"})
"""Mappings whose keys are users' own words, whatever they are called."""


def scoring(criteria: CriteriaSet) -> str:
    """The fingerprint of what can move a score: all but the texts that cannot be answers."""
    meaning = {"set": _without_wording(criteria.model_dump(mode="json")), "words": _words(criteria)}
    used = plugins(criteria)
    return fingerprint({**meaning, "plugins": used} if used else meaning)


def plugins(criteria: CriteriaSet) -> dict[str, str]:
    """The installed packages whose kinds of rule a set uses, with their versions."""
    return versions(_kinds(criteria.model_dump(mode="json")))


def _kinds(meaning: Any) -> Iterator[str]:
    """The kinds of all rules in a set, wherever they stand; what else is called kind names no package."""
    if isinstance(meaning, dict):
        if isinstance(meaning.get("kind"), str):
            yield meaning["kind"]
        meaning = list(meaning.values())
    for each in meaning if isinstance(meaning, list) else ():
        yield from _kinds(each)


def _without_wording(meaning: Any) -> Any:
    if isinstance(meaning, dict):
        return {
            key: value if key in _NAMED_BY_USERS else _without_wording(value)
            for key, value in meaning.items()
            if key not in _WORDING
        }
    return [_without_wording(item) for item in meaning] if isinstance(meaning, list) else meaning


def _words(criteria: CriteriaSet) -> dict[str, list[list[str]]]:
    """The titles by which options and items may be answered."""
    return {
        item.id: [
            [choice.id, choice.title.vi, choice.title.en]
            for asked in item.rule.inputs()
            for choice in asked.choices
        ]
        for item in outline(criteria)
        if item.rule is not None and any(asked.type in {"option", "ticks"} for asked in item.rule.inputs())
    }


def answers(given: Answers) -> str:
    """The fingerprint of typed answers."""
    items = outline(given.criteria)
    names = [unit.id for unit in given.units.units]
    said: dict[str, dict[str, Any]] = {}
    for number, leaf in given.leaves.items():
        each = zip(names, leaf.status.tolist(), spellings(leaf), strict=True)
        said[items[number].id] = {
            unit: [status, text] for unit, status, text in each if status != Status.BLANK
        }
    for number, covered in given.covered.items():
        said[items[number].id] = {
            unit: True for unit, there in zip(names, covered.tolist(), strict=True) if there
        }
    return fingerprint({leaf: units for leaf, units in said.items() if units})


def units(known: Units) -> str:
    """The fingerprint of the units."""
    return fingerprint([[u.id, u.name, sorted(u.aliases), u.ranked, dict(u.attributes)] for u in known.units])
