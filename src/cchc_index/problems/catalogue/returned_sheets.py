"""Problems of scoring sheets that come back: files, hidden information, rows, several files of one unit."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "workbook-has-password": Entry(
        Severity.ERROR,
        message=Text(
            "Sổ tính có đặt mật khẩu nên không đọc được.",
            "The workbook has a password and cannot be read.",
        ),
        cure=Text(
            "Mở bằng Excel, bỏ mật khẩu mở tệp rồi lưu lại.",
            "Open it in Excel, remove the password to open and save it.",
        ),
        cause=Text(
            "Tệp được mã hóa khi lưu.",
            "The file was encrypted when it was saved.",
        ),
    ),
    "too-many-cells": Entry(
        Severity.ERROR,
        message=Text(
            "Sổ tính có vùng dữ liệu rộng hơn {most} ô; đây có lẽ không phải phiếu hoặc bảng số liệu.",
            "The cells of the workbook span more than {most}; it is probably no table of answers.",
        ),
        cure=Text(
            "Xóa các ô ghi nhầm ở rất xa về bên phải hoặc phía dưới rồi lưu lại.",
            "Delete the cells written by mistake far to the right or far below, and save it.",
        ),
        cause=Text(
            "Có ô ghi nhầm ở cuối trang tính, hoặc nhầm tệp.",
            "A cell at the end of the sheet was filled by mistake, or it is another file.",
        ),
    ),
    "formula-without-value": Entry(
        Severity.ERROR,
        message=Text(
            "Ô có công thức nhưng tệp không lưu kết quả; ô này được coi là để trống.",
            "The cell holds a formula of which no result is stored; it is taken as blank.",
        ),
        cure=Text(
            "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc ghi thẳng giá trị.",
            "Open the file in Excel or LibreOffice and save it, or write the value itself.",
        ),
        cause=Text(
            "Tệp do một chương trình khác tạo ra và chưa được tính lại.",
            "The file was made by a program that does not compute formulas.",
        ),
    ),
    "form-of-other-set": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu của bộ tiêu chí “{found}”, không phải “{wanted}”; tệp này chưa được tính.",
            "The form is of the set “{found}”, not “{wanted}”; the file is not used.",
        ),
        cure=Text(
            "Dùng phiếu lập từ đúng bộ tiêu chí.",
            "Use the form made from the right set.",
        ),
        cause=Text(
            "Lẫn phiếu của một đợt chấm điểm khác.",
            "A form of another season got in.",
        ),
    ),
    "form-of-other-year": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu của năm {found}, không phải năm {known}; tệp này chưa được tính.",
            "The form is of the year {found}, not {known}; the file is not used.",
        ),
        cure=Text(
            "Xin lại phiếu của đúng năm đánh giá.",
            "Ask for the form of the right year.",
        ),
        cause=Text(
            "Đơn vị gửi lại phiếu của năm khác.",
            "The unit returned another year's form.",
        ),
    ),
    "form-of-unknown-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu của đơn vị “{found}” không có trong danh sách đơn vị⟨; gần nhất là “{nearest}”⟩; tệp này chưa được tính.",
            "The form is of the unit “{found}”, which is not in the table of units⟨; the nearest is “{nearest}”⟩; the file is not used.",
        ),
        cure=Text(
            "Kiểm tra lại danh sách đơn vị, hoặc gửi lại phiếu đúng cho đơn vị.",
            "Check the table of units, or send the unit its own form again.",
        ),
        cause=Text(
            "Phiếu lập cho danh sách đơn vị khác.",
            "The form was made for another table of units.",
        ),
    ),
    "form-names-other-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu lập cho “{wanted}” nhưng tiêu đề ghi “{found}”; tệp này chưa được tính.",
            "The form was made for “{wanted}”, but its heading says “{found}”; the file is not used.",
        ),
        cure=Text(
            "Hỏi lại phiếu của đơn vị nào; gửi đúng phiếu lập cho đơn vị đó để điền.",
            "Ask whose form it is, and have that unit fill in the form that was made for it.",
        ),
        cause=Text(
            "Phiếu của đơn vị khác được sao lại, đổi tên rồi điền.",
            "A copy of another unit's form was renamed and filled in.",
        ),
    ),
    "leaf-not-for-unit": Entry(
        Severity.WARNING,
        message=Text(
            "Đơn vị không thuộc đối tượng của tiêu chí {criterion_id}; nội dung ghi ở đây không được tính.",
            "Criterion {criterion_id} is not for this unit; what is written here is not counted.",
        ),
        cure=Text(
            "Bỏ nội dung ở dòng này, hoặc sửa đặc điểm của đơn vị trong danh sách đơn vị.",
            "Clear the row, or correct what the table of units says of the unit.",
        ),
        cause=Text(
            "Dòng bôi xám bị mở khóa rồi điền.",
            "A grey row was unlocked and filled in.",
        ),
    ),
    "form-stage-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu của vòng “{found}” mà bộ tiêu chí không có; các vòng: {known}. Tệp này chưa được tính.",
            "The form is of the stage “{found}”, which the set does not have; its stages are {known}. The file is not used.",
        ),
        cure=Text(
            "Dùng phiếu lập từ đúng bộ tiêu chí.",
            "Use a form made from this set.",
        ),
        cause=Text(
            "Phiếu lập từ một bộ tiêu chí có các vòng khác.",
            "The form was made from a set with other stages.",
        ),
    ),
    "form-of-others-stage": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu này không phải của bên thực hiện vòng “{found}”; tệp chưa được tính.",
            "The workbook is not of those who write in the stage “{found}”; the file is not used.",
        ),
        cure=Text(
            "Đơn vị chỉ kê khai và giải trình; cơ quan thẩm định chỉ ghi vào vòng thẩm định.",
            "Units write in their own stages, appraisers in theirs.",
        ),
        cause=Text(
            "Thông tin ẩn của phiếu bị sửa, hoặc lẫn phiếu.",
            "The hidden sheet was changed, or forms were mixed up.",
        ),
    ),
    "form-format-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu có định dạng “{found}” mà phiên bản này chưa đọc được; tệp chưa được tính.",
            "The form has the format “{found}”, which this version cannot read; the file is not used.",
        ),
        cure=Text(
            "Nâng cấp chương trình, hoặc lập lại phiếu.",
            "Update the program, or make the form again.",
        ),
        cause=Text(
            "Phiếu lập bằng phiên bản mới hơn, hoặc thông tin ẩn bị sửa.",
            "A later version made the form, or its hidden sheet was changed.",
        ),
    ),
    "form-of-other-version": Entry(
        Severity.INFO,
        message=Text(
            "Phiếu lập từ phiên bản {found} của bộ tiêu chí, đang chấm theo phiên bản {wanted}; tiêu chí không đổi vẫn được tính.",
            "The form was made from version {found} of the set, now at {wanted}; criteria that have not changed still count.",
        ),
        cure=Text(
            "Không cần xử lý nếu không có lỗi nào kèm theo.",
            "Nothing to do unless errors follow.",
        ),
        cause=Text(
            "Bộ tiêu chí được sửa sau khi gửi phiếu.",
            "The set was changed after the forms were sent.",
        ),
    ),
    "leaf-changed": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {criterion_id} trên phiếu khác với bộ tiêu chí hiện nay (tên hoặc điểm tối đa); dòng này chưa được tính.",
            "Criterion {criterion_id} on the form differs from the set as it is now (its title or maximum); the row is not counted.",
        ),
        cure=Text(
            "Gửi lại phiếu mới, hoặc nhập riêng tiêu chí này.",
            "Send a new form, or enter this criterion separately.",
        ),
        cause=Text(
            "Tiêu chí được sửa sau khi gửi phiếu.",
            "The criterion was changed after the form was sent.",
        ),
    ),
    "form-row-unplaced": Entry(
        Severity.ERROR,
        message=Text(
            "Không rõ dòng này thuộc tiêu chí nào⟨ (“{found}”)⟩; dòng chưa được tính.",
            "It is not clear to which criterion the row belongs⟨ (“{found}”)⟩; it is not counted.",
        ),
        cure=Text(
            "Ghi nội dung vào đúng dòng của tiêu chí trên phiếu gốc.",
            "Write in the row of the criterion on the original form.",
        ),
        cause=Text(
            "Dòng được chèn thêm, hoặc cột mã và số thứ tự bị xóa.",
            "The row was inserted, or the columns of ids and numbers were deleted.",
        ),
    ),
    "form-row-title-differs": Entry(
        Severity.ERROR,
        message=Text(
            "Số thứ tự là {found} nhưng tên tiêu chí là “{title}”; dòng chưa được tính.",
            "The number is {found}, but the title is “{title}”; the row is not counted.",
        ),
        cure=Text(
            "Chép lại số thứ tự và tên tiêu chí như phiếu gốc.",
            "Restore the number and the title of the original form.",
        ),
        cause=Text(
            "Cột mã ẩn bị xóa và số thứ tự bị đánh lại.",
            "The hidden column was deleted and rows were numbered anew.",
        ),
    ),
    "form-row-of-other-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Dòng ghi đơn vị “{found}” trong phiếu của “{wanted}”; dòng chưa được tính.",
            "The row names the unit “{found}” in the form of “{wanted}”; it is not counted.",
        ),
        cure=Text(
            "Mỗi phiếu chỉ kê khai cho một đơn vị.",
            "A form answers for one unit only.",
        ),
        cause=Text(
            "Chép dòng từ phiếu của đơn vị khác.",
            "The row was copied from another unit's form.",
        ),
    ),
    "not-the-units-to-answer": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {criterion_id} không do đơn vị kê khai; nội dung ghi ở đây chưa được tính.",
            "Criterion {criterion_id} is not the unit's to answer; what is written here is not counted.",
        ),
        cure=Text(
            "Xóa nội dung; số liệu do cơ quan khác cung cấp.",
            "Clear the cell; the number comes from elsewhere.",
        ),
        cause=Text(
            "Đơn vị ghi vào ô đã khóa.",
            "The unit wrote in a locked cell.",
        ),
    ),
    "workbooks-differ": Entry(
        Severity.ERROR,
        message=Text(
            "Đơn vị có nhiều phiếu khác nhau ({files}); các ô khác nhau: {cells}. Chưa phiếu nào được tính.",
            "The unit has several forms that differ ({files}) in the cells {cells}. None of them is used.",
        ),
        cure=Text(
            "Ghi “có” ở cột stands của received.csv cho phiếu được dùng.",
            "Write “yes” in the column stands of received.csv for the one that counts.",
        ),
        cause=Text(
            "Đơn vị gửi lại phiếu đã sửa, hoặc nhiều người cùng gửi.",
            "The unit sent a corrected form, or several people sent one.",
        ),
    ),
    "workbook-superseded": Entry(
        Severity.INFO,
        message=Text(
            "Phiếu không được dùng vì received.csv chọn {stands}.",
            "The form is not used, for received.csv says that {stands} stands.",
        ),
        cure=Text(
            "Không cần xử lý.",
            "Nothing to do.",
        ),
        cause=Text(
            "Đơn vị có nhiều phiếu và một phiếu đã được chọn.",
            "The unit sent several forms and one was chosen.",
        ),
    ),
    "register-unsettled": Entry(
        Severity.ERROR,
        message=Text(
            "Sổ nhận phiếu ghi nhiều hơn một phiếu được dùng cho đơn vị “{found}”.",
            "The register says of more than one form of the unit “{found}” that it stands.",
        ),
        cure=Text(
            "Chỉ để một phiếu có “có” ở cột stands.",
            "Leave “yes” in the column stands for one form.",
        ),
        cause=Text(
            "Hai dòng của cùng đơn vị đều ghi “có”.",
            "Two rows of one unit say yes.",
        ),
    ),
    "register-unused": Entry(
        Severity.WARNING,
        message=Text(
            "Sổ nhận phiếu nêu tệp “{found}” nhưng không tìm thấy trong thư mục.",
            "The register names the file “{found}”, which is not in the folder.",
        ),
        cure=Text(
            "Sửa tên tệp trong received.csv, hoặc chép tệp vào thư mục.",
            "Correct the name in received.csv, or put the file in the folder.",
        ),
        cause=Text(
            "Tệp đã đổi tên hoặc bị xóa.",
            "The file was renamed or deleted.",
        ),
    ),
    "linked-cell-differs": Entry(
        Severity.ERROR,
        message=Text(
            "Ô lấy từ số liệu dùng chung {data} đã bị ghi đè thành “{found}”; giá trị ghi đè chưa được tính.",
            "The cell that repeats the data item {data} was overwritten with “{found}”, which is not used.",
        ),
        cure=Text(
            "Sửa ở trang số liệu dùng chung, hoặc khôi phục công thức của ô.",
            "Change the number on the sheet of shared data, or restore the formula.",
        ),
        cause=Text(
            "Ô đã khóa bị ghi đè, hoặc phiếu chưa được tính lại.",
            "A locked cell was overwritten, or the form was not recalculated.",
        ),
    ),
    "form-without-about": Entry(
        Severity.ERROR,
        message=Text(
            "Trang “{sheet}” giống phiếu chấm điểm nhưng không còn thông tin ẩn (đơn vị, năm, vòng); tệp này chưa được tính.",
            "The sheet “{sheet}” looks like a form but has lost its hidden sheet (unit, year, stage); the file is not used.",
        ),
        cure=Text(
            "Dùng phiếu gốc, không chép sang tệp mới; hoặc thêm cột “unit” và “criterion”.",
            "Use the original form and do not copy it to a new file; or add the columns “unit” and “criterion”.",
        ),
        cause=Text(
            "Trang tính được chép sang một tệp khác.",
            "The sheet was copied to another file.",
        ),
    ),
    "form-without-rows": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu không còn dòng tiêu đề hoặc cột để đọc; tệp này chưa được tính.",
            "The form has no headings or columns left to read; the file is not used.",
        ),
        cure=Text(
            "Dùng lại phiếu gốc.",
            "Use the original form again.",
        ),
        cause=Text(
            "Dòng tiêu đề và dòng mã ẩn đều bị xóa.",
            "The headings and the hidden row of codes were both deleted.",
        ),
    ),
    "form-column-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Trang “{sheet}” thiếu cột “{found}”.",
            "The sheet “{sheet}” lacks the column “{found}”.",
        ),
        cure=Text(
            "Dùng lại phiếu gốc, hoặc ghi lại tiêu đề cột.",
            "Use the original form again, or restore the heading.",
        ),
        cause=Text(
            "Cột bị xóa hoặc đổi tên.",
            "The column was deleted or renamed.",
        ),
    ),
    "own-unit-decided": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” không tự thẩm định đơn vị mình; quyết định ghi ở đây chưa được tính.",
            "“{found}” may not decide on its own unit; what is written here is not counted.",
        ),
        cure=Text(
            "Ghi quyết định vào phiếu của cơ quan chủ trì (--lead), hoặc của Hội đồng.",
            "Decide in the lead department's workbook (--lead), or in the council's.",
        ),
        cause=Text(
            "Cơ quan thẩm định mở khóa và ghi vào dòng của chính mình.",
            "The appraiser unlocked its own rows.",
        ),
    ),
    "document-not-listed": Entry(
        Severity.WARNING,
        message=Text(
            "Danh mục tài liệu kiểm chứng không có tài liệu số {found}; số này được giữ nguyên.",
            "The list of evidence has no document {found}; the number is kept as it is.",
        ),
        cure=Text(
            "Ghi tài liệu vào trang “Tài liệu kiểm chứng”, hoặc ghi lại số thứ tự.",
            "List the document on the sheet “Tài liệu kiểm chứng”, or correct the number.",
        ),
        cause=Text(
            "Ô nêu số thứ tự nhưng danh mục chưa điền.",
            "A cell names a number for which the list has nothing.",
        ),
    ),
    "merged-over-criteria": Entry(
        Severity.ERROR,
        message=Text(
            "Ô được gộp qua nhiều dòng tiêu chí; nội dung chưa được tính cho tiêu chí nào.",
            "The cell is merged over the rows of several criteria; it counts for none of them.",
        ),
        cure=Text(
            "Bỏ gộp ô rồi ghi riêng từng tiêu chí.",
            "Unmerge the cells and fill in each criterion.",
        ),
        cause=Text(
            "Gộp ô khi điền phiếu.",
            "Cells were merged when the form was filled in.",
        ),
    ),
}
