"""Problems of what a criteria file says of formulas: variables, how expressions are written, the example."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "bad-variable": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Không dùng được “{found}” làm tên biến|Tên biến để trống⟩; cần chữ không dấu, chữ số, dấu gạch dưới, bắt đầu bằng chữ, "
            "không trùng and, or, not, min, max, max_points.",
            "⟨“{found}” cannot name a variable|The name of the variable is blank⟩; ascii letters, digits and underscores are needed, a letter first, and none "
            "of and, or, not, min, max, max_points.",
        ),
        cure=Text("Ghi lại tên biến, ví dụ so_ho_so.", "Write another name, such as so_ho_so."),
        cause=Text("Tên biến có dấu, dấu cách hoặc dấu gạch nối.", "The name has marks, blanks or dashes."),
    ),
    "formula-never-tried": Entry(
        Severity.ERROR,
        message=Text(
            "Công thức thứ {number} không bao giờ được dùng vì công thức ngay trước không có điều kiện when.",
            "Formula number {number} is never used because the formula right before it has no when.",
        ),
        cure=Text(
            "Thêm when vào công thức đứng trước, hoặc chuyển công thức không có when xuống cuối.",
            "Add when to the formula before, or move the one without when to the end.",
        ),
        cause=Text(
            "Công thức cho các trường hợp còn lại được ghi lên trước.",
            "The formula for all other cases was written first.",
        ),
    ),
    "example-incomplete": Entry(
        Severity.ERROR,
        message=Text(
            "Ví dụ chưa ghi đúng các giá trị cần có; cần đủ và chỉ gồm: {known}.",
            "The example does not give what it must; it needs all of these and nothing else: {known}.",
        ),
        cure=Text(
            "Ghi giá trị cho từng biến và số điểm ở points.", "Give each variable a value, and the points."
        ),
        cause=Text(
            "Một biến được thêm hoặc đổi tên mà ví dụ chưa sửa theo.",
            "A variable was added or renamed since.",
        ),
    ),
    "example-invalid": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu của ví dụ không chấm được theo công thức, nên không có điểm để so.",
            "The example's figures cannot be scored by the formula, so there are no points to compare.",
        ),
        cure=Text(
            "Sửa số liệu của ví dụ, hoặc sửa công thức.", "Correct the example's figures, or the formula."
        ),
        cause=Text(
            "Ví dụ chia cho 0, vượt điểm tối đa hoặc không thuộc công thức nào.",
            "The example divides by 0, passes the maximum, or meets no formula.",
        ),
    ),
    "example-differs": Entry(
        Severity.ERROR,
        message=Text(
            "Ví dụ ghi {points} điểm, nhưng tính theo công thức được {got} điểm.",
            "The example expects {points}, but the formula gives {got}.",
        ),
        cure=Text(
            "Tính lại ví dụ theo quyết định rồi sửa ví dụ hoặc công thức.",
            "Work the example out by the decision, and correct it or the formula.",
        ),
        cause=Text(
            "Công thức đã sửa mà ví dụ còn giữ nguyên, hoặc ngược lại.",
            "One of the two was changed and the other was not.",
        ),
    ),
    "expression-too-long": Entry(
        Severity.ERROR,
        message=Text(
            "Công thức “{text}” quá 1.000 ký tự hoặc lồng nhau quá 40 lớp.",
            "The formula “{text}” has more than 1,000 characters or is nested deeper than 40 levels.",
        ),
        cure=Text(
            "Tách thành nhiều công thức có điều kiện when.",
            "Split it into several formulas, each with its when.",
        ),
        cause=Text(
            "Nhiều trường hợp được dồn vào một công thức.", "Several cases were put into one formula."
        ),
    ),
    "expression-unexpected": Entry(
        Severity.ERROR,
        message=Text(
            "Không đọc được công thức “{text}” từ ký tự thứ {at}.",
            "The formula “{text}” cannot be read from character {at} on.",
        ),
        cure=Text(
            "Chỉ dùng số, tên biến, dấu ngoặc, các phép + - * / và so sánh, min, max, max_points, and, or, not; "
            "số thập phân ghi bằng dấu chấm.",
            "Use only numbers, variables, brackets, + - * /, comparisons, min, max, max_points, and, or, not; "
            "decimals have a point.",
        ),
        cause=Text(
            "Công thức thiếu dấu ngoặc hoặc phép tính, hoặc dùng ký hiệu như ×, ÷, %, ^.",
            "A bracket or operation is missing, or a sign such as ×, ÷, % or ^ is used.",
        ),
    ),
    "expression-unknown-variable": Entry(
        Severity.ERROR,
        message=Text(
            "Không có biến “{found}” ở ký tự thứ {at} của “{text}”; các biến đã khai báo: {known}.",
            "There is no variable “{found}”, at character {at} of “{text}”; those declared: {known}.",
        ),
        cure=Text(
            "Sửa lại tên biến, hoặc khai báo biến ở variables.",
            "Correct the name, or declare it in variables.",
        ),
        cause=Text("Tên biến gõ sai hoặc chưa khai báo.", "The name is mistyped or was not declared."),
    ),
    "expression-not-a-number": Entry(
        Severity.ERROR,
        message=Text(
            "Công thức “{text}” có một điều kiện ở ký tự thứ {at}; chỗ này cần một số.",
            "At character {at} of “{text}” there is a condition; a number is needed there.",
        ),
        cure=Text(
            "Chuyển điều kiện sang khóa when; ở points chỉ ghi phép tính.",
            "Move the condition to when; points holds arithmetic only.",
        ),
        cause=Text(
            "Điều kiện được ghi ở points, hoặc nhiều phép so sánh được viết liền nhau.",
            "A condition was written at points, or comparisons were chained.",
        ),
    ),
    "expression-not-a-condition": Entry(
        Severity.ERROR,
        message=Text(
            "Công thức “{text}” có một số ở ký tự thứ {at}; chỗ này cần một điều kiện, ví dụ a >= 1.",
            "At character {at} of “{text}” there is a number; a condition is needed there, such as a >= 1.",
        ),
        cure=Text(
            "Ghi đủ phép so sánh ở mỗi vế của and, or, not, ví dụ a >= 1 and b == 0.",
            "Write a comparison on each side of and, or, not, such as a >= 1 and b == 0.",
        ),
        cause=Text(
            "Phép so sánh bị bỏ sót, hoặc dùng dấu = thay cho ==.",
            "The comparison was left out, or = stands for ==.",
        ),
    ),
}
