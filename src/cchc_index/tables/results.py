"""The tables of a result: ranking, leaves, nodes, summary, problems; each column once, for every way of showing it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.spelling import sayings, spellings
from cchc_index.exact import Booleans, Column, Integers
from cchc_index.language import Lang, Text, table_number
from cchc_index.scoring.ranks import NO_RANK
from cchc_index.scoring.rollup import NO_INDEX
from cchc_index.scoring.scores import Scores
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cchc_index.problems import Problem

WHOLE = "*"
FIRST_STAGE = "self"


@dataclass(frozen=True)
class Texts:
    """A column of texts; `people` makes what is shown in their place where the texts are codes."""

    name: str
    title: Text
    values: Sequence[str]
    people: Callable[[], Sequence[str]] | None = None

    def data(self) -> Any:
        """The texts."""
        return np.array(self.values, dtype=object)

    def written(self) -> Iterable[str]:
        """The texts as a file has them."""
        return self.values

    def cells(self) -> Iterable[str | None]:
        """The texts for people, nothing where blank."""
        return (value or None for value in (self.people() if self.people else self.values))

    def shown(self, lang: Lang) -> Iterable[str]:  # noqa: ARG002
        """The texts as people read them."""
        return self.values


@dataclass(frozen=True)
class Flags:
    """A column of yes and no."""

    name: str
    title: Text
    values: Booleans

    def data(self) -> Any:
        """Booleans."""
        return self.values

    def written(self) -> Iterable[str]:
        """``true`` or ``false``."""
        return ("true" if value else "false" for value in self.values.tolist())

    def cells(self) -> Iterable[str | None]:
        """The sign of what holds."""
        return ("x" if value else None for value in self.values.tolist())

    def shown(self, lang: Lang) -> Iterable[str]:  # noqa: ARG002
        """The sign of what holds."""
        return ("x" if value else "" for value in self.values.tolist())


@dataclass(frozen=True)
class Decimals:
    """A column of decimals in whole steps, `decimals` of which make a digit after the point; some may be blank."""

    name: str
    title: Text
    steps: Integers
    decimals: int
    there: Booleans | None = None

    def data(self) -> Any:
        """The floats nearest to the decimals; whole numbers that may be missing where there are no decimals."""
        import pandas as pd  # noqa: PLC0415 - only DataFrames need pandas

        if self.decimals == 0:
            whole = pd.array(self.steps, dtype="Int64")
            if self.there is not None:
                whole[~self.there] = pd.NA
            return whole
        floats = self.steps / 10**self.decimals
        return floats if self.there is None else np.where(self.there, floats, np.nan)

    def _each(self) -> Iterable[int | None]:
        there = [True] * len(self.steps) if self.there is None else self.there.tolist()
        return (step if known else None for step, known in zip(self.steps.tolist(), there, strict=True))

    def written(self) -> Iterable[str]:
        """Decimals with a point, no trailing zeros; blank where there is none."""
        return ("" if step is None else _decimal(step, self.decimals) for step in self._each())

    def shown(self, lang: Lang) -> Iterable[str]:
        """Numbers as tables for people have them: at least two decimals, or none."""
        return (
            "" if step is None else table_number(Fraction(step, 10**self.decimals), self.decimals, lang)
            for step in self._each()
        )

    def cells(self) -> Iterable[float | None]:
        """Numbers; nothing where blank."""
        return (None if step is None else step / 10**self.decimals for step in self._each())


Series: TypeAlias = Texts | Flags | Decimals


def _decimal(steps: int, decimals: int) -> str:
    if not decimals:
        return str(steps)
    digits = f"{abs(steps):0{decimals + 1}d}"
    part = digits[-decimals:].rstrip("0")
    return ("-" if steps < 0 else "") + digits[:-decimals] + (f".{part}" if part else "")


class ResultTables:
    """The tables of scores.

    Args:
        scores: the scores.
        problems: everything found, in order.
        lang: the language of class names and problems.
    """

    def __init__(self, scores: Scores, problems: Sequence[Problem], lang: Lang) -> None:
        self.scores = scores
        self.found = problems
        self.lang = lang
        rounding = scores.plan.criteria.policy.rounding
        self.point_decimals = rounding.point_decimals
        self.index_decimals = rounding.index
        self.units = scores.plan.units.units

    def _points(self, name: str, title: Text, steps: Integers, there: Booleans | None) -> Decimals:
        return Decimals(name, title, steps, self.point_decimals, there)

    def _indices(self, name: str, title: Text, steps: Integers) -> Decimals:
        return Decimals(name, title, steps, self.index_decimals, steps != NO_INDEX)

    def ranking(self) -> list[Series]:
        """A row for each unit, by group, rank and unit."""
        scores, plan = self.scores, self.scores.plan
        rank, groups = scores.rank, plan.groups
        order = np.lexsort((np.arange(len(rank)), np.where(rank == NO_RANK, len(rank) + 1, rank), groups))
        there = scores.present[order]
        units = [self.units[number] for number in order.tolist()]
        classes = [*(entry.name.to(self.lang) for entry in plan.criteria.classes), ""]
        return [
            Decimals("rank", Text("Xếp hạng", "Rank"), rank[order], 0, rank[order] != NO_RANK),
            Texts("group", Text("Nhóm", "Group"), [plan.group_names[n] for n in order.tolist()]),
            Texts("unit", Text("Mã đơn vị", "Unit"), [unit.id for unit in units]),
            Texts("name", Text("Đơn vị", "Name"), [unit.name for unit in units]),
            Texts("kind", Text("Loại", "Kind"), [unit.kind for unit in units]),
            self._points("points", Text("Điểm đạt được", "Points"), scores.total.steps[order], there),
            self._points("max_points", Text("Điểm tối đa", "Maximum"), scores.total.max_steps[order], None),
            self._indices("index", Text("Chỉ số (%)", "Index (%)"), scores.index[order]),
            Texts(
                "class", Text("Xếp loại", "Class"), [classes[n] for n in scores.class_number[order].tolist()]
            ),
            Flags("provisional", Text("Tạm tính", "Provisional"), scores.provisional[order]),
            self._points("claim", Text("Điểm tự chấm", "Claim"), np.zeros_like(rank), np.zeros_like(there)),
            *self._sources(order, there),
            *self._areas(order, there),
        ]

    def _sources(self, order: Integers, there: Booleans) -> Iterable[Series]:
        sources = dict.fromkeys(leaf.item.source for leaf in self.scores.plan.leaves)
        for source in sources:
            title = Text(f"Điểm: {_SOURCES[source].vi}", f"Points: {_SOURCES[source].en}")
            yield self._points(f"source:{source}", title, self.scores.by_source(source)[order], there)

    def _areas(self, order: Integers, there: Booleans) -> Iterable[Series]:
        for number, item in enumerate(self.scores.plan.items):
            if item.parent is not None:
                continue
            ranks = self.scores.node_rank(number)[order]
            steps = self.scores.tallies[number].steps[order]
            yield self._points(
                f"points:{item.id}", Text(f"Điểm {item.id}", f"Points {item.id}"), steps, there
            )
            title = Text(f"Chỉ số {item.id} (%)", f"Index {item.id} (%)")
            yield self._indices(f"index:{item.id}", title, self.scores.node_index(number)[order])
            rank_title = Text(f"Hạng {item.id}", f"Rank {item.id}")
            yield Decimals(f"rank:{item.id}", rank_title, ranks, 0, ranks != NO_RANK)

    def leaves(self) -> list[Series]:
        """A row for each unit and leaf, those not for the unit too."""
        leaves = self.scores.plan.leaves
        scored = [self.scores.leaves[leaf.number] for leaf in leaves]
        units, many = len(self.units), len(leaves)
        there = np.repeat(self.scores.present, many)
        counted = [
            leaf.max_steps * (np.ones(units, dtype=np.int64) if s.counts is None else s.counts)
            for leaf, s in zip(leaves, scored, strict=True)
        ]
        codes = {state: state.code for state in State}
        stages = [self._stages(leaf.number) for leaf in leaves]
        branches = [self._branches(n) for n in range(many)]
        ids = [leaf.item.id for leaf in leaves]
        blank = np.zeros(units * many, dtype=np.bool_)
        return [
            Texts(
                "unit",
                Text("Mã đơn vị", "Unit"),
                [unit.id for unit in self.units for _ in ids],
                partial(self._unit_names, many),
            ),
            Texts("criterion", Text("Tiêu chí", "Criterion"), ids * units, partial(self._titles, ids, units)),
            Texts(
                "state",
                Text("Trạng thái", "State"),
                _by_unit([[codes[s] for s in each.state.tolist()] for each in scored]),
            ),
            Texts(
                "answer",
                Text("Số liệu kê khai", "Answer"),
                _by_unit([self._answers(leaf.number) for leaf in leaves]),
                lambda: _by_unit([self._sayings(leaf.number) for leaf in leaves]),
            ),
            self._points(
                "points", Text("Điểm đạt được", "Points"), _flat([s.steps for s in scored], units), there
            ),
            self._points("max_points", Text("Điểm tối đa", "Maximum"), _flat(counted, units), None),
            self._points(
                "claim", Text("Điểm tự chấm", "Claim"), np.zeros(units * many, dtype=np.int64), blank
            ),
            Texts("stage", Text("Vòng", "Stage"), _by_unit(stages)),
            Texts("branch", Text("Mức đạt", "Branch"), _by_unit(branches)),
        ]

    def _answers(self, number: int) -> list[str]:
        given = self.scores.answers.leaves.get(number)
        return [""] * len(self.units) if given is None else spellings(given)

    def _sayings(self, number: int) -> list[str]:
        given = self.scores.answers.leaves.get(number)
        return [""] * len(self.units) if given is None else sayings(given, self.lang)

    def _unit_names(self, times: int) -> list[str]:
        return [unit.name for unit in self.units for _ in range(times)]

    def _titles(self, ids: list[str], times: int) -> list[str]:
        """Ids with their titles; the whole by its name."""
        items = {item.id: f"{item.id} {item.title.to(self.lang)}" for item in self.scores.plan.items}
        items[WHOLE] = Text("Toàn bộ", "The whole").to(self.lang)
        return [items[id_] for id_ in ids] * times

    def _stages(self, number: int) -> list[str]:
        given = self.scores.answers.leaves.get(number)
        if given is None:
            return [""] * len(self.units)
        return ["" if status == Status.BLANK else FIRST_STAGE for status in given.status.tolist()]

    def _branches(self, place: int) -> list[str]:
        leaf = self.scores.plan.leaves[place]
        ids = [*(branch.id for branch in leaf.rule.branches()), ""]
        return [ids[n] for n in self.scores.leaves[leaf.number].branch.tolist()]

    def nodes(self) -> list[Series]:
        """A row for each unit and area or inner criterion."""
        scores = self.scores
        numbers = [n for n, item in enumerate(scores.plan.items) if item.rule is None]
        units, many = len(self.units), len(numbers)
        there = np.repeat(scores.present, many)
        ranks = _flat([scores.node_rank(n) for n in numbers], units)
        ids = [scores.plan.items[n].id for n in numbers]
        steps = _flat([scores.tallies[n].steps for n in numbers], units)
        most = _flat([scores.tallies[n].max_steps for n in numbers], units)
        return [
            Texts(
                "unit",
                Text("Mã đơn vị", "Unit"),
                [unit.id for unit in self.units for _ in ids],
                partial(self._unit_names, many),
            ),
            Texts("node", Text("Lĩnh vực, tiêu chí", "Node"), ids * units, partial(self._titles, ids, units)),
            self._points("points", Text("Điểm đạt được", "Points"), steps, there),
            self._points("max_points", Text("Điểm tối đa", "Maximum"), most, None),
            self._indices(
                "index",
                Text("Chỉ số (%)", "Index (%)"),
                _flat([scores.node_index(n) for n in numbers], units),
            ),
            Decimals("rank", Text("Xếp hạng", "Rank"), ranks, 0, ranks != NO_RANK),
        ]

    def summary(self) -> list[Series]:
        """For each node and group, the units' rounded indices in brief; the whole as node ``*``."""
        rows = [
            row
            for node, indices, low in self._indexed()
            for row in self._in_brief(node, indices, low_is_best=low)
        ]
        there = np.array([row[2] > 0 for row in rows], dtype=np.bool_)
        figures = {
            "mean": Text("Trung bình", "Mean"),
            "median": Text("Trung vị", "Median"),
            "best": Text("Cao nhất", "Best"),
            "worst": Text("Thấp nhất", "Worst"),
        }
        return [
            Texts(
                "node",
                Text("Lĩnh vực, tiêu chí", "Node"),
                [row[0] for row in rows],
                partial(self._titles, [row[0] for row in rows], 1),
            ),
            Texts("group", Text("Nhóm", "Group"), [row[1] for row in rows]),
            Decimals(
                "units", Text("Số đơn vị", "Units"), np.array([row[2] for row in rows], dtype=np.int64), 0
            ),
            *(
                Decimals(
                    name, title, np.array([r[3][n] for r in rows], dtype=np.int64), self.index_decimals, there
                )
                for n, (name, title) in enumerate(figures.items())
            ),
        ]

    def _indexed(self) -> Iterable[tuple[str, Integers, bool]]:
        yield WHOLE, self.scores.index, False
        for number, item in enumerate(self.scores.plan.items):
            if item.rule is None:
                yield item.id, self.scores.node_index(number), item.area.code == "penalty"

    def _in_brief(
        self, node: str, indices: Integers, *, low_is_best: bool
    ) -> Iterable[tuple[str, str, int, tuple[int, int, int, int]]]:
        names = np.array(self.scores.plan.group_names, dtype=object)
        for group in sorted(set(self.scores.plan.group_names)):
            found = np.sort(indices[(names == group) & (indices != NO_INDEX)])
            if not found.size:
                yield node, group, 0, (0, 0, 0, 0)
                continue
            low, high = int(found[0]), int(found[-1])
            middle = int(found[(found.size - 1) // 2]) + int(found[found.size // 2])
            mean, median = self._rounded(int(found.sum()), int(found.size)), self._rounded(middle, 2)
            ends = (low, high) if low_is_best else (high, low)
            yield node, group, int(found.size), (mean, median, *ends)

    def _rounded(self, steps: int, parts: int) -> int:
        mode = self.scores.plan.criteria.policy.rounding.mode
        return int(Column.over([steps], parts).steps(0, mode)[0])

    def problems(self) -> list[Series]:
        """A row for each problem."""
        found = [problem.to(self.lang) for problem in self.found]
        return [
            Texts("severity", Text("Mức", "Severity"), [p.severity.value for p in found]),
            Texts("code", Text("Mã", "Code"), [p.code for p in found]),
            Texts("file", Text("Tệp", "File"), [p.file for p in found]),
            Texts("place", Text("Vị trí", "Place"), [str(p.place) for p in found]),
            Texts("unit", Text("Đơn vị", "Unit"), [p.unit for p in found]),
            Texts("criterion", Text("Tiêu chí", "Criterion"), [p.criterion for p in found]),
            Texts("message", Text("Nội dung", "Message"), [p.message for p in found]),
            Texts("hint", Text("Cách xử lý", "Hint"), [p.hint for p in found]),
        ]

    def all(self) -> dict[str, Callable[[], list[Series]]]:
        """Every table by name, in the order in which people look at them."""
        return {
            "ranking": self.ranking,
            "leaves": self.leaves,
            "nodes": self.nodes,
            "summary": self.summary,
            "problems": self.problems,
        }


_SOURCES = {
    "self": Text("tự đánh giá", "self-assessment"),
    "survey": Text("điều tra xã hội học", "survey"),
    "appraiser": Text("cơ quan thẩm định", "appraiser"),
    "system": Text("hệ thống", "systems"),
}


def _flat(rows: Sequence[Integers], units: int) -> Integers:
    """One row a leaf, as one column unit by unit."""
    return np.ascontiguousarray(np.array(rows, dtype=np.int64).reshape(len(rows), units).T).ravel()


def _by_unit(columns: list[list[str]]) -> list[str]:
    """One list a leaf, as one list unit by unit."""
    return [text for row in zip(*columns, strict=True) for text in row]
