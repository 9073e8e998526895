"""Small sets, rows and results for tests, written as short as a test can say them."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import cchc_index as cchc
from tests.oracle.generate import to_yaml

Node = dict[str, Any]
YES_NO: Node = {"kind": "yes_no"}
RATE: Node = {"kind": "proportional", "when_zero": "invalid"}
COUNT: Node = {"kind": "count", "each": "0.5"}
TEXT: Node = {"kind": "informative"}
FAULTS: Node = {
    "kind": "deduction",
    "faults": [
        {"id": "nhẹ", "title": "Lỗi nhẹ", "each": "0.25"},
        {"id": "nặng", "title": "Lỗi nặng", "each": "1"},
    ],
}
THREE: Node = {
    "kind": "formula",
    "variables": [{"id": name, "title": f"Số {name}", "kind": "number"} for name in ("a", "b", "c")],
    "formulas": [{"points": "min(max_points, a + b + c)"}],
}
TOP: Node = {
    "format": "1", "id": "thu", "version": "1.0.0", "status": "draft", "title": "Bộ thử", "level": "commune",
    "years": ["2025"],
}  # fmt: skip


def leaf(id_: str, rule: Node, max_points: str = "2", **keys: Any) -> Node:
    """Return a leaf; an informative one has no maximum."""
    most = {} if rule["kind"] == "informative" else {"max_points": max_points}
    return {"id": id_, "title": f"Tiêu chí {id_}", **most, "rule": rule, **keys}


def inner(id_: str, *criteria: Node, **keys: Any) -> Node:
    """Return an inner node."""
    return {"id": id_, "title": f"Mục {id_}", **keys, "criteria": list(criteria)}


def area(id_: str, *criteria: Node, code: str = "staff", **keys: Any) -> Node:
    """Return an area."""
    return {"id": id_, "code": code, "title": f"Lĩnh vực {id_}", **keys, "criteria": list(criteria)}


def criteria_text(*nodes: Node, **top: Any) -> str:
    """Return the file of a set of areas, or of leaves in one area."""
    areas = list(nodes) if all("code" in node for node in nodes) else [area("1", *nodes)]
    return to_yaml({**TOP, **top, "areas": areas})


def criteria(*nodes: Node, **top: Any) -> cchc.CriteriaSet:
    """Return the set of areas, or of leaves in one area."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bo-tieu-chi.yaml")
        path.write_text(criteria_text(*nodes, **top), encoding="utf-8")
        return cchc.load_criteria(path)


def units(*rows: Mapping[str, str]) -> cchc.Units:
    """Return a table of units."""
    return cchc.read_units(pd.DataFrame(list(rows), dtype=object))


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a table whose cells stay as they are."""
    return pd.DataFrame([{"unit": "X", **row} for row in rows], dtype=object)


def score(
    of: cchc.CriteriaSet, rows: Sequence[Mapping[str, Any]], known: cchc.Units | None = None
) -> cchc.Result:
    """Return the result of rows, of unit X where they do not name one."""
    return cchc.score(of, cchc.read_answers(frame(rows), of, units=known))


def leaf_of(result: cchc.Result, criterion: str, unit: str = "X") -> dict[str, Any]:
    """Return one row of the leaves."""
    leaves = result.leaves
    (row,) = leaves[(leaves["unit"] == unit) & (leaves["criterion"] == criterion)].to_dict("records")
    return {str(name): value for name, value in row.items()}


def unit_of(result: cchc.Result, unit: str = "X") -> dict[str, Any]:
    """Return one row of the ranking."""
    (row,) = result.ranking[result.ranking["unit"] == unit].to_dict("records")
    return {str(name): value for name, value in row.items()}


def node_of(result: cchc.Result, node: str, unit: str = "X") -> dict[str, Any]:
    """Return one row of the nodes."""
    nodes = result.nodes
    (row,) = nodes[(nodes["unit"] == unit) & (nodes["node"] == node)].to_dict("records")
    return {str(name): value for name, value in row.items()}


def states(result: cchc.Result, criterion: str) -> dict[str, str]:
    """Return the state of a leaf by unit."""
    leaves = result.leaves[result.leaves["criterion"] == criterion]
    return dict(zip(leaves["unit"], leaves["state"], strict=True))


def codes(result: cchc.Result | cchc.Answers) -> list[str]:
    """Return the codes of what was found."""
    found = result.scores.problems if isinstance(result, cchc.Result) else result.problems
    return [problem.code for problem in found]


def said(result: cchc.Result | cchc.Answers) -> list[str]:
    """Return what was found, as people read it."""
    found = result.scores.problems if isinstance(result, cchc.Result) else result.problems
    return [str(problem) for problem in found]
