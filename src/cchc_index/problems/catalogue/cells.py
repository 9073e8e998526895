"""Problems of a single answer as it is written: a number, a date or a word that cannot be read."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "ambiguous-number": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” có thể là {thousands} hoặc {decimal}; ghi lại cho rõ.",
            "“{found}” may be {thousands} or {decimal}; write it so that it is clear.",
        ),
        cure=Text(
            "Ghi {thousands} nếu là số nguyên, {decimal} nếu là số thập phân.",
            "Write {thousands} for a whole number, {decimal} with a decimal comma for a fraction.",
        ),
        cause=Text(
            "Dấu chấm có khi dùng để ngăn hàng nghìn, có khi dùng làm dấu thập phân.",
            "A point may part thousands or begin decimals.",
        ),
    ),
    "whole-number-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số nguyên từ 0 trở lên, ví dụ 2.",
            "⟨“{found}” is written|It is blank⟩; a whole number from 0 on is needed, such as 2.",
        ),
        cure=Text(
            "Ghi lại số nguyên bằng chữ số, không kèm đơn vị.",
            "Write a whole number in digits, without a unit.",
        ),
        cause=Text(
            "Số ghi bằng chữ, kèm đơn vị hoặc có phần thập phân.",
            "The number is spelt out, has a unit or has decimals.",
        ),
    ),
    "percentage-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một tỷ lệ phần trăm từ 0 trở lên, ví dụ 92,5%.",
            "⟨“{found}” is written|It is blank⟩; a percentage from 0 on is needed, such as 92.5%.",
        ),
        cure=Text(
            "Ghi lại tỷ lệ, hoặc ghi tử số và mẫu số.",
            "Write the percentage, or the numerator and the denominator.",
        ),
        cause=Text(
            "Tỷ lệ ghi dưới dạng phân số hoặc kèm chữ.",
            "The rate is written as a fraction or with words beside it.",
        ),
    ),
    "number-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số, ví dụ 2,5.",
            "⟨“{found}” is written|It is blank⟩; a number is needed, such as 2.5.",
        ),
        cure=Text("Ghi lại số bằng chữ số, không kèm đơn vị.", "Write the number in digits, without a unit."),
        cause=Text(
            "Số ghi bằng chữ, kèm đơn vị hoặc là một phép tính.",
            "It is spelt out, has a unit or is a sum to do.",
        ),
    ),
    "negative-number": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số từ 0 trở lên.",
            "⟨“{found}” is written|It is blank⟩; a number from 0 on is needed.",
        ),
        cure=Text("Ghi lại số không có dấu trừ.", "Write the number without a minus sign."),
        cause=Text(
            "Dấu gạch đầu dòng hoặc dấu trừ đứng trước số.",
            "A dash or a minus sign stands before the number.",
        ),
    ),
    "number-too-long": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” dài hơn {most} ký tự; cần một số ngắn hơn.",
            "“{found}” is longer than {most} characters; a shorter number is needed.",
        ),
        cure=Text("Ghi lại số với ít chữ số hơn.", "Write the number with fewer digits."),
        cause=Text(
            "Nhiều số được dán vào một ô, hoặc ô chứa cả một đoạn chữ.",
            "Several numbers were pasted into one cell, or the cell holds a passage of text.",
        ),
    ),
    "date-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một ngày, ví dụ 31/01/2025, hoặc “chưa” nếu chưa thực hiện.",
            "⟨“{found}” is written|It is blank⟩; a date is needed, such as 31/01/2025, or “not done”.",
        ),
        cure=Text(
            "Ghi lại ngày theo dạng 31/01/2025 hoặc 2025-01-31.",
            "Write the date like 31/01/2025 or 2025-01-31.",
        ),
        cause=Text(
            "Ngày ghi thiếu năm, ghi bằng chữ hoặc dùng dấu phân cách khác.",
            "The year is missing, words are used, or other signs part day and month.",
        ),
    ),
    "no-such-date": Entry(
        Severity.ERROR,
        message=Text(
            "Không có ngày “{found}” trong lịch; cần ghi lại ngày và tháng.",
            "The calendar has no date “{found}”; day and month have to be corrected.",
        ),
        cure=Text(
            "Kiểm tra lại ngày và tháng; ngày đứng trước tháng, ví dụ 31/01/2025.",
            "Check day and month; the day comes first, such as 31/01/2025.",
        ),
        cause=Text(
            "Ngày và tháng ghi đổi chỗ, hoặc tháng đó không có ngày như vậy.",
            "Day and month are swapped, or the month has no such day.",
        ),
    ),
    "yes-or-no-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần “có” hoặc “không”.",
            "⟨“{found}” is written|It is blank⟩; yes or no is needed.",
        ),
        cure=Text(
            "Chỉ ghi có hoặc không, không kèm giải thích.",
            "Write yes or no, without explanations.",
        ),
        cause=Text(
            "Câu trả lời kèm giải thích hoặc ghi bằng từ khác.",
            "The answer comes with an explanation or another word.",
        ),
    ),
    "option-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một trong các phương án: {options}.",
            "⟨“{found}” is written|It is blank⟩; one of these options is needed: {options}.",
        ),
        cure=Text("Ghi đúng mã hoặc tên của một phương án.", "Write the id or the title of one option."),
        cause=Text(
            "Tên phương án được viết tắt hoặc viết khác đi.",
            "The option's title was shortened or worded otherwise.",
        ),
    ),
    "item-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần chọn trong các mục: {items}.",
            "⟨“{found}” is written|It is blank⟩; these items can be ticked: {items}.",
        ),
        cure=Text(
            "Ghi mã hoặc tên các mục đã làm, ngăn bằng dấu chấm phẩy; không có mục nào thì ghi không.",
            "Write the ids or titles of the items done, parted by semicolons; none if there are none.",
        ),
        cause=Text(
            "Tên mục viết khác đi, hoặc các mục ngăn bằng dấu phẩy.",
            "A title was worded otherwise, or commas part the items.",
        ),
    ),
    "unknown-input": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí này không có số liệu “{found}”; có thể ghi: {known}.",
            "This criterion asks for no “{found}”; what can be given: {known}.",
        ),
        cure=Text(
            "Ghi lại theo dạng mã=giá trị, các phần ngăn bằng dấu chấm phẩy.",
            "Write it like id=value, with semicolons between.",
        ),
        cause=Text(
            "Mã số liệu gõ sai, hoặc thiếu dấu bằng.", "The id is mistyped, or the equals sign is missing."
        ),
    ),
    "input-twice": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu “{found}” được ghi hai lần khác nhau; chỉ ghi một lần.",
            "“{found}” is given twice with different values; give it once.",
        ),
        cure=Text("Giữ lại giá trị đúng của “{found}”.", "Keep the right value of “{found}”."),
        cause=Text(
            "Số liệu được bổ sung mà chưa xóa giá trị cũ.",
            "A new value was added and the old one was not deleted.",
        ),
    ),
    "inputs-wanted": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; tiêu chí này cần nhiều số liệu, ghi theo dạng: {example}.",
            "⟨“{found}” is written|It is blank⟩; this criterion asks for several things, written like: {example}.",
        ),
        cure=Text("Ghi lại đủ các phần: {example}.", "Write every part: {example}."),
        cause=Text(
            "Chỉ một số được ghi cho cả tiêu chí.", "One number alone was written for the whole criterion."
        ),
    ),
}
