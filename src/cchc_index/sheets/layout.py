"""What a scoring sheet looks like to programs: the same for whoever writes one and whoever reads it back.

A workbook has a very hidden sheet `ABOUT` with a key and a value a row. Every sheet with cells to fill has a hidden
row of field codes right below its visible headings; columns found by their code may be moved, and whoever lost the
row is read by the headings. The first three columns are hidden: the id of the criterion or data item, the input of
it that the row asks (blank where a bare answer is asked), and the unit (blank where it is the workbook's).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cchc_index.language import Text

FORMAT = 1
ABOUT = "_cchc"
LISTS = "_cchc_lists"
"""The hidden sheet of words to choose from."""


class About(Enum):
    """The keys of the hidden sheet."""

    FORMAT = "format"
    PURPOSE = "purpose"
    SET = "set"
    VERSION = "version"
    FINGERPRINT = "fingerprint"
    """The scoring fingerprint of the set."""
    YEAR = "year"
    STAGE = "stage"
    UNIT = "unit"
    """The unit whose workbook it is; blank where rows name units."""
    BY = "by"
    """The appraiser whose workbook it is."""


SHOWN = "shown"
"""The key of the rows of the hidden sheet that say what a form shows though it is not the unit's to say: behind it the
criterion, the input, the unit, the code of the column, and the text of the cell."""


class Purpose(Enum):
    """Whom a workbook is for."""

    FORM = "form"
    """A unit: its answers and claims, or its explanations."""
    APPRAISAL = "appraisal"
    """An appraiser: decisions on many units."""
    COUNCIL = "council"
    """The council: leaves on which those before differ."""


class Sheet(Enum):
    """The sheets, by their titles."""

    DATA = Text("Số liệu dùng chung", "Shared data")
    CRITERIA = Text("Tự chấm", "Self-assessment")
    EVIDENCE = Text("Tài liệu kiểm chứng", "Evidence")


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Args:
        heading: what people read.
        also: other headings under which people write the same.
        filled: whether people fill it in.
    """

    heading: Text
    also: tuple[str, ...] = ()
    filled: bool = False


class Field(Enum):
    """The columns of a sheet by their codes; those of answers are called as in tables of answers."""

    CRITERION = "criterion"
    INPUT = "input"
    UNIT = "unit"
    NUMBER = "number"
    TITLE = "title"
    MAX_POINTS = "max_points"
    ASKED = "asked"
    ANSWER = "answer"
    STATE = "state"
    RULE = "rule"
    EVIDENCE_ASKED = "evidence_asked"
    EVIDENCE = "evidence"
    COMPUTED = "computed"
    CLAIM = "claim"
    APPRAISED = "appraised"
    DECISION = "decision"
    AWARD = "award"
    REASON = "reason"
    NOTE = "note"
    UNIT_NAME = "unit_name"
    SHOWN_ANSWER = "shown_answer"
    """What stands already, for whoever appraises or explains; nothing in it is said anew."""
    SHOWN_CLAIM = "shown_claim"
    SHOWN_EVIDENCE = "shown_evidence"
    SHOWN_EXPLANATION = "shown_explanation"
    EXPLAINED = "explained"
    """The points that stand if the explanation is accepted."""
    SHOWN_DECISION = "shown_decision"
    SHOWN_REASON = "shown_reason"
    DOCUMENT = "document"
    """The columns of the list of evidence."""
    ISSUED = "issued"
    SUBJECT = "subject"
    LINK = "link"


COLUMNS: dict[Field, Column] = {
    Field.CRITERION: Column(Text("Mã tiêu chí", "Criterion"), ("criterion", "mã")),
    Field.INPUT: Column(Text("Mã số liệu", "Input"), ("input",)),
    Field.UNIT: Column(Text("Mã đơn vị", "Unit"), ("unit",)),
    Field.NUMBER: Column(Text("STT", "No."), ("tt", "số tt")),
    Field.TITLE: Column(
        Text("Tiêu chí, tiêu chí thành phần", "Criterion"), ("tiêu chí", "nội dung", "số liệu")
    ),
    Field.MAX_POINTS: Column(Text("Điểm tối đa", "Max. points"), ("điểm chuẩn", "thang điểm", "maximum")),
    Field.ASKED: Column(Text("Nội dung kê khai", "What is asked")),
    Field.ANSWER: Column(
        Text("Số liệu kê khai", "Answer"),
        ("kê khai", "kết quả", "answer", "số liệu thẩm định", "số liệu giải trình"),
        filled=True,
    ),
    Field.STATE: Column(
        Text("Không áp dụng", "Not applicable"),
        ("state", "không áp dụng / miễn", "not applicable / exempt"),
        filled=True,
    ),
    Field.RULE: Column(Text("Cách tính điểm", "Rule")),
    Field.EVIDENCE_ASKED: Column(Text("Tài liệu cần có", "Evidence asked for")),
    Field.EVIDENCE: Column(Text("Tài liệu kiểm chứng", "Evidence"), ("evidence", "minh chứng"), filled=True),
    Field.COMPUTED: Column(Text("Điểm theo số liệu", "Points by the answer")),
    Field.CLAIM: Column(
        Text("Điểm tự chấm", "Claim"), ("điểm tự đánh giá", "tự chấm", "points", "điểm đề nghị"), filled=True
    ),
    Field.APPRAISED: Column(Text("Điểm thẩm định", "Points after appraisal")),
    Field.DECISION: Column(Text("Quyết định", "Decision"), ("decision", "ý kiến thẩm định"), filled=True),
    Field.AWARD: Column(
        Text("Điểm thẩm định", "Points awarded"), ("điểm thẩm định", "điểm đánh giá"), filled=True
    ),
    Field.REASON: Column(Text("Lý do", "Reason"), ("ghi chú thẩm định",), filled=True),
    Field.NOTE: Column(Text("Ghi chú / giải trình", "Note"), ("ghi chú", "giải trình", "note"), filled=True),
    Field.UNIT_NAME: Column(Text("Đơn vị", "Unit"), ("tên đơn vị",)),
    Field.SHOWN_ANSWER: Column(Text("Số liệu đã kê khai", "Answer given")),
    Field.SHOWN_CLAIM: Column(Text("Điểm đã tự chấm", "Claim made")),
    Field.SHOWN_EVIDENCE: Column(Text("Tài liệu đã nêu", "Evidence named")),
    Field.SHOWN_EXPLANATION: Column(Text("Giải trình của đơn vị", "Explanation by the unit")),
    Field.EXPLAINED: Column(Text("Điểm theo giải trình", "Points by the explanation")),
    Field.SHOWN_DECISION: Column(Text("Quyết định thẩm định", "Decision made")),
    Field.SHOWN_REASON: Column(Text("Lý do thẩm định", "Reason given")),
    Field.DOCUMENT: Column(Text("Số, ký hiệu", "Number")),
    Field.ISSUED: Column(Text("Ngày ban hành", "Date")),
    Field.SUBJECT: Column(Text("Trích yếu nội dung", "Subject")),
    Field.LINK: Column(Text("Liên kết", "Link")),
}
NOT_APPLICABLE = Text("Không áp dụng", "Not applicable")
EXEMPT = Text("Miễn", "Exempt")
"""The words of the column `Field.STATE`; only appraisers exempt."""
TOTAL = Text("TỔNG CỘNG", "TOTAL")
"""The title of the row below the last criterion."""
