"""Problems of a rule's parameters, found before any data; those of formulas stand apart."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "rule-not-a-mapping": Entry(
        Severity.ERROR,
        message=Text(
            "Cách tính điểm ở đây chưa ghi thành các khóa; cần ít nhất khóa kind.",
            "The rule here is not written as keys; it needs at least kind.",
        ),
        cure=Text("Ghi lại theo dạng rule: {{kind: yes_no}}.", "Write it like rule: {{kind: yes_no}}."),
        cause=Text(
            "Tên cách tính được ghi ngay sau rule, hoặc rule còn để trống.",
            "The name of the rule stands right after rule, or rule was left blank.",
        ),
    ),
    "unknown-rule-kind": Entry(
        Severity.ERROR,
        message=Text(
            "⟨Không có cách tính điểm “{found}”|Khóa kind để trống⟩; cách có thể dùng: {nearest}.",
            "⟨There is no kind of rule “{found}”|kind is blank⟩; what can be used: {nearest}.",
        ),
        cure=Text("Sửa lại tên cách tính ở khóa kind.", "Correct the name at kind."),
        cause=Text("Tên cách tính gõ sai.", "The name of the kind is mistyped."),
    ),
    "parameter-without-effect": Entry(
        Severity.ERROR,
        message=Text(
            "Khóa “{key}” không có tác dụng ở đây; chỉ ghi những khóa mà cách tính điểm của tiêu chí dùng đến.",
            "The key “{key}” has no effect here; only keys that the criterion's rule uses may be written.",
        ),
        cure=Text(
            "Xóa khóa này, hoặc đổi sang cách tính có dùng khóa đó.",
            "Delete the key, or use a rule that takes it.",
        ),
        cause=Text(
            "Cách tính điểm được thay đổi mà khóa cũ còn để lại.",
            "The rule was changed and a former key was left in place.",
        ),
    ),
    "points-or-percent": Entry(
        Severity.ERROR,
        message=Text(
            "Chỗ này phải ghi số điểm bằng đúng một khóa: points hoặc percent (ở steps có thêm times_rate).",
            "The points here are stated by exactly one key: points or percent (in steps also times_rate).",
        ),
        cure=Text(
            "Giữ lại points nếu ghi bằng điểm, percent nếu ghi bằng phần trăm của điểm tối đa.",
            "Keep points for points, percent for a percentage of the maximum.",
        ),
        cause=Text(
            "Cả hai khóa cùng được ghi, hoặc cả hai cùng bị bỏ sót.",
            "Both keys were written, or neither was.",
        ),
    ),
    "one-bound": Entry(
        Severity.ERROR,
        message=Text(
            "Mỗi mức cần đúng một trong bốn khóa at_least, above, at_most, below.",
            "A step needs exactly one of at_least, above, at_most, below.",
        ),
        cure=Text(
            "Chỉ giữ lại một mốc; khoảng giữa hai mốc được ghi bằng hai mức liền nhau.",
            "Keep one bound; what lies between two bounds is written as two steps in a row.",
        ),
        cause=Text(
            "Cả hai đầu của một khoảng được ghi vào một mức, hoặc mốc bị bỏ sót.",
            "Both ends of a range were written into one step, or the bound was left out.",
        ),
    ),
    "due-on-or-within": Entry(
        Severity.ERROR,
        message=Text(
            "Hạn cần ghi bằng cả month và day, hoặc chỉ bằng within_days.",
            "A due day is written by both month and day, or by within_days alone.",
        ),
        cure=Text(
            "Ghi due: {{month: 1, day: 31}} cho một ngày trong năm, due: {{within_days: 5}} cho số ngày kể từ ngày bắt đầu.",
            "Write due: {{month: 1, day: 31}} for a day of the year, due: {{within_days: 5}} for days from a start.",
        ),
        cause=Text(
            "Hạn thiếu ngày hoặc tháng, hoặc hai cách ghi hạn bị trộn vào nhau.",
            "The day or the month is missing, or the two ways are mixed.",
        ),
    ),
    "days-or-until": Entry(
        Severity.ERROR,
        message=Text(
            "Mỗi mức chậm cần đúng một trong hai khóa days và until.",
            "An entry of late needs exactly one of days and until.",
        ),
        cure=Text(
            "Ghi days nếu tính theo số ngày chậm, until nếu tính đến một ngày cụ thể.",
            "Write days for a number of days late, until for a certain day.",
        ),
        cause=Text(
            "Cả hai khóa cùng được ghi, hoặc cả hai cùng bị bỏ sót.",
            "Both keys were written, or neither was.",
        ),
    ),
    "points-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Mục “{found}” chưa ghi số điểm; cần points hoặc percent.",
            "The item “{found}” states no points; points or percent is needed.",
        ),
        cure=Text(
            "Ghi số điểm cho từng mục, hoặc dùng at_least để cho điểm theo số mục đã làm.",
            "State points for each item, or use at_least to give points by how many are done.",
        ),
        cause=Text("Số điểm của mục bị bỏ sót.", "The item's points were left out."),
    ),
    "points-exceed-max": Entry(
        Severity.ERROR,
        message=Text(
            "Mức điểm ở đây là {points}, vượt điểm tối đa {most} của tiêu chí.",
            "This gives up to {points}, more than the criterion's maximum of {most}.",
        ),
        cure=Text(
            "Giảm số điểm ở đây, hoặc sửa max_points của tiêu chí.",
            "Lower the points here, or correct max_points.",
        ),
        cause=Text(
            "Số điểm gõ sai, hoặc điểm tối đa đã thay đổi mà thang điểm chưa sửa theo.",
            "The points are mistyped, or the maximum changed and the scale did not.",
        ),
    ),
    "max-not-reached": Entry(
        Severity.ERROR,
        message=Text(
            "Mức cao nhất ở đây chỉ được {points} điểm, chưa tới điểm tối đa {most} của tiêu chí.",
            "The best case here gives {points} of the criterion's maximum of {most}.",
        ),
        cure=Text(
            "Ghi đủ điểm tối đa cho mức cao nhất, hoặc sửa max_points của tiêu chí.",
            "Give the best case the full maximum, or correct max_points.",
        ),
        cause=Text(
            "Mức cao nhất bị bỏ sót hoặc ghi thiếu điểm, hoặc điểm tối đa đã thay đổi.",
            "The best case was left out or given too little, or the maximum changed.",
        ),
    ),
    "repeated-name": Entry(
        Severity.ERROR,
        message=Text(
            "“{found}” được dùng ở hai mục; mã và tên phải phân biệt được từng mục.",
            "“{found}” is used by two entries; ids and titles must tell the entries apart.",
        ),
        cure=Text("Ghi mã hoặc tên khác cho một trong hai mục.", "Give one of the two another id or title."),
        cause=Text(
            "Một mục được chép lại mà chưa sửa mã và tên.",
            "An entry was copied and its id and title were not changed.",
        ),
    ),
    "unreachable-step": Entry(
        Severity.ERROR,
        message=Text(
            "Mức “{step}” không bao giờ đạt tới vì mức “{before}” đứng trước.",
            "The step “{step}” is never reached because the step “{before}” comes before it.",
        ),
        cure=Text(
            "Chuyển mức khó đạt hơn lên trước: at_least và above giảm dần, at_most và below tăng dần.",
            "Put the more demanding step first: at_least and above falling, at_most and below rising.",
        ),
        cause=Text(
            "Các mức được ghi từ thấp lên cao, hoặc một mức được ghi hai lần.",
            "The steps were written from the lowest up, or one was written twice.",
        ),
    ),
    "step-out-of-range": Entry(
        Severity.ERROR,
        message=Text(
            "Mức “{step}” nằm ngoài khoảng mà số liệu có thể đạt.",
            "The step “{step}” is outside what an answer can be.",
        ),
        cure=Text(
            "Ghi mốc từ 0 đến 100 cho tỷ lệ; tỷ lệ trên 100 cần above_100: keep, giá trị âm cần negative: true.",
            "Write a bound from 0 to 100 for a rate; rates above 100 need above_100: keep, values below 0 negative: true.",
        ),
        cause=Text("Mốc gõ sai, hoặc dùng below: 0.", "The bound is mistyped, or below: 0 is used."),
    ),
    "bound-out-of-range": Entry(
        Severity.ERROR,
        message=Text(
            "Mốc {found} nằm ngoài khoảng được phép ở đây.",
            "The bound {found} is outside what is allowed here.",
        ),
        cure=Text(
            "Ghi tỷ lệ từ 0 đến 100; full_at và zero_below phải lớn hơn 0, zero_below không quá full_at; giá trị âm cần "
            "negative: true.",
            "Write a rate from 0 to 100; full_at and zero_below lie above 0, zero_below at most at full_at; values below "
            "0 need negative: true.",
        ),
        cause=Text(
            "Tỷ lệ ghi lớn hơn 100, hoặc hai mốc ghi đổi chỗ cho nhau.",
            "A rate is above 100, or two bounds are swapped.",
        ),
    ),
    "knots-out-of-order": Entry(
        Severity.ERROR,
        message=Text(
            "Mốc {found} không lớn hơn mốc đứng trước là {before}; các mốc ở through phải tăng dần.",
            "The mark {found} is not above the mark before it, {before}; the marks of through must rise.",
        ),
        cure=Text("Ghi các mốc theo thứ tự tăng dần của at.", "Write the marks in rising order of at."),
        cause=Text(
            "Các mốc được ghi từ cao xuống thấp, hoặc một mốc ghi hai lần.",
            "The marks fall, or one is repeated.",
        ),
    ),
    "no-such-day": Entry(
        Severity.ERROR,
        message=Text(
            "Ngày và tháng ghi ở đây không có trong năm {year}.",
            "The day and month written here do not exist in {year}.",
        ),
        cure=Text(
            "Ghi lại ngày và tháng; dùng day: last cho ngày cuối tháng.",
            "Correct the day and month; use day: last for the last day of a month.",
        ),
        cause=Text(
            "Ghi ngày 29/02 cho năm không nhuận, ngày 31 cho tháng có 30 ngày, hoặc đổi chỗ ngày và tháng.",
            "29 February of a common year, day 31 of a month of 30 days, or day and month swapped.",
        ),
    ),
    "late-out-of-order": Entry(
        Severity.ERROR,
        message=Text(
            "Mốc chậm {found} không sau {before} nên không bao giờ được dùng.",
            "The mark {found} of late is not after {before}, and is never used.",
        ),
        cure=Text(
            "Ghi các mốc chậm theo thứ tự muộn dần.",
            "Write the entries of late from the earliest to the latest.",
        ),
        cause=Text(
            "Các mốc chậm ghi ngược thứ tự, hoặc mốc đứng trước cả hạn.",
            "The entries are in reverse order, or one lies before the due day.",
        ),
    ),
    "rungs-out-of-order": Entry(
        Severity.ERROR,
        message=Text(
            "Mức từ {found} mục không bao giờ đạt tới; số mục phải giảm dần, lớn hơn 0 và không quá số mục trong items.",
            "The step of at least {found} items is never reached; the numbers must fall, lie above 0 and not pass the "
            "number of items.",
        ),
        cure=Text(
            "Ghi các mức ở at_least từ nhiều mục đến ít mục.",
            "Write the entries of at_least from most items to fewest.",
        ),
        cause=Text(
            "Các mức được ghi từ ít đến nhiều, hoặc đòi hỏi nhiều mục hơn số đã khai báo.",
            "The entries rise, or ask for more items than there are.",
        ),
    ),
    "takes-nothing": Entry(
        Severity.ERROR,
        message=Text(
            "Lỗi “{found}” không bị trừ điểm; cần mức trừ lớn hơn 0.",
            "The fault “{found}” takes nothing off; its deduction must be above 0.",
        ),
        cure=Text("Ghi mức trừ cho mỗi lỗi, ví dụ each: 0.25.", "State what each takes, such as each: 0.25."),
        cause=Text("Mức trừ còn để 0.", "The deduction was left at 0."),
    ),
    "step-misses-max": Entry(
        Severity.ERROR,
        message=Text(
            "Điểm tối đa {most} không phải bội số của bước điểm {found}.",
            "The maximum of {most} is no multiple of the step {found}.",
        ),
        cure=Text(
            "Ghi lại step hoặc max_points sao cho điểm tối đa chia hết cho bước điểm.",
            "Change step or max_points so that the maximum is a multiple of the step.",
        ),
        cause=Text(
            "Bước điểm gõ sai, hoặc điểm tối đa đã thay đổi.", "The step is mistyped, or the maximum changed."
        ),
    ),
    "weight-zero": Entry(
        Severity.ERROR,
        message=Text(
            "Nhóm “{found}” có trọng số bằng 0; cần một số lớn hơn 0.",
            "The group “{found}” has weight 0; a number above 0 is needed.",
        ),
        cure=Text(
            "Ghi trọng số lớn hơn 0, hoặc bỏ nhóm này.", "Write a weight above 0, or take the group out."
        ),
        cause=Text(
            "Nhóm không còn được lấy ý kiến mà chưa xóa.", "The group is no longer asked but was not deleted."
        ),
    ),
    "survey-never-full": Entry(
        Severity.ERROR,
        message=Text(
            "Phương án trả lời cao nhất chỉ tính {best}%, chưa tới mức đủ điểm full_at.",
            "The best option counts for {best}% only, short of full_at, where the points are full.",
        ),
        cure=Text(
            "Ghi percent: 100 cho phương án tốt nhất, hoặc giảm full_at.",
            "Write percent: 100 for the best option, or lower full_at.",
        ),
        cause=Text(
            "Phương án tốt nhất bị bỏ sót hoặc ghi thiếu tỷ lệ.",
            "The best option was left out or its percentage is too low.",
        ),
    ),
    "when-zero-unsaid": Entry(
        Severity.WARNING,
        message=Text(
            "Cách tính theo tỷ lệ chưa nêu trường hợp không phát sinh (0/0); số liệu như vậy sẽ bị coi là không hợp lệ.",
            "The rule on a rate does not say what 0/0 gives; such an answer will be invalid.",
        ),
        cure=Text(
            "Thêm khóa when_zero: full, zero, exclude hoặc invalid, theo đúng quyết định.",
            "Add when_zero: full, zero, exclude or invalid, as the decision has it.",
        ),
        cause=Text(
            "Quyết định không nêu rõ cách tính khi đơn vị không phát sinh hồ sơ, nhiệm vụ.",
            "The decision is silent on units where nothing arose.",
        ),
    ),
}
