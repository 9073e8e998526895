"""Which leaf and input each row of a sheet is about; found once for all sheets whose rows say the same of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from cchc_index.answers.table import is_blank
from cchc_index.problems import Problem
from cchc_index.sheets.layout import Field
from cchc_index.sheets.rows import Named, Nodes, Placing, is_number, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cchc_index.answers.table import Wording
    from cchc_index.answers.units import Unit
    from cchc_index.exact import Booleans, Integers
    from cchc_index.sheets.heads import Head

Cells: TypeAlias = "tuple[Any, ...]"
IDENTITY = (
    Field.CRITERION, Field.INPUT, Field.UNIT, Field.NUMBER, Field.TITLE, Field.MAX_POINTS, Field.ASKED,
    Field.UNIT_NAME,
)  # fmt: skip
"""The columns that say what a row is about."""
_MOST = 64


@dataclass(frozen=True, eq=False)
class Share:
    """What the rows of a sheet are to some units that are alike.

    Args:
        not_for: the rows of leaves that are not for them.
        fed: the data item of each row that one answers, by the rule that is for them.
    """

    not_for: Booleans
    fed: Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Placement:
    """What the rows of a sheet are about.

    Args:
        nodes: the set.
        about: what each row says of it.
        criteria: the id of each row's leaf; blank where it names none, a problem where that is in doubt.
        inputs: the input that each row asks; blank for a bare answer, nothing where that is in doubt.
        last: the last row that has an id or a number: those who sign stand below.
    """

    nodes: Nodes
    about: tuple[Named, ...]
    criteria: tuple[str | Problem, ...]
    inputs: tuple[str | None, ...]
    last: int

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id of each row's leaf, blank where there is none."""
        return tuple("" if isinstance(each, Problem) else each for each in self.criteria)

    @cached_property
    def certain(self) -> Booleans:
        """The rows that are about one input of one leaf."""
        pairs = zip(self.ids, self.inputs, strict=True)
        return np.array([bool(id_) and input_ is not None for id_, input_ in pairs], dtype=np.bool_)

    @cached_property
    def inner(self) -> Booleans:
        """The rows of nodes with others below them."""
        return self._those(self.nodes.is_inner)

    @cached_property
    def foreign(self) -> Booleans:
        """The rows of what units do not answer themselves."""
        return self._those(lambda id_: self.nodes.source(id_) != "self")

    @cached_property
    def data(self) -> Booleans:
        """The rows of data items."""
        return self._those(self.nodes.data.__contains__)

    def share(self, unit: Unit | None) -> Share:
        """What the rows are to a unit, found once for all units that are alike."""
        key = None if unit is None else tuple(map(unit.attribute, self.nodes.attributes))
        if key not in self._shares:
            not_for = self._those(lambda id_: not self.nodes.is_for(id_, unit))
            fed = {row: self.nodes.fed(id_, input_, unit) for row, id_, input_ in self._fed}
            self._shares[key] = Share(not_for, {row: data for row, data in fed.items() if data})
        return self._shares[key]

    @cached_property
    def _shares(self) -> dict[tuple[str, ...] | None, Share]:
        return {}

    def _those(self, which: Callable[[str], bool]) -> Booleans:
        return np.array([bool(id_) and which(id_) for id_ in self.ids], dtype=np.bool_)

    @cached_property
    def _fed(self) -> tuple[tuple[int, str, str], ...]:
        """The rows of leaves that data items answer for some units, with the id and the input that they ask."""
        named = enumerate(zip(self.ids, self.inputs, strict=True))
        certain = ((row, id_, input_ or "") for row, (id_, input_) in named if self.certain[row])
        return tuple(each for each in certain if self.nodes.is_fed(each[1]))

    @cached_property
    def units(self) -> tuple[tuple[str, str], ...]:
        """The unit that each row names, by its id and by its name; nothing where no row names any."""
        found = tuple((row[Field.UNIT], row[Field.UNIT_NAME]) for row in self.about)
        return found if any(map(any, found)) else ()


@dataclass(frozen=True, eq=False)
class Coded:
    """A placement in the numbers of the columns `criterion` and `input`."""

    placement: Placement
    criteria: Integers
    inputs: Integers


class Placements:
    """The placements of the sheets of one reading.

    Args:
        nodes: the set.
        criteria: the wording of the column `criterion`.
        inputs: the wording of the column `input`.
    """

    def __init__(self, nodes: Nodes, criteria: Wording, inputs: Wording) -> None:
        self._nodes = nodes
        self._criteria = criteria
        self._inputs = inputs
        self._of = lru_cache(_MOST)(self._placed)

    def of(self, head: Head, columns: Sequence[Cells], *, same_version: bool) -> Coded:
        """The placement of a sheet.

        Args:
            head: its headings.
            columns: its cells below them, column by column.
            same_version: whether it was made from the very set that is read for.
        """
        there = tuple(field for field in IDENTITY if head.columns.get(field, len(columns)) < len(columns))
        cells = tuple(columns[head.columns[field]] for field in there)
        return self._of(there, cells, same_version)

    def _placed(self, fields: tuple[Field, ...], cells: tuple[Cells, ...], same_version: bool) -> Coded:  # noqa: FBT001 - of a cache
        by_field = dict(zip(fields, cells, strict=True))
        coded = not all(map(is_blank, by_field.get(Field.CRITERION, ())))
        inputs = coded and Field.INPUT in fields
        placing = Placing(self._nodes, coded=coded, inputs=inputs, same_version=same_version)
        about = tuple(named(dict(zip(fields, row, strict=True))) for row in zip(*cells, strict=True))
        criteria = tuple(map(placing.criterion, about))
        asked = tuple(
            placing.input(id_, row) if isinstance(id_, str) and id_ else ""
            for id_, row in zip(criteria, about, strict=True)
        )
        telling = [by_field[field] for field in (Field.CRITERION, Field.NUMBER) if field in by_field]
        named_rows = [row for row, said in enumerate(zip(*telling, strict=True)) if any(map(is_number, said))]
        last = max(named_rows, default=-1) if telling else len(about)
        placement = Placement(self._nodes, about, criteria, asked, last)
        return Coded(
            placement,
            self._criteria.codes(placement.ids),
            self._inputs.codes([each or "" for each in asked]),
        )
