"""A season up to one of its stages: what stands of every leaf, with what data items give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.agreement import Agreement
from cchc_index.answers.feeding import Feed
from cchc_index.answers.leaf import NO_ROW, LeafAnswers, Status
from cchc_index.answers.standing import EXEMPTION, Layer, Standing
from cchc_index.language import Text
from cchc_index.problems import Problem
from cchc_index.rules.reading import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_index.answers.rows import Answers
    from cchc_index.exact import Booleans


@dataclass(frozen=True)
class Season:
    """What stands after a stage.

    Args:
        answers: everything that was said.
        stage: the stage's number.
        leaves: the answers that stand, by the leaf's number.
        standings: what stands beside the answer, of the leaves of which anything does.
        covered: by an inner node's number, the units to which it does not apply.
        exempt: by an inner node's number, the units that are exempt from it.
        data: what stands of each data item, by its id.
        problems: what the stages and the data items make wrong, in the order of rows.
    """

    answers: Answers
    stage: int
    leaves: Mapping[int, LeafAnswers]
    standings: Mapping[int, Standing]
    covered: Mapping[int, Booleans]
    exempt: Mapping[int, Booleans]
    data: Mapping[str, Standing]
    problems: tuple[Problem, ...]

    @cached_property
    def heard(self) -> Booleans:
        """The units of which anything was said, be it that it cannot be used."""
        return np.asarray(self.answers.since <= self.stage)

    @property
    def appraised(self) -> bool:
        """Whether appraisal has begun."""
        stages = self.answers.criteria.policy.stages
        return any(stages[n].by == "appraiser" for n in self.answers.stages if n <= self.stage)

    def place(self, number: int, unit: int, column: str = "") -> tuple[str, str]:
        """The file and place of a unit's answer to a leaf, or of a cell beside it; blank where it gave none."""
        answers = self.leaves.get(number)
        return self.answers.place(NO_ROW if answers is None else int(answers.row[unit]), column)


def season_up_to(answers: Answers, stage: int) -> Season:
    """What stands after a stage, from the rows of the stages up to it."""
    return _Playing(answers, stage).season()


class _Playing:
    """The stages of one season, laid on each other."""

    def __init__(self, answers: Answers, stage: int) -> None:
        self.answers = answers
        self.stage = stage
        self.first_data = len(answers.items)
        self.found: list[tuple[int, Problem]] = []

    def season(self) -> Season:
        """What stands."""
        fed = {n for n, item in enumerate(self.answers.items) if item.rule is not None and item.rule.data()}
        said = {number for stage, number in self.answers.said if stage <= self.stage}
        leaves: dict[int, LeafAnswers] = {}
        standings: dict[int, Standing] = {}
        for number in sorted(n for n in {*self.answers.leaves, *said, *fed} if n < self.first_data):
            if number in said or number in fed:
                standings[number] = self._standing(number)
                leaves[number] = standings[number].answers
            else:
                leaves[number] = self.answers.leaves[number]
        self._agree()
        return Season(
            self.answers,
            self.stage,
            leaves,
            standings,
            self._united(self.answers.covered),
            self._united(self.answers.exempt),
            self._data,
            tuple(problem for _, problem in sorted(self.found, key=lambda pair: pair[0])),
        )

    def _standing(self, number: int) -> Standing:
        """What stands of one leaf or data item."""
        asked = self.answers.asked(number)
        report = partial(self._report, asked.id)
        own = self._own(number)
        fed = None
        if asked.fed:
            own = self._feed(number, self._first_of_data, report).checked(own)
            fed = self._first_fed(number, own)
        voices = self.answers.said.get((0, number))
        standing = Standing.first(own, voices[0] if voices else None, fed)
        if voices:
            for unit in np.flatnonzero(voices[0].exempt & ~voices[0].note).tolist():
                report(int(voices[0].row[unit]), "note-missing", found=EXEMPTION)
        standing = self._after_stages(standing, number, report)
        if fed is None:
            return standing
        items = self._used(number)
        data = {id_: item.answers for id_, item in items.items()}
        feed = self._feed(number, data, report)
        answers = feed.fed(standing.answers, standing.changed)
        return standing.with_data(answers, list(items.values()), whole=not feed.beside)

    def _first_fed(self, number: int, own: LeafAnswers) -> Booleans:
        """Where data items answer a leaf in the first stage, whatever its own rows say."""
        feed = self._feed(number, self._first_of_data, lambda *_, **__: None)
        fed = feed.fed(own, np.zeros(len(self.answers.units), dtype=np.bool_))
        return np.asarray((fed.status != Status.BLANK) & (own.status == Status.BLANK))

    def _used(self, number: int) -> dict[str, Standing]:
        """What stands of the data items that a leaf uses."""
        rule = self.answers.items[number].rule
        return {id_: self._data[id_] for id_ in (rule.data().values() if rule is not None else ())}

    def _own(self, number: int) -> LeafAnswers:
        """What units answered in the first stage themselves."""
        found = self.answers.leaves.get(number)
        asked = self.answers.asked(number)
        return LeafAnswers.none(asked.inputs, len(self.answers.units)) if found is None else found

    def _after_stages(self, standing: Standing, number: int, report: Callable[..., None]) -> Standing:
        stages = self.answers.criteria.policy.stages
        explained = []
        for stage in range(1, self.stage + 1):
            voices = self.answers.said.get((stage, number))
            if voices and stages[stage].by == "unit":
                explained.append(voices[0])
            elif voices:
                layer = Layer(self.answers.asked(number), stage, tuple(explained), report)
                standing = layer.on(standing, voices)
        return standing

    @cached_property
    def _first_of_data(self) -> dict[str, LeafAnswers]:
        """What units gave of each data item in the first stage, by its id."""
        numbers = enumerate(self.answers.criteria.data, start=self.first_data)
        return {item.id: self._own(number) for number, item in numbers}

    @cached_property
    def _data(self) -> dict[str, Standing]:
        """What stands of each data item, by its id."""
        numbers = enumerate(self.answers.criteria.data, start=self.first_data)
        return {item.id: self._standing(number) for number, item in numbers}

    def _feed(self, number: int, data: Mapping[str, LeafAnswers], report: Callable[..., None]) -> Feed:
        item = self.answers.items[number]
        slots = item.rule.data() if item.rule is not None else {}
        mine = [item.for_unit(unit.attribute) for unit in self.answers.units.units]
        titles = {one.id: (one.id, one.title) for one in self.answers.criteria.data}
        return Feed(
            self.answers.asked(number),
            {slot: data[id_] for slot, id_ in slots.items()},
            {slot: titles[id_] for slot, id_ in slots.items()},
            np.array(mine, dtype=np.bool_),
            report,
        )

    def _agree(self) -> None:
        """A warning for every unit whose data items do not agree."""
        data = {id_: standing.answers for id_, standing in self._data.items()}
        for check in self.answers.criteria.checks:
            agreement = Agreement(check, data, len(self.answers.units))
            for unit in agreement.breaches().tolist():
                row = int(data[agreement.names[0]].row[unit]) if agreement.names else NO_ROW
                message = Text(check.message.vi.rstrip("."), (check.message.en or "").rstrip("."))
                self._report("", row, "check-breached", message=message, said=agreement.said(unit))

    def _report(self, id_: str, row: int, code: str, **details: object) -> None:
        file, place = self.answers.place(row)
        unit = "" if row == NO_ROW else shown(self.answers.rows.column("unit").at(row))
        self.found.append((row, Problem(code, file, place, unit, id_, details)))

    def _united(self, masks: Mapping[tuple[int, int], Booleans]) -> dict[int, Booleans]:
        """The units of which something was said in any stage so far, by node."""
        united: dict[int, Booleans] = {}
        for (stage, number), mask in sorted(masks.items(), key=lambda pair: pair[0]):
            if stage <= self.stage:
                united[number] = united.get(number, mask) | mask
        return united
