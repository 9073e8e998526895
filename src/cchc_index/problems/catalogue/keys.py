"""Problems of the keys and values of a criteria file, each taken by itself."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "not-a-criteria-file": Entry(
        Severity.ERROR,
        message=Text(
            "Nội dung tệp không phải một bộ tiêu chí; cần các khóa như format, id, title, areas ở cấp ngoài cùng.",
            "The file is no criteria set; keys such as format, id, title, areas are expected at its outermost level.",
        ),
        cure=Text(
            "Kiểm tra xem có chọn nhầm tệp không; mở đầu tệp bằng các khóa format, id, version, status, title, level, "
            "years, areas.",
            "Check that it is the right file; begin it with format, id, version, status, title, level, years, areas.",
        ),
        cause=Text(
            "Chọn nhầm tệp, hoặc tệp bắt đầu bằng một danh sách hay một dòng chữ.",
            "It is the wrong file, or it begins with a list or a line of text.",
        ),
    ),
    "missing-key": Entry(
        Severity.ERROR,
        message=Text(
            "Chỗ này thiếu khóa bắt buộc “{key_name}”.", "The required key “{key_name}” is missing here."
        ),
        cure=Text("Thêm dòng “{key_name}: …” vào chỗ này.", "Add a line “{key_name}: …” here."),
        cause=Text("Khóa bị bỏ sót hoặc viết sai tên.", "The key was left out or its name is mistyped."),
    ),
    "unknown-key": Entry(
        Severity.ERROR,
        message=Text(
            "Không có khóa “{key_name}” ở đây; khóa có thể dùng: {nearest}.",
            "There is no key “{key_name}” here; what can be used: {nearest}.",
        ),
        cure=Text(
            "Sửa lại tên khóa, hoặc xóa khóa này cùng nội dung của nó.",
            "Correct the key's name, or delete the key with its content.",
        ),
        cause=Text(
            "Tên khóa gõ sai, hoặc khóa đặt nhầm cấp do thụt lề lệch.",
            "The name is mistyped, or the key is on the wrong level because of its indentation.",
        ),
    ),
    "not-one-of": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một trong các từ: {expected}.",
            "⟨“{found}” is written|It is blank⟩; one of these is needed: {expected}.",
        ),
        cure=Text("Ghi lại bằng một trong các từ đã nêu.", "Write one of these words."),
        cause=Text(
            "Từ gõ sai, hoặc ghi bằng tiếng Việt ở chỗ cần từ của định dạng.",
            "The word is mistyped, or a translation stands where the format has its own word.",
        ),
    ),
    "not-a-number": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số viết bằng dấu chấm thập phân, ví dụ 0.5.",
            "⟨“{found}” is written|It is blank⟩; a number with a decimal point is needed, such as 0.5.",
        ),
        cure=Text(
            "Ghi lại số bằng dấu chấm thập phân, ví dụ 0.5; bỏ đơn vị và dấu ngăn hàng nghìn.",
            "Write the number with a decimal point, such as 0.5; leave out units and thousands signs.",
        ),
        cause=Text(
            "Số ghi bằng dấu phẩy thập phân, kèm chữ hoặc dấu phần trăm.",
            "The number has a decimal comma, or a word or percent sign beside it.",
        ),
    ),
    "negative-parameter": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số từ 0 trở lên.",
            "⟨“{found}” is written|It is blank⟩; a number from 0 on is needed.",
        ),
        cure=Text(
            "Ghi lại số không có dấu trừ; mức trừ điểm cũng ghi bằng số dương.",
            "Write the number without a minus sign; deductions are written as positive numbers too.",
        ),
        cause=Text("Mức điểm bị trừ được ghi kèm dấu trừ.", "A deduction was written with a minus sign."),
    ),
    "not-whole": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một số nguyên, ví dụ 2.",
            "⟨“{found}” is written|It is blank⟩; a whole number is needed, such as 2.",
        ),
        cure=Text("Ghi lại số nguyên, chỉ gồm chữ số.", "Write a whole number, in digits only."),
        cause=Text(
            "Số ghi kèm phần thập phân, bằng chữ hoặc kèm đơn vị.",
            "The number has decimals, is spelt out or has a unit beside it.",
        ),
    ),
    "not-a-flag": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần true hoặc false.",
            "⟨“{found}” is written|It is blank⟩; true or false is needed.",
        ),
        cure=Text("Ghi true nếu có, false nếu không.", "Write true or false."),
        cause=Text(
            "Khóa này được ghi bằng từ khác, như có hoặc x.", "Another word was written, such as x or on."
        ),
    ),
    "not-a-date": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một ngày có thật theo thứ tự năm-tháng-ngày, ví dụ 2025-01-31.",
            "⟨“{found}” is written|It is blank⟩; a date that exists is needed, as year-month-day, such as 2025-01-31.",
        ),
        cure=Text("Ghi lại ngày theo dạng 2025-01-31.", "Write the date like 2025-01-31."),
        cause=Text(
            "Ngày ghi theo dạng ngày/tháng/năm, hoặc ngày đó không có trong tháng.",
            "The date is written as day/month/year, or the month has no such day.",
        ),
    ),
    "bad-id": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Không dùng được mã “{found}”|Mã để trống⟩; cần một từ không có dấu cách và các dấu ; = , : trong đó.",
            "⟨The id “{found}” cannot be used|The id is blank⟩; a word without blanks and without the signs ; = , : in it is needed.",
        ),
        cure=Text(
            'Ghi lại mã thành một từ liền, ví dụ "1.1.1".', 'Write the id as one word, such as "1.1.1".'
        ),
        cause=Text("Tên tiêu chí được ghi vào chỗ của mã.", "A title was written where an id belongs."),
    ),
    "bad-key": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Không dùng được mã “{found}”|Mã để trống⟩; cần một từ không có dấu cách và các dấu . ; = , : trong đó.",
            "⟨The id “{found}” cannot be used|The id is blank⟩; a word without blanks and without the signs . ; = , : in it is needed.",
        ),
        cure=Text(
            "Ghi lại mã thành một từ liền, không có dấu chấm, ví dụ mot_phan.",
            "Write the id as one word without a full stop, such as mot_phan.",
        ),
        cause=Text(
            "Mã của phương án, mục, lỗi hoặc nhóm được đánh số có dấu chấm, hoặc được ghi bằng cả tên gọi.",
            "Options, items, faults or groups are numbered with full stops, or named by their titles.",
        ),
    ),
    "not-a-text": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một đoạn chữ, có bản tiếng Việt.",
            "⟨“{found}” is written|It is blank⟩; a text is needed, in Vietnamese at least.",
        ),
        cure=Text(
            "Ghi nội dung bằng chữ; tiêu đề hai thứ tiếng thì ghi {{vi: …, en: …}}.",
            "Write a text; a title in two languages is written {{vi: …, en: …}}.",
        ),
        cause=Text(
            "Nội dung bị bỏ trống, thiếu bản tiếng Việt, hoặc ghi thành danh sách.",
            "The text is blank, lacks its Vietnamese, or is written as a list.",
        ),
    ),
    "unknown-format": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi format là “{found}”|Khóa format để trống⟩; phiên bản này chỉ đọc được format 1.",
            "⟨The format is given as “{found}”|The format is blank⟩; this version reads format 1 only.",
        ),
        cure=Text(
            "Ghi format: 1 và đối chiếu tệp với mô tả định dạng.",
            "Write format: 1 and compare the file with the format.",
        ),
        cause=Text(
            "Tệp được viết cho một phiên bản khác của chương trình.",
            "The file was written for another version.",
        ),
    ),
    "bad-set-id": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Không dùng được mã bộ tiêu chí “{found}”|Mã bộ tiêu chí để trống⟩; cần chữ thường không dấu, chữ số và dấu gạch nối, "
            "ví dụ vi-du-cap-xa.",
            "⟨The set's id “{found}” cannot be used|The set's id is blank⟩; lower-case ascii letters, digits and dashes are needed, "
            "such as vi-du-cap-xa.",
        ),
        cure=Text(
            "Ghi lại mã bằng chữ thường không dấu, nối các từ bằng dấu gạch nối.",
            "Write the id in lower-case ascii letters, with dashes between words.",
        ),
        cause=Text(
            "Mã có chữ hoa, chữ có dấu, dấu cách hoặc dấu gạch dưới.",
            "The id has capitals, letters with marks, blanks or underscores.",
        ),
    ),
    "bad-version": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi phiên bản là “{found}”|Phiên bản để trống⟩; cần ba số cách nhau bằng dấu chấm, ví dụ 1.0.0.",
            "⟨The version is given as “{found}”|The version is blank⟩; three numbers with dots between are needed, such as 1.0.0.",
        ),
        cure=Text("Ghi lại phiên bản theo dạng 1.0.0.", "Write the version like 1.0.0."),
        cause=Text(
            "Phiên bản chỉ ghi một hoặc hai số, hoặc kèm chữ.",
            "The version has one or two numbers only, or letters.",
        ),
    ),
    "not-a-mapping": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần các dòng “khóa: giá trị”.",
            "⟨“{found}” is written|It is blank⟩; lines of “key: value” are needed.",
        ),
        cure=Text(
            "Ghi mỗi khóa của phần này trên một dòng, thụt lề vào trong.",
            "Write each key of this part on a line of its own, indented.",
        ),
        cause=Text(
            "Phần này được ghi thành một từ hoặc một danh sách, hoặc các dòng bên dưới chưa thụt lề.",
            "This part is written as a word or a list, or the lines below it are not indented.",
        ),
    ),
    "not-a-list": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một danh sách, mỗi mục một dòng bắt đầu bằng dấu gạch ngang.",
            "⟨“{found}” is written|It is blank⟩; a list is needed, each item on a line that begins with a dash.",
        ),
        cure=Text(
            "Ghi thêm dấu gạch ngang trước mỗi mục, hoặc đặt các mục trong ngoặc vuông, ví dụ [2025].",
            "Put a dash before each item, or the items in brackets, such as [2025].",
        ),
        cause=Text(
            "Danh sách chỉ có một mục nên được ghi như một giá trị đơn.",
            "The list has one item only and was written as a lone value.",
        ),
    ),
    "list-empty": Entry(
        Severity.ERROR,
        message=Text(
            "Danh sách này trống hoặc chưa đủ số mục tối thiểu.",
            "This list is empty or has fewer items than it needs.",
        ),
        cure=Text("Ghi thêm mục vào danh sách.", "Add items to the list."),
        cause=Text(
            "Danh sách được mở ra mà chưa ghi đủ nội dung.",
            "The list was begun and its content not written in full.",
        ),
    ),
    "not-a-word": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; cần một từ hoặc một dòng chữ.",
            "⟨“{found}” is written|It is blank⟩; a word or a line of text is needed.",
        ),
        cure=Text("Ghi lại bằng một dòng chữ.", "Write a line of text."),
        cause=Text(
            "Một danh sách hoặc một nhóm khóa đứng ở chỗ của một từ.",
            "A list or a group of keys stands where a word belongs.",
        ),
    ),
    "not-understood": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Ghi “{found}”|Để trống⟩; khóa này cần nội dung thuộc dạng khác.",
            "⟨“{found}” is written|It is blank⟩; this key needs something of another kind.",
        ),
        cure=Text(
            "Đối chiếu với phần mô tả khóa này trong tài liệu rồi ghi lại.",
            "Compare with what the documentation says of this key, and write it again.",
        ),
        cause=Text(
            "Nội dung của một khóa khác được ghi nhầm vào đây.",
            "What belongs to another key was written here.",
        ),
    ),
}
