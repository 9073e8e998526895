"""The stages of a year: which there are, whose they are, and to which of them a row belongs."""

from dataclasses import dataclass
from typing import Any, Final

from tests.oracle import slow_text
from tests.oracle.slow_answers import Row

DEFAULT: Final = ({"id": "self", "by": "unit"}, {"id": "appraisal", "by": "appraiser"})


@dataclass(frozen=True)
class Stage:
    """One stage, by units or by appraisers."""

    id: str
    is_by_units: bool


def stages_of(criteria: dict[str, Any]) -> list[Stage]:
    """Return the stages of a set in their order."""
    stages = criteria.get("policy", {}).get("stages", DEFAULT)
    return [Stage(one["id"], one["by"] == "unit") for one in stages]


def number_of(name: str | None, stages: list[Stage]) -> int | None:
    """Return the number of the stage that a row names, the first where it names none; None if unknown."""
    if not slow_text.word(name):
        return 0
    numbers = [number for number, one in enumerate(stages) if slow_text.word(one.id) == slow_text.word(name)]
    return numbers[0] if numbers else None


def last_played(turns: list[dict[int, list[Row]]]) -> int:
    """Return the number of the last stage that has rows."""
    return max((number for one in turns for number in one), default=0)
