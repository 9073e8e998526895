"""Problems of overlays: their base, and what they change, add and remove."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "base-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Không tìm thấy bộ tiêu chí gốc “{found}”; gần nhất là: {nearest}.",
            "The base “{found}” was not found; nearest: {nearest}.",
        ),
        cure=Text(
            "Ghi mã của một bộ trong lệnh cchc-index list, hoặc đường dẫn tính từ thư mục của tệp này, ví dụ goc.yaml.",
            "Write an id that cchc-index list shows, or a path from the folder of this file, such as base.yaml.",
        ),
        cause=Text(
            "Mã hoặc đường dẫn gõ nhầm, hoặc bộ gốc chưa được chép về.",
            "The id or path is mistyped, or the base was not copied along.",
        ),
    ),
    "base-unsound": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí gốc “{found}” có {number} lỗi, lỗi đầu tiên ở {where} ({first}); cần một bộ gốc hợp lệ.",
            "The base “{found}” has errors ({number}), the first at {where} ({first}); a sound base is needed.",
        ),
        cure=Text(
            "Kiểm tra riêng bộ gốc bằng lệnh cchc-index check và sửa các lỗi của bộ đó trước.",
            "Check the base by itself with cchc-index check and correct it first.",
        ),
        cause=Text(
            "Bộ gốc đang được sửa dở, hoặc tệp không đọc được.",
            "The base is half edited, or its file cannot be read.",
        ),
    ),
    "base-changed": Entry(
        Severity.WARNING,
        message=Text(
            "Bộ tiêu chí này được lập trên {base} {wanted}, nay bộ gốc đó là {found}.",
            "This set was made on {base} {wanted}; the base is now {found}.",
        ),
        cure=Text(
            "Đối chiếu các thay đổi của bộ gốc; nếu vẫn đúng thì ghi “{found}” vào đây.",
            "Look at what changed in the base; if all is still right, write “{found}” here.",
        ),
        cause=Text(
            "Bộ gốc được sửa sau khi bộ này được lập.",
            "The base was changed after this set was made.",
        ),
    ),
    "extends-in-a-circle": Entry(
        Severity.ERROR,
        message=Text(
            "Các bộ tiêu chí lấy nhau làm gốc thành vòng: {found}.",
            "The sets rest on one another in a circle: {found}.",
        ),
        cure=Text(
            "Bỏ khóa extends ở một trong các bộ, hoặc lấy một bộ khác làm gốc.",
            "Take extends out of one of them, or start it from another set.",
        ),
        cause=Text(
            "Một bộ lấy chính mình làm gốc, hoặc một bộ gốc được sửa để lấy bộ này làm gốc.",
            "A set names itself, or a base was changed to rest on this set.",
        ),
    ),
    "extends-too-far": Entry(
        Severity.ERROR,
        message=Text(
            "Quá {most} bộ tiêu chí lấy nhau làm gốc nối tiếp.",
            "More than {most} sets rest on one another.",
        ),
        cure=Text(
            "Lấy một bộ gần bộ đầu tiên hơn làm gốc.",
            "Start from a set that is nearer to the first one.",
        ),
        cause=Text(
            "Mỗi lần sửa lại tạo thêm một bộ mới dựa trên bộ trước.",
            "Each change became one more set on top of the last.",
        ),
    ),
    "id-of-base": Entry(
        Severity.ERROR,
        message=Text(
            "Mã “{found}” là mã của bộ tiêu chí gốc; bộ này cần một mã riêng.",
            "“{found}” is the id of the base; this set needs an id of its own.",
        ),
        cure=Text("Ghi mã khác cho bộ này.", "Give this set another id."),
        cause=Text(
            "Tệp được chép từ bộ gốc mà chưa sửa mã.",
            "The file was copied from the base and its id was not changed.",
        ),
    ),
    "gone-from-base": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí gốc {base} không có mã “{found}”; gần nhất là {nearest}.",
            "The base {base} has no “{found}”; the nearest is {nearest}.",
        ),
        cure=Text(
            "Ghi lại mã của một lĩnh vực, tiêu chí hoặc số liệu dùng chung có trong bộ gốc.",
            "Write the id of an area, criterion or data item of the base.",
        ),
        cause=Text(
            "Mã gõ sai, hoặc bộ gốc đã bỏ hay đánh số lại tiêu chí.",
            "The id is mistyped, or the base dropped or renumbered it.",
        ),
    ),
    "changed-and-removed": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” vừa được sửa hoặc thêm vào, vừa bị bỏ ở khóa remove.",
            "“{found}” is changed or added to here, and removed by remove.",
        ),
        cure=Text(
            "Giữ lại một trong hai; muốn thay cả tiêu chí thì bỏ bằng remove rồi thêm bằng add.",
            "Keep one of the two; to replace all of a criterion, remove it and add the new one.",
        ),
        cause=Text(
            "Tiêu chí, hoặc nhóm chứa tiêu chí này, được quyết định bỏ sau khi đã sửa.",
            "The criterion, or what it is in, was dropped after it had been changed.",
        ),
    ),
    "addition-unclear": Entry(
        Severity.ERROR,
        message=Text(
            "Mục này của add cần đúng một trong các khóa criterion, area, data; criterion cần under hoặc after, area và "
            "data không dùng under.",
            "This item of add needs exactly one of criterion, area, data; a criterion needs under or after, areas and "
            "data take no under.",
        ),
        cure=Text(
            'Ghi như {{under: "1.1", after: "1.1.1", criterion: {{…}}}} hoặc {{after: "3", area: {{…}}}}.',
            'Write it like {{under: "1.1", after: "1.1.1", criterion: {{…}}}} or {{after: "3", area: {{…}}}}.',
        ),
        cause=Text(
            "Chỗ của tiêu chí mới bị bỏ sót, hoặc hai nội dung được ghi vào một mục.",
            "The place of the new criterion was left out, or two additions were written as one.",
        ),
    ),
    "under-a-leaf": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” được chấm trực tiếp nên không thể thêm tiêu chí vào bên dưới.",
            "“{found}” is scored itself, so that nothing can be added under it.",
        ),
        cure=Text(
            "Thêm vào dưới một tiêu chí có khóa criteria; hoặc bỏ tiêu chí này rồi thêm lại với các tiêu chí thành phần.",
            "Add under a node that has criteria; or remove this one and add it again with criteria below it.",
        ),
        cause=Text("Ghi nhầm mã của tiêu chí bên trên.", "The wrong node is named."),
    ),
    "after-elsewhere": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” không đứng ở chỗ cần thêm nên không thể thêm vào ngay sau.",
            "“{found}” does not stand where this is added, so that nothing can go right after it.",
        ),
        cure=Text(
            "Ghi ở after mã của một mục nằm ngay dưới under; với area là mã của một lĩnh vực.",
            "Name at after a node right below under; for an area, an area.",
        ),
        cause=Text(
            "after và under nêu hai chỗ khác nhau của cây tiêu chí.",
            "after and under name two different places of the tree.",
        ),
    ),
    "id-in-base": Entry(
        Severity.ERROR,
        message=Text(
            "Mã “{found}” đã có trong bộ tiêu chí gốc {base}.",
            "The base {base} already has “{found}”.",
        ),
        cure=Text(
            "Dùng override để sửa tiêu chí đã có, bỏ nó bằng remove, hoặc ghi mã khác.",
            "Change what is there with override, remove it, or write another id.",
        ),
        cause=Text(
            "Tiêu chí mới được đánh số trùng với tiêu chí đã có.",
            "The new criterion was given a number that is in use.",
        ),
    ),
    "nothing-left-below": Entry(
        Severity.ERROR,
        message=Text(
            "Bỏ “{found}” thì phần chứa nó không còn tiêu chí nào.",
            "Without “{found}” nothing is left of what it is in.",
        ),
        cure=Text(
            "Bỏ luôn phần chứa nó, hoặc thêm một tiêu chí khác vào đó.",
            "Remove what it is in as well, or add another criterion there.",
        ),
        cause=Text(
            "Tất cả các tiêu chí của một nhóm được bỏ mà nhóm vẫn để lại.",
            "All criteria of a group were removed and the group was left.",
        ),
    ),
}
