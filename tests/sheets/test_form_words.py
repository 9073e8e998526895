"""What a form says instead of points, and of data items that do not agree, while it is filled in."""

import functools
import io
from pathlib import Path
from typing import Any, Final

import pytest

import cchc_index as cchc
from cchc_index.sheets.checks import BROKEN, HELD
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.live import AWAITED, BARE, INVALID, LATER, LEFT_OUT
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.libreoffice import recalculated
from tests.scoring.small import FAULTS, RATE, YES_NO, area, criteria, frame, leaf, units
from tests.sheets.sheets import Read, opened, read

pytestmark = pytest.mark.slow

POLICY: Final = {"no_evidence": "zero", "claims": "accept", "missing": {"survey": "await", "self": "exclude"}}
SURVEY: Final = {
    "kind": "survey",
    "respondents_at_least": "20",
    "options": [
        {"id": "A", "title": "Hài lòng", "percent": "100"},
        {"id": "B", "title": "Chưa", "percent": "0"},
    ],
    "groups": [{"id": "dan", "weight": "2"}, {"id": "dn", "weight": "1"}],
}
OF: Final = criteria(
    area(
        "1",
        leaf("1.1", YES_NO, evidence_required="true"),
        leaf("1.2", RATE),
        leaf("1.3", FAULTS, not_applicable="exclude"),
        leaf("1.4", SURVEY, source="survey"),
        leaf("1.5", YES_NO, only_if={"node": "1.2", "points_above": "0"}),
        leaf("1.6", SURVEY),
    ),
    policy=POLICY,
    data=[{"id": name, "title": f"Hồ sơ {name}", "kind": "whole"} for name in ("tong", "som", "tre")],
    checks=[
        {"that": "som + tre == tong", "message": "Cộng chưa khớp."},
        {"that": "tre <= som", "message": "Trễ nhiều hơn sớm."},
        {"that": "tong / tre >= 2", "message": "Quá nhiều hồ sơ trễ."},
    ],
)
UNIT: Final = units({"unit": "X01", "name": "Xã Tân An"})
Said = dict[tuple[str, Field], Any]
CASES: Final[dict[str, tuple[Said, dict[str, Any]]]] = {
    "nothing": (
        {},
        {"1.1": LEFT_OUT.vi, "1.2": LEFT_OUT.vi, "1.3": LEFT_OUT.vi, "1.4": AWAITED.vi, "1.6": LEFT_OUT.vi},
    ),
    "no evidence": ({("1.1", Field.ANSWER): "có"}, {"1.1": BARE.vi}),
    "evidence": ({("1.1", Field.ANSWER): "có", ("1.1", Field.EVIDENCE): "1; 2"}, {"1.1": 2}),
    "no evidence that is one": (
        {("1.1", Field.ANSWER): "có", ("1.1", Field.EVIDENCE): " Có "},
        {"1.1": BARE.vi},
    ),
    "a part": ({("1.2 numerator", Field.ANSWER): 3}, {"1.2": INVALID.vi, "1.5": 0}),
    "more than all": (
        {
            ("1.2 numerator", Field.ANSWER): 3,
            ("1.2 denominator", Field.ANSWER): 2,
            ("1.5", Field.ANSWER): "có",
        },
        {"1.2": INVALID.vi, "1.5": 0},
    ),
    "a text": (
        {("1.2 numerator", Field.ANSWER): "ba", ("1.2 denominator", Field.ANSWER): 4},
        {"1.2": INVALID.vi},
    ),
    "a claim alone": ({("1.2", Field.CLAIM): 1}, {"1.2": LATER.vi, "1.5": LATER.vi}),
    "set aside": ({("1.3", Field.STATE): "Không áp dụng"}, {"1.3": LEFT_OUT.vi}),
    "set aside in the answer": ({("1.3", Field.ANSWER): "không phát sinh"}, {"1.3": LEFT_OUT.vi}),
    "set aside and answered": (
        {("1.3", Field.STATE): "Không áp dụng", ("1.3", Field.ANSWER): 1},
        {"1.3": INVALID.vi},
    ),
    "too few": ({("1.6 dan.A", Field.ANSWER): 19}, {"1.6": LEFT_OUT.vi}),
    "one group": ({("1.6 dan.A", Field.ANSWER): 15, ("1.6 dan.B", Field.ANSWER): 5}, {"1.6": 1.5}),
    "data": (
        {("tong", Field.ANSWER): 10, ("som", Field.ANSWER): 4, ("tre", Field.ANSWER): 5},
        {"checks": [BROKEN.vi, BROKEN.vi, HELD.vi]},
    ),
    "data that agree": (
        {("tong", Field.ANSWER): 10, ("som", Field.ANSWER): 10, ("tre", Field.ANSWER): 0},
        {"checks": [HELD.vi, HELD.vi, None]},
    ),
    "data missing": ({("tong", Field.ANSWER): 10, ("som", Field.ANSWER): 4}, {"checks": [None, None, None]}),
}


@functools.cache
def blank() -> bytes:
    """Return the form that nothing is typed into."""
    return UnitForms(Occasion(OF, 2025)).of(UNIT.units[0])


def filled(said: Said) -> bytes:
    """Return the form with something typed into its cells."""
    book = opened(blank())
    for title in (Sheet.DATA.value.vi, Sheet.CRITERIA.value.vi):
        sheet = read(book, title)
        known = {sheet.value(row, Field.CRITERION) for row in sheet.rows()}
        for (name, column), value in said.items():
            criterion, _, asked = name.partition(" ")
            if criterion in known:
                sheet.cell(sheet.row_of(criterion, asked), column).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def percentages(folder: Path) -> None:
    """Write the form of a unit that gave a percentage, with one typed as a number and as a percentage."""
    rows = frame([{"unit": "X01", "criterion": "1.2", "answer": "92,5%"}])
    answers = cchc.read_answers(rows, OF, units=UNIT)
    for name, (value, looks) in {"a": (92.5, "General"), "b": (0.925, "0.0%")}.items():
        book = opened(UnitForms(Occasion(OF, 2025), answers).of(UNIT.units[0]))
        sheet = read(book, Sheet.CRITERIA.value.vi)
        cell = sheet.cell(sheet.row_of("1.2"), Field.ANSWER)
        cell.value, cell.number_format = value, looks
        book.save(folder / f"{name}.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of all cases, and those of percentages, as LibreOffice saves them."""
    found = tmp_path_factory.mktemp("phieu")
    percentages(found)
    for number, (said, _) in enumerate(CASES.values()):
        (found / f"{number}.xlsx").write_bytes(filled(said))
    return recalculated(found)


def checked(data: Read) -> list[tuple[Any, Any]]:
    """Return the verdict and the message of every check."""
    first = max(data.rows()) + 2
    return [
        (data.value(row, Field.ANSWER) or None, data.value(row, Field.NOTE) or None)
        for row in range(first, first + len(OF.checks))
    ]


@pytest.mark.parametrize("name", CASES)
def test_cells_say_why_there_are_no_points(name: str, folder: Path) -> None:
    """A cell says in words what keeps an answer from its points; a check says whether it holds."""
    book = opened(folder / f"{[*CASES].index(name)}.xlsx", values=True)
    sheet, expected = read(book, Sheet.CRITERIA.value.vi), dict(CASES[name][1])
    verdicts = expected.pop("checks", None)
    assert {id_: sheet.value(sheet.row_of(id_), Field.COMPUTED) for id_ in expected} == expected
    if verdicts is not None:
        messages = [
            check.message.vi if v == BROKEN.vi else None for v, check in zip(verdicts, OF.checks, strict=True)
        ]
        assert checked(read(book, Sheet.DATA.value.vi)) == list(zip(verdicts, messages, strict=True))


def test_percentages_count_in_cells_of_percents(folder: Path) -> None:
    """A rate that was given as a percentage is one whether its cell holds 92,5 or shows 92,5%."""
    shown = [read(opened(folder / f"{name}.xlsx", values=True), Sheet.CRITERIA.value.vi) for name in "ab"]
    (first, second) = (sheet.value(sheet.row_of("1.2"), Field.COMPUTED) for sheet in shown)
    assert first == second != INVALID.vi
