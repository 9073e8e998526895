"""Problems that a rule finds in an answer that reads well: what the numbers say together cannot be, or is doubtful."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "zero-of-zero": Entry(
        Severity.ERROR,
        message=Text(
            "Tử số và mẫu số đều bằng 0 nên không tính được tỷ lệ; tiêu chí này không nhận số liệu 0/0.",
            "Numerator and denominator are both 0 and make no rate; this criterion does not take 0/0.",
        ),
        cure=Text(
            "Kiểm tra lại hai số; không phát sinh thì ghi “không phát sinh” nếu tiêu chí cho phép.",
            "Check both numbers; if nothing arose, answer “không phát sinh” where the criterion allows it.",
        ),
        cause=Text(
            "Trong kỳ đơn vị không phát sinh hồ sơ, nhiệm vụ nào.",
            "Nothing of the kind arose in the unit in the period.",
        ),
    ),
    "of-nothing": Entry(
        Severity.ERROR,
        message=Text(
            "Tử số là {top} nhưng mẫu số là {bottom}; mẫu số phải lớn hơn 0.",
            "The numerator is {top} but the denominator {bottom}; it must be above 0.",
        ),
        cure=Text(
            "Ghi lại mẫu số là tổng số phải thực hiện.", "Write the denominator: the total that was due."
        ),
        cause=Text(
            "Mẫu số bị bỏ sót hoặc ghi nhầm vào ô khác.", "The denominator was left out or entered elsewhere."
        ),
    ),
    "above-100": Entry(
        Severity.ERROR,
        message=Text(
            "{said}; kiểm tra lại số liệu đã ghi.",
            "{said}; check the figures.",
        ),
        cure=Text(
            "Ghi lại tử số không lớn hơn mẫu số, tỷ lệ không quá 100%.",
            "Write a numerator not above the denominator, a rate not above 100%.",
        ),
        cause=Text(
            "Tử số và mẫu số ghi đổi chỗ, hoặc lấy từ hai kỳ báo cáo khác nhau.",
            "The two are swapped, or come from different periods.",
        ),
    ),
    "points-above-max": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi {found} điểm, vượt điểm tối đa của tiêu chí là {most}.",
            "The points given, {found}, are more than the criterion's maximum of {most}.",
        ),
        cure=Text("Ghi lại số điểm từ 0 đến {most}.", "Write points from 0 to {most}."),
        cause=Text(
            "Điểm gõ sai, hoặc ghi theo thang điểm khác.", "The points are mistyped, or follow another scale."
        ),
    ),
    "points-off-step": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi {found} điểm; điểm của tiêu chí này phải là bội số của {step}.",
            "The points given, {found}, are no multiple of {step}, as this criterion wants.",
        ),
        cure=Text(
            "Ghi lại số điểm là bội số của {step}, từ 0 đến {most}.",
            "Write a multiple of {step}, from 0 to {most}.",
        ),
        cause=Text("Điểm được chấm chi tiết hơn mức quy định.", "The points are finer than the rule allows."),
    ),
    "nobody-answered": Entry(
        Severity.ERROR,
        message=Text(
            "Không có phiếu trả lời nào được tính; cần ít nhất một phiếu.",
            "No answer of the survey counts; at least one is needed.",
        ),
        cure=Text(
            "Ghi số phiếu của từng phương án; chưa điều tra thì để trống.",
            "Enter the number of answers for each option; leave it blank if there was no survey yet.",
        ),
        cause=Text(
            "Số phiếu ghi 0, hoặc tất cả các phiếu đều chọn phương án không tính tỷ lệ.",
            "The counts are 0, or everybody chose an option that is left out.",
        ),
    ),
    "survey-above-100": Entry(
        Severity.ERROR,
        message=Text(
            "Tỷ lệ điều tra xã hội học {rate}% lớn hơn 100%; cần một tỷ lệ từ 0 đến 100%.",
            "The rate of the survey, {rate}%, is above 100%; a rate from 0 to 100% is needed.",
        ),
        cure=Text(
            "Ghi lại tỷ lệ, hoặc số phiếu của từng phương án.",
            "Correct the rate, or enter the number of answers for each option.",
        ),
        cause=Text("Số phiếu được ghi vào chỗ của tỷ lệ.", "A number of answers was entered as a rate."),
    ),
    "too-few-respondents": Entry(
        Severity.WARNING,
        message=Text(
            "Số phiếu ít hơn mức tối thiểu là {least} phiếu nên coi như chưa có số liệu.",
            "There are fewer answers than the least that count, {least}; this is as if there were none.",
        ),
        cure=Text(
            "Lấy thêm phiếu cho đủ {least} phiếu, hoặc kiểm tra lại số phiếu.",
            "Ask more people, up to {least}, or check the counts.",
        ),
        cause=Text(
            "Cuộc điều tra chưa kết thúc, hoặc số phiếu ghi thiếu.",
            "The survey is not finished, or counts are missing.",
        ),
    ),
    "group-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Nhóm {groups} chưa có đủ phiếu để tính; tiêu chí này cần số liệu của mọi nhóm.",
            "The group {groups} has too few answers to count; this criterion needs data of every group.",
        ),
        cure=Text("Ghi bổ sung số phiếu của nhóm {groups}.", "Enter the answers of the group {groups}."),
        cause=Text(
            "Kết quả điều tra của một nhóm chưa được tổng hợp.",
            "The results of a group were not yet collected.",
        ),
    ),
    "group-reweighted": Entry(
        Severity.WARNING,
        message=Text(
            "Nhóm {groups} chưa có đủ phiếu để tính; trọng số được chia lại cho các nhóm có số liệu.",
            "The group {groups} has too few answers to count; its weight goes to the groups that have data.",
        ),
        cure=Text(
            "Ghi bổ sung số phiếu của nhóm {groups} nếu có.",
            "Enter the answers of the group {groups} if there are any.",
        ),
        cause=Text(
            "Một nhóm không được lấy ý kiến, hoặc kết quả chưa được tổng hợp.",
            "A group was not asked, or its results were not yet collected.",
        ),
    ),
    "no-formula-holds": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu không thỏa điều kiện của công thức nào; cần ít nhất một công thức áp dụng được.",
            "The data meet the condition of no formula; at least one must apply.",
        ),
        cure=Text(
            "Kiểm tra lại số liệu; bộ tiêu chí nên có công thức cuối cùng không kèm when.",
            "Check the data; the set's last formula should have no when.",
        ),
        cause=Text(
            "Số liệu ghi sai, hoặc các điều kiện không bao quát mọi trường hợp.",
            "The data are wrong, or the conditions do not cover every case.",
        ),
    ),
    "division-by-zero": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu dùng làm mẫu số bằng 0 nên không tính được theo công thức.",
            "The formula divides by a figure that is 0, so there is no result.",
        ),
        cure=Text(
            "Kiểm tra lại số liệu; không phát sinh thì ghi “không phát sinh” nếu tiêu chí cho phép.",
            "Check the data; if nothing arose, answer “không phát sinh” where the criterion allows it.",
        ),
        cause=Text(
            "Trong kỳ đơn vị không phát sinh hồ sơ, nhiệm vụ nào.",
            "Nothing of the kind arose in the unit in the period.",
        ),
    ),
    "formula-beyond": Entry(
        Severity.ERROR,
        message=Text(
            "Công thức cho kết quả {points}, ngoài khoảng từ 0 đến {most} điểm của tiêu chí.",
            "The formula gives {points}, outside 0 to {most}, the criterion's maximum.",
        ),
        cure=Text(
            "Kiểm tra lại số liệu; nếu số liệu đúng thì bộ tiêu chí cần beyond: cap.",
            "Check the data; if they are right, the set needs beyond: cap.",
        ),
        cause=Text(
            "Số liệu gõ sai, hoặc công thức chưa giới hạn kết quả.",
            "The data are mistyped, or the formula has no limits.",
        ),
    ),
    "done-but-not-started": Entry(
        Severity.ERROR,
        message=Text(
            "Ngày hoàn thành là {date} nhưng ngày bắt đầu lại ghi “chưa”; tiêu chí chưa được chấm.",
            "Done on {date}, but the starting date says “not done”; the criterion is not scored.",
        ),
        cure=Text("Ghi ngày bắt đầu.", "Write the starting date."),
        cause=Text("Ngày bắt đầu chưa được điền.", "The starting date was not filled in."),
    ),
    "done-before-start": Entry(
        Severity.WARNING,
        message=Text(
            "Ngày hoàn thành {date} trước ngày bắt đầu {start}; vẫn tính là đúng hạn.",
            "Done on {date}, before the starting date {start}; it counts as on time.",
        ),
        cure=Text("Kiểm tra lại hai ngày.", "Check both dates."),
        cause=Text(
            "Hai ngày ghi đổi chỗ cho nhau, hoặc gõ sai năm.",
            "The two dates are swapped, or a year is mistyped.",
        ),
    ),
}
