"""What stands above and below the table of a form that is signed: the official heading, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_index.sheets.book import Page

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DATED = "……………, ngày …… tháng …… năm ……"
_HINT = "Chỉ điền vào các ô nền vàng; các ô khác được khóa, không đặt mật khẩu."
_SIGNERS = (("NGƯỜI LẬP PHIẾU", "(Ký, ghi rõ họ tên)"), ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"))
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading.

    Args:
        whose: the unit or the appraiser whose form it is.
        title: what the form is.
        basis: by which set.
    """

    whose: str
    title: str
    basis: str


def write_heading(page: Page, heading: Heading) -> int:
    """Writes the heading from the first row on; returns the first row below it."""
    left, right = _halves(page)
    centred = {"align": "center", "locked": True}
    page.across(0, left, heading.whose, bold=True, **centred)
    page.across(0, right, _COUNTRY, bold=True, **centred)
    page.across(1, right, _MOTTO, bold=True, underline=1, **centred)
    page.across(2, right, _DATED, italic=True, align="center", locked=False)
    whole = (page.first, page.last)
    page.across(3, whole, heading.title, bold=True, font_size=14, **centred)
    page.across(4, whole, f"({heading.basis})", italic=True, **centred)
    page.across(5, whole, _HINT, italic=True, font_size=10, **centred)
    page.sheet.set_row(3, 24)
    page.sheet.set_row(4, 18 * (1 + len(heading.basis) // 150))
    return 6


def write_signatures(page: Page, row: int) -> None:
    """Writes who signs, below the table."""
    for columns, (who, how) in zip(_halves(page), _SIGNERS, strict=True):
        page.across(row + 1, columns, who, bold=True, align="center")
        page.across(row + 2, columns, how, italic=True, align="center")
        page.across(row + 2 + _ROOM, columns, "", bold=True, align="center", locked=False)


def _halves(page: Page) -> tuple[tuple[int, int], tuple[int, int]]:
    """The columns of the left and the right half, as wide as each other as may be."""
    widths = page.widths[page.first :]
    middle = min(range(1, len(widths)), key=lambda place: abs(sum(widths[:place]) - sum(widths[place:])))
    return (page.first, page.first + middle - 1), (page.first + middle, page.last)
