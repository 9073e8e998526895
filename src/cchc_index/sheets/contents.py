"""The first sheet of a workbook of many: what its sheets are, and who signs for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_index.language import Text
from cchc_index.sheets.book import Book, Page
from cchc_index.sheets.heading import write_heading, write_signatures
from cchc_index.sheets.layout import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.sheets.heading import Heading, Signers

CONTENTS = Text("Mục lục", "Contents")
_WIDTHS = ((Field.NUMBER, 10), (Field.TITLE, 64), (Field.ASKED, 18), (Field.NOTE, 48))
_HEADINGS = {
    Field.TITLE: Text("Nội dung", "Contents"),
    Field.ASKED: Text("Số dòng cần quyết định", "Decisions wanted"),
    Field.NOTE: Text("Ghi chú", "Note"),
}
_CELL = {"border": 1, "num_format": "@"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet.

    Args:
        sheet: its name.
        number: the criterion's id; blank where the sheet is a unit's.
        title: what it is about.
        wanted: how many decisions it wants; nothing where it wants none.
    """

    sheet: str
    number: str
    title: str
    wanted: int | None = None


def contents(book: Book, *, decisions: bool) -> Page:
    """The sheet itself, before the others; with a column of decisions where others decide."""
    widths = [column for column in _WIDTHS if column[0] is not Field.ASKED or decisions]
    return Page(book, CONTENTS.to(book.lang), widths, _HEADINGS)


def write_contents(
    page: Page, heading: Heading, entries: Sequence[Entry], signers: Signers | None = None
) -> None:
    """Writes the list of sheets, each a link inside the workbook."""
    row = page.head(write_heading(page, heading))
    for place, entry in enumerate(entries, start=1):
        for field in page.fields[page.first :]:
            page.put(row, field, None, **_CELL)
        page.link(row, Field.NUMBER, entry.sheet, entry.number or str(place), **_CELL, align="center")
        page.put(row, Field.TITLE, entry.title, **_CELL)
        page.put(row, Field.ASKED, entry.wanted, border=1, align="center")
        row += 1
    page.close()
    if signers:
        write_signatures(page, row, signers)
