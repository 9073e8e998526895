"""What must hold between data items, shown live below them: whether it does, and what is said where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.exact import Column
from cchc_index.rules.excel import either, text
from cchc_index.rules.expression import Evaluation, excel, parse_condition, variables_of
from cchc_index.rules.expression_words import words
from cchc_index.sheets.book import Formula
from cchc_index.sheets.layout import Field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cchc_index.criteria.model import CriteriaSet, DataCheck
    from cchc_index.sheets.book import Page

HEADING = "KIỂM TRA SỐ LIỆU"
HELD = "đạt"
BROKEN = "chưa đạt"
_RED = {"font_color": "#C00000", "bold": True}
_LOOKS = {"border": 1}


def write_checks(
    page: Page, row: int, criteria: CriteriaSet, cells: Mapping[str, str], data: Mapping[str, Fraction]
) -> None:
    """Writes the checks of a set, a row each, below its data items.

    Args:
        page: the sheet of data items.
        row: the first row below them.
        criteria: the set.
        cells: the cell of each item on the sheet.
        data: what the cells hold.
    """
    if not criteria.checks:
        return
    for field in (Field.NUMBER, Field.ANSWER, Field.NOTE):
        page.put(row, field, None, **_LOOKS)
    page.put(row, Field.TITLE, HEADING, **_LOOKS, bold=True)
    titles = {item.id: item.title.vi[:1].lower() + item.title.vi[1:] for item in criteria.data}
    for place, check in enumerate(criteria.checks, start=row + 1):
        said = words(parse_condition(check.that, frozenset(cells)), titles, "vi")
        verdict = _verdict(check, cells, data)
        answer = page.cell(place, Field.ANSWER)
        message = f'IF({answer}="{BROKEN}",{text(check.message.vi)},"")'
        page.put(place, Field.NUMBER, None, **_LOOKS)
        page.put(place, Field.TITLE, f"{said[:1].upper()}{said[1:]}", **_LOOKS)
        page.put(place, Field.ANSWER, verdict, **_LOOKS, align="center")
        page.put(
            place,
            Field.NOTE,
            Formula(message, check.message.vi if verdict.value == BROKEN else ""),
            **_LOOKS,
            **_RED,
        )
        page.room(place, Field.NOTE, check.message.vi)
    rows = (row + 1, row + len(criteria.checks))
    page.mark(rows, Field.ANSWER, f'{page.cell(row + 1, Field.ANSWER)}="{BROKEN}"', **_RED)


def _verdict(check: DataCheck, cells: Mapping[str, str], data: Mapping[str, Fraction]) -> Formula:
    """Whether a check holds; blank while an item is missing, or where it divides by 0."""
    names = sorted(variables_of(check.that))
    node = parse_condition(check.that, frozenset(names))
    missing = either([f"NOT(ISNUMBER({cells[name]}))" for name in names])
    formula = f'IF({missing},"",IFERROR(IF({excel(node, cells)},"{HELD}","{BROKEN}"),""))'
    if not all(name in data for name in names):
        return Formula(formula, "")
    evaluation = Evaluation({name: Column.constant(data[name]) for name in names}, (1,))
    holds = bool(evaluation.holds(node, ~evaluation.divided_by_zero)[0])
    value = "" if evaluation.divided_by_zero[0] else HELD if holds else BROKEN
    return Formula(formula, value)
