"""What stands above and below the table of a form that is signed: the official heading, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from cchc_index.language import Text

if TYPE_CHECKING:
    from cchc_index.sheets.book import Page

Signers: TypeAlias = tuple[tuple[Text, Text], tuple[Text, Text]]
"""Who signs on the left and on the right, each with how."""
_COUNTRY = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
_DATED = Text("……………, ngày …… tháng …… năm ……", "……………, date ……………")
_HINT = Text(
    "Chỉ điền vào các ô nền vàng; các ô khác được khóa, không đặt mật khẩu.",
    "Fill in yellow cells only; all others are locked, without a password.",
)
_NAMED = Text("(Ký, ghi rõ họ tên)", "(Signature and full name)")
_SEALED = Text("(Ký tên, đóng dấu)", "(Signature and seal)")
UNIT: Signers = (
    (Text("NGƯỜI LẬP PHIẾU", "PREPARED BY"), _NAMED),
    (Text("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"), _SEALED),
)
APPRAISER: Signers = (
    (Text("NGƯỜI THẨM ĐỊNH", "APPRAISED BY"), _NAMED),
    (Text("THỦ TRƯỞNG CƠ QUAN THẨM ĐỊNH", "HEAD OF THE APPRAISING BODY"), _SEALED),
)
COUNCIL: Signers = (
    (Text("THƯ KÝ HỘI ĐỒNG", "SECRETARY OF THE COUNCIL"), _NAMED),
    (Text("CHỦ TỊCH HỘI ĐỒNG", "CHAIR OF THE COUNCIL"), _NAMED),
)
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading.

    Args:
        whose: the unit or the appraiser whose form it is.
        title: what the form is.
        basis: by which set.
        legend: what else is said before the table, line by line.
        lines: the lines that the name of whose form it is may take, where it is stamped in later.
    """

    whose: str
    title: str
    basis: str
    legend: tuple[str, ...] = ()
    lines: int = 1


def write_heading(page: Page, heading: Heading) -> int:
    """Writes the heading from the first row on; returns the first row below it."""
    left, right = _halves(page)
    lang = page.book.lang
    centred: dict[str, Any] = {"align": "center", "locked": True}
    page.across(0, left, heading.whose, least=heading.lines, bold=True, **centred)
    page.across(0, right, _COUNTRY.to(lang), bold=True, **centred)
    page.across(1, right, _MOTTO.to(lang), bold=True, underline=1, **centred)
    page.across(2, right, _DATED.to(lang), italic=True, align="center", locked=False)
    whole = (page.first, page.last)
    page.across(3, whole, heading.title, bold=True, font_size=14, **centred)
    page.across(4, whole, f"({heading.basis})", italic=True, **centred)
    page.across(5, whole, _HINT.to(lang), italic=True, font_size=10, **centred)
    for row, said in enumerate(heading.legend, start=6):
        page.across(row, whole, said, italic=True, font_size=10, locked=True)
    return 6 + len(heading.legend)


def write_signatures(page: Page, row: int, signers: Signers = UNIT) -> None:
    """Writes who signs, below the table."""
    lang = page.book.lang
    for columns, (who, how) in zip(_halves(page), signers, strict=True):
        page.across(row + 1, columns, who.to(lang), bold=True, align="center")
        page.across(row + 2, columns, how.to(lang), italic=True, align="center")
        page.across(row + 2 + _ROOM, columns, "", bold=True, align="center", locked=False)


def _halves(page: Page) -> tuple[tuple[int, int], tuple[int, int]]:
    """The columns of the left and the right half, as wide as each other as may be."""
    widths = page.widths[page.first :]
    middle = min(range(1, len(widths)), key=lambda place: abs(sum(widths[:place]) - sum(widths[place:])))
    return (page.first, page.first + middle - 1), (page.first + middle, page.last)
