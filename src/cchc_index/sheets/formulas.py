"""The live formulas of a form, with the values that are stored beside them: of each leaf, of each node, and of the whole.

They give what the engine gives for the unit's own answers; a leaf of which Excel cannot say that has none.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_index.language import Text
from cchc_index.rules.excel import fitting, literal, says, text
from cchc_index.sheets.filling import Shape
from cchc_index.sheets.layout import Field
from cchc_index.sheets.leaf_formulas import LeafFormula, claim_formula
from cchc_index.sheets.live import (
    AWAITED,
    LATER,
    LEFT_OUT,
    NOTHING,
    Live,
    amount,
    any_of,
    choose,
    on_step,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cchc_index.sheets.book import Page
    from cchc_index.sheets.filling import Filling
    from cchc_index.sheets.lines import Lines

_LACKING = Text(
    "Chưa gồm {count} tiêu chí tính khi tổng hợp.", "Without {count} criteria that are computed later."
)
_MOST_TERMS = 200
_USUAL = Shape()


class Formulas:
    """The formulas of one form.

    Args:
        lines: its rows.
        page: its sheet.
        shape: what its filling changes of them.
    """

    def __init__(self, lines: Lines, page: Page, shape: Shape = _USUAL) -> None:
        self.lines = lines
        self.page = page
        self.shape = shape
        self.policy = lines.criteria.policy
        self._lang = page.book.lang
        self._leaves: dict[int, Live | None] = {}
        self._inner: dict[tuple[int | None, Field], Live] = {}

    def leaf(self, number: int) -> Live | None:
        """The points of a leaf; nothing where Excel cannot say them."""
        if number not in self._leaves:
            said = LeafFormula(self.lines, self.page, self.shape, number).live()
            for node in (number, *self.lines.above(number)):
                said = self._where_it_may(node, said)
            fits = said is not None and fitting(said.text) is not None
            self._leaves[number] = said.once() if fits and said else None
        return self._leaves[number]

    def _cell(self, number: int, field: Field = Field.COMPUTED) -> str:
        return self.page.cell(self.lines.rows[number], field)

    def _value(self, number: int) -> Live:
        """What stands in the cell of a node's points."""
        if self.lines.items[number].rule is None:
            return self.inner(number, Field.COMPUTED)
        return self.leaf(number) or word(LATER, self._lang)

    def _everything(self, number: int) -> Iterator[int]:
        """All leaves of the unit at a node or below it that have points."""
        below = self.lines.children.get(number, ())
        if self.lines.items[number].rule is not None and self.lines.rule(number).needs_maximum:
            yield number
        for child in below:
            yield from self._everything(child)

    def _where_it_may(self, node: int, said: Live | None) -> Live | None:
        """Points where a node's condition holds, else none; nothing where Excel cannot tell."""
        condition = self.lines.items[node].node.only_if
        if condition is None or said is None:
            return said
        asked = next((n for n in sorted(self.lines.own) if self.lines.items[n].id == condition.node), None)
        if asked is None or not any(self.lines.most(leaf) for leaf in self.lines.leaves(asked)):
            return said
        if any(self.leaf(leaf) is None for leaf in self._everything(asked)):
            return None
        bound = condition.points_above
        found = self._value(asked)
        enough = Live(
            f"N({self._cell(asked)})>{literal(bound)}", lambda filled: amount(found.value(filled)) > bound
        )
        out = self._all_say(asked, (LEFT_OUT,))
        held = any_of([enough, out]) if out else enough
        said = choose(held, said, self._in_doubt(asked))
        return self._unless_later(asked, said)

    def _in_doubt(self, asked: int) -> Live:
        """What is said where a condition does not hold: whether data that are awaited count is not known here."""
        waiting = self._all_say(asked, (LEFT_OUT, AWAITED))
        if waiting is None or not any(self._may_say(leaf, AWAITED) for leaf in self.lines.leaves(asked)):
            return NOTHING
        return choose(waiting, word(LATER, self._lang), NOTHING)

    def _unless_later(self, asked: int, said: Live) -> Live:
        """Later, where the points of some leaf that a condition rests on are."""
        doubtful = [leaf for leaf in self._everything(asked) if self._may_say(leaf, LATER)]
        if not doubtful:
            return said
        later = any_of([self._says(leaf, (LATER,)) for leaf in doubtful])
        return choose(later, word(LATER, self._lang), said)

    def _says(self, leaf: int, words: tuple[Text, ...]) -> Live:
        """Whether the cell of a leaf holds one of some words."""
        live = self._value(leaf)
        said = says(self._cell(leaf), [each.to(self._lang) for each in words])
        return Live(said, lambda filled: live.value(filled) in words)

    def _may_say(self, leaf: int, said: Text) -> bool:
        """Whether the cell of a leaf may hold a word."""
        found = self.leaf(leaf)
        return found is not None and word(said, self._lang).text in found.text

    def _all_say(self, asked: int, words: tuple[Text, ...]) -> Live | None:
        """Whether the cells of all leaves below a node hold one of some words; nothing where they never all do."""
        leaves = [leaf for leaf in self.lines.leaves(asked) if self.lines.most(leaf)]
        if not all(any(self._may_say(leaf, each) for each in words) for leaf in leaves):
            return None
        said = [self._says(leaf, words) for leaf in leaves]
        both = said[0].text if len(said) == 1 else f"AND({','.join(each.text for each in said)})"
        return Live(both, lambda filled: all(each.value(filled) for each in said))

    def inner(self, number: int, field: Field) -> Live:
        """What is below a node put together, in one of the columns of points."""
        key = (number, field)
        if key not in self._inner:
            self._inner[key] = self._put_together(number, field).once()
        return self._inner[key]

    def _put_together(self, number: int, field: Field) -> Live:
        said = self._joined(number, field, self._term)
        if fitting(said.text) is None:
            said = self._joined(number, field, self._plain_term)
        return self._rounded(said)

    def _joined(self, number: int, field: Field, term: Callable[[int, Field], Live]) -> Live:
        """The terms below a node put together, cut at its maximum, less what is subtracted."""
        lines = self.lines
        below = lines.children.get(number, ())
        counted = [term(n, field) for n in below if not lines.items[n].subtracts]
        best = lines.items[number].node.combine == "max"
        said = _over("MAX" if best else "SUM", counted)
        if lines.capped(number):
            said = _at_most(said, lines.items[number].max_points)
        for child in below:
            if lines.items[child].subtracts:
                taken = term(child, field)
                said = _less(said, Live(f"N({taken.text})", taken.value))
        return said

    def _rounded(self, said: Live) -> Live:
        """A sum without the noise of binary numbers."""
        return Live(f"ROUND({said.text},{self.policy.rounding.point_decimals})", said.value)

    def _term(self, number: int, field: Field) -> Live:
        """The points of a node, as a sum takes them: a claim is rounded as points are."""
        item, cell = self.lines.items[number], self._cell(number, field)
        if item.rule is None:
            return Live(cell, self.inner(number, field).value)
        if field is Field.COMPUTED:
            return Live(cell, self._value(number).value)
        rounding = self.policy.rounding
        return Live(
            claim_formula(cell, item.max_points, rounding, "none"),
            lambda filled: on_step(filled.claims.get(number, Fraction(0)), rounding),
        )

    def _plain_term(self, number: int, field: Field) -> Live:
        """A node's cell as it is, where a formula of rounded claims is too long for Excel."""
        return Live(self._cell(number, field), self._term(number, field).value)

    def total(self, field: Field) -> Live:
        """Core + bonus − penalty, at least 0."""
        areas = self.lines.children.get(None, ())
        added = [self._term(n, field) for n in areas if self.lines.items[n].area.code != "penalty"]
        taken = [self._term(n, field) for n in areas if self.lines.items[n].area.code == "penalty"]
        said = _over("SUM", added)
        return self._rounded(
            _less(said, _over("SUM", taken)) if taken else Live(f"MAX(0,{said.text})", said.value)
        )

    def left_out(self) -> Live | None:
        """A note on how many leaves the total lacks; nothing where it lacks none, whatever is answered."""
        leaves = [n for area in self.lines.children.get(None, ()) for n in self._everything(area)]
        known = [self.leaf(n) for n in leaves]
        if all(live is not None and word(LATER, self._lang).text not in live.text for live in known):
            return None
        first, last = (self.page.cell(row, Field.COMPUTED) for row in (self.lines.top, self.lines.end - 1))
        counted = f"COUNTIF({first}:{last},{word(LATER, self._lang).text})"
        before, after = _LACKING.to(self._lang).split("{count}")

        def count(filled: Filling) -> int:
            return sum(live is None or live.value(filled) == LATER for live in known)

        said = Live(f"{text(before)}&{counted}&{text(after)}", lambda filled: _lacking(count(filled)))
        return choose(
            Live(f"{counted}=0", lambda filled: not count(filled)), word(Text("", ""), self._lang), said
        )


def _lacking(count: int) -> Text:
    return Text(_LACKING.vi.format(count=count), (_LACKING.en or "").format(count=count))


def _at_most(said: Live, most: Fraction) -> Live:
    """Points cut at a maximum."""
    return Live(f"MIN({literal(most)},{said.text})", lambda filled: min(most, amount(said.value(filled))))


def _less(said: Live, taken: Live) -> Live:
    """Points less others, at least 0."""

    def left(filled: Filling) -> Fraction:
        return max(Fraction(0), amount(said.value(filled)) - amount(taken.value(filled)))

    return Live(f"MAX(0,{said.text}-{taken.text})", left)


def _over(function: str, terms: Iterable[Live]) -> Live:
    """A function of any number of terms; words in their cells count for nothing."""
    listed = list(terms)
    if not listed:
        return NOTHING
    starts = range(0, len(listed), _MOST_TERMS)
    parts = [f"{function}({','.join(t.text for t in listed[s : s + _MOST_TERMS])})" for s in starts]
    joined = parts[0] if len(parts) == 1 else f"{function}({','.join(parts)})"

    def value(filled: Filling) -> Fraction:
        values = [amount(term.value(filled)) for term in listed]
        return max(values) if function == "MAX" else sum(values, Fraction(0))

    return Live(joined, value)
