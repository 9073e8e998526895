"""The workbooks that units fill in for the first stage: one for each unit, or one for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_index.criteria.outline import outline
from cchc_index.language import Lang, Text
from cchc_index.scoring import fingerprints
from cchc_index.sheets import fitting
from cchc_index.sheets.book import Book
from cchc_index.sheets.contents import Entry, contents, write_contents
from cchc_index.sheets.filling import Fillings
from cchc_index.sheets.form import Form, write_evidence
from cchc_index.sheets.heading import Heading
from cchc_index.sheets.layout import FORMAT, About, Purpose, Sheet
from cchc_index.sheets.stamping import Stamp, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.units import Unit
    from cchc_index.criteria.model import CriteriaSet

_TITLE = Text(
    "PHIẾU {stage} CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "{stage}: ADMINISTRATIVE REFORM INDEX {year}"
)
_NARROWEST = 45
"""The left half of the narrowest heading of a form, in characters."""
_ALL = Text("CÁC ĐƠN VỊ", "ALL UNITS")


@dataclass(frozen=True)
class Occasion:
    """What all workbooks of one sending have in common.

    Args:
        criteria: the set.
        year: the assessment year.
        stage: the number of the stage.
        lang: the language of what people read.
    """

    criteria: CriteriaSet
    year: int
    stage: int = 0
    lang: Lang = "vi"

    def heading(self, whose: str) -> Heading:
        """What stands above a table."""
        stage = self.criteria.policy.stages[self.stage].name.to(self.lang)
        title = _TITLE.to(self.lang).format(stage=stage.upper(), year=self.year)
        return Heading(whose, title, self.criteria.title.to(self.lang))

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprints.scoring(self.criteria)

    def about(self, purpose: Purpose, *, unit: str = "", by: str = "") -> dict[About, str]:
        """What the hidden sheet of a workbook says."""
        return {
            About.FORMAT: str(FORMAT),
            About.PURPOSE: purpose.value,
            About.SET: self.criteria.id,
            About.VERSION: self.criteria.version,
            About.FINGERPRINT: self._fingerprint,
            About.YEAR: str(self.year),
            About.STAGE: self.criteria.policy.stages[self.stage].id,
            About.UNIT: unit,
            About.BY: by,
        }


class UnitForms:
    """The forms of units for the first stage.

    Args:
        occasion: the sending.
        answers: what is known already and need not be typed again, if anything is.
    """

    def __init__(self, occasion: Occasion, answers: Answers | None = None) -> None:
        self.occasion = occasion
        self.fillings = None if answers is None else Fillings(answers, occasion.year)
        self._attributes = sorted({name for item in outline(occasion.criteria) for name in item.attributes})
        self._stamps: dict[tuple[str, ...], Stamp] = {}

    def of(self, unit: Unit) -> bytes:
        """The workbook of one unit."""
        if self.fillings is not None:
            return self._written(unit, unit.name.upper(), unit.id)
        lines = fitting.lines(unit.name.upper(), _NARROWEST, bold=True)
        shape = (str(lines), *(unit.attribute(name) for name in self._attributes))
        if shape not in self._stamps:
            self._stamps[shape] = Stamp(self._written(unit, mark("name"), mark("unit"), lines))
        return self._stamps[shape].stamped({"name": unit.name.upper(), "unit": unit.id})

    def _book(self) -> Book:
        return Book(self.occasion.criteria.title.to(self.occasion.lang), self.occasion.lang)

    def _written(self, unit: Unit, name: str, id_: str, lines: int = 1) -> bytes:
        book = self._book()
        heading = replace(self.occasion.heading(name), lines=lines)
        self._form(book, unit, heading).write()
        write_evidence(book, heading)
        return book.done(self.occasion.about(Purpose.FORM, unit=id_))

    def of_all(self, units: tuple[Unit, ...]) -> bytes:
        """One workbook with the sheets of all units."""
        book = self._book()
        lang = self.occasion.lang
        first = contents(book, decisions=False)
        entries = []
        for number, unit in enumerate(units, start=1):
            heading = self.occasion.heading(unit.name.upper())
            titles = {Sheet.CRITERIA: f"{number}. {unit.name}"}
            titles[Sheet.DATA] = f"{number}. {Sheet.DATA.value.to(lang)}"
            name = self._form(book, unit, heading, id_=unit.id, titles=titles).write()
            entries.append(Entry(name, str(number), unit.name))
        heading = self.occasion.heading(_ALL.to(lang))
        write_evidence(book, heading)
        write_contents(first, heading, entries)
        return book.done(self.occasion.about(Purpose.FORM))

    def _form(
        self,
        book: Book,
        unit: Unit,
        heading: Heading,
        *,
        id_: str = "",
        titles: Mapping[Sheet, str] | None = None,
    ) -> Form:
        occasion = self.occasion
        form = Form(book, occasion.criteria, occasion.year, unit.attribute, heading, unit=id_, titles=titles)
        return form if self.fillings is None else form.filled(self.fillings.of_unit(unit.id))
