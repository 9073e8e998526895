"""Problems of a season: stages, decisions, claims, evidence, exemptions and shared data."""

from __future__ import annotations

from cchc_index.language import Text
from cchc_index.problems import Entry, Severity

ENTRIES: dict[str, Entry] = {
    "stage-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "Không có vòng “{found}”; các vòng của bộ tiêu chí: {known}. Dòng này chưa được tính.",
            "There is no stage “{found}”; the stages of the set: {known}. The row is not counted.",
        ),
        cure=Text(
            "Ghi lại tên vòng, hoặc để trống nếu là vòng đầu.", "Correct the stage; blank is the first."
        ),
        cause=Text("Tên vòng gõ sai.", "The stage is mistyped."),
    ),
    "stage-skipped": Entry(
        Severity.WARNING,
        message=Text(
            "Có dữ liệu của vòng {found} nhưng chưa có dòng nào của vòng {before} đứng trước.",
            "There are rows of the stage {found} but none of the stage {before} before it.",
        ),
        cure=Text(
            "Bổ sung tệp của vòng {before}, hoặc sửa lại tên vòng.",
            "Add the file of the stage {before}, or correct the stage.",
        ),
        cause=Text("Thiếu tệp, hoặc ghi nhầm vòng.", "A file is missing, or the stage is mistaken."),
    ),
    "decision-unknown": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi quyết định “{found}”; cần đồng ý, tiếp thu, điều chỉnh hoặc không công nhận. Dòng này chưa được tính.",
            "The decision “{found}” is none of agree, accept, change, reject. The row is not counted.",
        ),
        cure=Text(
            "Ghi lại một trong bốn quyết định, hoặc để trống khi chỉ ghi số liệu thẩm định.",
            "Write one of the four decisions, or leave it blank beside appraised data.",
        ),
        cause=Text("Quyết định gõ sai.", "The decision is mistyped."),
    ),
    "decision-by-unit": Entry(
        Severity.ERROR,
        message=Text(
            "Vòng {stage} do đơn vị thực hiện, không có quyết định thẩm định; quyết định “{found}” không được dùng.",
            "The stage {stage} is by units, who decide nothing; the decision “{found}” is not used.",
        ),
        cure=Text(
            "Ghi vòng thẩm định cho dòng này, hoặc xóa quyết định.",
            "Write the appraisers' stage on the row, or delete the decision.",
        ),
        cause=Text("Dòng thẩm định thiếu tên vòng.", "An appraiser's row lacks its stage."),
    ),
    "decision-with-content": Entry(
        Severity.ERROR,
        message=Text(
            "Quyết định “{found}” đi kèm số liệu hoặc điểm khác; chưa rõ cần giữ nguyên hay điều chỉnh. Quyết định chưa được dùng.",
            "The decision “{found}” comes with other data or points; it is not clear what was decided. It is not used.",
        ),
        cure=Text(
            "Muốn sửa thì ghi “điều chỉnh”; muốn giữ quyết định thì xóa số liệu và điểm trên dòng.",
            "To change something write “change”; to keep the decision delete the data and points.",
        ),
        cause=Text(
            "Quyết định và số liệu trên cùng một dòng không khớp nhau.",
            "The decision and the data of a row do not go together.",
        ),
    ),
    "change-without-content": Entry(
        Severity.ERROR,
        message=Text(
            "Quyết định “{found}” nhưng không ghi số liệu hay điểm mới; kết quả trước đó được giữ nguyên.",
            "The decision is “{found}”, with no new data or points; what stood stands.",
        ),
        cure=Text(
            "Ghi số liệu hoặc điểm thẩm định; nếu giữ nguyên thì ghi “đồng ý”.",
            "Write the data or the points; to leave it as it is write “agree”.",
        ),
        cause=Text("Dòng thẩm định điền chưa đủ.", "The appraiser's row is not complete."),
    ),
    "decision-without-answer": Entry(
        Severity.WARNING,
        message=Text(
            "Quyết định “{found}” cho tiêu chí mà đơn vị chưa kê khai.",
            "The decision “{found}” is on a criterion that the unit has not answered.",
        ),
        cure=Text(
            "Kiểm tra lại mã đơn vị và mã tiêu chí; nếu cơ quan thẩm định có số liệu thì ghi “điều chỉnh”.",
            "Check unit and criterion; where the appraiser has the data, write a change.",
        ),
        cause=Text(
            "Ghi nhầm đơn vị hoặc tiêu chí, hoặc đơn vị chưa gửi số liệu.",
            "The unit or criterion is mistaken, or the unit has sent nothing.",
        ),
    ),
    "nothing-to-accept": Entry(
        Severity.ERROR,
        message=Text(
            "Quyết định tiếp thu nhưng đơn vị chưa có giải trình cho tiêu chí này; kết quả trước đó được giữ nguyên.",
            "The decision accepts, but the unit has explained nothing here; what stood stands.",
        ),
        cure=Text(
            "Bổ sung giải trình của đơn vị, hoặc ghi “đồng ý”, “điều chỉnh”.",
            "Add the unit's explanation, or write agree or change.",
        ),
        cause=Text(
            "Thiếu tệp giải trình, hoặc chọn nhầm quyết định.",
            "A file is missing, or the decision is mistaken.",
        ),
    ),
    "note-missing": Entry(
        Severity.WARNING,
        message=Text(
            "Chưa ghi lý do cho “{found}”.",
            "There is no reason for “{found}”.",
        ),
        cure=Text("Ghi lý do vào cột ghi chú.", "Write the reason in the column note."),
        cause=Text(
            "Điều chỉnh, không công nhận và miễn đều cần lý do để đơn vị đối chiếu.",
            "A change, a rejection and an exemption want a reason that the unit can check.",
        ),
    ),
    "disputed": Entry(
        Severity.ERROR,
        message=Text(
            "Các cơ quan thẩm định quyết định khác nhau (“{first}” và “{second}”); kết quả trước đó được giữ nguyên.",
            "Appraisers decided differently (“{first}” and “{second}”); what stood stands.",
        ),
        cure=Text(
            "Thống nhất một quyết định rồi sửa các dòng, hoặc để hội đồng quyết định ở vòng sau.",
            "Agree on one decision and correct the rows, or let the council decide in a later stage.",
        ),
        cause=Text(
            "Hai cơ quan cùng thẩm định một tiêu chí.",
            "Two appraisers worked on one criterion.",
        ),
    ),
    "unappraised": Entry(
        Severity.WARNING,
        message=Text(
            "{appraiser} còn {count} tiêu chí của {units} đơn vị chưa thẩm định; {effect}.",
            "{appraiser} has {count} leaves of {units} units left to appraise; {effect}.",
        ),
        cure=Text("Đôn đốc cơ quan thẩm định hoàn thành.", "Ask the appraiser to finish."),
        cause=Text(
            "Vòng thẩm định đã bắt đầu nhưng chưa xong.",
            "The appraisal has begun and is not finished.",
        ),
    ),
    "points-out-of-range": Entry(
        Severity.ERROR,
        message=Text(
            "Ghi {found} điểm; tiêu chí này có từ 0 đến {most} điểm. Điểm này chưa được dùng.",
            "{found} points are written; the criterion has 0 to {most}. They are not used.",
        ),
        cure=Text("Ghi lại số điểm trong thang.", "Write points within the range."),
        cause=Text("Gõ nhầm điểm, hoặc nhầm tiêu chí.", "The points or the criterion are mistaken."),
    ),
    "points-not-for-node": Entry(
        Severity.ERROR,
        message=Text(
            "{found} không phải tiêu chí được chấm trực tiếp nên không nhận điểm, quyết định hay tài liệu; phần này của dòng chưa được dùng.",
            "{found} is not scored itself, so it takes no points, decision or evidence; that part of the row is not used.",
        ),
        cure=Text(
            "Ghi điểm hoặc quyết định ở từng tiêu chí bên dưới.",
            "Write points or decisions on the criteria below it.",
        ),
        cause=Text("Nhầm mã tiêu chí.", "The id is mistaken."),
    ),
    "claim-differs": Entry(
        Severity.WARNING,
        message=Text(
            "Điểm tự chấm {claim} khác điểm tính theo số liệu kê khai là {computed}.",
            "The claim is {claim}, the points by the answer are {computed}.",
        ),
        cure=Text(
            "Đối chiếu số liệu kê khai với cách tính điểm.",
            "Compare the answer with the rule.",
        ),
        cause=Text(
            "Đơn vị tự tính sai, hoặc số liệu kê khai chưa đúng.",
            "The unit's own sum is wrong, or its answer is.",
        ),
    ),
    "claim-without-answer": Entry(
        Severity.WARNING,
        message=Text(
            "Có điểm tự chấm {claim} nhưng chưa có số liệu kê khai; điểm này không được dùng.",
            "There is a claim of {claim} without an answer; it is not used.",
        ),
        cure=Text("Bổ sung số liệu kê khai.", "Add the answer."),
        cause=Text("Đơn vị chỉ ghi điểm.", "The unit wrote only points."),
    ),
    "claim-not-possible": Entry(
        Severity.ERROR,
        message=Text(
            "Điểm tự chấm {claim} không có trong cách tính điểm của tiêu chí này; tiêu chí chưa được chấm.",
            "The rule of this criterion never gives {claim} points; the leaf is not scored.",
        ),
        cure=Text(
            "Ghi số liệu kê khai, hoặc một mức điểm có trong cách tính điểm.",
            "Write the answer, or points that the rule can give.",
        ),
        cause=Text("Điểm tự chấm ghi theo ước lượng.", "The claim was estimated."),
    ),
    "evidence-missing": Entry(
        Severity.WARNING,
        message=Text(
            "Tiêu chí cần tài liệu kiểm chứng nhưng đơn vị chưa nêu; {effect}.",
            "The criterion requires evidence and the unit names none; {effect}.",
        ),
        cure=Text(
            "Bổ sung số, ký hiệu, ngày, trích yếu của tài liệu.",
            "Add number, date and title of the document.",
        ),
        cause=Text(
            "Ô tài liệu để trống hoặc chỉ ghi “có”, “x”.",
            "The cell is blank or says only “yes”.",
        ),
    ),
    "partly-delivered": Entry(
        Severity.ERROR,
        message=Text(
            "Tiêu chí {criterion_id} đã có số liệu của {given} đơn vị nhưng còn thiếu {missing} đơn vị; các đơn vị thiếu tạm tính 0 điểm.",
            "Criterion {criterion_id} has data of {given} units and lacks {missing}; those have 0 points for now.",
        ),
        cure=Text(
            "Bổ sung số liệu của các đơn vị còn thiếu.",
            "Add the data of the units that are missing.",
        ),
        cause=Text(
            "Kết quả điều tra hoặc số liệu hệ thống mới gửi một phần.",
            "A survey or a system delivered only a part.",
        ),
    ),
    "data-missing": Entry(
        Severity.ERROR,
        message=Text(
            "Đơn vị chưa kê khai số liệu dùng chung “{title}” ({found}); tiêu chí chưa được chấm.",
            "The unit has not given the data item “{title}” ({found}); the leaf is not scored.",
        ),
        cure=Text("Bổ sung số liệu này.", "Add the data item."),
        cause=Text(
            "Phần số liệu dùng chung điền chưa đủ.",
            "The sheet of data items is not complete.",
        ),
    ),
    "data-disagrees": Entry(
        Severity.ERROR,
        message=Text(
            "Số liệu ghi ở tiêu chí ({found}) khác số liệu dùng chung “{title}” ({shared}); tiêu chí chưa được chấm.",
            "The leaf's own figure ({found}) differs from the data item “{title}” ({shared}); the leaf is not scored.",
        ),
        cure=Text(
            "Chỉ ghi số liệu này một lần, ở phần số liệu dùng chung.",
            "Write the figure once, as the data item.",
        ),
        cause=Text("Một số liệu ghi ở hai nơi.", "One figure was written in two places."),
    ),
    "check-breached": Entry(
        Severity.WARNING,
        message=Text("{message} ({said}).", "{message} ({said})."),
        cure=Text(
            "Kiểm tra lại các số liệu dùng chung của đơn vị.",
            "Check the unit's data items.",
        ),
        cause=Text(
            "Các số liệu của cùng một đơn vị không khớp nhau.",
            "The figures of one unit do not agree.",
        ),
    ),
}
