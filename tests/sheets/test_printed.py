"""Workbooks on paper, as LibreOffice lays them out: nothing is cut, no number turns into signs."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

import cchc_index as cchc
from tests.libreoffice import recalculated

pytestmark = pytest.mark.slow
ROOT: Final = Path(__file__).resolve().parents[2]
SEASON: Final = ROOT / "examples" / "mau-so-nganh"
FILES: Final = ("tu-danh-gia.csv", "tham-dinh.csv", "giai-trinh.csv")
CALLS: Final[dict[str, dict[str, Any]]] = {
    "phieu": {},
    "tham-dinh": {"stage": "appraisal", "appraiser": "Sở Nội vụ"},
    "theo-don-vi": {"stage": "appraisal", "appraiser": "Sở Nội vụ", "by_unit": True},
    "giai-trinh": {"stage": "explanation"},
    "hoi-dong": {"stage": "appraisal_2"},
    "english": {"stage": "appraisal", "appraiser": "Sở Tư pháp", "lang": "en"},
}
_HEIGHT: Final = re.compile(rb' ht="[^"]*" customHeight="1"')


def freed(workbook: Path) -> bytes:
    """Return a workbook whose rows have no heights of their own, so that LibreOffice makes them as high as it needs."""
    stream = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, _HEIGHT.sub(b"", old.read(name)))
    return stream.getvalue()


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Path, Path]]:
    """A workbook of each kind, as it was written and as LibreOffice lays it out."""
    folder = tmp_path_factory.mktemp("giay")
    criteria = cchc.load_criteria("mau-so-nganh")
    units = cchc.read_units(SEASON / "units.csv")
    answers = cchc.read_answers([SEASON / name for name in FILES], criteria, units=units)
    (folder / "free").mkdir()
    written = []
    for name, call in CALLS.items():
        file = cchc.write_templates(criteria, units, folder / name, year=2026, answers=answers, **call)[0]
        (folder / "free" / f"{name}.xlsx").write_bytes(freed(folder / name / file))
        written.append((name, folder / name / file))
    out = recalculated(folder / "free")
    return [(name, path, out / f"{name}.xlsx") for name, path in written]


def cut(written: Path, laid_out: Path) -> list[str]:
    """Return the rows that are lower than their texts are high."""
    ours, theirs = openpyxl.load_workbook(written), openpyxl.load_workbook(laid_out)
    found = []
    for sheet in ours.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row, dimension in theirs[sheet.title].row_dimensions.items():
            height = sheet.row_dimensions[row].height or 15
            if not dimension.hidden and dimension.height and height < dimension.height - 0.5:
                found.append(f"{sheet.title} › {row}: {height} < {dimension.height}")
    return found


def test_no_text_is_cut(workbooks: list[tuple[str, Path, Path]]) -> None:
    """Every row of every kind of workbook is at least as high as LibreOffice would make it for its texts."""
    found = {name: cut(written, laid_out) for name, written, laid_out in workbooks}
    assert {name: rows for name, rows in found.items() if rows} == {}
