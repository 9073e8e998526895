"""`cchc-index status`: who has returned what."""

from pathlib import Path

import pytest

from cchc_index.cli import run
from cchc_index.sheets.layout import About, Field
from tests.scoring.small import COUNT, YES_NO, criteria, criteria_text, leaf
from tests.sheets.made import Made, appraisal, found, given, read

LEAVES = (leaf("1.1", YES_NO, appraiser="Sở A"), leaf("1.2", COUNT, appraiser="Sở B"))
SET = criteria(*LEAVES)
A, C = Field.ANSWER, Field.CLAIM


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with two forms of one unit, one of another, and an appraiser's workbook."""
    monkeypatch.chdir(tmp_path)
    Path("bo.yaml").write_text(criteria_text(*LEAVES), encoding="utf-8")
    Path("units.csv").write_text("unit,name\nX,Xã An\nY,Xã Bình\nZ,Xã Chi\n", encoding="utf-8")
    folder = tmp_path / "phieu"
    folder.mkdir()
    Made(SET, {("1.1", ""): {A: "có", C: 1}, ("1.2", ""): {A: 2}}).write(folder / "x.xlsx")
    for number in (1, 2):
        made = Made(SET, {("1.2", ""): {A: number}}, about={About.UNIT: "Y"})
        made.write(folder / f"y{number}.xlsx")
    rows = [{Field.CRITERION: "1.1", Field.UNIT: "X", Field.DECISION: "đồng ý"}]
    appraisal(SET, rows).write(folder / "so-a.xlsx")
    return folder


def test_status_lists_units_and_what_appraisers_have_left(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each unit has its line: forms, day, percent, problems, claim and points; each appraiser what is left."""
    assert run(["status", "bo.yaml", "phieu", "--units", "units.csv"]) == 1
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert [line.split("  ")[0] for line in lines[:4]] == ["Đơn vị", "Xã An", "Xã Bình", "Xã Chi"]
    assert "100" in lines[1]
    assert "chưa gửi" in lines[3]
    assert "Sở B" in lines[4]
    assert "workbooks-differ" in printed.err


def test_a_drafted_register_settles_once_it_is_filled_in(
    season: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft names every form; with a word in its last column the differing forms are settled."""
    register = season / "received.csv"
    run(["status", "bo.yaml", "phieu", "--units", "units.csv", "--register", str(register)])
    lines = register.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["file", "x.xlsx", "y1.xlsx", "y2.xlsx"]
    assert [line.endswith("có") for line in lines[1:]] == [True, False, False]
    register.write_text("\n".join([*lines[:3], f"{lines[3]}có"]), encoding="utf-8")
    answers = read(season, SET)
    assert [code for code, _ in found(answers)] == ["workbook-superseded"]
    assert list(given(answers, "1.2", "Y").values()) == [2]
