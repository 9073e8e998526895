"""A stamped form is the form that is written directly, cell for cell."""

from dataclasses import replace
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets import unit_forms
from cchc_index.sheets.book import Book
from cchc_index.sheets.filling import Fillings
from cchc_index.sheets.form import Form, write_evidence
from cchc_index.sheets.layout import Purpose
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.scoring.small import COUNT, RATE, TEXT, YES_NO, area, criteria, frame, inner, leaf, units
from tests.sheets.sheets import opened

DEADLINE: Final = {
    "kind": "deadline",
    "due": {"month": "1", "day": "31"},
    "late": [{"days": "5", "percent": "50"}],
}
CHECKLIST: Final = {
    "kind": "checklist",
    "items": [{"id": name, "title": f"Phần {name}", "points": "1"} for name in ("a", "b")],
}
OF: Final = criteria(
    area(
        "1",
        leaf("1.1", YES_NO, not_applicable="exclude", evidence_required="true"),
        inner("1.2", leaf("1.2.1", RATE), leaf("1.2.2", COUNT), not_applicable="full"),
        leaf("1.3", CHECKLIST),
        leaf("1.4", RATE | {"numerator": "ho_so", "denominator": "tong"}),
        leaf("1.5", TEXT),
        leaf("1.6", DEADLINE),
    ),
    area("2", leaf("2.1", YES_NO, source="appraiser"), leaf("2.2", RATE, source="system")),
    data=[
        {"id": "ho_so", "title": "Hồ sơ đúng hạn", "kind": "whole"},
        {"id": "tong", "title": "Tổng số hồ sơ", "kind": "whole", "source": "system"},
    ],
    checks=[{"that": "ho_so <= tong", "message": "Số đúng hạn lớn hơn tổng số"}],
    policy={"claims": "ceiling", "no_evidence": "zero"},
)
LONG: Final = "Báo cáo số 12/BC-UBND ngày 15/12/2025 về kết quả thực hiện; " * 6
ROWS: Final = [
    {"unit": "A", "criterion": "1.1", "answer": "yes", "points": "2", "evidence": LONG, "note": "=1+1 & <b>"},
    {"unit": "A", "criterion": "1.2.1", "numerator": "1", "denominator": "3"},
    {"unit": "A", "criterion": "1.2.2", "answer": "3"},
    {"unit": "A", "criterion": "1.3", "answer": "a"},
    {"unit": "A", "criterion": "1.5", "answer": " Đã có 14 thủ tục "},
    {"unit": "A", "criterion": "1.6", "answer": "03/02/2026"},
    {"unit": "A", "criterion": "ho_so", "answer": "7"},
    {"unit": "A", "criterion": "tong", "answer": "5"},
    {"unit": "A", "criterion": "2.1", "answer": "yes"},
    {"unit": "A", "criterion": "2.2", "answer": "92.5"},
    {"unit": "B", "criterion": "1.1", "state": "not_applicable"},
    {"unit": "B", "criterion": "1.2", "state": "not_applicable"},
    {"unit": "B", "criterion": "1.2.1", "answer": "40"},
    {"unit": "B", "criterion": "2.2", "numerator": "1", "denominator": "2"},
    {"unit": "C", "criterion": "2.1", "state": "exempt"},
    {"unit": "C", "criterion": "2.2", "state": "not_applicable", "points": "1"},
]  # fmt: skip
UNITS: Final = units(*({"unit": id_, "name": f"Xã {id_}"} for id_ in "ABCDE"))
OCCASION: Final = Occasion(OF, 2025)


def answers() -> Any:
    """Return what is known of the units: of the last two nothing."""
    return cchc.read_answers(frame(ROWS), OF, units=UNITS)


def direct(unit: Any) -> bytes:
    """Return the form of one unit, written with its filling in its cells and every leaf's points worked out alone."""
    filling = replace(Fillings(answers(), 2025).of_unit(unit.id), outcome=lambda _: None)
    book = Book(OF.title.vi)
    heading = replace(OCCASION.heading(unit.name.upper()), lines=1)
    Form(book, OF, 2025, unit.attribute, heading, filling, filling.shape).write()
    write_evidence(book, heading)
    return book.done(OCCASION.about(Purpose.FORM, unit=unit.id))


def facts(workbook: bytes, *, values: bool = False) -> dict[str, Any]:
    """Return everything that a workbook shows: cells with their looks, heights, what guides, what is merged."""
    found: dict[str, Any] = {}
    for sheet in opened(workbook, values=values).worksheets:
        found[sheet.title] = {
            cell.coordinate: (cell.value, cell.data_type, cell.style_id)
            for cells in sheet.iter_rows()
            for cell in cells
        }
        rows = sheet.row_dimensions.items()
        found[f"{sheet.title}: rows"] = {
            row: (each.height, each.outlineLevel, each.hidden) for row, each in rows
        }
        guides = sheet.data_validations.dataValidation
        found[f"{sheet.title}: guides"] = [(str(each.sqref), each.formula1, each.prompt) for each in guides]
        found[f"{sheet.title}: merged"] = sorted(map(str, sheet.merged_cells.ranges))
    return found


@pytest.mark.parametrize("unit", UNITS.units, ids=lambda unit: unit.id)
@pytest.mark.parametrize("values", [False, True], ids=["formulas", "values"])
def test_a_stamped_form_is_the_one_written_directly(unit: Any, *, values: bool) -> None:
    """Cells, stored values, looks, heights, guides and what the hidden sheet says are those of a direct form."""
    forms = UnitForms(OCCASION, answers())
    forms.of(UNITS.units[0])
    assert facts(forms.of(unit), values=values) == facts(direct(unit), values=values)


def test_the_rows_are_as_high_as_what_is_filled_in() -> None:
    """A long name of a document makes the row of its form higher, and no other form's."""
    forms = UnitForms(OCCASION, cchc.read_answers(frame([{**ROWS[0], "note": ""}]), OF, units=UNITS))
    filled, *others = (facts(forms.of(unit))["Tự chấm: rows"] for unit in UNITS.units[:4])
    assert others[0] == others[1] == others[2]
    higher = {row for row, (height, *_) in filled.items() if (height or 0) > (others[0][row][0] or 0)}
    assert len(higher) == 1


def test_equal_units_cost_one_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units that are asked alike share one written form, whatever they answered."""
    written = []
    book = unit_forms.write_evidence
    monkeypatch.setattr(unit_forms, "write_evidence", lambda *given: (written.append(1), book(*given)))
    known = [{**row, "unit": id_} for row in ROWS[:10] for id_ in "ABD"]
    more = {"unit": "E", "criterion": "1.2.1", "numerator": "9", "denominator": "10"}
    forms = UnitForms(OCCASION, cchc.read_answers(frame([*known, more]), OF, units=UNITS))
    assert len({forms.of(unit) for unit in UNITS.units}) == len(UNITS)
    assert len(written) == 2


def test_the_same_answers_give_the_same_bytes() -> None:
    """A form does not depend on which forms were stamped before it."""
    first, last = UNITS.units[0], UNITS.units[-1]
    forms = UnitForms(OCCASION, answers())
    before = forms.of(last)
    forms.of(first)
    assert forms.of(last) == before == UnitForms(OCCASION, answers()).of(last)
