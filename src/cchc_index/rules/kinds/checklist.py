"""`checklist`: the points of the ticked items together, or points for how many are ticked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cchc_index.exact import Column, total
from cchc_index.fields import Amount, Count, Key, Words
from cchc_index.language import Lang, Text, counted, pick, uncapped
from cchc_index.rules.awards import Award
from cchc_index.rules.contract import (
    Branch,
    Case,
    Choice,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import chain, fitting, literal, says
from cchc_index.rules.rate import say_points
from cchc_index.rules.reading import YES
from cchc_index.rules.soundness import distinct_ids, within_maximum
from cchc_index.rules.sums import sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Item(Award):
    """One thing to tick; its points, where the points of items add up."""

    id: Key
    title: Words

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if self.stated() > 1:
            code = "points-or-percent"
            raise PydanticCustomError(code, "points or percent")
        return self


class Rung(Award):
    """Points for at least so many items."""

    items: Count
    points: Amount | None = None


class Checklist(Rule):
    """Things to be done, each ticked where it is."""

    kind: Literal["checklist"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    at_least: tuple[Rung, ...] | None = None

    def inputs(self) -> tuple[Input, ...]:
        """The items that are ticked."""
        choices = tuple(Choice(item.id, item.title) for item in self.items)
        return (Input("ticks", "ticks", Text("các mục đã làm", "the items that are done"), choices),)

    def check(self, terms: Terms) -> Iterator[Fault]:
        """The items reach the maximum: by their points, or by how many they are."""
        yield from distinct_ids("items", self.items)
        if self.at_least is not None:
            yield from self._check_rungs(self.at_least, terms)
            return
        for number, item in enumerate(self.items):
            if not item.stated():
                yield Fault("points-missing", ("items", number), {"found": item.id})
        if not all(item.stated() for item in self.items):
            return
        points = [item.of(terms.max_points) for item in self.items]
        yield from within_maximum("items", points, terms)
        if sum(points) < terms.max_points:
            yield Fault("max-not-reached", ("items",), {"points": sum(points)})

    def _check_rungs(self, rungs: tuple[Rung, ...], terms: Terms) -> Iterator[Fault]:
        for number, item in enumerate(self.items):
            if item.stated():
                key = "points" if item.points is not None else "percent"
                yield Fault("parameter-without-effect", ("items", number, key), {"key": key})
        fewest = len(self.items) + 1
        for number, rung in enumerate(rungs):
            if not 0 < rung.items < fewest:
                yield Fault("rungs-out-of-order", ("at_least", number, "items"), {"found": rung.items})
            fewest = min(fewest, rung.items)
        points = [rung.of(terms.max_points) for rung in rungs]
        yield from within_maximum("at_least", points, terms)
        if max(points, default=Fraction(0)) < terms.max_points:
            yield Fault("max-not-reached", ("at_least",), {"points": max(points, default=Fraction(0))})

    def branches(self) -> tuple[Branch, ...]:
        """The items' sum, or the rung that is reached."""
        if self.at_least is None:
            return Branch("added"), Branch("at_maximum")
        return (*(Branch(f"at_least:{rung.items}") for rung in self.at_least), Branch("too_few"))

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """The points of what is ticked."""
        if self.at_least is None:
            points = total([columns[item.id] * item.of(columns.most) for item in self.items])
            full = Case("at_maximum", points >= columns.most, columns.most)
            return self.first(columns, [full], "added", points)
        ticked = self._ticked(columns)
        rungs = [Case(f"at_least:{r.items}", ticked >= r.items, r.of(columns.most)) for r in self.at_least]
        return self.first(columns, rungs, "too_few")

    def _ticked(self, columns: Columns) -> Column:
        return total([columns[item.id] for item in self.items])

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """What is ticked, or how much of it."""
        done = [item for item in self.items if values.get(item.id)]
        count = f"{len(done)}/{len(self.items)} {pick(lang, 'mục', 'items')}"
        if self.at_least is None:
            said = f"{count}: {self._say_points(done, terms, lang)}" if done else count
            over = sum(i.of(terms.max_points) for i in done) > terms.max_points
            top = say_points(terms.max_points, lang)
            return said + (pick(lang, f"; tính tối đa {top}", f"; at most {top}") if over else "")
        if branch == "too_few":
            return f"{count}, {pick(lang, 'chưa đủ số mục để được tính điểm', 'too few for any points')}"
        items = int(branch.partition(":")[2])
        if items == len(self.items):
            return f"{count}, {self._say_rung(items, lang)}"
        return f"{count}, {pick(lang, 'đạt mức', 'reaching')} {self._say_rung(items, lang)}"

    def _say_points(self, items: Iterable[Item], terms: Terms, lang: Lang) -> str:
        each = (f"{uncapped(i.title.to(lang))} ({say_points(i.of(terms.max_points), lang)})" for i in items)
        return "; ".join(each)

    def _say_rung(self, items: int, lang: Lang) -> str:
        if items == len(self.items):
            return pick(lang, "đủ các mục", "all items")
        return pick(lang, f"từ {items} mục", f"at least {counted(items, 'item', 'items')}")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """Every item with its points, or the rungs."""
        top = say_points(terms.max_points, lang)
        if self.at_least is None:
            each = self._say_points(self.items, terms, lang)
            return pick(
                lang,
                f"Cộng điểm các mục đã làm, tối đa {top}: {each}.",
                f"The points of the items done, at most {top}: {each}.",
            )
        titles = "; ".join(uncapped(item.title.to(lang)) for item in self.items)
        rungs = "; ".join(
            f"{self._say_rung(rung.items, lang)}: {say_points(rung.of(terms.max_points), lang)}"
            for rung in self.at_least
        )
        return pick(
            lang,
            f"Tính theo số mục đã làm ({titles}): {rungs}; còn lại: 0 điểm.",
            f"By how many items are done ({titles}): {rungs}; otherwise: 0 points.",
        )

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """More and more items, the most valuable first; then those whose sums come nearest."""
        ordered = sorted(self.items, key=lambda item: -item.of(terms.max_points))
        for many in range(len(ordered) + 1):
            yield {item.id: Fraction(place < many) for place, item in enumerate(ordered)}
        if self.at_least is None:
            found = sums({i.id: i.of(terms.max_points) for i in ordered}, terms.max_points, repeated=False)
            for made in [made for all_of_it, made in found if all_of_it >= points][:2]:
                yield {item.id: Fraction(made.get(item.id, 0)) for item in ordered}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """Cells that hold x, or another word for yes, are ticked."""
        ticked = {item.id: says(cells[item.id], YES) for item in self.items}
        if self.at_least is None:
            each = [f"IF({ticked[i.id]},{literal(i.of(terms.max_points))},0)" for i in self.items]
            return fitting(f"MIN({literal(terms.max_points)},{'+'.join(each)})")
        count = f"({'+'.join(f'IF({ticked[i.id]},1,0)' for i in self.items)})"
        return fitting(
            chain([(f"{count}>={r.items}", literal(r.of(terms.max_points))) for r in self.at_least], "0")
        )

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Points added up; points for how many."""
        items = [{"id": "web", "title": "Trang thông tin"}, {"id": "bang", "title": "Bảng niêm yết"}]
        added = {"kind": "checklist", "items": [{**item, "points": "0.5"} for item in items]}
        rungs = [{"items": "2", "percent": "100"}, {"items": "1", "points": "0.25"}]
        counted = {"kind": "checklist", "items": items, "at_least": rungs}
        return Example(added, "1", "web", "0.5"), Example(counted, "1", "web; bang", "1")
