"""A set's nodes in file order, each with what it inherits from the nodes above it."""

from fractions import Fraction
from typing import Any, Final

import pytest

from cchc_index.criteria.outline import Item, outline
from cchc_index.language import Text
from tests.criteria.texts import SMALL, sound

TREE: Final = """\
format: 1
id: vi-du
version: 1.0.0
status: draft
title: Bộ tiêu chí ví dụ
level: commune
years: [2025]
unit_kinds: [xa, phuong]
areas:
  - id: "1"
    code: direction
    title: Chỉ đạo
    source: system
    appraiser: Sở Nội vụ
    applies_to: {kind: [xa]}
    not_applicable: exclude
    criteria:
      - id: "1.1"
        title: Kế hoạch
        criteria:
          - {id: "1.1.1", title: Ban hành, max_points: 1, rule: {kind: yes_no}}
          - id: "1.1.2"
            title: Báo cáo
            source: self
            appraiser: {vi: Sở Tài chính, en: Finance}
            applies_to: {kind: [xa, phuong], vung: cao}
            not_applicable: full
            criteria:
              - {id: "1.1.2.1", title: Quý, max_points: 1, rule: {kind: yes_no}}
      - {id: "1.2", title: Theo dõi, rule: {kind: informative}, applies_to: {}}
  - id: "2"
    code: penalty
    title: Điểm trừ
    max_points: 1
    criteria:
      - {id: "2.1", title: Nhắc nhở, max_points: 1, rule: {kind: yes_no}}
"""
ITEMS: Final[dict[str, Item]] = {item.id: item for item in outline(sound(TREE))}


def test_nodes_are_in_file_order() -> None:
    """Each node comes before what is below it, and all in the order of the file."""
    assert [item.id for item in outline(sound(TREE))] == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "1.1.2.1",
        "1.2",
        "2",
        "2.1",
    ]


def test_each_node_knows_the_node_above_its_depth_and_its_area() -> None:
    """A node knows the number of the node above it, how deep it is and the area that it is in."""
    assert [item.parent for item in ITEMS.values()] == [None, 0, 1, 1, 3, 0, None, 6]
    assert [item.depth for item in ITEMS.values()] == [0, 1, 2, 2, 3, 1, 0, 1]
    assert [item.area.id for item in ITEMS.values()] == ["1"] * 6 + ["2"] * 2
    assert [item.area.core for item in ITEMS.values()] == [True] * 6 + [False] * 2


def test_each_node_knows_where_it_stands() -> None:
    """A node knows the keys that lead to it in the file."""
    assert ITEMS["1"].path == ("areas", 0)
    assert ITEMS["1.1.2.1"].path == ("areas", 0, "criteria", 0, "criteria", 1, "criteria", 0)
    assert ITEMS["2.1"].path == ("areas", 1, "criteria", 0)


def test_only_leaves_have_rules() -> None:
    """The leaves are the nodes with a rule."""
    assert [item.id for item in ITEMS.values() if item.rule is not None] == ["1.1.1", "1.1.2.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    ("node", "inherited"),
    [
        ("1", ("system", "exclude", Text("Sở Nội vụ"), {"kind": ("xa",)})),
        ("1.1", ("system", "exclude", Text("Sở Nội vụ"), {"kind": ("xa",)})),
        ("1.1.1", ("system", "exclude", Text("Sở Nội vụ"), {"kind": ("xa",)})),
        (
            "1.1.2",
            ("self", "full", Text("Sở Tài chính", "Finance"), {"kind": ("xa", "phuong"), "vung": ("cao",)}),
        ),
        (
            "1.1.2.1",
            ("self", "full", Text("Sở Tài chính", "Finance"), {"kind": ("xa", "phuong"), "vung": ("cao",)}),
        ),
        ("1.2", ("system", "exclude", Text("Sở Nội vụ"), {})),
        ("2", ("self", "forbidden", None, {})),
        ("2.1", ("self", "forbidden", None, {})),
    ],
)
def test_what_a_node_does_not_say_it_has_from_the_node_above(node: str, inherited: Any) -> None:
    """Source, appraiser, units and what does not apply come from the nearest node above that says them."""
    item = ITEMS[node]
    assert (item.source, item.not_applicable, item.appraiser, item.applies_to) == inherited


def test_evidence_and_maximum_are_not_inherited() -> None:
    """A node has only the maximum and the cap that it states itself."""
    text = SMALL.replace("    criteria:\n", "    max_points: 2\n    cap: true\n    criteria:\n")
    area, leaf = outline(sound(text.replace("        max_points: 2\n", "        max_points: 3\n")))
    assert (area.max_points, area.node.cap) == (Fraction(2), True)
    assert (leaf.max_points, leaf.node.cap) == (Fraction(3), False)


@pytest.mark.parametrize(
    ("attributes", "nodes"),
    [
        ({"kind": "xa"}, ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]),
        ({"kind": "phuong"}, ["1.2", "2", "2.1"]),
        ({"kind": "phuong", "vung": "cao"}, ["1.1.2", "1.1.2.1", "1.2", "2", "2.1"]),
        ({"kind": "xa", "vung": "cao"}, list(ITEMS)),
        ({}, ["1.2", "2", "2.1"]),
    ],
)
def test_a_node_is_for_the_units_whose_attributes_it_lists(
    attributes: dict[str, str], nodes: list[str]
) -> None:
    """A node is for a unit that has one of the values listed for every attribute named."""
    assert [
        item.id for item in ITEMS.values() if item.for_unit(lambda name: attributes.get(name, ""))
    ] == nodes
