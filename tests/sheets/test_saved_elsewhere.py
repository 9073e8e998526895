"""Workbooks that were filled in and saved by LibreOffice, in every kind of file, read as they were filled in."""

import shutil
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.scoring import fingerprints
from tests.libreoffice import recalculated
from tests.scoring.small import COUNT, FAULTS, RATE, TEXT, YES_NO, area, criteria, frame, leaf, units
from tests.sheets.asked import asked_rows
from tests.sheets.circle import Circle

pytestmark = pytest.mark.slow

CHOICE: Final = {
    "kind": "choice",
    "options": [{"id": "a", "title": "Ban hành đúng hạn, đủ mẫu", "points": "2"}, {"id": "b", "title": "Chậm", "points": "1"}],
}  # fmt: skip
TICKS: Final = {
    "kind": "checklist",
    "items": [{"id": "web", "title": "Trang", "points": "1"}, {"id": "bang", "title": "Bảng", "points": "1"}],
}
DATE: Final = {"kind": "deadline", "due": {"month": "3", "day": "31"}}
MEASURE: Final = {"kind": "linear", "of": "value", "through": [{"at": "0", "points": "0"}, {"at": "100", "points": "2"}]}  # fmt: skip
FED: Final = {"kind": "proportional", "when_zero": "invalid", "numerator": "dung_han", "denominator": "ho_so"}
STAGES: Final = [
    {"id": "self", "by": "unit"},
    {"id": "appraisal", "by": "appraiser"},
    {"id": "explanation", "by": "unit"},
    {"id": "appraisal_2", "by": "appraiser"},
]
OF: Final = criteria(
    area(
        "1",
        leaf("1.1", YES_NO),
        leaf("1.2", CHOICE),
        leaf("1.3", TICKS),
        leaf("1.4", DATE, not_applicable="full"),
        leaf("1.10", COUNT),
    ),
    area(
        "2", leaf("2.1", RATE), leaf("2.2", FED), leaf("2.3", FAULTS), leaf("2.4", MEASURE), leaf("2.5", TEXT)
    ),
    data=[{"id": "ho_so", "title": "Hồ sơ"}, {"id": "dung_han", "title": "Hồ sơ đúng hạn"}],
    policy={"stages": STAGES},
)
UNITS: Final = units({"unit": "X", "name": "Xã Tân An"}, {"unit": "Y", "name": "Xã Đồng Lộc"})


def said(unit: str, criterion: str, **cells: str) -> dict[str, str]:
    """Return a row of a unit."""
    return {"unit": unit, "criterion": criterion, **cells}


def decided(
    unit: str, criterion: str, decision: str, stage: str = "appraisal", **cells: str
) -> dict[str, str]:
    """Return a row of an appraiser."""
    note = {"note": "Theo hồ sơ, đã đối chiếu"}
    return {**said(unit, criterion), "stage": stage, "by": "Sở Nội vụ", "decision": decision, **note, **cells}


ROWS: Final = [
    said("X", "ho_so", answer="1.316"), said("X", "dung_han", answer="1.250"),
    said("X", "1.1", answer="có", points="2", evidence="QĐ 12/QĐ-UBND", note="Ghi chú"),
    said("X", "1.2", answer="a", points="1,5"), said("X", "1.3", answer="web"),
    said("X", "1.4", answer="05/04/2025"), said("X", "1.10", answer="3"),
    said("X", "2.1", numerator="45", denominator="50", points="1,25"), said("X", "2.3", answer="nhẹ=1; nặng=0"),
    said("X", "2.4", answer="92,5"), said("X", "2.5", answer="Kế hoạch số 5 của xã"),
    said("Y", "1.1", answer="không"), said("Y", "1.4", state="không áp dụng"), said("Y", "2.4", answer="0,375"),
    said("Y", "1.3", answer="không"), said("Y", "2.1", numerator="0", denominator="7"),
    decided("X", "1.1", "đồng ý"), decided("X", "2.4", "điều chỉnh", answer="90,25"),
    decided("X", "2.1", "điều chỉnh", points="0,75"), decided("Y", "1.1", "không công nhận"),
    {**said("X", "2.4", answer="91,5", note="Đề nghị xem lại", evidence="BC 7"), "stage": "explanation"},
    {**said("X", "2.1", points="1,75", note="Bổ sung"), "stage": "explanation"},
    decided("X", "2.4", "tiếp thu", "appraisal_2", by="Hội đồng thẩm định"),
]  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Circle, cchc.Answers]:
    """A season played in workbooks, and the same from a table."""
    table = cchc.read_answers(frame(ROWS), OF, units=UNITS)
    circle = Circle(OF, UNITS, 2025, tmp_path_factory.mktemp("phieu"))
    circle.play(asked_rows(table))
    assert circle.left == []
    return circle, table


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_saved_by_another_program_they_read_the_same(
    kind: str, played: tuple[Circle, cchc.Answers], tmp_path: Path
) -> None:
    """Answers, claims, decisions and explanations survive LibreOffice, and no cell is a problem."""
    circle, table = played
    for number, (stage, folder) in enumerate(circle.folders):
        for path in folder.glob("*.xlsx"):
            shutil.copy(path, tmp_path / f"{number}-{stage}-{path.name}")
    saved = recalculated(tmp_path, kind)
    found = cchc.read_answers(saved, OF, units=UNITS, year=2025)
    result, wanted = cchc.score(OF, found), cchc.score(OF, table)
    assert codes(result) == codes(wanted)
    assert fingerprints.answers(found) == fingerprints.answers(table)
    for name in ("leaves", "ranking", "changes"):
        assert getattr(result, name).to_csv() == getattr(wanted, name).to_csv()


def codes(result: cchc.Result) -> list[Any]:
    """Return the problems of a result, wherever they stand."""
    shown = result.problems[["severity", "code", "unit", "criterion", "message"]]
    return sorted(map(tuple, shown.to_numpy().tolist()))
