"""The list of evidence of a form, and leaves that refer to it by numbers."""

import datetime
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets.layout import Field, Sheet
from tests.scoring.small import YES_NO, criteria, leaf, units
from tests.sheets.sheets import opened, read
from tests.sheets.typed import fill, row_of

OF: Final = criteria(leaf("1.1", YES_NO), leaf("1.2", YES_NO))
UNITS: Final = units({"unit": "X", "name": "Xã Tân An"})
FIRST: Final = "54/QĐ-UBND, ngày 28/12/2025, Ban hành kế hoạch, https://xatanan.gov.vn/54"


def listed(book: Any) -> None:
    """Write two documents into the list."""
    sheet = book[Sheet.EVIDENCE.value.vi]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == Field.CRITERION.value)
    columns = {cell.value: cell.column for cell in sheet[head]}
    documents = (
        ("54/QĐ-UBND", datetime.date(2025, 12, 28), "Ban hành kế hoạch", "https://xatanan.gov.vn/54"),
        ("7/BC-UBND", None, None, None),
    )
    for row, document in enumerate(documents, start=head + 1):
        for field, value in zip(("document", "issued", "subject", "link"), document, strict=True):
            sheet.cell(row, columns[field]).value = value


def answers(folder: Path, **evidence: Any) -> Any:
    """Return what a form says whose leaves name documents."""
    (name,) = cchc.write_templates(OF, UNITS, folder)
    book = opened(folder / name)
    listed(book)
    sheet = read(book, Sheet.CRITERIA.value.vi)
    fill(sheet, row_of(sheet, criterion="1.1"), answer="có", **evidence)
    book.save(folder / name)
    return cchc.read_answers(folder / name, OF, units=UNITS)


def said(found: Any) -> list[Any]:
    """Return the documents that rows name."""
    column = found.rows.column("evidence")
    return [column.at(row) for row in range(found.rows.size) if column.filled[row]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1, FIRST),
        ("2; 1", f"7/BC-UBND; {FIRST}"),
        ("1,2", f"{FIRST}; 7/BC-UBND"),
        ("Văn bản số 1", "Văn bản số 1"),
        ("54/QĐ-UBND", "54/QĐ-UBND"),
    ],
)
def test_numbers_are_the_documents_of_the_list(tmp_path: Path, cell: Any, expected: str) -> None:
    """A cell that gives numbers names the listed documents in words; any other text stays as it is."""
    assert said(answers(tmp_path, evidence=cell)) == [expected]


def test_a_number_without_a_document_is_told(tmp_path: Path) -> None:
    """A number that the list does not have is a warning at its cell, and is kept."""
    found = answers(tmp_path, evidence="1; 9")
    assert said(found) == [f"{FIRST}; 9"]
    (problem,) = [each for each in found.problems if each.code == "document-not-listed"]
    assert "tài liệu số 9" in problem.message
    assert problem.criterion == "1.1"


def test_appraisers_read_words_and_meet_no_link(tmp_path: Path) -> None:
    """An appraiser's workbook shows number, date, title and link as text; nothing in it leads outside."""
    found = answers(tmp_path / "phieu", evidence=1)
    (name,) = cchc.write_templates(
        OF, UNITS, tmp_path / "ra", stage="appraisal", appraiser="Sở A", answers=found
    )
    book = opened(tmp_path / "ra" / name)
    sheet = read(book, "1.1")
    assert sheet.value(sheet.rows()[0], Field.SHOWN_EVIDENCE) == FIRST
    links = [
        cell.hyperlink
        for each in book.worksheets
        for row in each.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert [link.target for link in links if link.target] == []
