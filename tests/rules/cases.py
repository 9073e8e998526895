"""One leaf's rule, asked as a person asks it: an answer as text, and what it gets."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from pydantic import ValidationError

from cchc_index.exact import Mode
from cchc_index.language import Lang
from cchc_index.problems import Problem
from cchc_index.rules import rule_kinds
from cchc_index.rules.calendar import Calendar
from cchc_index.rules.contract import Branch, Columns, Outcome, Rule, Terms
from cchc_index.rules.reading import read_answer

YEAR: Final = 2025
Answer = str | Mapping[str, Any]
Path = tuple[str | int, ...]


def day(text: str) -> datetime.date:
    """Return the date of ``yyyy-mm-dd``."""
    return datetime.date.fromisoformat(text)


HOLIDAYS: Final = tuple(map(day, ["2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"]))
CALENDAR: Final = Calendar(holidays=HOLIDAYS, working_days=(day("2025-02-08"),))


def terms_of(max_points: str, *, rate: int | None = None, mode: Mode = "half_up") -> Terms:
    """Return the terms of a leaf worth so many points, in the year and calendar of the tests."""
    return Terms(Fraction(max_points), YEAR, CALENDAR, rate, mode)


def rule_of(raw: Mapping[str, Any]) -> Rule:
    """Return the rule that a file writes so."""
    return rule_kinds()[raw["kind"]].model_validate(raw)


@dataclass(frozen=True)
class Leaf:
    """A rule on its terms."""

    rule: Rule
    terms: Terms

    def values(self, answer: Answer) -> dict[str, Fraction]:
        """Return the typed values of an answer: a text, or numbers by slot."""
        if isinstance(answer, str):
            return read_answer(self.rule.inputs(), answer)
        return {slot: Fraction(value) for slot, value in answer.items()}

    def outcome(self, answer: Answer) -> Outcome:
        """Return what the rule makes of one answer."""
        return self.rule.points(Columns.of_one(self.values(answer), self.terms), self.terms)

    def points(self, answer: Answer) -> Any:
        """Return the exact points of an answer."""
        return self.outcome(answer).points.at(0)

    def branch(self, answer: Answer) -> Branch:
        """Return the branch that an answer takes."""
        return self.rule.branches()[int(self.outcome(answer).branch[0])]

    def scored(self, answer: Answer) -> tuple[Any, str]:
        """Return the points of an answer and the id of its branch."""
        return self.points(answer), self.branch(answer).id

    def said(self, answer: Answer, lang: Lang = "vi") -> str:
        """Return the sentence of an answer."""
        return self.rule.sentence(self.branch(answer).id, self.values(answer), self.terms, lang)

    def both(self, answer: Answer) -> tuple[str, str]:
        """Return the sentence of an answer in Vietnamese and in English."""
        return self.said(answer), self.said(answer, "en")

    def described(self) -> tuple[str, str]:
        """Return the rule in words, in Vietnamese and in English."""
        return self.rule.describe(self.terms, "vi"), self.rule.describe(self.terms, "en")

    def faults(self) -> list[tuple[str, Path]]:
        """Return the code and the place of everything unsound, in order."""
        return [(fault.code, fault.path) for fault in self.rule.check(self.terms)]

    def reached(self, points: str | Fraction) -> dict[str, Any] | None:
        """Return the answer that the rule names for so many points."""
        found = self.rule.reach(Fraction(points), self.terms)
        return None if found is None else dict(found)

    def problem(self, answer: Answer) -> str:
        """Return the sentence of the problem that an answer's branch reports."""
        branch = self.branch(answer)
        details = self.rule.details(branch.id, self.values(answer), self.terms)
        return Problem(branch.problem, details=details).message


def leaf(kind: str, max_points: str = "1", /, **parameters: Any) -> Leaf:
    """Return a leaf of a kind, with the parameters that a file gives it."""
    return Leaf(rule_of({"kind": kind, **parameters}), terms_of(max_points))


def rounding(one: Leaf, rate: int, mode: Mode = "half_up") -> Leaf:
    """Return the leaf in a set that rounds rates."""
    terms = one.terms
    return Leaf(one.rule, Terms(terms.max_points, terms.year, terms.calendar, rate, mode))


def refused(kind: str, **parameters: Any) -> list[tuple[str, Path]]:
    """Return the code and the place of everything that the model of a kind refuses.

    A list that only seems too short because an item of it is refused is left out.
    """
    try:
        rule_of({"kind": kind, **parameters})
    except ValidationError as error:
        found = [(each["type"], each["loc"]) for each in error.errors()]
        return [each for each in found if each[0] != "too_short" or len(found) == 1]
    return []
