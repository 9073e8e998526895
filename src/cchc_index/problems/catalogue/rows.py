"""Problems of rows: which unit, which criterion, what was said."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "unknown-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Không có đơn vị “{found}” trong bảng đơn vị⟨; gần nhất là “{nearest}”⟩. Dòng này chưa được tính.",
            "No unit “{found}” in the table of units⟨; the nearest is “{nearest}”⟩. The row is not counted.",
        ),
        cure=Text(
            "Ghi lại đúng mã hoặc tên đơn vị, hoặc thêm tên này vào cột aliases của bảng đơn vị.",
            "Correct the unit, or add the name to its aliases in the table of units.",
        ),
        cause=Text(
            "Tên đơn vị được gõ khác với bảng đơn vị, hoặc tên dùng chung cho nhiều đơn vị.",
            "The unit's name is written otherwise than in the table of units, or several units share it.",
        ),
    ),
    "unknown-criterion": Entry(
        Severity.ERROR,
        message=Text(
            "Không có tiêu chí {found} trong bộ tiêu chí⟨; gần nhất là {nearest}⟩. Dòng này chưa được tính.",
            "No criterion {found} in the set⟨; the nearest is {nearest}⟩. The row is not counted.",
        ),
        cure=Text(
            "Ghi lại đúng mã tiêu chí của bộ tiêu chí.",
            "Write the id that the set gives the criterion.",
        ),
        cause=Text(
            "Mã tiêu chí gõ nhầm, hoặc biểu mẫu lập theo phiên bản khác của bộ tiêu chí.",
            "The id is mistyped, or the form follows another version of the set.",
        ),
    ),
    "ambiguous-criterion": Entry(
        Severity.ERROR,
        message=Text(
            "Ô tiêu chí là số {found}, có thể là nhiều tiêu chí khác nhau (ví dụ 1.1 và 1.10)⟨; gần nhất là {nearest}⟩. Dòng này chưa được tính.",
            "The criterion is the number {found}, which may be several criteria (such as 1.1 and 1.10)⟨; the nearest is {nearest}⟩. The row is not counted.",
        ),
        cure=Text(
            "Định dạng cột tiêu chí là văn bản rồi ghi lại mã.",
            "Format the column as text and write the id again.",
        ),
        cause=Text(
            "Bảng tính tự đổi mã tiêu chí thành số và bỏ số 0 ở cuối.",
            "A spreadsheet turned the id into a number and dropped its last 0.",
        ),
    ),
    "unit-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng có số liệu nhưng không ghi đơn vị; dòng này chưa được tính.",
            "The row has data but names no unit; it is not counted.",
        ),
        cure=Text(
            "Ghi mã hoặc tên đơn vị vào cột unit.",
            "Write the unit's id or name in the column unit.",
        ),
        cause=Text(
            "Ô đơn vị bị bỏ trống hoặc bị gộp với ô phía trên.",
            "The cell was left blank or merged with the one above.",
        ),
    ),
    "criterion-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng có số liệu nhưng không ghi tiêu chí; dòng này chưa được tính.",
            "The row has data but names no criterion; it is not counted.",
        ),
        cure=Text(
            "Ghi mã tiêu chí vào cột criterion.",
            "Write the criterion's id in the column criterion.",
        ),
        cause=Text(
            "Ô tiêu chí bị bỏ trống hoặc bị gộp với ô phía trên.",
            "The cell was left blank or merged with the one above.",
        ),
    ),
    "not-a-leaf": Entry(
        Severity.ERROR,
        message=Text(
            "{found} là mục gồm nhiều tiêu chí thành phần, không chấm trực tiếp; chỉ nhận “không áp dụng”.",
            "{found} holds other criteria and is not scored itself; it can only be answered “not applicable”.",
        ),
        cure=Text(
            "Ghi số liệu vào từng tiêu chí thành phần của mục này.",
            "Answer the criteria below it instead.",
        ),
        cause=Text(
            "Số liệu được ghi vào dòng tiêu đề của nhóm tiêu chí.",
            "The data were written in the heading's row.",
        ),
    ),
    "not-applicable-forbidden": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {found} không được trả lời “không áp dụng”.",
            "Criterion {found} must not be answered “not applicable”.",
        ),
        cure=Text(
            "Kê khai số liệu; trường hợp không phát sinh chỉ được ghi nếu quyết định ban hành bộ tiêu chí cho phép.",
            "Give the data; if nothing arose, the set itself has to allow the answer.",
        ),
        cause=Text(
            "Đơn vị cho rằng không có nhiệm vụ này, trong khi bộ tiêu chí yêu cầu đối với mọi đơn vị.",
            "The unit thinks that the task is not its own, but the set asks it of everybody.",
        ),
    ),
    "answer-covered": Entry(
        Severity.WARNING,
        message=Text(
            "Mục {node} đã được trả lời “không áp dụng”, nên số liệu của tiêu chí này không được dùng.",
            "{node} was answered “not applicable”, so the data of this criterion are not used.",
        ),
        cure=Text(
            "Bỏ câu trả lời của mục {node}, hoặc bỏ số liệu ở dòng này.",
            "Remove the answer to {node}, or this row.",
        ),
        cause=Text(
            "Một mục đã được trả lời chung mà vẫn kê khai tiêu chí bên trong.",
            "A node was answered as a whole and a criterion below it was answered too.",
        ),
    ),
    "rows-differ": Entry(
        Severity.ERROR,
        message=Text(
            "Hai dòng của cùng đơn vị, cùng tiêu chí ghi khác nhau (“{first}” và “{second}”); tiêu chí chưa được chấm.",
            "Two rows of the same unit and criterion differ (“{first}” and “{second}”); the criterion is not scored.",
        ),
        cure=Text(
            "Giữ lại một dòng đúng.",
            "Keep the row that is right.",
        ),
        cause=Text(
            "Số liệu được gửi hai lần, hoặc chép nhầm dòng.",
            "The data were sent twice, or a row was copied by mistake.",
        ),
    ),
    "row-contradicts-itself": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng này trả lời hai cách trái nhau: “{first}”; tiêu chí chưa được chấm.",
            "The row answers in two ways that contradict each other: “{first}”; the criterion is not scored.",
        ),
        cure=Text(
            "Chỉ để lại số liệu, hoặc chỉ để lại “không áp dụng”.",
            "Leave either the data or “not applicable”.",
        ),
        cause=Text(
            "Ghi “không áp dụng” mà vẫn để số liệu, hoặc ghi cả số phiếu và tỷ lệ.",
            "“Not applicable” stands beside data, or counts beside a rate.",
        ),
    ),
    "rate-disagrees": Entry(
        Severity.ERROR,
        message=Text(
            "Tỷ lệ {found}% khác với {top}/{bottom}; tiêu chí chưa được chấm.",
            "The rate {found}% is not that of {top}/{bottom}; the criterion is not scored.",
        ),
        cure=Text(
            "Kiểm tra lại tử số, mẫu số và tỷ lệ; có thể bỏ trống tỷ lệ.",
            "Check all three; the rate may be left blank.",
        ),
        cause=Text(
            "Tỷ lệ tính từ số liệu cũ, hoặc một trong ba số gõ nhầm.",
            "The rate comes from older figures, or one of the three is mistyped.",
        ),
    ),
    "answer-incomplete": Entry(
        Severity.ERROR,
        message=Text(
            "Câu trả lời chưa đủ; còn thiếu: {missing}.",
            "The answer is not complete; missing: {missing}.",
        ),
        cure=Text(
            "Ghi nốt phần còn thiếu.",
            "Add what is missing.",
        ),
        cause=Text(
            "Chỉ ghi một phần số liệu, ví dụ có tử số mà không có mẫu số.",
            "Only a part was written, such as a numerator without its denominator.",
        ),
    ),
    "no-rate-asked": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí này không tính theo tỷ lệ nên không dùng cột {column}.",
            "This criterion asks for no rate, so the column {column} cannot be used.",
        ),
        cure=Text(
            "Ghi câu trả lời vào cột answer.",
            "Write the answer in the column answer.",
        ),
        cause=Text(
            "Số liệu ghi nhầm dòng của tiêu chí khác.",
            "The data belong to another criterion's row.",
        ),
    ),
    "unknown-state": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi “{found}” ở cột state; cần “không áp dụng” hoặc để trống.",
            "“{found}” stands in the column state; it takes “not_applicable” or nothing.",
        ),
        cure=Text(
            "Xóa ô này, hoặc ghi “không áp dụng”.",
            "Clear the cell, or write “not_applicable”.",
        ),
        cause=Text(
            "Câu trả lời được ghi nhầm vào cột state.",
            "The answer was written in the wrong column.",
        ),
    ),
    "ambiguous-unit": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” là tên của nhiều đơn vị ({units}); dòng này chưa được tính.",
            "“{found}” is the name of several units ({units}); the row is not counted.",
        ),
        cure=Text("Ghi mã đơn vị thay cho tên.", "Write the unit's id instead of its name."),
        cause=Text("Nhiều đơn vị trùng tên.", "Several units have the same name."),
    ),
}
