"""The same rules in zen-engine: one decision (JDM), evaluated for all units in one batch.

`tables` gives every leaf with steps and every yes/no leaf a decision table, and puts the arithmetic of the others into
one expression node, which is faster than a node a leaf. `expressions` does without tables: all leaves in one
expression node, the fastest that the engine was seen to be. Requests are a loop over a part of the units each: faster
than a request a unit, and the engine spreads requests over all cores. Ranks are left to numpy: a decision sees one
unit at a time.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import zen

from benchmarks.by_hand import ranks
from benchmarks.season import CLASSES, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.season import Leaf, Season

    Node = dict[str, Any]

Style = Literal["tables", "expressions"]

PARTS = 8
CENT = Decimal("0.01")


class Sheet(NamedTuple):
    """An engine that holds the compiled decision, and the requests with the units' answers as JSON."""

    engine: zen.ZenEngine
    requests: list[Any]


def prepare(season: Season, style: Style) -> Sheet:
    """Write the decision, compile it, and lay the answers out as requests."""
    contents = {"unit": _unit_graph(season, style), "season": _season_graph()}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": contents}})
    units = _contexts(season)
    parts = [json.dumps({"units": units[start::PARTS]}) for start in range(PARTS)]
    return Sheet(engine, [{"key": "season", "context": part} for part in parts])


def score(sheet: Sheet) -> Outcome:
    """Score every unit."""
    responses = sheet.engine.evaluate_batch(sheet.requests)
    parts = [response["data"]["result"]["units"] for response in responses]
    units: list[dict[str, Any]] = [{}] * sum(len(part) for part in parts)
    for start, part in enumerate(parts):
        units[start::PARTS] = part
    points, index = (np.array([unit[key] for unit in units], dtype=np.float64) for key in ("points", "index"))
    return Outcome(points, index, ranks(index), np.array([unit["class"] for unit in units]))


def _contexts(season: Season) -> list[dict[str, object]]:
    columns: dict[str, list[object]] = {}
    for leaf in season.leaves:
        first, second = season.answers[leaf.id]
        if leaf.kind == "yes_no":
            columns[_name("first", leaf)] = (first == 1).tolist()
        else:
            columns[_name("first", leaf)] = first.tolist()
            columns[_name("second", leaf)] = second.tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _name(word: str, leaf: Leaf) -> str:
    return f"{word}_{leaf.id.replace('.', '_')}"


def _unit_graph(season: Season, style: Style) -> Node:
    """Answers of one unit → points of the leaves → points and index of the whole → class."""
    in_tables = [leaf for leaf in season.leaves if style == "tables" and leaf.kind in {"steps", "yes_no"}]
    in_expressions = [leaf for leaf in season.leaves if leaf not in in_tables]
    expressions = [(_name("points", leaf), _expression(leaf)) for leaf in in_expressions]
    leaves = [_expressions("leaves", expressions), *(_leaf_table(leaf) for leaf in in_tables)]
    total = " + ".join(_name("points", leaf) for leaf in season.leaves)
    max_points = sum(leaf.max_points for leaf in season.leaves)
    whole = [("points", total), ("index", f"round($.points / {max_points} * 100, 2)")]
    bands = [(f">= {bound}", json.dumps(name, ensure_ascii=False)) for name, bound in CLASSES]
    return _graph(leaves, _expressions("whole", whole, pass_through=True), _table("class", "index", bands))


def _season_graph() -> Node:
    loop = {
        "key": "unit",
        "executionMode": "loop",
        "inputField": "units",
        "outputPath": "units",
        "passThrough": False,
    }
    return _graph([_node("each", "decisionNode", loop)])


def _graph(first: list[Node], *then: Node) -> Node:
    """Join nodes: those of `first` side by side, those of `then` one after the other."""
    start, end = _node("start", "inputNode", {}), _node("end", "outputNode", {})
    after = [*then, end]
    pairs = [(start, node) for node in first] + [(node, after[0]) for node in first]
    pairs += pairwise(after)
    edges = [
        {
            "id": f"{source['id']}-{target['id']}",
            "type": "edge",
            "sourceId": source["id"],
            "targetId": target["id"],
        }
        for source, target in pairs
    ]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [start, *first, *after],
        "edges": edges,
    }


def _node(name: str, kind: str, content: Node) -> Node:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content}


def _expressions(name: str, pairs: Iterable[tuple[str, str]], *, pass_through: bool = False) -> Node:
    expressions = [{"id": key, "key": key, "value": value} for key, value in pairs]
    return _node(name, "expressionNode", {"expressions": expressions, "passThrough": pass_through})


def _table(output: str, field: str, rules: list[tuple[str, str]]) -> Node:
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "in", "name": "in", "type": "expression", "field": field}],
        "outputs": [{"id": "out", "name": "out", "type": "expression", "field": output}],
        "rules": [{"_id": str(place), "in": test, "out": value} for place, (test, value) in enumerate(rules)],
        "passThrough": output == "class",
    }
    return _node(f"table {output}", "decisionTableNode", content)


def _leaf_table(leaf: Leaf) -> Node:
    otherwise = ("", _percent(leaf, leaf.otherwise))
    if leaf.kind == "yes_no":
        return _table(_name("points", leaf), _name("first", leaf), [("true", _percent(leaf, 100)), otherwise])
    first, second = _name("first", leaf), _name("second", leaf)
    steps = [(f">= {bound}", _percent(leaf, percent)) for bound, percent in leaf.ladder]
    return _table(
        _name("points", leaf), f"{second} == 0 ? 100 : {first} * 100 / {second}", [*steps, otherwise]
    )


def _percent(leaf: Leaf, percent: int) -> str:
    return str((leaf.max_points * percent / 100).quantize(CENT, ROUND_HALF_UP))


def _expression(leaf: Leaf) -> str:
    first, second = _name("first", leaf), _name("second", leaf)
    if leaf.kind == "yes_no":
        return f"{first} ? {_percent(leaf, 100)} : {_percent(leaf, leaf.otherwise)}"
    if leaf.kind == "deduction":
        light, grave = leaf.each
        return f"round(max([{leaf.max_points} - {first} * {light} - {second} * {grave}, 0]), 2)"
    rate = f"{first} * 100 / {second}"
    if leaf.kind == "steps":
        points = _percent(leaf, leaf.otherwise)
        for bound, percent in reversed(leaf.ladder):
            points = f"({rate} >= {bound} ? {_percent(leaf, percent)} : {points})"
        return f"{second} == 0 ? {_percent(leaf, 100)} : {points}"
    points = f"round({leaf.max_points} * min([{rate}, {leaf.full_at}]) / {leaf.full_at}, 2)"
    if leaf.zero_below:
        points = f"({rate} < {leaf.zero_below} ? 0 : {points})"
    return f"{second} == 0 ? {leaf.max_points} : {points}"
