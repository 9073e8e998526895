"""Problems of calls: what was asked for that there is not."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "unknown-set": Entry(
        Severity.ERROR,
        message=Text(
            "Không có bộ tiêu chí “{found}” trong thư viện, cũng không có tệp nào tên như vậy⟨; có thể dùng: {nearest}⟩.",
            "There is no set “{found}” in the library, nor such a file⟨; what can be used: {nearest}⟩.",
        ),
        cure=Text(
            "Xem các bộ tiêu chí bằng lệnh cchc-index list, hoặc nêu đường dẫn tới tệp .yaml.",
            "See cchc-index list, or give the path of a .yaml file.",
        ),
        cause=Text(
            "Mã bộ tiêu chí hoặc đường dẫn gõ nhầm.",
            "The id or path is mistyped.",
        ),
    ),
    "unknown-unit-asked": Entry(
        Severity.ERROR,
        message=Text(
            "Không có đơn vị “{found}” trong số liệu⟨; gần nhất là “{nearest}”⟩.",
            "There is no unit “{found}” in the data⟨; the nearest is “{nearest}”⟩.",
        ),
        cure=Text(
            "Ghi lại mã hoặc tên đơn vị.",
            "Correct the id or name.",
        ),
        cause=Text(
            "Tên đơn vị gõ khác với số liệu.",
            "The name differs from the data's.",
        ),
    ),
    "unknown-stage": Entry(
        Severity.ERROR,
        message=Text(
            "Không có vòng “{found}”; các vòng có: {known}.",
            "There is no stage “{found}”; there are: {known}.",
        ),
        cure=Text(
            "Nêu một trong các vòng trên.",
            "Name one of them.",
        ),
        cause=Text(
            "Tên vòng gõ nhầm.",
            "The stage is mistyped.",
        ),
    ),
    "year-needed": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí dùng cho nhiều năm ({known}); cần nêu năm đánh giá.",
            "The set serves several years ({known}); one has to be named.",
        ),
        cure=Text(
            "Thêm tùy chọn --year; trong tệp trường hợp kiểm tra thì thêm khóa year.",
            "Add the option --year; in a file of cases, the key year.",
        ),
        cause=Text(
            "Bộ tiêu chí dùng chung cho nhiều năm.",
            "The set serves more than one year.",
        ),
    ),
    "year-not-served": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí không dùng cho năm {found}; các năm dùng được: {known}.",
            "The set does not serve {found}; it serves {known}.",
        ),
        cure=Text(
            "Nêu năm khác, hoặc dùng bộ tiêu chí của năm đó.",
            "Name another year, or use that year's set.",
        ),
        cause=Text(
            "Nhầm năm, hoặc nhầm bộ tiêu chí.",
            "The year or the set is another one.",
        ),
    ),
    "answers-of-other-set": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu được đọc theo bộ tiêu chí {found}, không phải {wanted}.",
            "The answers were read for the set {found}, not for {wanted}.",
        ),
        cure=Text(
            "Đọc lại số liệu với đúng bộ tiêu chí.",
            "Read the answers again with the set that scores them.",
        ),
        cause=Text(
            "Hai bộ tiêu chí được dùng lẫn nhau.",
            "Two sets were mixed up.",
        ),
    ),
    "out-is-file": Entry(
        Severity.ERROR,
        message=Text(
            "Nơi ghi kết quả đang là một tệp; cần một thư mục.",
            "The place for the result is a file; it has to be a folder.",
        ),
        cure=Text(
            "Nêu tên thư mục khác.",
            "Name a folder.",
        ),
        cause=Text(
            "Nhầm đường dẫn.",
            "The path is another one.",
        ),
    ),
    "out-not-empty": Entry(
        Severity.ERROR,
        message=Text(
            "Thư mục không trống và không chứa kết quả chấm điểm lần trước; không có gì bị ghi đè.",
            "The folder is not empty and holds no earlier result; nothing is overwritten.",
        ),
        cure=Text(
            "Nêu thư mục mới, hoặc thư mục chứa kết quả lần trước.",
            "Name a new folder, or one with an earlier result.",
        ),
        cause=Text(
            "Nhầm thư mục, hoặc thư mục kết quả có thêm tệp khác.",
            "It is another folder, or other files were put beside the result.",
        ),
    ),
    "cannot-write": Entry(
        Severity.ERROR,
        message=Text(
            "Không ghi được thư mục kết quả: {why}.",
            "The result's folder cannot be written: {why}.",
        ),
        cure=Text(
            "Kiểm tra quyền ghi, dung lượng đĩa, và đóng các tệp kết quả đang mở.",
            "Check permissions and disk space, and close files of the result that are open.",
        ),
        cause=Text(
            "Không có quyền ghi, hết dung lượng, hoặc tệp đang được mở.",
            "No permission, a full disk, or an open file.",
        ),
    ),
    "answers-needed": Entry(
        Severity.ERROR,
        message=Text(
            "Phiếu của vòng “{stage}” cần số liệu của các vòng trước.",
            "Workbooks of the stage “{stage}” need the answers of the stages before.",
        ),
        cure=Text(
            "Nêu thêm tệp hoặc thư mục số liệu đã nhận.",
            "Name the files or folders of answers received so far.",
        ),
        cause=Text(
            "Lệnh chưa nêu số liệu.",
            "The call names no answers.",
        ),
    ),
    "stage-of-units": Entry(
        Severity.ERROR,
        message=Text(
            "Vòng “{stage}” do đơn vị thực hiện, không có phiếu của cơ quan thẩm định.",
            "The stage “{stage}” is by units and has no workbook for appraisers.",
        ),
        cure=Text(
            "Nêu một vòng thẩm định bằng --stage, hoặc bỏ --appraiser và --by-unit.",
            "Name a stage of appraisers by --stage, or leave out --appraiser and --by-unit.",
        ),
        cause=Text(
            "Nhầm vòng, hoặc chưa nêu vòng.",
            "The stage is another one, or none is named.",
        ),
    ),
    "unknown-appraiser": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí không giao tiêu chí nào cho “{found}”.",
            "The set gives no criterion to “{found}”.",
        ),
        cure=Text(
            "Ghi tên cơ quan như trong bộ tiêu chí ({known}); cơ quan chỉ chủ trì thì thêm --lead.",
            "Name the appraiser as the set does ({known}); for one that only leads, add --lead.",
        ),
        cause=Text("Ghi sai tên cơ quan thẩm định.", "The appraiser's name is misspelt."),
    ),
    "no-appraisers": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí không giao tiêu chí cho cơ quan thẩm định nào.", "The set names no appraiser."
        ),
        cure=Text(
            "Ghi cơ quan thẩm định (appraiser) trong bộ tiêu chí, hoặc nêu tên bằng --appraiser.",
            "Name appraisers in the set, or one by --appraiser.",
        ),
        cause=Text(
            "--each-appraiser được dùng với bộ tiêu chí không nêu cơ quan thẩm định.",
            "--each-appraiser was given for a set that names no appraiser.",
        ),
    ),
    "lead-unnamed": Entry(
        Severity.ERROR,
        message=Text("Chưa nêu cơ quan chủ trì.", "The lead department is not named."),
        cure=Text("Nêu cơ quan chủ trì bằng --appraiser.", "Name the lead department by --appraiser."),
        cause=Text("--lead được dùng mà không có --appraiser.", "--lead was given without --appraiser."),
    ),
    "forms-changed": Entry(
        Severity.ERROR,
        message=Text(
            "Trong thư mục có phiếu đã được sửa sau khi lập; không có gì bị ghi đè.",
            "Forms in the folder were changed after they were written; nothing is overwritten.",
        ),
        cure=Text(
            "Nêu thư mục mới, hoặc chuyển các phiếu đã điền sang thư mục khác.",
            "Name a new folder, or move the filled forms elsewhere.",
        ),
        cause=Text(
            "Phiếu đã điền được lưu đè lên phiếu trống.",
            "Filled forms were saved in the place of the blank ones.",
        ),
    ),
    "wrong-call": Entry(
        Severity.ERROR,
        message=Text(
            "Lệnh chưa đúng: {why}.",
            "The call is wrong: {why}.",
        ),
        cure=Text(
            "Xem cách dùng bằng --help.",
            "See --help.",
        ),
        cause=Text(
            "Thiếu hoặc thừa tham số của lệnh.",
            "An argument is missing or too many.",
        ),
    ),
}
