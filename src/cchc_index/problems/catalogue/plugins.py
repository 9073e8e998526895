"""Problems of other installed packages that bring kinds of rule and criteria sets."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "plugin-clash": Entry(
        Severity.ERROR,
        message=Text(
            "Cách tính điểm “{found}” được khai báo nhiều lần, trong các gói: {packages}.",
            "The kind of rule “{found}” is declared more than once, by the packages: {packages}.",
        ),
        cure=Text(
            "Chỉ để lại một gói khai báo cách tính điểm này.", "Keep only one package that declares it."
        ),
        cause=Text(
            "Hai gói dùng chung một tên, hoặc một gói được cài dưới hai tên.",
            "Two packages use one name, or one package is installed under two names.",
        ),
    ),
    "plugin-misnamed": Entry(
        Severity.ERROR,
        message=Text(
            "Gói {package} khai báo cách tính điểm “{found}” không kèm tên gói; tên cần có dạng goi.cach_tinh.",
            "The package {package} declares the kind of rule “{found}” without its own name; package.kind is needed.",
        ),
        cure=Text(
            "Đổi tên trong nhóm cchc_index.rules của gói, rồi ghi tên mới vào bộ tiêu chí.",
            "Rename it in the package's group cchc_index.rules, and write the new name in the set.",
        ),
        cause=Text(
            "Tên không kèm tên gói chỉ dành cho các cách tính điểm có sẵn.",
            "Names without a package are kept for the kinds that come with this one.",
        ),
    ),
    "plugin-not-loaded": Entry(
        Severity.ERROR,
        message=Text(
            "Không nạp được cách tính điểm “{found}” của gói {package}: {why}.",
            "The kind of rule “{found}” of the package {package} could not be loaded: {why}.",
        ),
        cure=Text(
            "Cài lại gói đúng phiên bản, hoặc báo cho người viết gói.",
            "Install the right version of the package, or tell its author.",
        ),
        cause=Text(
            "Gói được viết cho một phiên bản khác, hoặc thiếu một gói mà nó cần.",
            "The package was written for another version, or something that it needs is missing.",
        ),
    ),
    "plugin-no-rule": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” của gói {package} không phải là một cách tính điểm đầy đủ mang đúng tên này.",
            "“{found}” of the package {package} is no complete rule that bears this name.",
        ),
        cure=Text(
            "Báo cho người viết gói: cần một lớp dẫn xuất từ Rule với mọi phần bắt buộc, và kind: Literal mang đúng tên.",
            "Tell its author: a subclass of Rule with all of its parts is needed, whose kind is a Literal of the name.",
        ),
        cause=Text(
            "Gói trỏ nhầm tới một thứ khác, hoặc bỏ sót một phần của cách tính điểm.",
            "The package names something else, or leaves out a part of the rule.",
        ),
    ),
    "set-id-clash": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí “{found}” có trong nhiều gói: {packages}.",
            "The set “{found}” is in several packages: {packages}.",
        ),
        cure=Text(
            "Chỉ để lại một gói có bộ này, hoặc nêu đường dẫn tới tệp .yaml. Bộ của cchc-index không bị thay thế.",
            "Keep one package with it, or give the path of a .yaml file. Sets of cchc-index itself are not replaced.",
        ),
        cause=Text("Hai gói đặt cùng một mã cho hai bộ.", "Two packages gave two sets one id."),
    ),
    "sets-not-found": Entry(
        Severity.ERROR,
        message=Text(
            "Không mở được thư mục bộ tiêu chí “{found}” của gói {package}: {why}.",
            "The folder of sets “{found}” of the package {package} could not be opened: {why}.",
        ),
        cure=Text(
            "Cài lại gói, hoặc báo cho người viết gói: nhóm cchc_index.criteria cần nêu một thư mục có tệp .yaml.",
            "Install the package again, or tell its author: cchc_index.criteria has to name a folder with .yaml files.",
        ),
        cause=Text(
            "Tên thư mục trong gói gõ sai, hoặc tệp không được đóng gói.",
            "The folder is mistyped in the package, or was not packed.",
        ),
    ),
}
