"""Hypothesis strategies for the rules: a sound rule of a kind on its terms, with an answer to it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from cchc_index.exact import Mode
from cchc_index.rules.contract import Rule, Terms
from cchc_index.rules.reading import Unreadable, read_answer, unanswered_slots
from tests.oracle import generate_answers, generate_rules
from tests.oracle.generate_rules import Draw
from tests.rules.cases import Leaf, rule_of, terms_of

MAXIMA = ("0.25", "0.5", "1", "1.5", "2", "3", "10")
MODES: tuple[Mode, ...] = ("half_up", "half_even", "down")
ROUNDINGS = st.sampled_from([None, None, None, 0, 1, 2])


@dataclass(frozen=True)
class Asked:
    """A generated leaf, and what the file says of its rule."""

    leaf: Leaf
    raw: dict[str, Any]

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.leaf.rule

    @property
    def terms(self) -> Terms:
        """Its terms."""
        return self.leaf.terms


@st.composite
def rules(draw: Draw, kind: str, *, rounded: bool = True) -> Asked:
    """Draw a rule of a kind, sound on its terms, in a set that rounds rates or does not."""
    most = draw(st.sampled_from(MAXIMA))
    raw = {
        key: value for key, value in generate_rules.KINDS[kind](draw, Fraction(most)).items() if key != "kind"
    }
    rate = draw(ROUNDINGS) if rounded else None
    terms = terms_of("0" if kind == "informative" else most, rate=rate, mode=draw(st.sampled_from(MODES)))
    return Asked(Leaf(rule_of({"kind": kind, **raw}), terms), {"kind": kind, **raw})


def answers(asked: Asked) -> st.SearchStrategy[str]:
    """Draw a well-formed answer to a leaf, as text; one that says its rate twice says it as counts."""
    return _answers(asked)


@st.composite
def _answers(draw: Draw, asked: Asked) -> str:
    made = generate_answers.KINDS[asked.raw["kind"]](draw, asked.raw, asked.terms.max_points)
    return "; ".join(_written(cells) for cells in made)


def _written(cells: dict[str, str]) -> str:
    if "numerator" in cells:
        return f"numerator={cells['numerator']}; denominator={cells['denominator']}"
    return f"{cells['input']}={cells['answer']}" if "input" in cells else cells["answer"]


def typed(asked: Asked, text: str) -> dict[str, Fraction] | None:
    """Return the typed values of an answer, or nothing where it cannot be read or says only a part."""
    inputs = asked.rule.inputs()
    try:
        found = read_answer(inputs, text)
    except Unreadable:
        return None
    main = next((each for each in inputs if each.main), None)
    done = main is None or found.get(main.id) != 0
    return None if done and unanswered_slots(inputs, found) else found
