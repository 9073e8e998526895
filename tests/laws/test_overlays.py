"""Laws of overlays, on generated sets: what changes nothing leaves the set that it was laid on."""

import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.scoring import fingerprints
from tests.laws.seasons import SETS
from tests.oracle import generate
from tests.oracle.generate import to_yaml

Node = dict[str, Any]


def laid(base: Node, **keys: Any) -> tuple[cchc.CriteriaSet, cchc.CriteriaSet]:
    """Return a set, and an overlay of it with some keys, which is given its id."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "goc.yaml").write_text(to_yaml(base), encoding="utf-8")
        over = {"id": "lop-phu", "extends": "goc.yaml", **keys}
        (Path(folder) / "lop.yaml").write_text(to_yaml(over), encoding="utf-8")
        below = cchc.load_criteria(Path(folder) / "goc.yaml")
        above = cchc.load_criteria(Path(folder) / "lop.yaml")
    return below, above.model_copy(update={"id": below.id})


def with_parents(node: Node) -> list[tuple[Node, Node]]:
    """Return every criterion below a node, each with the node that it is in."""
    return [pair for child in node.get("criteria", []) for pair in ((node, child), *with_parents(child))]


@SETS
@given(generate.criteria_sets())
def test_an_overlay_that_changes_nothing_equals_its_base(base: Node) -> None:
    """Apart from its id, it has the content and the scoring of its base."""
    below, above = laid(base)
    assert fingerprints.content(above) == fingerprints.content(below)
    assert fingerprints.scoring(above) == fingerprints.scoring(below)


@SETS
@given(generate.criteria_sets())
def test_nodes_replaced_by_themselves_change_nothing(base: Node) -> None:
    """An overlay that gives every node the keys that it has equals its base."""
    nodes = [node for area in base["areas"] for node in (area, *(each for _, each in with_parents(area)))]
    override = {
        node["id"]: {key: value for key, value in node.items() if key not in {"id", "criteria"}}
        for node in nodes
    }
    below, above = laid(base, override=override)
    assert fingerprints.content(above) == fingerprints.content(below)


@SETS
@given(generate.criteria_sets(), st.integers(0, 2**32))
def test_a_node_removed_and_added_again_changes_nothing(base: Node, seed: int) -> None:
    """A criterion that an overlay takes out and puts back in its place is as it was."""
    pairs = [pair for area in base["areas"] for pair in with_parents(area)]
    above, node = random.Random(seed).choice(pairs)
    add = [{"under": above["id"], "after": node["id"], "criterion": node}]
    below, again = laid(base, add=add, remove=[node["id"]])
    assert fingerprints.content(again) == fingerprints.content(below)
