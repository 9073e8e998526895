"""How cells guide whoever fills them in: drop-downs, what may be typed, and what is asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.answers.words import Decision
from cchc_index.language import exact_number
from cchc_index.sheets.layout import NOT_APPLICABLE

if TYPE_CHECKING:
    from fractions import Fraction

    from cchc_index.sheets.book import Book
    from cchc_index.sheets.questions import Question

_LONGEST_LIST = 255
_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_FARTHEST = 10**15
_EARLIEST = 36526
"""The day number of 01/01/2000 in a spreadsheet."""
YES_NO = ("có", "không")
TICK = ("x", "không")
NOT_DONE = "chưa"
NEEDED = {
    "yes_no": "Chọn “có” hoặc “không”.",
    "tick": "Chọn “x” nếu đã làm, “không” nếu chưa; để trống mọi mục là chưa kê khai.",
    "option": "Chọn một trong các phương án.",
    "whole": "Cần một số nguyên từ 0 trở lên, ví dụ 2.",
    "number": "Cần một số, ví dụ 12,5.",
    "percent": "Cần một tỷ lệ từ 0 đến 100, tính bằng phần trăm, ví dụ 92,5.",
    "date": "Cần một ngày, ví dụ 31/01/2025.",
    "text": "Ghi nội dung.",
}
_UNDONE = " Chưa làm thì ghi “chưa”."


def answer_guide(question: Question, cell: str, book: Book) -> dict[str, Any]:
    """The validation of a cell that answers a question."""
    needed = NEEDED[question.slot.type] + (_UNDONE if question.may_be_undone else "")
    title = question.slot.title.vi
    return {**_allowed(question, cell, book), **_words(f"{title[:1].upper()}{title[1:]}", needed)}


def _allowed(question: Question, cell: str, book: Book) -> dict[str, Any]:  # noqa: PLR0911 - one a type
    slot = question.slot
    match slot.type:
        case "yes_no":
            return _among(YES_NO, book)
        case "tick":
            return _among(TICK, book)
        case "option":
            return _among(tuple(choice.title.vi for choice in slot.choices), book)
        case "whole":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        case "number":
            least = -_FARTHEST if slot.negative else 0
            return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": _FARTHEST}
        case "date":
            undone = f',{cell}="{NOT_DONE}"' if question.may_be_undone else ""
            dated = f"IF(ISNUMBER({cell}),{cell}>={_EARLIEST},FALSE)"
            return {"validate": "custom", "value": f"=OR({dated}{undone})"}
    return {"validate": "any"}


def _among(words: tuple[str, ...], book: Book) -> dict[str, Any]:
    """A drop-down; Excel takes a short list of words without commas, and a range of cells for any other."""
    short = len(",".join(words)) <= _LONGEST_LIST and not any("," in word or '"' in word for word in words)
    return {"validate": "list", "source": list(words) if short else book.choices(words)}


def state_guide(book: Book) -> dict[str, Any]:
    """The validation of a cell that may say that a criterion does not apply."""
    word = NOT_APPLICABLE.vi
    needed = f"Chọn “{word}” nếu tiêu chí không áp dụng với đơn vị và ghi lý do ở cột ghi chú."
    return {**_among((word,), book), **_words(word, needed)}


def points_guide(title: str, most: Fraction) -> dict[str, Any]:
    """The validation of a claim, or of points that are awarded."""
    needed = f"Cần số điểm từ 0 đến {exact_number(most, 'vi')}."
    allowed = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(most)}
    return {**allowed, **_words(title, needed)}


def evidence_guide(asked: str) -> dict[str, Any]:
    """What is said beside a cell that names documents."""
    needed = "Ghi số thứ tự trong trang “Tài liệu kiểm chứng”, ví dụ 1; 3, hoặc số, ký hiệu văn bản."
    said = f"{asked.rstrip('.')}. {needed}" if asked else needed
    return {
        "validate": "any",
        **_words("Tài liệu kiểm chứng", said if len(said) <= _LONGEST_MESSAGE else needed),
    }


def decision_guide(book: Book) -> dict[str, Any]:
    """The validation of a decision."""
    words = tuple(decision.text.vi for decision in Decision if decision is not Decision.NONE)
    needed = "Chọn một quyết định; “điều chỉnh” thì ghi điểm hoặc số liệu, và lý do."
    return {**_among(words, book), **_words("Quyết định", needed)}


def _words(title: str, needed: str) -> dict[str, Any]:
    """What is said when the cell is entered, and when something else is typed."""
    return {
        "input_title": _cut(title, _LONGEST_TITLE),
        "input_message": _cut(needed, _LONGEST_MESSAGE),
        "error_title": "Chưa đúng",
        "error_message": _cut(needed, _LONGEST_MESSAGE),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
