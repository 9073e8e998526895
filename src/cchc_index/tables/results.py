"""The tables of a result: ranking, leaves, nodes, summary, changes, problems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.answers.leaf import Status
from cchc_index.answers.spelling import sayings, spellings
from cchc_index.exact import Booleans, Column, Integers
from cchc_index.language import Lang, Text
from cchc_index.scoring.ranks import NO_RANK
from cchc_index.scoring.rollup import NO_INDEX
from cchc_index.scoring.scores import Scores
from cchc_index.states import State
from cchc_index.tables.series import Decimals, Flags, Series, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cchc_index.problems import Problem
    from cchc_index.scoring.plan import Leaf

WHOLE = "*"


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
            self._claims(order),
            *self._sources(order, there),
            *self._areas(order, there),
        ]

    def _claims(self, order: Integers) -> Series:
        claims = self.scores.claims
        steps = np.zeros_like(order) if claims is None else claims.steps[order]
        return self._points("claim", Text("Điểm tự chấm", "Claim"), steps, self.scores.claiming[order])

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
        entries = self.scores.plan.entries
        units, many = len(self.units), len(entries)
        ids = [leaves[0].item.id for leaves in entries]
        codes = {state: state.code for state in State}
        claimed = self._flat(lambda leaf: self._claim(leaf.number)[1]).astype(np.bool_)
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
                self._by_unit(
                    lambda leaf: [codes[s] for s in self.scores.leaves[leaf.number].state.tolist()]
                ),
            ),
            Texts(
                "answer",
                Text("Số liệu kê khai", "Answer"),
                self._by_unit(lambda leaf: self._answers(leaf.number)),
                lambda: self._by_unit(lambda leaf: self._sayings(leaf.number)),
            ),
            self._points(
                "points",
                Text("Điểm đạt được", "Points"),
                self._flat(lambda leaf: self.scores.leaves[leaf.number].steps),
                np.repeat(self.scores.present, many),
            ),
            self._points("max_points", Text("Điểm tối đa", "Maximum"), self._flat(self._most), None),
            self._points(
                "claim",
                Text("Điểm tự chấm", "Claim"),
                self._flat(lambda leaf: self._claim(leaf.number)[0]),
                claimed,
            ),
            Texts("stage", Text("Vòng", "Stage"), self._by_unit(lambda leaf: self._stages(leaf.number))),
            Texts("branch", Text("Mức đạt", "Branch"), self._by_unit(self._branches)),
        ]

    def _by_unit(self, texts: Callable[[Leaf], list[str]]) -> list[str]:
        """The texts of all leaves unit by unit; of a leaf with several rules those of the unit's own."""
        columns = []
        for leaves in self.scores.plan.entries:
            each = [texts(leaf) for leaf in leaves]
            own = self.scores.plan.own_entries(leaves)
            columns.append(each[0] if own is None else [each[n][u] for u, n in enumerate(own.tolist())])
        return [text for row in zip(*columns, strict=True) for text in row]

    def _flat(self, steps: Callable[[Leaf], Integers]) -> Integers:
        """The numbers of all leaves unit by unit; of a leaf with several rules those of the unit's own."""
        columns = []
        for leaves in self.scores.plan.entries:
            own = self.scores.plan.own_entries(leaves)
            each = [steps(leaf) for leaf in leaves]
            columns.append(each[0] if own is None else np.choose(own, each))
        return _flat(columns, len(self.units))

    def _most(self, leaf: Leaf) -> Integers:
        counts = self.scores.leaves[leaf.number].counts
        return leaf.max_steps * (np.ones(len(self.units), dtype=np.int64) if counts is None else counts)

    def _claim(self, number: int) -> tuple[Integers, Integers]:
        """The claims for a leaf in steps, and whether there is one."""
        standing = self.scores.season.standings.get(number)
        if standing is None or not standing.claim.given:
            return np.zeros(len(self.units), dtype=np.int64), np.zeros(len(self.units), dtype=np.int64)
        return self.scores.steps(standing.claim), standing.claim.any_given().astype(np.int64)

    def _answers(self, number: int) -> list[str]:
        given = self.scores.season.leaves.get(number)
        return [""] * len(self.units) if given is None else spellings(given)

    def _sayings(self, number: int) -> list[str]:
        given = self.scores.season.leaves.get(number)
        return [""] * len(self.units) if given is None else sayings(given, self.lang)

    def _unit_names(self, times: int) -> list[str]:
        return [unit.name for unit in self.units for _ in range(times)]

    def _titles(self, ids: list[str], times: int) -> list[str]:
        """Ids with their titles; the whole by its name."""
        items = {item.id: f"{item.id} {item.title.to(self.lang)}" for item in self.scores.plan.items}
        items |= {item.id: item.title.to(self.lang) for item in self.scores.plan.criteria.data}
        items[WHOLE] = Text("Toàn bộ", "The whole").to(self.lang)
        return [items[id_] for id_ in ids] * times

    def _stages(self, number: int) -> list[str]:
        """The stage in which what stands was said last."""
        ids = [*(stage.id for stage in self.scores.plan.criteria.policy.stages), ""]
        standing = self.scores.season.standings.get(number)
        if standing is not None:
            return [ids[stage] for stage in standing.stage.tolist()]
        given = self.scores.season.leaves.get(number)
        if given is None:
            return [""] * len(self.units)
        return ["" if status == Status.BLANK else ids[0] for status in given.status.tolist()]

    def _branches(self, leaf: Leaf) -> list[str]:
        ids = [*(branch.id for branch in leaf.rule.branches()), ""]
        return [ids[n] for n in self.scores.leaves[leaf.number].branch.tolist()]

    def changes(self) -> list[Series]:
        """A row for everything that was said of a leaf after the first stage, but for what left it as it was."""
        found = self.scores.changes
        stages = [stage.id for stage in self.scores.plan.criteria.policy.stages]
        criteria = self.scores.plan.criteria
        known = [*(item.id for item in self.scores.plan.items), *(item.id for item in criteria.data)]
        ids = [known[change.number] for change in found]
        steps = [(change.before.steps or 0, change.after.steps or 0) for change in found]
        before, after = (np.array([pair[n] for pair in steps], dtype=np.int64) for n in range(2))
        there = np.array([change.after.steps is not None for change in found], dtype=np.bool_)
        names = [self.units[change.unit].name for change in found]
        return [
            Texts("unit", Text("Mã đơn vị", "Unit"), [self.units[c.unit].id for c in found], lambda: names),
            Texts("criterion", Text("Tiêu chí", "Criterion"), ids, partial(self._titles, ids, 1)),
            Texts("stage", Text("Vòng", "Stage"), [stages[change.stage] for change in found]),
            Texts("by", Text("Cơ quan", "By"), [change.by for change in found]),
            Texts(
                "decision",
                Text("Quyết định", "Decision"),
                [change.word for change in found],
                lambda: [change.text.to(self.lang) for change in found],
            ),
            Texts("answer_before", Text("Số liệu trước", "Answer before"), [c.before.answer for c in found]),
            Texts("answer_after", Text("Số liệu sau", "Answer after"), [c.after.answer for c in found]),
            self._points("points_before", Text("Điểm trước", "Points before"), before, there),
            self._points("points_after", Text("Điểm sau", "Points after"), after, there),
            Texts("note", Text("Lý do", "Note"), [change.note for change in found]),
        ]

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
                yield item.id, self.scores.node_index(number), item.lower_is_better

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
        """Every table by name, in the order in which people look at them; changes only where there are any."""
        tables = {
            "ranking": self.ranking,
            "leaves": self.leaves,
            "nodes": self.nodes,
            "summary": self.summary,
        }
        if self.scores.changes:
            tables["changes"] = self.changes
        return {**tables, "problems": self.problems}


_SOURCES = {
    "self": Text("tự đánh giá", "self-assessment"),
    "survey": Text("điều tra xã hội học", "survey"),
    "appraiser": Text("cơ quan thẩm định", "appraiser"),
    "system": Text("hệ thống", "systems"),
}


def _flat(rows: Sequence[Integers], units: int) -> Integers:
    """One row a leaf, as one column unit by unit."""
    return np.ascontiguousarray(np.array(rows, dtype=np.int64).reshape(len(rows), units).T).ravel()
