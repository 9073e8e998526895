"""Wide tables, a row a unit and columns for criteria, read by a mapping file.

``{unit: col, columns: {"1.1": {numerator: paid, denominator: due}, "1.2": {answer: online}}}``: under a criterion
stand `answer`, `numerator`, `denominator`, `state`, or any input of its rule by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_index.answers.rows import REQUIRED
from cchc_index.answers.table import CellColumn, Table
from cchc_index.criteria.outline import outline
from cchc_index.criteria.tree import Mapping, Path_, Scalar, Tree, read_tree
from cchc_index.problems import CriteriaError, DataError, Problem, nearest
from cchc_index.rules.reading import neat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.model import CriteriaSet

_DIRECT = ("answer", "numerator", "denominator", "state")


@dataclass(frozen=True)
class WideMapping:
    """Which column holds the unit, and which columns hold what of each criterion."""

    tree: Tree
    unit: str
    columns: dict[str, dict[str, str]]

    def named(self) -> set[str]:
        """The headings that the mapping names."""
        return {self.unit, *(heading for said in self.columns.values() for heading in said.values())}


def read_mapping(path: Path, file: str) -> WideMapping:
    """The mapping of a file.

    Raises:
        DataError: it cannot be read, or is no mapping of columns.
    """
    try:
        tree = read_tree(path, file)
    except CriteriaError as error:
        raise DataError(error.problems) from None
    if tree.problems:
        raise DataError(tree.problems)
    problems = list(_misshapen(tree))
    if problems:
        raise DataError(problems)
    return _mapping(tree)


def _misshapen(tree: Tree) -> Iterator[Problem]:
    root = tree.root
    if not isinstance(root, Mapping):
        yield tree.problem("mapping-misshapen", ())
        return
    for key in root.entries:
        if key not in {"unit", "columns"}:
            yield tree.problem(
                "unknown-key",
                (key,),
                at_key=True,
                key_name=key,
                nearest=nearest(key, ["unit", "columns"]) or ("unit", "columns"),
            )
    if not isinstance(root.entries.get("unit"), Scalar):
        yield tree.problem("missing-key", (), key_name="unit")
    columns = root.entries.get("columns")
    if not isinstance(columns, Mapping):
        yield tree.problem("missing-key", (), key_name="columns")
        return
    if not columns.entries:
        yield tree.problem("mapping-misshapen", ("columns",))
    for criterion, said in columns.entries.items():
        path: Path_ = ("columns", criterion)
        if not isinstance(said, Mapping) or not all(
            isinstance(each, Scalar) for each in said.entries.values()
        ):
            yield tree.problem("mapping-misshapen", path)


def _mapping(tree: Tree) -> WideMapping:
    assert isinstance(tree.root, Mapping)  # noqa: S101 - checked before
    unit, columns = tree.root.entries["unit"], tree.root.entries["columns"]
    assert isinstance(unit, Scalar)  # noqa: S101
    assert isinstance(columns, Mapping)  # noqa: S101
    said = {
        criterion: {
            key: _heading(each.text) for key, each in entry.entries.items() if isinstance(each, Scalar)
        }
        for criterion, entry in columns.entries.items()
        if isinstance(entry, Mapping)
    }
    return WideMapping(tree, _heading(unit.text), said)


def _heading(text: str) -> str:
    return neat(text).casefold()


def widened(table: Table, mapping: WideMapping, criteria: CriteriaSet) -> Iterator[Table]:
    """The rows of a wide table, one for each unit and criterion; a table that has such rows already stays as it is.

    Raises:
        DataError: the mapping names a criterion, an input or a column that there is not.
    """
    if all(name in table.columns for name in REQUIRED):
        yield table
        return
    problems = list(_unknown(table, mapping, criteria))
    if problems:
        raise DataError(problems)
    unused = tuple(name for name in table.columns if name not in mapping.named())
    noted = list(table.problems)
    if unused:
        noted.append(Problem("columns-unused", table.file, details={"found": unused}))
    for criterion, said in mapping.columns.items():
        direct = {key: heading for key, heading in said.items() if key in _DIRECT}
        if direct:
            yield _block(table, mapping, criterion, direct, problems=tuple(noted))
            noted = []
        for key, heading in said.items():
            if key not in _DIRECT:
                yield _block(table, mapping, criterion, {"answer": heading}, problems=tuple(noted), asked=key)
                noted = []


def _block(  # noqa: PLR0913 - the parts of a table
    table: Table,
    mapping: WideMapping,
    criterion: str,
    said: dict[str, str],
    *,
    problems: tuple[Problem, ...],
    asked: str = "",
) -> Table:
    columns = {"unit": table.columns[mapping.unit], "criterion": CellColumn.same(criterion, table.size)}
    columns |= {key: table.columns[heading] for key, heading in said.items()}
    if asked:
        columns["input"] = CellColumn.same(asked, table.size)
    return Table(table.file, columns, table.size, table.rows, table.sheet, problems)


def _unknown(table: Table, mapping: WideMapping, criteria: CriteriaSet) -> Iterator[Problem]:
    nodes = {item.id: item for item in outline(criteria)}
    if mapping.unit not in table.columns:
        yield _no_column(table, mapping, ("unit",), mapping.unit)
    for criterion, said in mapping.columns.items():
        if criterion not in nodes:
            near = nearest(criterion, nodes)
            yield mapping.tree.problem(
                "unknown-node", ("columns", criterion), at_key=True, found=criterion, nearest=near
            )
            continue
        rule = nodes[criterion].rule
        inputs = [slot.id for asked in rule.inputs() for slot in asked.slots()] if rule else []
        for key, heading in said.items():
            if key not in {*_DIRECT, *inputs}:
                known = (*_DIRECT, *inputs)
                yield mapping.tree.problem(
                    "unknown-input", ("columns", criterion, key), at_key=True, found=key, known=known
                )
            elif heading not in table.columns:
                yield _no_column(table, mapping, ("columns", criterion, key), heading)


def _no_column(table: Table, mapping: WideMapping, path: Path_, heading: str) -> Problem:
    near = nearest(heading, table.columns)
    return mapping.tree.problem(
        "mapped-column-missing", path, found=heading, table=Path(table.file).name or "DataFrame", nearest=near
    )
