"""Hypothesis strategies that play a season: answers, claims, evidence, decisions and explanations, stage by stage."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from tests.oracle import generate, generate_answers, slow_data, slow_stages, spell
from tests.oracle.generate import Criteria, Row
from tests.oracle.generate_answers import WHOLES, Cells
from tests.oracle.generate_rules import Draw, Rule, chance
from tests.oracle.slow_model import Node, Unit, applies, flatten, rule_of
from tests.oracle.slow_stages import Stage

APPRAISERS: Final = ("Sở Nội vụ", "Sở Tài chính", "")
EVIDENCE: Final = ("", "", "-", "x", "Có", "không", "QĐ 12/QĐ-UBND", "BC 3", "BC 4")
WORDS: Final = {
    "agree": ("agree", "đồng ý"),
    "accept": ("accept", "tiếp thu"),
    "change": ("change", "điều chỉnh"),
    "reject": ("reject", "không công nhận"),
}
FATES: Final = (
    ("agree",) * 4
    + ("change",) * 4
    + ("award", "award", "reject", "accept", "accept", "accept", "na", "wrong", "exempt")
)


@dataclass(frozen=True)
class Player:
    """One unit in a season: its kind, its data items, and the leaves that nobody answers."""

    criteria: Criteria
    unit: Unit
    silent: frozenset[str]
    stages: tuple[Stage, ...]
    data: dict[str, str] = field(default_factory=dict)

    @property
    def claims(self) -> str:
        """Return the policy of claims."""
        return str(self.criteria["policy"].get("claims", "check"))


@dataclass(frozen=True)
class Leaf:
    """One leaf of one unit: its node and its rule."""

    node: Node
    rule: Rule

    @property
    def drawn(self) -> dict[str, Any]:
        """Return the leaf as the strategies of answers want it."""
        return self.node.raw | {"rule": self.rule}

    @property
    def slots(self) -> dict[str, str]:
        """Return the slots that data items fill."""
        return slow_data.slots_of(self.rule)


def _good(draw: Draw, leaf: Leaf) -> list[Cells]:
    return generate_answers.good(draw, leaf.drawn)


def _partly(draw: Draw, rows: list[Cells]) -> list[Cells]:
    """Keep one of the inputs that rows give."""
    first = rows[0]
    if "numerator" in first:
        kept = draw(st.sampled_from(["numerator", "denominator"]))
        return [{kept: first[kept]}]
    if "=" in first.get("answer", ""):
        return [{"answer": draw(st.sampled_from(first["answer"].split(";"))).strip()}]
    return [draw(st.sampled_from(rows))]


def _own_cells(draw: Draw, player: Player, leaf: Leaf) -> list[Cells]:
    """Draw a leaf's own rows beside its data items: what they leave open, seldom what they say already."""
    open_slots = slow_data.inputs_of(leaf.rule) - set(leaf.slots)
    repeated = {slot: item for slot, item in leaf.slots.items() if item in player.data and chance(draw, 8)}
    texts = {slot: str(draw(st.integers(0, 60))) for slot in sorted(open_slots)}
    texts |= {slot: player.data[item] for slot, item in repeated.items()}
    if not texts or chance(draw, 6):
        return []
    if repeated and chance(draw, 4):
        texts[next(iter(repeated))] = "7"
    if leaf.rule["kind"] == "formula":
        return generate_answers.inputs(draw, texts)
    return [texts]


def _first_rows(draw: Draw, player: Player, leaf: Leaf) -> list[Cells]:
    if leaf.node.id in player.silent:
        return []
    if not leaf.slots:
        return _good(draw, leaf) if chance(draw, 2) else generate_answers.rows_of(draw, leaf.drawn)
    return generate_answers.not_applicable(draw) if chance(draw, 10) else _own_cells(draw, player, leaf)


def _points(draw: Draw, player: Player, maximum: Fraction) -> str:
    """Draw points on the grid of the rounding, now and then above the maximum."""
    text = player.criteria["policy"].get("rounding", {}).get("points", "2")
    size = 10 ** (3 if text == "none" else min(3, int(text)))
    if chance(draw, 12):
        return spell.plain(maximum + 1)
    shares = st.sampled_from([maximum, maximum, Fraction(0), maximum / 2, maximum / 4])
    value = draw(shares) if chance(draw, 2) else Fraction(draw(st.integers(0, int(maximum * size))), size)
    return str(draw(spell.decimal(Fraction(int(value * size), size))))


def _with_claim(draw: Draw, player: Player, leaf: Leaf, rows: list[Cells]) -> list[Cells]:
    """Add a claim to a leaf's rows, or alone; none where nobody could say whether the rule can give it."""
    if not chance(draw, 3) or not applies(leaf.node.applies_to, player.unit):
        return rows
    if leaf.rule["kind"] == "informative" or (player.claims == "accept" and leaf.rule["kind"] == "formula"):
        return rows
    first, *rest = rows or [{}]
    return [first | {"points": _points(draw, player, leaf.node.max_points)}, *rest]


def _with_evidence(draw: Draw, leaf: Leaf, rows: list[Cells]) -> list[Cells]:
    if not rows or not chance(draw, 2 if "evidence_required" in leaf.node.raw else 12):
        return rows
    first, *rest = rows
    return [first | {"evidence": draw(st.sampled_from(EVIDENCE))}, *rest]


def _explained(draw: Draw, player: Player, leaf: Leaf) -> list[Cells]:
    """Draw what a unit says of a leaf in a later stage."""
    fate = draw(st.sampled_from(["good", "good", "partly", "note", "evidence", "claim", "na", "wrong"]))
    makers: dict[str, Callable[[], list[Cells]]] = {
        "good": lambda: _with_claim(draw, player, leaf, _good(draw, leaf)),
        "partly": lambda: _partly(draw, _good(draw, leaf)),
        "note": lambda: [{"note": "Đã bổ sung"}],
        "evidence": lambda: [{"evidence": "BC bổ sung"}],
        "claim": lambda: _with_claim(draw, player, leaf, [{"note": "Đề nghị xem lại"}]),
        "na": lambda: generate_answers.not_applicable(draw),
        "wrong": lambda: generate_answers.wrong(draw, leaf.drawn),
    }
    return makers[fate]()


def _decided(draw: Draw, player: Player, leaf: Leaf, *, plain: bool) -> list[Cells]:
    """Draw the rows of one appraiser: a word, with or without what it needs, and mostly a note."""
    fate = draw(st.sampled_from(FATES))
    makers: dict[str, Callable[[], list[Cells]]] = {
        "change": lambda: (
            _partly(draw, _good(draw, leaf)) if plain and chance(draw, 3) else _good(draw, leaf)
        ),
        "award": lambda: (
            [{"points": _points(draw, player, leaf.node.max_points)}]
            if leaf.rule["kind"] != "informative"
            else [{}]
        ),
        "na": lambda: generate_answers.not_applicable(draw),
        "wrong": lambda: generate_answers.wrong(draw, leaf.drawn),
        "exempt": lambda: [{"state": draw(spell.words("exempt", "miễn"))}],
    }
    rows = makers.get(fate, lambda: [{}])()
    said = fate if fate in WORDS else "change"
    if said != "change" or (fate != "exempt" and chance(draw, 2)):
        word = draw(spell.words(*WORDS[said]))
        rows = [row | {"decision": word} for row in rows]
    return [row | {"note": "Theo hồ sơ"} for row in rows] if not chance(draw, 5) else rows


def _appraised(draw: Draw, player: Player, leaf: Leaf, *, plain: bool) -> list[Cells]:
    """Draw what one appraiser decides, or two of them, the same or not."""
    rows = _decided(draw, player, leaf, plain=plain)
    first, second = draw(st.permutations(APPRAISERS))[:2]
    found = [row | {"by": first} for row in rows]
    if chance(draw, 8):
        others = rows if chance(draw, 2) else _decided(draw, player, leaf, plain=plain)
        found += [row | {"by": second} for row in others]
    return found


def _leaf_rows(draw: Draw, player: Player, leaf: Leaf) -> list[Cells]:
    """Draw the rows of one leaf of one unit in all stages."""
    told = _first_rows(draw, player, leaf)
    plain = not any(row.get("answer") and row.get("numerator") for row in told)
    rows = _with_evidence(draw, leaf, _with_claim(draw, player, leaf, told))
    if rows and chance(draw, 20):
        rows = [rows[0] | {"decision": "agree"}, *rows[1:]]
    first, *later = player.stages
    rows = [row | {"stage": draw(st.sampled_from(["", "", first.id, first.id.upper()]))} for row in rows]
    for stage in later:
        if not chance(draw, 3 if stage.is_by_units else 2):
            continue
        if stage.is_by_units:
            found = _explained(draw, player, leaf)
        else:
            found = _appraised(draw, player, leaf, plain=plain)
        rows += [row | {"stage": stage.id} for row in found]
    return rows


def _item_value(draw: Draw, item: Criteria) -> str:
    if item["kind"] == "whole":
        return str(draw(st.one_of(st.integers(0, 60), WHOLES)))
    return spell.plain(Fraction(draw(st.integers(0, 900)), 10))


def _item_rows(draw: Draw, player: Player, item: Criteria) -> list[Cells]:
    """Draw the rows of one data item of one unit in all stages."""
    fate = draw(st.sampled_from(["given"] * 8 + ["missing", "wrong"]))
    if fate != "given":
        del player.data[item["id"]]
    text = "hai" if fate == "wrong" else player.data.get(item["id"])
    rows: list[Cells] = [{"answer": text}] if text else []
    for stage in player.stages[1:]:
        if not chance(draw, 4):
            continue
        value = {"stage": stage.id, "answer": _item_value(draw, item)}
        if stage.is_by_units:
            rows.append(value)
            continue
        decided = draw(
            st.sampled_from([{"decision": "agree"}, {"decision": "accept"}, {"decision": "change"}, {}])
        )
        told = value if decided.get("decision", "change") == "change" else {"stage": stage.id}
        rows.append(told | decided | {"by": draw(st.sampled_from(APPRAISERS)), "note": "Theo hệ thống"})
    return rows


def _inner_rows(draw: Draw, player: Player) -> list[tuple[str, Cells]]:
    """Draw rows about inner nodes: one that does not apply, one that is exempt, at any stage."""
    inner = [node["id"] for node in generate.inner_of(player.criteria)]
    found: list[tuple[str, Cells]] = []
    if chance(draw, 6):
        found.append((draw(st.sampled_from(inner)), generate_answers.not_applicable(draw)[0]))
    if chance(draw, 6):
        stages = ["", *(stage.id for stage in player.stages)]
        exempt = {
            "state": draw(spell.words("exempt", "miễn")),
            "stage": draw(st.sampled_from(stages)),
            "note": "CV 5",
        }
        found.append((draw(st.sampled_from(inner)), exempt))
    return found


def _unit_rows(draw: Draw, player: Player) -> list[tuple[str, Cells]]:
    found: list[tuple[str, Cells]] = []
    for item in player.criteria.get("data", []):
        player.data[item["id"]] = _item_value(draw, item)
        found += [(item["id"], cells) for cells in _item_rows(draw, player, item)]
    for node in flatten(player.criteria):
        rule = rule_of(node, player.unit) if node.is_leaf else None
        if rule is not None:
            found += [(node.id, cells) for cells in _leaf_rows(draw, player, Leaf(node, rule))]
    found += _inner_rows(draw, player)
    if found and chance(draw, 10):
        name, cells = found[0]
        found.append((name, cells | {"stage": "vong_9"}))
    return found


@st.composite
def season_rows(
    draw: Draw, criteria: Criteria, units: list[Unit], *, table: bool = True, stages: bool = True
) -> list[Row]:
    """Make the rows of all units in all stages; some leaves are answered by nobody, some units say nothing."""
    silent = frozenset(leaf["id"] for leaf in generate.leaves_of(criteria) if chance(draw, 6))
    played = slow_stages.stages_of(criteria)
    blank = dict.fromkeys(generate.SEASON_COLUMNS, "")
    rows: list[Row] = []
    for unit in units:
        if chance(draw, 8):
            continue
        # Without a table a unit has no kind, and gets the rules of no kind.
        known = unit if table else {"unit": unit["unit"]}
        player = Player(criteria, known, silent, tuple(played if stages else played[:1]))
        rows += [
            blank | {"unit": generate.called(draw, unit, table=table), "criterion": name} | cells
            for name, cells in _unit_rows(draw, player)
        ]
    return list(draw(st.permutations(rows))) if len(rows) < 12 else rows
