"""Problems of what ties parts of a set to each other: data items, conditions, rules for kinds of unit, stages."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "rule-and-rule-for": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {found} có cả rule và rule_for; chỉ được có một trong hai.",
            "Criterion {found} has both rule and rule_for; it may have only one of them.",
        ),
        cure=Text(
            "Giữ rule nếu mọi đơn vị chấm như nhau; giữ rule_for nếu mỗi loại đơn vị chấm một cách.",
            "Keep rule if all units are scored alike; keep rule_for if each kind of unit is scored in its own way.",
        ),
        cause=Text(
            "Cách tính chung chưa được bỏ khi tách theo loại đơn vị.",
            "The rule for all was left in place when it was split by kind.",
        ),
    ),
    "rule-for-incomplete": Entry(
        Severity.ERROR,
        message=Text(
            "Các cách tính trong rule_for chưa bao gồm mọi đơn vị{kind}.",
            "The rules under rule_for do not cover every unit{kind}.",
        ),
        cure=Text(
            "Thêm cách tính cho đơn vị còn thiếu, hoặc để mục cuối không có applies_to.",
            "Add a rule for the units that are left, or leave applies_to out of the last entry.",
        ),
        cause=Text(
            "Bộ tiêu chí có thêm loại đơn vị, hoặc một loại bị bỏ sót.",
            "The set has got another kind of unit, or one was left out.",
        ),
    ),
    "rule-for-never-tried": Entry(
        Severity.ERROR,
        message=Text(
            "Cách tính thứ {number} và các cách tính sau nó không bao giờ được dùng, vì cách tính trước đó áp dụng cho mọi đơn vị.",
            "Rule {number} and those after it are never used, because the one before is for all units.",
        ),
        cure=Text(
            "Đặt cách tính không có applies_to ở cuối cùng.",
            "Put the entry without applies_to last.",
        ),
        cause=Text(
            "Thứ tự các cách tính bị đảo, hoặc thiếu applies_to.",
            "The order is wrong, or applies_to is missing.",
        ),
    ),
    "first-stage-by-appraiser": Entry(
        Severity.ERROR,
        message=Text(
            "Vòng đầu tiên ({found}) phải do đơn vị thực hiện (by: unit).",
            "The first stage ({found}) must be by the units (by: unit).",
        ),
        cure=Text("Đặt vòng tự đánh giá của đơn vị lên đầu.", "Begin with the units' self-assessment."),
        cause=Text("Thứ tự các vòng bị đảo.", "The order of the stages is wrong."),
    ),
    "only-if-cycle": Entry(
        Severity.ERROR,
        message=Text(
            "Điều kiện của {found} phụ thuộc vào chính nó ({ring}).",
            "The condition of {found} rests on itself ({ring}).",
        ),
        cure=Text(
            "Đặt only_if theo một tiêu chí nằm ngoài mục này và không chờ mục này.",
            "Let only_if name a node outside this one that does not wait for it.",
        ),
        cause=Text(
            "Điều kiện trỏ vào mục chứa chính tiêu chí đó, hoặc hai mục chờ lẫn nhau.",
            "The condition names a node that holds the criterion, or two nodes wait for each other.",
        ),
    ),
    "unknown-data": Entry(
        Severity.ERROR,
        message=Text(
            "Không có số liệu dùng chung “{found}”; có thể dùng: {nearest}.",
            "There is no data item “{found}”; what can be used: {nearest}.",
        ),
        cure=Text(
            "Sửa lại mã, hoặc khai báo số liệu này trong khóa data.",
            "Correct the id, or declare the data item under data.",
        ),
        cause=Text(
            "Mã gõ sai, hoặc số liệu đã bị xóa khỏi data.",
            "The id is mistyped, or the item was taken out of data.",
        ),
    ),
    "data-not-whole": Entry(
        Severity.ERROR,
        message=Text(
            "Chỗ này cần số nguyên nhưng số liệu dùng chung “{found}” có thể là số thập phân.",
            "A whole number is needed here, but the data item “{found}” may be a decimal.",
        ),
        cure=Text(
            "Ghi kind: whole cho số liệu này, hoặc dùng số liệu khác.",
            "Write kind: whole for the item, or use another one.",
        ),
        cause=Text(
            "Tử số và mẫu số của tỷ lệ là số đếm.",
            "Numerators and denominators of rates are counts.",
        ),
    ),
    "data-unused": Entry(
        Severity.WARNING,
        message=Text(
            "Số liệu dùng chung “{found}” không được tiêu chí hay phép kiểm tra nào dùng.",
            "No criterion and no check uses the data item “{found}”.",
        ),
        cure=Text(
            "Xóa số liệu này để đơn vị khỏi phải kê khai, hoặc nối nó với tiêu chí cần dùng.",
            "Delete it so that units need not report it, or name it where it is needed.",
        ),
        cause=Text(
            "Tiêu chí dùng số liệu này đã bị bỏ hoặc chưa được nối.",
            "The criterion that used it is gone, or does not name it yet.",
        ),
    ),
}
