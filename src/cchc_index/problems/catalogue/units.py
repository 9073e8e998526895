"""Problems of units, and of what they left out."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "repeated-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Đơn vị “{found}” có hai dòng trong bảng đơn vị; chỉ dòng đầu được dùng.",
            "The unit “{found}” has two rows in the table of units; only the first is used.",
        ),
        cure=Text(
            "Bỏ dòng thừa, hoặc sửa mã đơn vị.",
            "Remove one, or correct the id.",
        ),
        cause=Text(
            "Dòng được chép thêm, hoặc hai đơn vị bị ghi cùng mã.",
            "A row was copied, or two units got the same id.",
        ),
    ),
    "unit-without-answers": Entry(
        Severity.WARNING,
        message=Text(
            "{unit} chưa có số liệu nào; không có điểm, không xếp hạng, không xếp loại.",
            "{unit} gave no answers; it has no points, no rank and no class.",
        ),
        cure=Text(
            "Đôn đốc đơn vị gửi số liệu, hoặc kiểm tra lại tên đơn vị trong các tệp.",
            "Ask the unit for its data, or check its name in the files.",
        ),
        cause=Text(
            "Đơn vị chưa gửi phiếu, hoặc phiếu ghi tên khác.",
            "The unit has not sent its sheet, or the sheet has another name.",
        ),
    ),
    "unit-attribute-missing": Entry(
        Severity.ERROR,
        message=Text(
            "{unit} chưa có thông tin “{attribute}” mà bộ tiêu chí cần; các tiêu chí áp dụng theo thông tin này không tính cho đơn vị.",
            "{unit} has no “{attribute}”, which the set asks for; criteria chosen by it do not count for the unit.",
        ),
        cure=Text(
            "Bổ sung cột “{attribute}” trong bảng đơn vị (--units).",
            "Add the column “{attribute}” to the table of units (--units).",
        ),
        cause=Text(
            "Chưa có bảng đơn vị, hoặc ô bị bỏ trống.",
            "There is no table of units, or the cell is blank.",
        ),
    ),
    "unit-kind-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "{unit} thuộc loại “{found}”, không có trong bộ tiêu chí; các loại đã nêu: {known}.",
            "{unit} is of kind “{found}”, which the set does not know; it knows: {known}.",
        ),
        cure=Text(
            "Sửa cột kind trong bảng đơn vị, hoặc unit_kinds trong bộ tiêu chí.",
            "Correct kind in the table of units, or unit_kinds in the set.",
        ),
        cause=Text(
            "Loại đơn vị được ghi khác với bộ tiêu chí.",
            "The kind is written otherwise than in the set.",
        ),
    ),
    "answer-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Chưa kê khai; theo bộ tiêu chí, đây là số liệu không hợp lệ.",
            "There is no answer, which the set takes for invalid.",
        ),
        cure=Text(
            "Bổ sung số liệu của tiêu chí.",
            "Give the answer.",
        ),
        cause=Text(
            "Đơn vị bỏ sót tiêu chí.",
            "The unit left the criterion out.",
        ),
    ),
}
