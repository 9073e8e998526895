"""Problems of a criteria set as a whole: maxima, ids, references, classes, settings."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "official-without-basis": Entry(
        Severity.ERROR,
        message=Text(
            "Bộ tiêu chí ghi status: official nhưng chưa nêu quyết định ban hành; cần khóa legal_basis.",
            "The set says status: official but names no decision; legal_basis is needed.",
        ),
        cure=Text(
            "Thêm legal_basis với số, ngày và cơ quan ban hành, hoặc ghi status: draft.",
            "Add legal_basis with number, date and issuer, or write status: draft.",
        ),
        cause=Text(
            "Bản dự thảo được chuyển thành bản chính thức mà chưa ghi quyết định.",
            "A draft was made official before the decision was entered.",
        ),
    ),
    "repeated-entry": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” có nhiều lần trong danh sách; mỗi mục chỉ ghi một lần.",
            "“{found}” is in the list more than once; each entry is written once.",
        ),
        cure=Text("Xóa mục ghi thừa.", "Delete the surplus entry."),
        cause=Text("Một mục được chép lại mà chưa sửa.", "An entry was copied and not changed."),
    ),
    "too-many-decimals": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi làm tròn đến {found} chữ số thập phân; nhiều nhất là 9.",
            "Rounding to {found} decimals is asked for; 9 is the most.",
        ),
        cure=Text("Ghi một số từ 0 đến 9.", "Write a number from 0 to 9."),
        cause=Text("Số gõ thừa chữ số.", "A digit too many was typed."),
    ),
    "year-out-of-range": Entry(
        Severity.ERROR,
        message=Text(
            "Khóa years có năm nằm ngoài khoảng từ 1900 đến 9000.",
            "years holds a year that is not from 1900 to 9000.",
        ),
        cure=Text("Ghi lại năm chấm điểm bằng bốn chữ số.", "Write the assessment year in four digits."),
        cause=Text("Năm gõ thiếu hoặc thừa chữ số.", "The year has a digit too few or too many."),
    ),
    "repeated-id": Entry(
        Severity.ERROR,
        message=Text(
            "Mã “{found}” đã dùng ở dòng {line}; mỗi lĩnh vực, tiêu chí cần một mã riêng.",
            "The id “{found}” is already used in line {line}; every area and criterion needs its own.",
        ),
        cure=Text("Ghi mã khác cho một trong hai chỗ.", "Give one of the two another id."),
        cause=Text(
            "Một tiêu chí được chép lại mà chưa sửa mã.", "A criterion was copied and its id was not changed."
        ),
    ),
    "rule-and-criteria": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {found} vừa có cách tính điểm vừa có tiêu chí bên dưới; chỉ được có một trong hai.",
            "Criterion {found} has both a rule and criteria below it; it may have only one of them.",
        ),
        cure=Text(
            "Bỏ khóa rule nếu điểm cộng từ các tiêu chí bên dưới; bỏ khóa criteria nếu tiêu chí được chấm trực tiếp.",
            "Take out rule if the points come from the criteria below; take out criteria if it is scored itself.",
        ),
        cause=Text(
            "Tiêu chí được tách thành các tiêu chí thành phần mà chưa bỏ cách tính cũ.",
            "The criterion was split and its former rule was left in place.",
        ),
    ),
    "neither-rule-nor-criteria": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {found} chưa có cách tính điểm và cũng không có tiêu chí bên dưới; cần một trong hai.",
            "Criterion {found} has neither a rule nor criteria below it; it needs one of them.",
        ),
        cure=Text(
            "Thêm khóa rule, hoặc khóa criteria với ít nhất một tiêu chí.",
            "Add rule, or criteria with at least one criterion.",
        ),
        cause=Text(
            "Tiêu chí mới ghi tên mà chưa ghi cách tính, hoặc khóa bên dưới thụt lề lệch.",
            "Only the title was entered so far, or the keys below are not indented right.",
        ),
    ),
    "max-points-zero": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {found} có điểm tối đa bằng 0; cần một số lớn hơn 0.",
            "The maximum of criterion {found} is 0; a number above 0 is needed.",
        ),
        cure=Text(
            "Ghi điểm tối đa lớn hơn 0; nếu chỉ để theo dõi thì dùng rule: {{kind: informative}} và bỏ max_points.",
            "Write a maximum above 0; for information only use rule: {{kind: informative}} without max_points.",
        ),
        cause=Text(
            "Tiêu chí chỉ để theo dõi được ghi 0 điểm.", "A criterion that only informs was given 0 points."
        ),
    ),
    "max-points-too-fine": Entry(
        Severity.ERROR,
        message=Text(
            "Điểm tối đa {found} có hơn {most} chữ số thập phân, là mức làm tròn điểm của bộ tiêu chí.",
            "The maximum {found} has more than {most} decimals, to which the set rounds points.",
        ),
        cure=Text(
            "Ghi lại điểm tối đa, hoặc tăng số chữ số ở policy.rounding.points.",
            "Change the maximum, or raise the decimals at policy.rounding.points.",
        ),
        cause=Text(
            "Điểm được chia đều cho nhiều tiêu chí nên bị lẻ.",
            "Points were divided evenly among several criteria.",
        ),
    ),
    "cap-out-of-reach": Entry(
        Severity.WARNING,
        message=Text(
            "Các tiêu chí của {node} cộng lại chỉ được {sum} điểm, không tới mức trần đã ghi là {found}{kind}.",
            "The criteria of {node} add up to only {sum}, short of the stated cap of {found}{kind}.",
        ),
        cure=Text(
            "Giảm max_points ở đây xuống {sum}, hoặc sửa điểm của các tiêu chí bên dưới.",
            "Lower max_points here to {sum}, or change the points of the criteria below.",
        ),
        cause=Text(
            "Một tiêu chí bên dưới bị bỏ sót hoặc ghi thiếu điểm.",
            "A criterion below was left out or given too few points.",
        ),
    ),
    "maxima-differ": Entry(
        Severity.ERROR,
        message=Text(
            "Tổng điểm các tiêu chí của {node} là {sum}, khác điểm tối đa đã ghi là {found}{kind}.",
            "The criteria of {node} add up to {sum}, not to the stated maximum of {found}{kind}.",
        ),
        cure=Text(
            "Đối chiếu với quyết định rồi sửa max_points ở đây hoặc của các tiêu chí bên dưới; ghi cap: true nếu "
            "tổng được phép lớn hơn.",
            "Compare with the decision and correct max_points here or of what is below; write cap: true if the sum "
            "may be larger.",
        ),
        cause=Text(
            "Quyết định có sai sót khi cộng điểm, hoặc một tiêu chí bị bỏ sót, gõ sai điểm.",
            "The decision itself adds up wrongly, or a criterion was left out or its points mistyped.",
        ),
    ),
    "unknown-unit-kind": Entry(
        Severity.ERROR,
        message=Text(
            "Không có loại đơn vị “{found}” trong unit_kinds⟨; loại có thể dùng: {nearest}⟩.",
            "unit_kinds has no kind “{found}”⟨; what can be used: {nearest}⟩.",
        ),
        cure=Text(
            "Sửa lại tên loại đơn vị, hoặc thêm vào unit_kinds.", "Correct the kind, or add it to unit_kinds."
        ),
        cause=Text(
            "Tên loại đơn vị gõ sai, hoặc chưa khai báo ở unit_kinds.",
            "The kind is mistyped, or was not declared in unit_kinds.",
        ),
    ),
    "total-differs": Entry(
        Severity.ERROR,
        message=Text(
            "Tổng điểm các lĩnh vực là {sum}, khác điểm tối đa của bộ tiêu chí đã ghi là {found}{kind}.",
            "The areas add up to {sum}, not to the set's stated maximum of {found}{kind}.",
        ),
        cure=Text(
            "Đối chiếu với quyết định rồi sửa điểm của lĩnh vực, tiêu chí hoặc của cả bộ; điểm thưởng, điểm trừ không "
            "tính vào tổng này.",
            "Compare with the decision and correct the points of areas, criteria or the set; bonus and penalty areas do "
            "not count here.",
        ),
        cause=Text(
            "Quyết định có sai sót khi cộng điểm, hoặc một lĩnh vực bị bỏ sót, gõ sai điểm.",
            "The decision itself adds up wrongly, or an area was left out or its points mistyped.",
        ),
    ),
    "unknown-node": Entry(
        Severity.ERROR,
        message=Text(
            "Không có tiêu chí {found} trong bộ tiêu chí⟨; gần nhất là {nearest}⟩.",
            "The set has no criterion {found}⟨; the nearest is {nearest}⟩.",
        ),
        cure=Text(
            "Ghi lại mã của một lĩnh vực hoặc tiêu chí có trong bộ.",
            "Write the id of an area or criterion of the set.",
        ),
        cause=Text(
            "Mã gõ sai, hoặc tiêu chí đã được đánh số lại.",
            "The id is mistyped, or the criteria were renumbered.",
        ),
    ),
    "requirement-unclear": Entry(
        Severity.ERROR,
        message=Text(
            "Điều kiện xếp loại này cần đúng một trong hai khóa index_at_least và answer_is.",
            "This requirement of a class needs exactly one of index_at_least and answer_is.",
        ),
        cure=Text(
            "Giữ lại một khóa; hai điều kiện thì ghi thành hai mục.",
            "Keep one of them; write two requirements as two items.",
        ),
        cause=Text(
            "Hai điều kiện được ghi vào một mục, hoặc mục chỉ nêu tiêu chí.",
            "Two requirements were written as one, or only the criterion was named.",
        ),
    ),
    "answer-not-possible": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {node} không thể có câu trả lời “{found}”.",
            "Criterion {node} cannot be answered by “{found}”.",
        ),
        cure=Text(
            "Ghi một câu trả lời mà cách tính điểm của tiêu chí {node} nhận, hoặc chọn tiêu chí khác.",
            "Write an answer that the rule of criterion {node} takes, or name another criterion.",
        ),
        cause=Text(
            "Điều kiện nêu nhầm tiêu chí, hoặc câu trả lời viết khác với phương án đã khai báo.",
            "The wrong criterion is named, or the answer is spelt otherwise than the options.",
        ),
    ),
    "class-bound-unclear": Entry(
        Severity.ERROR,
        message=Text(
            "Xếp loại “{found}” cần đúng một trong hai khóa at_least và above.",
            "The class “{found}” needs exactly one of at_least and above.",
        ),
        cure=Text(
            "Ghi at_least nếu mốc được tính vào xếp loại, above nếu phải trên mốc.",
            "Write at_least if the bound itself belongs to the class, above if it does not.",
        ),
        cause=Text(
            "Mốc của xếp loại bị bỏ sót hoặc ghi hai lần.", "The bound was left out or written twice."
        ),
    ),
    "class-out-of-order": Entry(
        Severity.ERROR,
        message=Text(
            "Không đơn vị nào được xếp loại “{found}” vì mốc của loại này không thấp hơn mốc của loại đứng trước.",
            "No unit is given the class “{found}”, because its bound is not below that of the class before it.",
        ),
        cure=Text(
            "Ghi các xếp loại theo thứ tự mốc giảm dần.",
            "Write the classes in falling order of their bounds.",
        ),
        cause=Text("Các xếp loại được ghi từ thấp lên cao.", "The classes were written from the lowest up."),
    ),
    "classes-end-above-zero": Entry(
        Severity.ERROR,
        message=Text(
            "Các xếp loại không xuống tới 0 nên sẽ có đơn vị không được xếp loại{kind}.",
            "The classes do not go down to 0, so that some units would have none{kind}.",
        ),
        cure=Text(
            "Thêm xếp loại cuối cùng với at_least: 0, không kèm điều kiện.",
            "Add a last class with at_least: 0 and no requirements.",
        ),
        cause=Text(
            "Xếp loại thấp nhất bị bỏ sót, hoặc kèm điều kiện.",
            "The lowest class was left out, or has requirements.",
        ),
    ),
    "max-points-too-large": Entry(
        Severity.ERROR,
        message=Text(
            "Điểm tối đa {found} quá lớn; nhiều nhất là {most}.",
            "The maximum {found} is too large; the most is {most}.",
        ),
        cure=Text("Ghi lại điểm tối đa.", "Correct the maximum."),
        cause=Text("Gõ thừa chữ số.", "Too many digits were typed."),
    ),
}
