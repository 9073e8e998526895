"""What must hold between data items, shown live below them: whether it does, and what is said where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.exact import Column
from cchc_index.language import Text
from cchc_index.rules.excel import either, text
from cchc_index.rules.expression import Evaluation, excel, parse_condition, variables_of
from cchc_index.rules.expression_words import words
from cchc_index.sheets.cells import Varying
from cchc_index.sheets.layout import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_index.criteria.model import CriteriaSet, DataCheck
    from cchc_index.language import Lang
    from cchc_index.sheets.book import Page
    from cchc_index.sheets.filling import Filling

HEADING = Text("KIỂM TRA SỐ LIỆU", "CHECKS")
HELD = Text("đạt", "holds")
BROKEN = Text("chưa đạt", "does not hold")
_RED = {"font_color": "#C00000", "bold": True}
_LOOKS = {"border": 1}


def write_checks(page: Page, row: int, criteria: CriteriaSet, cells: Mapping[str, str]) -> None:
    """Writes the checks of a set, a row each, below its data items.

    Args:
        page: the sheet of data items.
        row: the first row below them.
        criteria: the set.
        cells: the cell of each item on the sheet.
    """
    if not criteria.checks:
        return
    for field in (Field.NUMBER, Field.ANSWER, Field.NOTE):
        page.put(row, field, None, **_LOOKS)
    page.put(row, Field.TITLE, HEADING, **_LOOKS, bold=True)
    lang = page.book.lang
    named = {item.id: item.title.to(lang) for item in criteria.data}
    titles = {id_: title[:1].lower() + title[1:] for id_, title in named.items()}
    for place, check in enumerate(criteria.checks, start=row + 1):
        said = words(parse_condition(check.that, frozenset(cells)), titles, lang)
        verdict = _verdict(check, cells, lang)
        message = check.message.to(lang)
        answer = page.cell(place, Field.ANSWER)
        shown = f'IF({answer}={text(BROKEN.to(lang))},{text(message)},"")'
        page.put(place, Field.NUMBER, None, **_LOOKS)
        page.put(place, Field.TITLE, f"{said[:1].upper()}{said[1:]}", **_LOOKS)
        page.put(place, Field.ANSWER, verdict, **_LOOKS, align="center")
        page.put(place, Field.NOTE, _said_where(verdict, message, shown, lang), **_LOOKS, **_RED)
        page.room(place, Field.NOTE, message)
    rows = (row + 1, row + len(criteria.checks))
    page.mark(rows, Field.ANSWER, f"{page.cell(row + 1, Field.ANSWER)}={text(BROKEN.to(lang))}", **_RED)


def _said_where(verdict: Varying, message: str, formula: str, lang: Lang) -> Varying:
    """What is said where a check does not hold."""
    return Varying(lambda filling: message if verdict.of(filling) == BROKEN.to(lang) else "", formula)


def _verdict(check: DataCheck, cells: Mapping[str, str], lang: Lang) -> Varying:
    """Whether a check holds; blank while an item is missing, or where it divides by 0."""
    names = sorted(variables_of(check.that))
    node = parse_condition(check.that, frozenset(names))
    missing = either([f"NOT(ISNUMBER({cells[name]}))" for name in names])
    held, broken = HELD.to(lang), BROKEN.to(lang)
    formula = f'IF({missing},"",IFERROR(IF({excel(node, cells)},{text(held)},{text(broken)}),""))'

    def value(filling: Filling) -> str:
        if not all(name in filling.data for name in names):
            return ""
        evaluation = Evaluation({name: Column.constant(filling.data[name]) for name in names}, (1,))
        holds = bool(evaluation.holds(node, ~evaluation.divided_by_zero)[0])
        return "" if evaluation.divided_by_zero[0] else held if holds else broken

    return Varying(value, formula)
