"""Problems of files as such, and of how YAML is written in them."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "file-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Không tìm thấy tệp⟨; tên gần nhất trong cùng thư mục: {nearest}⟩.",
            "There is no such file⟨; the nearest name in the same folder: {nearest}⟩.",
        ),
        cure=Text("Kiểm tra lại tên tệp và đường dẫn.", "Check the file's name and path."),
        cause=Text(
            "Tên tệp gõ sai, hoặc tệp đã được đổi tên hay chuyển sang thư mục khác.",
            "The name is mistyped, or the file was renamed or moved to another folder.",
        ),
    ),
    "file-is-folder": Entry(
        Severity.ERROR,
        message=Text(
            "Đây là một thư mục; cần đường dẫn tới một tệp.",
            "This is a folder; the path of a file is needed.",
        ),
        cure=Text("Ghi thêm tên tệp vào sau tên thư mục.", "Add the file's name after the folder's."),
        cause=Text("Đường dẫn dừng ở thư mục chứa tệp.", "The path ends at the folder that holds the file."),
    ),
    "file-empty": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp trống hoặc chỉ có ghi chú; cần một tệp có nội dung.",
            "The file is empty or holds only comments; a file with content is needed.",
        ),
        cure=Text(
            "Ghi nội dung vào tệp rồi lưu lại, hoặc chọn tệp khác.",
            "Write the content and save the file, or choose another file.",
        ),
        cause=Text(
            "Tệp mới được tạo mà chưa lưu nội dung, hoặc được sao chép dở dang.",
            "The file was made but never saved with content, or was copied only in part.",
        ),
    ),
    "file-too-large": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp vượt quá {most} MB, dung lượng lớn nhất được đọc.",
            "The file is larger than {most} MB, the most that is read.",
        ),
        cure=Text(
            "Kiểm tra xem có chọn nhầm tệp không; bỏ khỏi tệp phần không cần thiết.",
            "Check that it is the right file; take out what does not belong in it.",
        ),
        cause=Text(
            "Chọn nhầm tệp, hoặc dán cả toàn văn quyết định, số liệu vào tệp.",
            "It is the wrong file, or a whole decision or its data were pasted into it.",
        ),
    ),
    "file-unreadable": Entry(
        Severity.ERROR,
        message=Text(
            "Không mở được tệp; tệp đang bị chương trình khác khóa hoặc không có quyền đọc.",
            "The file could not be opened; another program holds it, or there is no right to read it.",
        ),
        cure=Text(
            "Đóng chương trình đang mở tệp và kiểm tra quyền đọc tệp.",
            "Close the program that holds the file and check the right to read it.",
        ),
        cause=Text(
            "Tệp đang mở trong chương trình khác, hoặc người dùng không có quyền đọc.",
            "The file is open in another program, or the account in use has no right to read it.",
        ),
    ),
    "not-utf-8": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp không được lưu bằng bảng mã UTF-8, có thể đang dùng {likely}.",
            "The file is not saved as UTF-8; it may be {likely}.",
        ),
        cure=Text(
            "Mở tệp bằng trình soạn thảo rồi lưu lại với bảng mã UTF-8.",
            "Open the file in an editor and save it as UTF-8.",
        ),
        cause=Text(
            "Tệp được soạn bằng phần mềm cũ hoặc được lưu với bảng mã mặc định của máy.",
            "The file was written with old software or saved in the machine's default encoding.",
        ),
    ),
    "yaml-control-sign": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp có ký tự điều khiển không nhìn thấy được; YAML không nhận ký tự loại này.",
            "The file holds an invisible control character; YAML does not allow one.",
        ),
        cure=Text(
            "Xóa ký tự lạ trên dòng này, hoặc gõ lại cả dòng.",
            "Delete the odd character in this line, or type the line again.",
        ),
        cause=Text(
            "Nội dung được dán từ Word, PDF hoặc trang web.",
            "The content was pasted from Word, a PDF or a web page.",
        ),
    ),
    "yaml-tab": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng này có dấu Tab ở chỗ YAML chỉ nhận dấu cách.",
            "This line has a tab where YAML allows only blanks.",
        ),
        cure=Text("Thay mỗi dấu Tab bằng hai dấu cách.", "Replace each tab by two blanks."),
        cause=Text("Trình soạn thảo chèn dấu Tab khi thụt lề.", "The editor indents with tabs."),
    ),
    "yaml-open-quote": Entry(
        Severity.ERROR,
        message=Text(
            "Không đọc được nội dung trong dấu nháy bắt đầu từ đây: thiếu dấu nháy đóng cùng loại, "
            "hoặc có dấu “\\” giữa hai dấu nháy kép.",
            "The quoted text that begins here cannot be read: the closing quote is missing, "
            "or there is a “\\” between double quotes.",
        ),
        cure=Text(
            "Thêm dấu nháy đóng; nội dung có dấu “\\” thì đặt trong dấu nháy đơn.",
            "Add the closing quote; put a text that holds “\\” in single quotes.",
        ),
        cause=Text(
            "Dấu nháy đóng bị xóa nhầm, hoặc nội dung có sẵn dấu nháy cùng loại.",
            "The closing quote was deleted, or the text itself holds a quote of the same kind.",
        ),
    ),
    "yaml-colon": Entry(
        Severity.ERROR,
        message=Text(
            "Dấu hai chấm ở đây mở ra một khóa ở chỗ không thể có khóa.",
            "The colon here begins a key where there can be none.",
        ),
        cure=Text(
            "Nội dung có dấu hai chấm thì đặt trong dấu nháy kép; nếu đây là một khóa thì thụt lề thẳng với các khóa "
            "cùng cấp.",
            "Put a text that holds a colon in double quotes; if this is a key, indent it like the keys of its level.",
        ),
        cause=Text(
            "Nội dung có dấu hai chấm mà không đặt trong dấu nháy, hoặc dòng thụt lề lệch.",
            "A text with a colon stands without quotes, or the line is not indented like its neighbours.",
        ),
    ),
    "yaml-syntax": Entry(
        Severity.ERROR,
        message=Text(
            "Không đọc tiếp được từ ⟨dòng “{found}”|dòng này⟩; cần các dòng “khóa: giá trị” hoặc “- mục” thụt lề thẳng nhau, đủ ngoặc đóng.",
            "The file cannot be read on from ⟨the line “{found}”|this line⟩; lines of “key: value” or “- item” are expected, aligned and with every bracket closed.",
        ),
        cure=Text(
            "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc ở dòng này và dòng ngay trước.",
            "Check indentation, colons and brackets in this line and the one before.",
        ),
        cause=Text(
            "Dòng thụt lề lệch, thiếu dấu cách sau dấu hai chấm, thiếu ngoặc đóng, hoặc nội dung bắt đầu bằng ký hiệu như @ mà không đặt trong dấu nháy.",
            "The indentation is off, a blank after a colon or a closing bracket is missing, or a text begins with a sign such as @ without quotes.",
        ),
    ),
    "yaml-several-documents": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp có nhiều phần ngăn bằng “---”; mỗi tệp chỉ được có một phần.",
            "The file holds several documents parted by “---”; a file may hold only one.",
        ),
        cure=Text(
            "Tách mỗi phần thành một tệp, hoặc xóa dòng “---”.",
            "Put each document in a file of its own, or delete the line “---”.",
        ),
        cause=Text(
            "Hai tệp được nối vào nhau, hoặc “---” được dùng làm đường kẻ.",
            "Two files were joined, or “---” was meant as a ruled line.",
        ),
    ),
    "yaml-directive": Entry(
        Severity.ERROR,
        message=Text(
            "Tệp mở đầu bằng chỉ dẫn “%YAML” hoặc “%TAG”; tệp này không dùng chỉ dẫn.",
            "The file begins with a directive, “%YAML” or “%TAG”; none is used here.",
        ),
        cure=Text("Xóa dòng bắt đầu bằng “%”.", "Delete the line that begins with “%”."),
        cause=Text(
            "Tệp được xuất từ một công cụ tự thêm dòng chỉ dẫn.",
            "The file comes from a tool that adds directives by itself.",
        ),
    ),
    "yaml-alias": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” dùng lại nội dung ở chỗ khác; tệp này cần nội dung ghi đầy đủ tại chỗ.",
            "“{found}” reuses content from elsewhere; here content is written out in full.",
        ),
        cure=Text(
            "Chép nội dung cần dùng vào đây; nếu “{found}” là chữ thì đặt trong dấu nháy kép.",
            "Copy the content to this place; if “{found}” is text, put it in double quotes.",
        ),
        cause=Text(
            "Tệp dùng cách viết tắt của YAML, hoặc nội dung bắt đầu bằng dấu sao mà không đặt trong dấu nháy.",
            "The file uses a YAML abbreviation, or a text that begins with an asterisk stands without quotes.",
        ),
    ),
    "yaml-anchor": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” đặt tên cho nội dung để dùng lại; tệp này không dùng cách viết đó.",
            "“{found}” names content so that it can be reused; that is not used here.",
        ),
        cure=Text(
            "Xóa “{found}”; nếu đó là chữ thì đặt cả nội dung trong dấu nháy kép.",
            "Delete “{found}”; if it is text, put the whole text in double quotes.",
        ),
        cause=Text(
            "Tệp dùng cách viết tắt của YAML, hoặc nội dung bắt đầu bằng dấu “&” mà không đặt trong dấu nháy.",
            "The file uses a YAML abbreviation, or a text that begins with “&” stands without quotes.",
        ),
    ),
    "yaml-tag": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” chỉ định kiểu của nội dung; tệp này không dùng cách viết đó.",
            "“{found}” states the type of the content; that is not used here.",
        ),
        cure=Text(
            "Xóa phần chỉ định kiểu; nếu đó là chữ thì đặt cả nội dung trong dấu nháy kép.",
            "Delete the type; if it is text, put the whole text in double quotes.",
        ),
        cause=Text(
            "Tệp được xuất từ một công cụ, hoặc nội dung bắt đầu bằng dấu chấm than mà không đặt trong dấu nháy.",
            "The file comes from a tool, or a text that begins with an exclamation mark stands without quotes.",
        ),
    ),
    "yaml-too-deep": Entry(
        Severity.ERROR,
        message=Text(
            "Nội dung ở đây lồng nhau sâu hơn {most} cấp, mức sâu nhất được đọc.",
            "The content here is nested deeper than {most} levels, the most that is read.",
        ),
        cure=Text("Bớt số cấp lồng nhau.", "Nest fewer levels."),
        cause=Text("Dấu ngoặc mở bị lặp lại nhiều lần.", "An opening bracket is repeated many times."),
    ),
    "yaml-key-not-a-word": Entry(
        Severity.ERROR,
        message=Text(
            "Khóa ở đây là một danh sách hoặc một nhóm khóa; khóa phải là một từ.",
            "The key here is a list or a group of keys; a key is a single word.",
        ),
        cure=Text("Ghi khóa bằng một từ trước dấu hai chấm.", "Write the key as one word before the colon."),
        cause=Text(
            "Dấu ngoặc nhọn hoặc ngoặc vuông đứng ở chỗ của khóa, chẳng hạn ký hiệu của biểu mẫu chưa được thay.",
            "A brace or bracket stands where a key belongs, such as a mark of a form that was not filled in.",
        ),
    ),
    "repeated-key": Entry(
        Severity.ERROR,
        message=Text(
            "Khóa “{key}” đã có ở dòng {line}; trong cùng một nhóm mỗi khóa chỉ ghi một lần.",
            "The key “{key}” is already in line {line}; a group holds each key once.",
        ),
        cure=Text(
            "Giữ lại một khóa và xóa khóa kia, hoặc sửa tên khóa.",
            "Keep one of them and delete the other, or rename it.",
        ),
        cause=Text(
            "Một đoạn được chép lại mà chưa sửa tên khóa.", "A part was copied and its keys were not renamed."
        ),
    ),
    "unquoted-id": Entry(
        Severity.ERROR,
        message=Text(
            "Mã {found} không đặt trong dấu nháy; công cụ YAML khác có thể đọc thành số khác.",
            "The id {found} stands without quotes; other YAML tools may read another number.",
        ),
        cure=Text('Đặt mã trong dấu nháy kép: id: "{found}".', 'Put the id in double quotes: id: "{found}".'),
        cause=Text(
            "Mã viết giống một số, và số 1.10 thường được đọc thành 1.1.",
            "The id looks like a number, and 1.10 is commonly read as 1.1.",
        ),
    ),
}
