"""Explanations: one sentence for a leaf, a node or the whole result of a unit."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.words import Decision
from cchc_index.criteria.model import Class, Criterion
from cchc_index.explain.leaf import LeafSentence
from cchc_index.language import Lang, exact_number, percent, pick, uncapped
from cchc_index.scoring.ranks import NO_RANK
from cchc_index.scoring.rollup import NO_INDEX
from cchc_index.scoring.scores import NO_CLASS, Scores
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.scoring.history import Change
    from cchc_index.scoring.plan import Leaf


class Explanation:
    """Sentences about the scores of one unit.

    Args:
        scores: the scores.
        unit: the unit's number.
        lang: the language of the sentences.
    """

    def __init__(self, scores: Scores, unit: int, lang: Lang) -> None:
        self.scores = scores
        self.plan = scores.plan
        self.unit = unit
        self.lang = lang

    def node(self, number: int) -> str:
        """The sentence of a leaf, or of an area or inner criterion."""
        leaf = self._leaves.get(number)
        return self._inner(number) if leaf is None else self._leaf(leaf)

    def whole(self) -> list[str]:
        """The unit's total, rank and class, then every node in the order of the set."""
        return [
            self.total(),
            *self.standing(),
            *(self.node(number) for number in self._own_numbers()),
        ]

    def _own_numbers(self) -> Iterator[int]:
        """The nodes in file order, of a leaf with several rules the unit's own."""
        for number, item in enumerate(self.plan.items):
            if item.first:
                yield number if item.entry is None else self.plan.number_for(item.id, self.unit)

    @cached_property
    def _leaves(self) -> dict[int, Leaf]:
        return {leaf.number: leaf for leaf in self.plan.leaves}

    def _points(self, steps: int | np.int64) -> str:
        return exact_number(self.plan.in_points(int(steps)), self.lang)

    def _fraction(self, steps: int | np.int64, most: int | np.int64) -> str:
        return f"{self._points(steps)}/{self._points(most)} {pick(self.lang, 'điểm', 'points')}"

    @cached_property
    def _changes(self) -> dict[int, Change]:
        """The last change of each node of the unit that still shows."""
        last: dict[int, Change] = {}
        for change in self.scores.changes:
            said = change.exempt or change.decision is not Decision.NONE
            if change.unit == self.unit and said and self._shows(change):
                last[change.number] = change
        return last

    def _shows(self, change: Change) -> bool:
        """Whether what was said took effect: not where nothing could be accepted, or appraisers disagreed."""
        standing = self.scores.season.standings.get(change.number)
        return standing is None or int(standing.stage[self.unit]) == change.stage

    def _change_of(self, number: int | None) -> Change | None:
        """The last change of a leaf, or of a node above that exempted it."""
        while number is not None:
            change = self._changes.get(number)
            if change is not None:
                return change
            number = self.plan.items[number].parent
        return None

    def _leaf(self, leaf: Leaf) -> str:
        return LeafSentence(leaf, self.scores, self.unit, self._change_of(leaf.number), self.lang).said()

    def _inner(self, number: int) -> str:
        item = self.plan.items[number]
        tally = self.scores.tallies[number]
        steps, most = tally.steps[self.unit], tally.max_steps[self.unit]
        said = f"{item.id} {item.title.to(self.lang)}: {self._fraction(steps, most)}"
        index = int(self.scores.node_index(number)[self.unit])
        if not self.scores.present[self.unit]:
            return f"{said}; {pick(self.lang, 'chưa có số liệu', 'no answers')}."
        if index == NO_INDEX:
            return f"{said}; {self._nothing(number)}."
        said += f", {pick(self.lang, 'chỉ số', 'index')} {self._index(index)}"
        if isinstance(item.node, Criterion) and item.node.criteria:
            return f"{said}."
        ranks = self.scores.node_rank(number)
        return f"{said}{self._place(ranks, pick(self.lang, ', xếp thứ', ', ranked'))}."

    def _nothing(self, number: int) -> str:
        """Why nothing of a node counts for the unit: its leaves wait, or none applies."""
        below = [leaf for leaf in self.plan.leaves if self.plan.is_below(leaf.number, number)]
        if any(self.scores.leaves[leaf.number].state[self.unit] == State.AWAITED for leaf in below):
            return State.AWAITED.text.to(self.lang)
        return pick(self.lang, "không có nội dung nào áp dụng", "nothing is applicable")

    def _index(self, steps: int) -> str:
        return percent(Fraction(steps, 10**self.plan.criteria.policy.rounding.index), self.lang)

    def _place(self, ranks: np.ndarray, before: str) -> str:
        """The rank among the units of the group, if there is one."""
        if ranks[self.unit] == NO_RANK:
            return ""
        rivals = (self.plan.groups == self.plan.groups[self.unit]) & (ranks != NO_RANK)
        return f"{before} {ranks[self.unit]}/{int(rivals.sum())}"

    def total(self) -> str:
        """Points, maximum and index of the whole."""
        name = self.plan.units.units[self.unit].name
        if not self.scores.present[self.unit]:
            return pick(
                self.lang, f"{name}: chưa có số liệu nào, chưa được chấm.", f"{name}: no answers, not scored."
            )
        said = f"{name}: {self._fraction(self.scores.total.steps[self.unit], self.scores.total.max_steps[self.unit])}"
        index = int(self.scores.index[self.unit])
        if index != NO_INDEX:
            said += f", {pick(self.lang, 'chỉ số', 'index')} {self._index(index)}"
        if self.scores.provisional[self.unit]:
            said += pick(self.lang, " (kết quả tạm tính)", " (provisional)")
        return f"{said}."

    def standing(self) -> list[str]:
        """The rank with the distance to the unit before, and the class with what bars a better one."""
        ranks, index = self.scores.rank, self.scores.index
        said = []
        if ranks[self.unit] != NO_RANK:
            place = self._place(ranks, pick(self.lang, "Xếp thứ", "Ranked"))
            before = np.flatnonzero(
                (self.plan.groups == self.plan.groups[self.unit])
                & (ranks != NO_RANK)
                & (ranks < ranks[self.unit])
            )
            if before.size:
                nearest = int(before[np.argmax(ranks[before])])
                gap = Fraction(
                    int(index[nearest] - index[self.unit]), 10**self.plan.criteria.policy.rounding.index
                )
                name = self.plan.units.units[nearest].name
                place += self._behind(name, gap)
            said.append(f"{place}.")
        number = int(self.scores.class_number[self.unit])
        if number != NO_CLASS:
            said.append(self._class(number))
        return said

    def _behind(self, name: str, gap: Fraction) -> str:
        """How far the unit is behind the one before it, which may have the same index and another tie-break."""
        if not gap:
            return pick(
                self.lang,
                f"; cùng chỉ số với đơn vị liền trên ({name})",
                f"; of the same index as the next unit ({name})",
            )
        behind = exact_number(gap, self.lang)
        return pick(
            self.lang,
            f"; kém đơn vị liền trên ({name}) {behind} điểm phần trăm",
            f"; {behind} percentage points behind the next unit ({name})",
        )

    def _class(self, number: int) -> str:
        classes = self.plan.criteria.classes
        name = classes[number].name.to(self.lang)
        named = name.lower().startswith("loại ")
        said = pick(self.lang, f"Xếp {uncapped(name)}" if named else f"Xếp loại {name}", f"Class {name}")
        barred = next((entry for entry in classes[:number] if self._barred(entry)), None)
        shown = self._index(int(self.scores.index[self.unit]))
        if barred is None:
            return pick(self.lang, f"{said}: chỉ số {shown}.", f"{said}: index {shown}.")
        better = f"{barred.name.to(self.lang)} ({self._bound(barred)})"
        why = "; ".join(self._unmet(barred))
        return pick(
            self.lang,
            f"{said}: chỉ số {shown} đạt mức {better} nhưng {why}.",
            f"{said}: the index {shown} reaches {better}, but {why}.",
        )

    def _barred(self, entry: Class) -> bool:
        """Whether only a requirement keeps the unit out of a class."""
        applies = self.plan.for_units(entry.applies_to)
        return bool(self.scores.reaches(entry)[self.unit]) and (applies is None or bool(applies[self.unit]))

    def _bound(self, entry: Class) -> str:
        bound = percent(
            entry.at_least if entry.at_least is not None else entry.above or Fraction(0), self.lang
        )
        word = (
            pick(self.lang, "từ", "from") if entry.at_least is not None else pick(self.lang, "trên", "above")
        )
        return f"{word} {bound}"

    def _unmet(self, entry: Class) -> list[str]:
        said = []
        for requirement in entry.requires:
            if self.scores.meets(requirement)[self.unit]:
                continue
            number = self.plan.numbers[requirement.node]
            name = self._name(number)
            if requirement.index_at_least is not None:
                index = self._index(max(0, int(self.scores.node_index(number)[self.unit])))
                bound = percent(requirement.index_at_least, self.lang)
                said.append(
                    pick(
                        self.lang,
                        f"{name} mới đạt {index}, cần từ {bound}",
                        f"{name} has only {index}, needs {bound}",
                    )
                )
            else:
                wanted = self._answer(number, requirement.answer_is or "")
                said.append(
                    pick(
                        self.lang,
                        f"{name} cần câu trả lời “{wanted}”",
                        f"{name} needs the answer “{wanted}”",
                    )
                )
        return said

    def _name(self, number: int) -> str:
        """A node as a sentence names it: ``lĩnh vực 3``, ``tiêu chí 5.4``."""
        item = self.plan.items[number]
        if isinstance(item.node, Criterion):
            return f"{pick(self.lang, 'tiêu chí', 'criterion')} {item.id}"
        return f"{pick(self.lang, 'lĩnh vực', 'area')} {item.id}"

    def _answer(self, number: int, text: str) -> str:
        """A wanted answer, an option by its title."""
        rule = self.plan.items[number].rule
        choices = [choice for asked in rule.inputs() for choice in asked.choices] if rule else []
        return next((choice.title.to(self.lang) for choice in choices if choice.id == text), text)
