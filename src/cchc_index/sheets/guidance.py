"""How cells guide whoever fills them in: drop-downs, what may be typed, and what is asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.answers.words import Decision
from cchc_index.language import Lang, Text, exact_number, pick
from cchc_index.sheets.layout import COLUMNS, EXEMPT, NOT_APPLICABLE, Field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cchc_index.sheets.book import Book
    from cchc_index.sheets.questions import Question

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_FARTHEST = 10**15
_EARLIEST = 36526
"""The day number of 01/01/2000 in a spreadsheet."""
YES_NO = (Text("có", "yes"), Text("không", "no"))
TICK = (Text("x", "x"), YES_NO[1])
NOT_DONE = Text("chưa", "not done")
NEEDED = {
    "yes_no": Text("Chọn “có” hoặc “không”.", "Choose “yes” or “no”."),
    "tick": Text(
        "Chọn “x” nếu đã làm, “không” nếu chưa; để trống mọi mục là chưa kê khai.",
        "Choose “x” if it is done, “no” if not; all blank is unanswered.",
    ),
    "option": Text("Chọn một trong các phương án.", "Choose one of the options."),
    "whole": Text(
        "Cần một số nguyên từ 0 trở lên, ví dụ 2.", "A whole number from 0 on is needed, such as 2."
    ),
    "number": Text("Cần một số, ví dụ 12,5.", "A number is needed, such as 12.5."),
    "percent": Text(
        "Cần một tỷ lệ từ 0 đến 100, tính bằng phần trăm, ví dụ 92,5.",
        "A percentage from 0 to 100 is needed, such as 92.5.",
    ),
    "date": Text("Cần một ngày, ví dụ 31/01/2025.", "A date is needed, such as 31/01/2025."),
    "text": Text("Ghi nội dung.", "Write a text."),
}
_UNDONE = Text(" Chưa làm thì ghi “chưa”.", " If it is not done, write “not done”.")
_ASIDE = Text(
    "Chọn “Không áp dụng” nếu tiêu chí không áp dụng với đơn vị và ghi lý do ở cột ghi chú.",
    "Choose “Not applicable” if the criterion does not apply to the unit, and say why in the note.",
)
_SPARE = Text(
    "Chọn “Miễn” nếu đơn vị được miễn tiêu chí và ghi lý do; tiêu chí không tính vào điểm tối đa ở mọi vòng.",
    "Choose “Exempt” if the unit is exempt, and say why; the criterion leaves its maximum in every stage.",
)
_SET_ASIDE = Text(
    f"{_ASIDE.vi.partition(' và ')[0]}. {_SPARE.vi}", f"{_ASIDE.en.partition(', and')[0]}. {_SPARE.en}"
)
_FROM_TO = Text("Cần số điểm từ 0 đến {most}.", "Points from 0 to {most} are needed.")
_EVIDENCE = Text("Tài liệu kiểm chứng", "Evidence")
_REFER = Text(
    "Ghi số thứ tự trong trang “Tài liệu kiểm chứng”, ví dụ 1; 3, hoặc số, ký hiệu văn bản.",
    "Give numbers of the sheet “Evidence”, such as 1; 3, or name the document.",
)
_DECIDE = Text(
    "Chọn một quyết định; “điều chỉnh” thì ghi điểm hoặc số liệu, và lý do.",
    "Choose a decision; with “change” give points or data, and the reason.",
)
_WRONG = Text("Chưa đúng", "Not right")


def answer_guide(question: Question, cell: str, book: Book) -> dict[str, Any]:
    """The validation of a cell that answers a question."""
    lang = book.lang
    needed = NEEDED[question.slot.type].to(lang) + (_UNDONE.to(lang) if question.may_be_undone else "")
    title = question.slot.title.to(lang)
    return {**_allowed(question, cell, book), **_words(f"{title[:1].upper()}{title[1:]}", needed, lang)}


def _allowed(question: Question, cell: str, book: Book) -> dict[str, Any]:  # noqa: PLR0911 - one a type
    slot = question.slot
    match slot.type:
        case "yes_no":
            return _among(tuple(word.to(book.lang) for word in YES_NO), book)
        case "tick":
            return _among(tuple(word.to(book.lang) for word in TICK), book)
        case "option":
            return _among(tuple(choice.title.to(book.lang) for choice in slot.choices), book)
        case "whole":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case "percent":
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        case "number":
            least = -_FARTHEST if slot.negative else 0
            return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": _FARTHEST}
        case "date":
            undone = f',{cell}="{NOT_DONE.to(book.lang)}"' if question.may_be_undone else ""
            dated = f"IF(ISNUMBER({cell}),{cell}>={_EARLIEST},FALSE)"
            return {"validate": "custom", "value": f"=OR({dated}{undone})"}
    return {"validate": "any"}


def _among(words: tuple[str, ...], book: Book) -> dict[str, Any]:
    """A drop-down of a range of cells: Excel takes any words and any number of them, in capitals as well."""
    return {"validate": "list", "source": book.choices(words)}


def state_guide(book: Book) -> dict[str, Any]:
    """The validation of a cell that may say that a criterion does not apply."""
    word = NOT_APPLICABLE.to(book.lang)
    return {**_among((word,), book), **_words(word, _ASIDE.to(book.lang), book.lang)}


def appraised_state_guide(book: Book, *, may_be_set_aside: bool) -> dict[str, Any]:
    """The validation of a cell in which appraisers say that a criterion does not apply, or that a unit is exempt."""
    words = (NOT_APPLICABLE, EXEMPT) if may_be_set_aside else (EXEMPT,)
    said = _SET_ASIDE if may_be_set_aside else _SPARE
    return {
        **_among(tuple(word.to(book.lang) for word in words), book),
        **_words(COLUMNS[Field.STATE].heading.to(book.lang), said.to(book.lang), book.lang),
    }


def points_guide(title: Text, most: Fraction, book: Book) -> dict[str, Any]:
    """The validation of a claim, or of points that are awarded."""
    needed = _FROM_TO.to(book.lang).format(most=exact_number(most, book.lang))
    allowed = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(most)}
    return {**allowed, **_words(title.to(book.lang), needed, book.lang)}


def evidence_guide(asked: Text | None, book: Book) -> dict[str, Any]:
    """What is said beside a cell that names documents."""
    lang = book.lang
    needed = _REFER.to(lang)
    said = f"{asked.to(lang).rstrip('.')}. {needed}" if asked else needed
    return {
        "validate": "any",
        **_words(_EVIDENCE.to(lang), said if len(said) <= _LONGEST_MESSAGE else needed, lang),
    }


def counts_guide(asked: Sequence[Question], book: Book) -> dict[str, Any]:
    """What is said beside a cell that takes all inputs of a leaf at once."""
    lang = book.lang
    written = "; ".join(f"{question.slot.id}=…" for question in asked)
    needed = f"{pick(lang, 'Ghi trong một ô', 'Write in one cell')}: {written}"
    return {"validate": "any", **_words(pick(lang, "Số liệu", "Data"), needed, lang)}


def decision_guide(book: Book, *, accept: bool, reject: bool = True) -> dict[str, Any]:
    """The validation of a decision; an explanation is accepted only where there is one, a number never rejected."""
    refused = {Decision.ACCEPT: not accept, Decision.REJECT: not reject}
    left_out = {Decision.NONE, *(decision for decision, out in refused.items() if out)}
    words = tuple(decision.text.to(book.lang) for decision in Decision if decision not in left_out)
    title = COLUMNS[Field.DECISION].heading.to(book.lang)
    return {**_among(words, book), **_words(title, _DECIDE.to(book.lang), book.lang)}


def _words(title: str, needed: str, lang: Lang) -> dict[str, Any]:
    """What is said when the cell is entered, and when something else is typed."""
    return {
        "input_title": _cut(title, _LONGEST_TITLE),
        "input_message": _cut(needed, _LONGEST_MESSAGE),
        "error_title": _WRONG.to(lang),
        "error_message": _cut(needed, _LONGEST_MESSAGE),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
