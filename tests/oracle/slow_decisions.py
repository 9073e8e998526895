"""What an appraiser decides about one leaf in one stage: all rows of one appraiser are one decision."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tests.oracle import slow_text
from tests.oracle.slow_answers import Row, Told, has_answer, told
from tests.oracle.slow_rules import Rule

WORDS: Final = {
    "agree": "agree", "đồng ý": "agree", "accept": "accept", "tiếp thu": "accept",
    "change": "change", "điều chỉnh": "change", "reject": "reject", "không công nhận": "reject",
}  # fmt: skip
BLANK: Final = Told("blank")


@dataclass(frozen=True)
class Decision:
    """Agree, accept, change, reject, or contrary: rows of one appraiser that contradict each other."""

    kind: str
    told: Told = BLANK
    award: Fraction | None = None


def decisions(rule: Rule, maximum: Fraction, rows: list[Row]) -> list[Decision]:
    """Return one decision for each appraiser whose rows can be used."""
    usable = [row for row in rows if kind_of(row) and is_award_within(row, maximum)]
    appraisers = sorted({slow_text.tidy(row.get("by")) for row in usable})
    return [
        decision_of(rule, [row for row in usable if slow_text.tidy(row.get("by")) == one])
        for one in appraisers
    ]


def kind_of(row: Row) -> str | None:
    """Return what kind of decision a row is; with content and without a word it is a change."""
    said = slow_text.word(row.get("decision"))
    if said:
        return WORDS.get(said)
    return "change" if has_answer(row) or slow_text.tidy(row.get("points")) else None


def award_of(row: Row) -> Fraction | None:
    """Return the points that a row awards."""
    text = slow_text.tidy(row.get("points"))
    return slow_text.number(text, negative=True) if text else None


def is_award_within(row: Row, maximum: Fraction) -> bool:
    """Tell whether a row awards no points, or points that can be read and lie in 0 to the maximum."""
    try:
        return is_within(award_of(row), maximum)
    except slow_text.UnreadableError:
        return False


def is_within(points: Fraction | None, maximum: Fraction) -> bool:
    """Tell whether points lie in 0 to the maximum; none do."""
    return points is None or 0 <= points <= maximum


def decision_of(rule: Rule, rows: list[Row]) -> Decision:
    """Merge the rows of one appraiser."""
    kinds = {kind_of(row) or "" for row in rows}
    awards = {points for points in map(award_of, rows) if points is not None}
    if len(kinds) > 1 or ("change" in kinds and len(awards) > 1):
        return Decision("contrary")
    kind = kinds.pop()
    if kind != "change":
        return Decision(kind)
    return Decision(kind, told(rule, rows), awards.pop() if awards else None)


def is_disputed(found: list[Decision]) -> bool:
    """Tell whether appraisers decided differently or past reading, or one of them contradicts himself."""
    unreadable = len(found) > 1 and any(one.told.what == "invalid" for one in found)
    return unreadable or any(one != found[0] or one.kind == "contrary" for one in found)
