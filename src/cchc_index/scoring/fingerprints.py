"""Fingerprints: SHA-256 of canonical JSON, equal for equal meaning whatever the order or spelling of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.spelling import spellings
from cchc_index.criteria.fingerprints import content, fingerprint
from cchc_index.criteria.outline import outline
from cchc_index.language import plain
from cchc_index.rules.installed import versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.said import Said
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
    """The fingerprint of typed answers, and of what was said of them in later stages."""
    ids = [*(item.id for item in given.items), *(item.id for item in given.criteria.data)]
    names = [unit.id for unit in given.units.units]
    said: dict[str, dict[str, Any]] = {}
    for number, leaf in given.leaves.items():
        each = zip(names, leaf.status.tolist(), spellings(leaf), strict=True)
        said.setdefault(ids[number], {}).update(
            {unit: [status, text] for unit, status, text in each if status != Status.BLANK}
        )
    for (stage, number), covered in given.covered.items():
        where = f"{ids[number]};{stage}" if stage else ids[number]
        said[where] = {unit: True for unit, there in zip(names, covered.tolist(), strict=True) if there}
    return fingerprint({**{leaf: units for leaf, units in said.items() if units}, **_beside(given, ids)})


def _beside(given: Answers, ids: Sequence[str]) -> dict[str, Any]:
    """Claims, evidence, exemptions and decisions, by stage, criterion, appraiser and unit."""
    names = [unit.id for unit in given.units.units]
    found: dict[str, Any] = {}
    for (stage, number), voices in given.said.items():
        for said in voices:
            key = f"{ids[number]};{stage};{said.by}"
            found[key] = {names[unit]: _voice(said, unit) for unit in np.flatnonzero(said.there).tolist()}
    for (stage, number), exempt in given.exempt.items():
        if exempt.any():
            found[f"{ids[number]};{stage};exempt"] = [names[unit] for unit in np.flatnonzero(exempt).tolist()]
    return found


def _voice(said: Said, unit: int) -> list[Any]:
    """All that one voice says of one unit's leaf."""
    values = {**said.slots.of_unit(unit), **{f";{slot}": v for slot, v in said.points.of_unit(unit).items()}}
    flags = (said.not_applicable, said.bad, said.exempt, said.evidence)
    written = {slot: plain(value) for slot, value in values.items()}
    texts = [said.texts.get(unit, ""), said.notes.get(unit, "")]
    return [int(said.decision[unit]), [bool(flag[unit]) for flag in flags], written, texts]


def units(known: Units) -> str:
    """The fingerprint of the units."""
    return fingerprint([[u.id, u.name, sorted(u.aliases), u.ranked, dict(u.attributes)] for u in known.units])
