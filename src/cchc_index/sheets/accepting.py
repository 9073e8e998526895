"""What explanations are worth: the answers of a season as if an appraiser accepted them all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import NO_ROW
from cchc_index.answers.said import Said
from cchc_index.answers.slots import Slots
from cchc_index.answers.words import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_index.answers.rows import Answers


def if_accepted(answers: Answers, stage: int, explained: Iterable[tuple[int, int]]) -> Answers:
    """The answers up to a stage with nothing in it but the acceptance of some explanations.

    Args:
        answers: the answers.
        stage: the number of a stage of appraisers.
        explained: the leaves and units that are accepted, by their numbers.
    """
    units: dict[int, list[int]] = defaultdict(list)
    for number, unit in explained:
        units[number].append(unit)
    before = {key: voices for key, voices in answers.said.items() if key[0] < stage}
    accepted = {(stage, number): (_acceptance(len(answers.units), found),) for number, found in units.items()}
    return replace(answers, said={**before, **accepted})


def _acceptance(size: int, units: list[int]) -> Said:
    """An appraiser's word that accepts what some units explained."""
    nothing, nowhere = Slots(size, {}, {}), np.zeros(size, dtype=np.bool_)
    row, decision = np.full(size, NO_ROW), np.full(size, Decision.NONE)
    row[units], decision[units] = 0, Decision.ACCEPT
    return Said(nothing, nowhere, nowhere, nowhere, nowhere, row, {}, nothing, nowhere, nowhere, {}, decision)
