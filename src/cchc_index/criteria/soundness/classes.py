"""Classes: they fall down to 0, and what they require can be met."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.criteria.soundness.subject import of_kind
from cchc_index.rules.reading import Unreadable, read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import Class
    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem
    from cchc_index.rules.contract import Rule


def requirements(subject: Sound) -> Iterator[Problem]:
    """Each requirement of a class asks one thing, which its node can give."""
    for place, entry in enumerate(subject.criteria.classes):
        for number, each in enumerate(entry.requires):
            path = ("classes", place, "requires", number)
            if (each.index_at_least is None) == (each.answer_is is None):
                yield subject.problem("requirement-unclear", path)
            if each.answer_is is not None and each.node in subject.ids:
                rules = [item.rule for item in subject.items if item.id == each.node]
                if not all(rule is not None and _answers(rule, each.answer_is) for rule in rules):
                    yield subject.problem(
                        "answer-not-possible", (*path, "answer_is"), found=each.answer_is, node=each.node
                    )


def _answers(rule: Rule, text: str) -> bool:
    try:
        read_answer(rule.inputs(), text)
    except Unreadable:
        return False
    return True


def classes(subject: Sound) -> Iterator[Problem]:
    """For each kind of unit the classes fall, down to one that everything reaches."""
    classes = subject.criteria.classes
    unclear = False
    for place, entry in enumerate(classes):
        if (entry.at_least is None) == (entry.above is None):
            unclear = True
            if not any(path[:2] == ("classes", place) for path in subject.repaired):
                yield subject.problem("class-bound-unclear", ("classes", place), found=entry.name)
    if unclear:
        return
    found: dict[str, Problem] = {}
    for kind in subject.kinds if classes else ():
        for problem in _falling(subject, kind):
            found.setdefault(f"{problem.code}{problem.place}", problem)
    yield from found.values()


def _falling(subject: Sound, kind: str) -> Iterator[Problem]:
    before: tuple[Fraction, bool] | None = None
    shading: tuple[Fraction, bool] | None = None
    ends = False
    for place, entry in enumerate(subject.criteria.classes):
        if kind and kind not in entry.applies_to.get("kind", (kind,)):
            continue
        bound = _bound(entry)
        if (before is not None and bound > before) or (shading is not None and bound >= shading):
            key = "at_least" if entry.at_least is not None else "above"
            yield subject.problem("class-out-of-order", ("classes", place, key), found=entry.name)
        before = bound if before is None else min(before, bound)
        if not _conditional(entry):
            shading = bound if shading is None else min(shading, bound)
            ends = ends or bound <= (Fraction(0), False)
    if not ends:
        last = len(subject.criteria.classes) - 1
        yield subject.problem("classes-end-above-zero", ("classes", last), kind=of_kind(kind))


def _bound(entry: Class) -> tuple[Fraction, bool]:
    """The bound of a class, `above` after `at_least` the same number."""
    return (entry.at_least, False) if entry.at_least is not None else (entry.above or Fraction(0), True)


def _conditional(entry: Class) -> bool:
    """Whether a class is only for some units of a kind, so that others may still meet its bound's equal."""
    return bool(entry.requires) or bool(set(entry.applies_to) - {"kind"})
