"""Data items in later stages: explained once, corrected once, by those who may."""

from pathlib import Path
from typing import Any, Final

import cchc_index as cchc
from cchc_index.sheets.layout import Field, Sheet
from tests.scoring.small import YES_NO, area, criteria, frame, leaf, units
from tests.sheets.sheets import Read, opened, read
from tests.sheets.test_templates import STAGES
from tests.sheets.typed import fill, row_of

USED: Final = {"kind": "proportional", "denominator": "ho_so", "when_zero": "full"}
OF: Final = criteria(
    area(
        "1",
        leaf("1.1", USED, appraiser="Sở A"),
        leaf("1.2", USED, appraiser="Sở A"),
        leaf("1.3", YES_NO, appraiser="Sở B"),
    ),
    policy={"stages": STAGES},
    data=[
        {"id": "ho_so", "title": "Hồ sơ đã giải quyết", "kind": "whole"},
        {"id": "tiep_nhan", "title": "Hồ sơ tiếp nhận", "kind": "whole", "source": "system"},
    ],
)
UNITS: Final = units(
    {"unit": "X", "name": "Xã Tân An"}, {"unit": "Y", "name": "Xã Bình Yên"}, {"unit": "SB", "name": "Sở B"}
)
SELF: Final = [
    {"unit": "X", "criterion": "1.1", "numerator": "5"},
    {"unit": "X", "criterion": "1.2", "numerator": "4"},
    {"unit": "Y", "criterion": "1.1", "numerator": "5"},
    {"unit": "Y", "criterion": "ho_so", "answer": "20"},
    {"unit": "SB", "criterion": "ho_so", "answer": "9"},
]
"""X leaves out the data item that two of its leaves need."""
DATA: Final = Sheet.DATA.value.vi


def written(folder: Path, rows: list[dict[str, Any]], stage: str, **call: Any) -> tuple[Path, Any]:
    """Return the last workbook of a call: of units that of Xã Tân An."""
    answers = cchc.read_answers(frame(rows), OF, units=UNITS)
    *_, name = sorted(cchc.write_templates(OF, UNITS, folder, stage=stage, answers=answers, **call))
    return folder / name, opened(folder / name)


def typed(path: Path, book: Any, unit: str = "", **cells: Any) -> None:
    """Fill the row of the data item, and save."""
    sheet = read(book, DATA)
    fill(sheet, row_of(sheet, criterion="ho_so", **({"unit": unit} if unit else {})), **cells)
    book.save(path)


def points(paths: list[Path]) -> dict[str, float]:
    """Return the points of X after what came back, which has to read without an error of its own."""
    answers = cchc.read_answers([frame(SELF), *map(str, paths)], OF, units=UNITS)
    assert [str(each) for each in answers.problems if each.file] == []
    found = cchc.score(OF, answers).leaves.query("unit == 'X'")
    return dict(zip(found["criterion"], map(float, found["points"]), strict=True))


def open_rows(sheet: Read) -> list[tuple[str, str]]:
    """Return the items and units on which something may be written."""
    rows = [row for row in sheet.rows() if not sheet.cell(row, Field.ANSWER).protection.locked]
    return [(sheet.value(row, Field.CRITERION), sheet.value(row, Field.UNIT) or "") for row in rows]


def test_a_forgotten_data_item_is_explained_once(tmp_path: Path) -> None:
    """The number is typed once, the council accepts it on one row, and all leaves that use it have points."""
    before = {"1.1": 0.0, "1.2": 0.0, "1.3": 0.0}
    assert points([]) == before
    form, book = written(tmp_path / "gt", SELF, "explanation")
    assert open_rows(read(book, DATA)) == [("ho_so", "")]
    main = read(book, "Giải trình")
    assert "trang “Số liệu dùng chung”" in main.value(
        row_of(main, criterion="1.1", input="denominator"), Field.ASKED
    )
    typed(form, book, answer=10, note="Để sót")
    answers = cchc.read_answers([frame(SELF), str(form)], OF, units=UNITS)
    (name,) = cchc.write_templates(OF, UNITS, tmp_path / "hd", stage="appraisal_2", answers=answers)
    council = opened(tmp_path / "hd" / name)
    sheet = read(council, DATA)
    row = row_of(sheet, criterion="ho_so", unit="X")
    assert [sheet.value(row, field) for field in (Field.SHOWN_ANSWER, Field.SHOWN_EXPLANATION)] == [
        "chưa kê khai",
        "Để sót\nSố liệu: Hồ sơ đã giải quyết: 10",
    ]
    assert open_rows(sheet) == [("ho_so", "X")]
    typed(tmp_path / "hd" / name, council, "X", decision="tiếp thu")
    assert points([form, tmp_path / "hd" / name]) == {"1.1": 1.0, "1.2": 0.8, "1.3": 0.0}


def test_the_lead_corrects_data_items_of_all_units_but_itself(tmp_path: Path) -> None:
    """Only the lead has the sheet among appraisers; its correction moves every leaf, and units see who made it."""
    path, book = written(tmp_path / "ra", SELF, "appraisal", appraiser="Sở B", lead=True)
    assert set(open_rows(read(book, DATA))) == {("ho_so", "X"), ("ho_so", "Y")}
    assert DATA not in written(tmp_path / "a", SELF, "appraisal", appraiser="Sở A")[1].sheetnames
    typed(path, book, "X", decision="điều chỉnh", answer=10, reason="Theo hệ thống")
    assert points([path])["1.2"] == 0.8
    answers = cchc.read_answers([frame(SELF), str(path)], OF, units=UNITS)
    cchc.write_templates(OF, UNITS, tmp_path / "gt", stage="explanation", answers=answers)
    sheet = read(opened(tmp_path / "gt" / "Xa_Tan_An.xlsx"), DATA)
    row = row_of(sheet, criterion="ho_so")
    fields = (Field.SHOWN_ANSWER, Field.SHOWN_DECISION, Field.SHOWN_REASON)
    assert [sheet.value(row, field) for field in fields] == ["10", "điều chỉnh (Sở B)", "Theo hệ thống"]


def test_half_an_answer_to_what_is_not_for_the_unit_is_shown_as_it_is(tmp_path: Path) -> None:
    """A unit that answers its part of a rate that is not for it, the rest being a data item, gets its forms."""
    rate = {"kind": "proportional", "numerator": "ho_so", "when_zero": "full"}
    of = criteria(
        area("1", leaf("1.1", rate, applies_to={"kind": "xa"}), leaf("1.2", rate)),
        policy={"stages": STAGES},
        data=[{"id": "ho_so", "title": "Hồ sơ", "kind": "whole"}],
    )
    known = units(
        {"unit": "X", "name": "Xã Tân An", "kind": "xa"},
        {"unit": "P", "name": "Phường Bến", "kind": "phuong"},
    )
    rows = [
        {"unit": unit, "criterion": id_, **said}
        for unit in ("X", "P")
        for id_, said in (("1.1", {"denominator": "2"}), ("ho_so", {"answer": "1"}))
    ]
    answers = cchc.read_answers(frame(rows), of, units=known)
    for stage, call in (("appraisal", {"appraiser": "Sở A"}), ("explanation", {}), ("appraisal_2", {})):
        assert cchc.write_templates(of, known, tmp_path / stage, stage=stage, answers=answers, **call)
