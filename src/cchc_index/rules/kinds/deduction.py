"""`deduction`: the maximum, less so much for each fault, at least 0."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from cchc_index.exact import greatest, total
from cchc_index.fields import Key, Model, Words
from cchc_index.language import Lang, number, pick, uncapped
from cchc_index.rules.awards import LoneAward
from cchc_index.rules.contract import (
    Branch,
    Case,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import fitting, literal
from cchc_index.rules.rate import say_points
from cchc_index.rules.soundness import distinct_ids
from cchc_index.rules.sums import sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class FaultKind(Model):
    """One kind of fault, and what each takes."""

    id: Key
    title: Words
    each: LoneAward


class Deduction(Rule):
    """max − Σ number × each, at least 0."""

    kind: Literal["deduction"]
    faults: Annotated[tuple[FaultKind, ...], Field(min_length=1)]

    def inputs(self) -> tuple[Input, ...]:
        """A whole number for each kind of fault; one not listed is 0."""
        return tuple(Input(fault.id, "whole", fault.title, default=0) for fault in self.faults)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """Ids tell the faults apart, and each takes something."""
        yield from distinct_ids("faults", self.faults)
        for position, fault in enumerate(self.faults):
            if fault.each.of(terms.max_points) == 0 and terms.max_points:
                yield Fault("takes-nothing", ("faults", position, "each"), {"found": fault.id})

    def branches(self) -> tuple[Branch, ...]:
        """No fault, something left, nothing left."""
        return Branch("no_fault"), Branch("deducted"), Branch("used_up")

    def unreachable(self, terms: Terms) -> frozenset[str]:
        """Where every fault takes all points, none takes a part of them."""
        all_gone = all(fault.each.of(terms.max_points) >= terms.max_points for fault in self.faults)
        return frozenset({"deducted"} if all_gone else ())

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """What is left of the maximum."""
        taken = total([columns[fault.id] * fault.each.of(columns.most) for fault in self.faults])
        none = Case("no_fault", taken.equal_to(0), columns.most)
        used_up = Case("used_up", taken >= columns.most)
        return self.first(columns, [none, used_up], "deducted", greatest(0, columns.most - taken))

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The faults that there were, and what each took."""
        if branch == "no_fault":
            return pick(lang, "không có lỗi", "no fault")
        said = [
            f"{number(values[fault.id], lang)} {uncapped(fault.title.to(lang))}, {self._each(fault, terms, lang)}"
            for fault in self.faults
            if values.get(fault.id)
        ]
        return "; ".join(said) + (
            pick(lang, "; trừ hết điểm", "; nothing left") if branch == "used_up" else ""
        )

    def _each(self, fault: FaultKind, terms: Terms, lang: Lang) -> str:
        taken = say_points(fault.each.of(terms.max_points), lang)
        return pick(lang, f"mỗi lỗi trừ {taken}", f"{taken} off for each")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """What each kind of fault takes."""
        each = []
        for fault in self.faults:
            title, taken = uncapped(fault.title.to(lang)), say_points(fault.each.of(terms.max_points), lang)
            each.append(pick(lang, f"mỗi {title} trừ {taken}", f"{title}: {taken} off for each"))
        top = say_points(terms.max_points, lang)
        return pick(
            lang,
            f"Không có lỗi: {top}; {'; '.join(each)}; thấp nhất là 0 điểm.",
            f"No fault: {top}; {'; '.join(each)}; never below 0.",
        )

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """As many of the first fault as leave the points; faults of all kinds that come nearest; none."""
        first, *others = self.faults
        each = first.each.of(terms.max_points)
        none = {fault.id: Fraction(0) for fault in others}
        if each:
            yield {first.id: Fraction((terms.max_points - points) // each), **none}
        taken = {fault.id: fault.each.of(terms.max_points) for fault in self.faults}
        found = sums(taken, terms.max_points, repeated=True)
        for made in [made for all_of_it, made in found if all_of_it <= terms.max_points - points][:-3:-1]:
            yield {fault.id: Fraction(made.get(fault.id, 0)) for fault in self.faults}
        yield {first.id: Fraction(0), **none}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The maximum less the products, at least 0."""
        taken = "".join(
            f"-{cells[fault.id]}*{literal(fault.each.of(terms.max_points))}" for fault in self.faults
        )
        return fitting(f"MAX(0,{literal(terms.max_points)}{taken})")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Light and grave faults; the first fault of the second kind takes everything."""
        faults = [
            {"id": "nhe", "title": "lỗi nhẹ", "each": "0.25"},
            {"id": "nang", "title": "lỗi nặng", "each": {"percent": "100"}},
        ]
        rule = {"kind": "deduction", "faults": faults}
        return Example(rule, "2", "nhe=2", "1.5"), Example(rule, "2", "nhe=1; nang=1", "0")
