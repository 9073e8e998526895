"""Problems of tables and their files."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "row-too-long": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng có {cells} ô, nhiều hơn {columns} cột của bảng; dòng này chưa được tính.",
            "The row has {cells} cells, more than the {columns} columns of the table; it is not counted.",
        ),
        cure=Text(
            "Bỏ dấu phân cách thừa, hoặc đặt nội dung có dấu phân cách trong dấu nháy kép.",
            "Remove the extra separators, or put the text that holds one in double quotes.",
        ),
        cause=Text(
            "Nội dung một ô có dấu phẩy hoặc chấm phẩy mà không có dấu nháy kép.",
            "A cell holds a comma or semicolon without quotes.",
        ),
    ),
    "columns-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Bảng thiếu cột {missing}⟨; các cột tìm thấy: {known}⟩.",
            "The table lacks the column {missing}⟨; found: {known}⟩.",
        ),
        cure=Text(
            "Đặt lại tên cột, hoặc dùng tệp ghép cột (--columns) nếu mỗi đơn vị là một dòng.",
            "Rename the columns, or use a mapping file (--columns) if the table has a row for each unit.",
        ),
        cause=Text(
            "Tệp không phải bảng số liệu, hoặc tên cột đã bị đổi.",
            "The file is no table of answers, or its headings were changed.",
        ),
    ),
    "columns-unused": Entry(
        Severity.INFO,
        message=Text(
            "Các cột không dùng đến: {found}.",
            "Columns that are not used: {found}.",
        ),
        cure=Text(
            "Không cần xử lý nếu đó không phải số liệu chấm điểm.",
            "Nothing to do if they hold no answers.",
        ),
        cause=Text(
            "Bảng có thêm cột ngoài những cột được đọc.",
            "The table has more columns than are read.",
        ),
    ),
    "repeated-column": Entry(
        Severity.ERROR,
        message=Text(
            "Bảng có hai cột cùng tên “{found}”.",
            "Two columns are called “{found}”.",
        ),
        cure=Text(
            "Đổi tên hoặc bỏ một cột.",
            "Rename or remove one of them.",
        ),
        cause=Text(
            "Cột được chép thêm một lần.",
            "A column was copied.",
        ),
    ),
    "too-many-columns": Entry(
        Severity.ERROR,
        message=Text(
            "Bảng có hơn {most} cột; đây có lẽ không phải bảng số liệu.",
            "The table has more than {most} columns; it is probably no table of answers.",
        ),
        cure=Text(
            "Kiểm tra lại tệp và dấu phân cách cột.",
            "Check the file and its separator.",
        ),
        cause=Text(
            "Nhầm tệp, hoặc tệp bị hỏng.",
            "It is another file, or a damaged one.",
        ),
    ),
    "not-a-text-table": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp không phải bảng dạng văn bản (CSV) như phần đuôi của tên tệp.",
            "The file is not the text table (CSV) that its ending says.",
        ),
        cure=Text(
            "Mở bằng chương trình bảng tính rồi lưu lại thành CSV UTF-8.",
            "Open it in a spreadsheet and save it as CSV UTF-8.",
        ),
        cause=Text(
            "Tệp Excel hoặc tệp khác được đổi tên thành .csv.",
            "An Excel file or another one was renamed to .csv.",
        ),
    ),
    "not-a-workbook": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp không phải sổ tính Excel như phần đuôi của tên tệp, hoặc có đặt mật khẩu.",
            "The file is not the Excel workbook that its ending says, or has a password.",
        ),
        cure=Text(
            "Mở bằng Excel, bỏ mật khẩu rồi lưu lại dạng .xlsx.",
            "Open it in Excel, remove the password and save it as .xlsx.",
        ),
        cause=Text(
            "Tệp được đổi tên, bị hỏng khi gửi, hoặc có mật khẩu.",
            "It was renamed, damaged on its way, or protected.",
        ),
    ),
    "unknown-file-kind": Entry(
        Severity.ERROR,
        message=Text(
            "Không đọc được ⟨loại tệp “{found}”|tệp không có phần đuôi⟩; các loại đọc được: {endings}.",
            "⟨Files of kind “{found}”|Files without an ending⟩ cannot be read; these can: {endings}.",
        ),
        cure=Text(
            "Lưu lại tệp ở một trong các dạng trên.",
            "Save the file in one of these formats.",
        ),
        cause=Text(
            "Tệp ở định dạng khác.",
            "The file has another format.",
        ),
    ),
    "folder-without-tables": Entry(
        Severity.ERROR,
        message=Text(
            "Thư mục không có tệp nào đọc được; các loại đọc được: {endings}.",
            "The folder holds no file that can be read; these can: {endings}.",
        ),
        cure=Text(
            "Kiểm tra lại đường dẫn thư mục.",
            "Check the folder's path.",
        ),
        cause=Text(
            "Nhầm thư mục, hoặc thư mục trống.",
            "It is another folder, or an empty one.",
        ),
    ),
    "nothing-to-read": Entry(
        Severity.ERROR,
        message=Text(
            "Không có tệp số liệu nào được nêu.",
            "No file of answers is named.",
        ),
        cure=Text(
            "Nêu ít nhất một tệp hoặc thư mục.",
            "Name at least one file or folder.",
        ),
        cause=Text(
            "Danh sách tệp trống.",
            "The list of files is empty.",
        ),
    ),
    "extra-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Chưa cài phần đọc tệp này; cần phần mở rộng “{extra}”.",
            "What reads this file is not installed; it needs the extra “{extra}”.",
        ),
        cure=Text(
            "Cài bằng lệnh: pip install 'cchc-index[{extra}]'.",
            "Install it: pip install 'cchc-index[{extra}]'.",
        ),
        cause=Text(
            "Phần mở rộng chỉ được cài khi cần.",
            "The extra is installed only where it is needed.",
        ),
    ),
    "mapping-misshapen": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp ghép cột cần có dạng unit: tên cột, columns: mã tiêu chí và tên các cột của nó.",
            "A mapping file says unit: a column, and columns: for each criterion the columns that hold its answer.",
        ),
        cure=Text(
            'Viết lại theo mẫu, ví dụ columns: {{"1.1": {{answer: tên cột}}}}.',
            'Write it like columns: {{"1.1": {{answer: heading}}}}.',
        ),
        cause=Text(
            "Thụt dòng sai, hoặc thiếu tên cột.",
            "The indentation is off, or a heading is missing.",
        ),
    ),
    "mapped-column-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Bảng {table} không có cột “{found}” mà tệp ghép cột nêu⟨; gần nhất là “{nearest}”⟩.",
            "The table {table} has no column “{found}” that the mapping names⟨; the nearest is “{nearest}”⟩.",
        ),
        cure=Text(
            "Sửa tên cột trong tệp ghép cột hoặc trong bảng.",
            "Correct the heading in the mapping or in the table.",
        ),
        cause=Text(
            "Tên cột trong bảng đã bị đổi.",
            "The table's heading was changed.",
        ),
    ),
    "file-damaged": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp bị hỏng, hoặc không phải loại tệp như phần đuôi của tên.",
            "The file is damaged, or is not of the kind that its ending says.",
        ),
        cure=Text(
            "Mở tệp bằng chương trình đã tạo ra nó rồi lưu lại, hoặc xin lại tệp.",
            "Open it in the program that made it and save it again, or ask for it again.",
        ),
        cause=Text(
            "Tệp bị hỏng khi gửi, hoặc được đổi tên từ loại tệp khác.",
            "It was damaged on its way, or renamed.",
        ),
    ),
    "quote-open": Entry(
        Severity.ERROR,
        message=Text(
            "Dấu nháy kép mở ở dòng này không được đóng; từ đây đến hết tệp chưa được tính.",
            "A double quote opens in this row and does not close; nothing from here to the end of the file is counted.",
        ),
        cure=Text("Đóng dấu nháy kép, hoặc bỏ dấu thừa.", "Close the quote, or remove it."),
        cause=Text("Nội dung có một dấu nháy kép đứng lẻ.", "A text holds a single double quote."),
    ),
}
