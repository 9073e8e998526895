"""The workbooks that units fill in for the first stage: one for each unit, or one for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cchc_index.criteria.outline import outline
from cchc_index.language import Lang, Text
from cchc_index.scoring import fingerprints
from cchc_index.sheets import fitting
from cchc_index.sheets.book import Book
from cchc_index.sheets.contents import Entry, contents, write_contents
from cchc_index.sheets.filling import Filling, Fillings
from cchc_index.sheets.form import Form, write_evidence
from cchc_index.sheets.heading import Heading
from cchc_index.sheets.layout import FORMAT, About, Purpose, Sheet
from cchc_index.sheets.stamping import Stamp, mark

if TYPE_CHECKING:
    from cchc_index.answers.rows import Answers
    from cchc_index.answers.units import Unit
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.sheets.filling import Shape

_TITLE = Text(
    "PHIẾU {stage} CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}", "{stage}: ADMINISTRATIVE REFORM INDEX {year}"
)
_NARROWEST = 45
"""The left half of the narrowest heading of a form, in characters."""
_SHAPES = 64
"""The shapes of forms that are kept to be stamped; a form of another is written anew."""
_BLANK = Filling()
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
        self._stamp = lru_cache(_SHAPES)(self._stamp_of)

    def of(self, unit: Unit) -> bytes:
        """The workbook of one unit."""
        lines = fitting.lines(unit.name.upper(), _NARROWEST, bold=True)
        attributes = tuple(unit.attribute(name) for name in self._attributes)
        filling = self._filling(unit)
        stamp = self._stamp(lines, attributes, filling.shape)
        return stamp.stamped({"name": unit.name.upper(), "unit": unit.id}, filling)

    def _filling(self, unit: Unit) -> Filling:
        return _BLANK if self.fillings is None else self.fillings.of_unit(unit.id)

    def _stamp_of(self, lines: int, attributes: tuple[str, ...], shape: Shape) -> Stamp:
        """The form of all units with these attributes, whose name takes so many lines."""
        occasion, book = self.occasion, self._book()
        attribute = dict(zip(self._attributes, attributes, strict=True)).__getitem__
        heading = replace(occasion.heading(mark("name")), lines=lines)
        filling = _BLANK if self.fillings is None else None
        Form(book, occasion.criteria, occasion.year, attribute, heading, filling, shape).write()
        write_evidence(book, heading)
        return Stamp(book, book.done(occasion.about(Purpose.FORM, unit=mark("unit"))))

    def _book(self) -> Book:
        return Book(self.occasion.criteria.title.to(self.occasion.lang), self.occasion.lang)

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
            filling = self._filling(unit)
            form = Form(
                book, self.occasion.criteria, self.occasion.year, unit.attribute, heading,
                filling, filling.shape, unit.id, titles,
            )  # fmt: skip
            name = form.write()
            entries.append(Entry(name, str(number), unit.name))
        heading = self.occasion.heading(_ALL.to(lang))
        write_evidence(book, heading)
        write_contents(first, heading, entries)
        return book.done(self.occasion.about(Purpose.FORM))
