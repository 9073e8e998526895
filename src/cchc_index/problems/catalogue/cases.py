"""Problems of files of cases, which prove a set."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "not-a-cases-file": Entry(
        Severity.ERROR,
        message=Text(
            "Nội dung tệp không phải các trường hợp kiểm tra; cần khóa cases ở cấp ngoài cùng.",
            "The file holds no cases; the key cases is expected at its outermost level.",
        ),
        cure=Text(
            "Kiểm tra xem có chọn nhầm tệp không; ghi các trường hợp thành danh sách dưới khóa cases.",
            "Check that it is the right file; write the cases as a list under the key cases.",
        ),
        cause=Text(
            "Chọn nhầm tệp, hoặc tệp chỉ có một danh sách mà không có khóa.",
            "It is another file, or it holds a list without a key.",
        ),
    ),
    "cases-without-set": Entry(
        Severity.ERROR,
        message=Text(
            "Không rõ các trường hợp này kiểm tra bộ tiêu chí nào: bên cạnh không có tệp {wanted}.",
            "It is not known which set these cases prove: there is no file {wanted} beside them.",
        ),
        cure=Text(
            "Thêm khóa set với mã của một bộ trong thư viện hoặc đường dẫn tới tệp bộ tiêu chí.",
            "Add the key set with the id of a set of the library, or the path of a criteria file.",
        ),
        cause=Text(
            "Tệp được đặt tên khác với bộ tiêu chí, hoặc nằm ở thư mục khác.",
            "The file is named otherwise than its set, or lies in another folder.",
        ),
    ),
    "set-of-cases-unsound": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí {found} không đọc được hoặc có lỗi, nên chưa kiểm tra được trường hợp nào.",
            "The set {found} cannot be read or is unsound, so that no case can be run.",
        ),
        cure=Text(
            "Sửa bộ tiêu chí theo các lỗi nêu kèm, hoặc sửa khóa set.",
            "Correct the set by the problems listed with this one, or correct the key set.",
        ),
        cause=Text(
            "Bộ tiêu chí đang được sửa dở, hoặc đường dẫn gõ nhầm.",
            "The set is half edited, or its path is mistyped.",
        ),
    ),
    "repeated-case-name": Entry(
        Severity.ERROR,
        message=Text(
            "Đã có trường hợp tên “{found}”; mỗi trường hợp cần một tên riêng.",
            "There is a case “{found}” already; every case needs a name of its own.",
        ),
        cure=Text("Đặt tên khác cho một trong hai trường hợp.", "Give one of the two another name."),
        cause=Text(
            "Một trường hợp được chép lại mà chưa đổi tên.", "A case was copied and its name was not changed."
        ),
    ),
    "nothing-expected": Entry(
        Severity.ERROR,
        message=Text(
            "Trường hợp này không nêu kết quả nào phải có.",
            "This case does not say what it must come to.",
        ),
        cure=Text(
            "Ghi dưới khóa expect ít nhất một kết quả, ví dụ points hoặc class.",
            "Write at least one result under the key expect, such as points or class.",
        ),
        cause=Text(
            "Khóa expect để trống, nên trường hợp nào cũng đạt.",
            "The key expect is blank, and any result would do.",
        ),
    ),
    "row-blank": Entry(
        Severity.ERROR,
        message=Text("Dòng số liệu này không ghi gì.", "This row of answers says nothing."),
        cure=Text(
            "Ghi ít nhất một nội dung, ví dụ answer, hoặc xóa dòng này.",
            "Write something, such as answer, or delete the row.",
        ),
        cause=Text("Dòng được mở ra mà chưa ghi nội dung.", "The row was begun and never filled."),
    ),
    "state-of-no-leaf": Entry(
        Severity.ERROR,
        message=Text(
            "Mục {found} không phải tiêu chí chấm điểm trực tiếp nên không có trạng thái.",
            "{found} is not a criterion with a rule, so it has no state.",
        ),
        cure=Text(
            "Nêu trạng thái của các tiêu chí ở dưới mục này, hoặc nêu điểm của mục.",
            "Name the states of the criteria below it, or its points.",
        ),
        cause=Text(
            "Mã của lĩnh vực hoặc nhóm tiêu chí đứng ở chỗ của tiêu chí.",
            "The id of an area or a group stands where that of a criterion belongs.",
        ),
    ),
    "unknown-class": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí không có mức xếp loại “{found}”; gần nhất là: {nearest}.",
            "The set has no class “{found}”; nearest: {nearest}.",
        ),
        cure=Text(
            "Ghi đúng tên một mức xếp loại của bộ tiêu chí, hoặc none nếu đơn vị không được xếp loại.",
            "Write the name of a class of the set, or none where the unit is to have no class.",
        ),
        cause=Text(
            "Tên gõ nhầm, hoặc bộ tiêu chí đã đổi tên mức xếp loại.",
            "The name is mistyped, or the set has renamed its classes.",
        ),
    ),
    "unknown-problem-code": Entry(
        Severity.ERROR,
        message=Text(
            "Không có mã lỗi, cảnh báo “{found}”; gần nhất là {nearest}.",
            "There is no problem with the code “{found}”; the nearest is {nearest}.",
        ),
        cure=Text(
            "Ghi một mã có trong trang docs/problems.md.", "Write a code of the page docs/problems.md."
        ),
        cause=Text("Mã gõ nhầm.", "The code is mistyped."),
    ),
    "unknown-cases": Entry(
        Severity.ERROR,
        message=Text(
            "Không có tệp, thư mục hoặc bộ tiêu chí “{found}”; gần nhất là: {nearest}.",
            "There is no file, folder or set “{found}”; nearest: {nearest}.",
        ),
        cure=Text(
            "Nêu tệp .cases.yaml, thư mục chứa các tệp đó, hoặc mã của một bộ trong thư viện.",
            "Name a .cases.yaml file, a folder of them, or the id of a set of the library.",
        ),
        cause=Text("Đường dẫn hoặc mã gõ nhầm.", "The path or the id is mistyped."),
    ),
    "no-cases": Entry(
        Severity.ERROR,
        message=Text(
            "Không tìm thấy tệp .cases.yaml nào trong thư mục này hoặc bên cạnh bộ tiêu chí này.",
            "There is no .cases.yaml file in this folder, or beside this set.",
        ),
        cure=Text(
            "Viết các trường hợp kiểm tra vào tệp cùng tên với bộ tiêu chí, ví dụ bo-tieu-chi.cases.yaml.",
            "Write cases into a file named like the set, such as bo-tieu-chi.cases.yaml.",
        ),
        cause=Text(
            "Chưa có trường hợp kiểm tra nào, hoặc tệp có tên khác.",
            "No cases were written yet, or their file is named otherwise.",
        ),
    ),
    "not-a-cases-name": Entry(
        Severity.ERROR,
        message=Text(
            "Tên tệp trường hợp kiểm tra phải kết thúc bằng {wanted}.",
            "The name of a file of cases has to end in {wanted}.",
        ),
        cure=Text(
            "Đặt tên tệp theo bộ tiêu chí, ví dụ bo-tieu-chi.cases.yaml.",
            "Name the file after the set, such as bo-tieu-chi.cases.yaml.",
        ),
        cause=Text(
            "Tên tệp có đuôi khác, nên lệnh kiểm tra sẽ không tìm thấy.",
            "It has another ending, by which no run would find it.",
        ),
    ),
    "expected-column-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "Bảng kết quả không có cột “{found}” để so sánh; gần nhất là “{nearest}”.",
            "The result's table has no column “{found}” to compare with; the nearest is “{nearest}”.",
        ),
        cure=Text(
            "Sửa tên cột theo bảng kết quả, hoặc bỏ cột này khỏi tệp kết quả mong đợi.",
            "Name the column as the result does, or take it out of the expected table.",
        ),
        cause=Text(
            "Tên cột gõ nhầm, hoặc tệp có cột ghi chú riêng.",
            "The heading is mistyped, or the file has columns of its own.",
        ),
    ),
    "expected-row-repeated": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp kết quả mong đợi có hai dòng của cùng một mục ({found}).",
            "The expected table has two rows of the same ({found}).",
        ),
        cure=Text("Giữ lại một trong hai dòng.", "Keep one of the two rows."),
        cause=Text("Một dòng được chép lại.", "A row was copied."),
    ),
}
