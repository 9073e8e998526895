"""Every command: what it prints, in both languages, and its exit status."""

import gc
from pathlib import Path

import pytest

from cchc_index.criteria.sources import library
from tests.cli.calls import SATISFACTION, Calls
from tests.scoring.small import COUNT, YES_NO, criteria_text, leaf

SOUND = criteria_text(leaf("1.1", YES_NO), leaf("1.2", COUNT), classes=[{"name": "Yếu", "at_least": "0"}])
UNSOUND = SOUND.replace("max_points: 2", "max_points: 2.555", 1)
ANSWERS = "unit,criterion,answer\nXã A,1.1,có\nXã A,1.2,3\nXã B,1.1,không\nXã B,1.2,4\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with a sound set, an unsound one and answers."""
    (tmp_path / "bo.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "sai.yaml").write_text(UNSOUND, encoding="utf-8")
    (tmp_path / "so-lieu.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


def test_garbage_is_sought_again_once_a_command_is_loaded(call: Calls) -> None:
    """Loading a command leaves the garbage collector as it was, on or off."""
    assert gc.isenabled()
    call("check", "--help")
    assert gc.isenabled()
    gc.disable()
    try:
        call("check", "--help")
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.usefixtures("here")
class TestCheck:
    """`check`: 0 sound, 1 errors, 2 not read."""

    @pytest.mark.parametrize(("lang", "said"), [("vi", "bo.yaml: hợp lệ."), ("en", "bo.yaml: sound.")])
    def test_a_sound_set_ends_with_0(self, lang: str, said: str, call: Calls) -> None:
        """A sound set is said to be sound."""
        ended = call("check", "bo.yaml", "--lang", lang)
        assert (ended.status, ended.out, ended.err) == (0, f"{said}\n", "")

    def test_a_set_of_the_library_is_named_by_its_id(self, call: Calls) -> None:
        """A set of the library is checked by its id."""
        assert call("check", "vn-766-2022").out == "vn-766-2022: hợp lệ.\n"

    def test_an_unsound_set_ends_with_1_and_its_problems(self, call: Calls) -> None:
        """Each problem of an unsound set has a line with file, line, column, severity and code."""
        ended = call("check", "sai.yaml")
        assert ended.status == 1
        assert ended.lines[0].startswith("sai.yaml:")
        assert ended.lines[0].split(":")[1].isdecimal()
        assert ended.lines[0].split(":")[2].isdecimal()
        assert ended.lines[0].split(": ")[1].startswith("error ")

    @pytest.mark.parametrize("name", ["thieu.yaml", "khong-co", "rong.yaml"])
    def test_a_set_that_cannot_be_read_ends_with_2(self, name: str, here: Path, call: Calls) -> None:
        """A missing or empty set is not read."""
        (here / "rong.yaml").write_text("", encoding="utf-8")
        assert call("check", name).status == 2

    def test_several_sets_end_with_the_worst(self, call: Calls) -> None:
        """Of several sets each is checked, and the worst decides how the call ends."""
        assert call("check", "bo.yaml", "sai.yaml").status == 1
        assert call("check", "bo.yaml", "thieu.yaml", "sai.yaml").status == 2
        assert "bo.yaml: hợp lệ." in call("check", "thieu.yaml", "bo.yaml").lines


@pytest.mark.usefixtures("here")
class TestScore:
    """`score`: 0 done, 1 done with errors in the data, 2 nothing done."""

    def test_a_scoring_without_errors_ends_with_0(self, call: Calls) -> None:
        """The ranking is printed and the result written."""
        ended = call("score", "bo.yaml", "so-lieu.csv", "--out", "ket-qua")
        assert ended.status == 0
        assert ended.lines == [
            "Bộ thử – năm 2025",
            "Xếp hạng  Đơn vị  Điểm đạt được  Điểm tối đa  Chỉ số (%)  Xếp loại",
            "       1  Xã A             3,50         4,00       87,50  Yếu",
            "       2  Xã B             2,00         4,00       50,00  Yếu",
        ]
        assert (Path("ket-qua") / "manifest.json").is_file()

    def test_errors_in_the_data_end_with_1_and_are_listed(self, here: Path, call: Calls) -> None:
        """With errors in the data the result is written all the same, and they are listed."""
        (here / "so-lieu.csv").write_text(ANSWERS + "Xã C,1.1,hai\n", encoding="utf-8")
        ended = call("score", "bo.yaml", "so-lieu.csv", "--out", "ket-qua")
        assert ended.status == 1
        (line,) = ended.err.splitlines()
        assert line.startswith("so-lieu.csv:6: error yes-or-no-wanted: Ghi “hai”; cần “có” hoặc “không”. ")
        assert (Path("ket-qua") / "manifest.json").is_file()

    def test_warnings_end_with_0(self, here: Path, call: Calls) -> None:
        """A warning leaves the exit status 0."""
        (here / "don-vi.csv").write_text("unit\nXã A\nXã B\nXã C\n", encoding="utf-8")
        ended = call("score", "bo.yaml", "so-lieu.csv", "--units", "don-vi.csv", "--out", "ket-qua")
        assert ended.status == 0
        assert "warning unit-without-answers" in ended.err

    def test_many_problems_are_counted_and_not_all_listed(self, here: Path, call: Calls) -> None:
        """Of many problems the first twenty are listed, errors first, and where to find the rest."""
        rows = "".join(f"Xã {number},1.2,hai\n" for number in range(50))
        (here / "so-lieu.csv").write_text(f"unit,criterion,answer\n{rows}", encoding="utf-8")
        ended = call("score", "bo.yaml", "so-lieu.csv", "--out", "ket-qua")
        assert len(ended.err.splitlines()) == 21
        assert ended.err.splitlines()[-1] == "… và 30 mục nữa; xem ket-qua/problems.csv."

    def test_long_rankings_are_cut(self, here: Path, call: Calls) -> None:
        """Of many units the first fifty are printed, and how many there are besides."""
        rows = "".join(f"Xã {number},1.2,1\n" for number in range(1060))
        (here / "so-lieu.csv").write_text(f"unit,criterion,answer\n{rows}", encoding="utf-8")
        ended = call("score", "bo.yaml", "so-lieu.csv", "--out", "ket-qua")
        assert len(ended.lines) == 53
        assert ended.lines[-1] == "… và 1.010 đơn vị nữa."

    def test_english_is_printed_and_written_by_option(self, call: Calls) -> None:
        """In English the ranking, its headings and its numbers are English."""
        ended = call("score", "bo.yaml", "so-lieu.csv", "--lang", "en", "--out", "out")
        assert ended.lines[1] == "Rank  Name  Points  Maximum  Index (%)  Class"
        assert ended.lines[2] == "   1  Xã A    3.50     4.00      87.50  Yếu"
        assert '"language": "en"' in Path("out", "manifest.json").read_text(encoding="utf-8")

    def test_several_files_and_folders_are_scored_together(self, here: Path, call: Calls) -> None:
        """Any number of files and folders may be named."""
        (here / "phieu").mkdir()
        (here / "phieu" / "c.csv").write_text("unit,criterion,answer\nXã C,1.1,có\n", encoding="utf-8")
        assert "Xã C" in call("score", "bo.yaml", "so-lieu.csv", "phieu").out

    @pytest.mark.parametrize("stage", ["self"])
    def test_the_year_and_stage_of_the_set_may_be_named(self, stage: str, call: Calls) -> None:
        """The set's own year and first stage may be said."""
        assert call("score", "bo.yaml", "so-lieu.csv", "--year", "2025", "--stage", stage).status == 0

    def test_a_set_of_several_years_wants_one(self, here: Path, call: Calls) -> None:
        """Where a set serves several years one of them has to be named."""
        (here / "bo.yaml").write_text(SOUND.replace("- 2025", "- 2025\n  - 2026"), encoding="utf-8")
        assert call("score", "bo.yaml", "so-lieu.csv").refusal == (
            "error year-needed: Bộ tiêu chí dùng cho nhiều năm (2025, 2026); cần nêu năm đánh giá. "
            "Thêm tùy chọn --year; trong tệp trường hợp kiểm tra thì thêm khóa year."
        )
        assert call("score", "bo.yaml", "so-lieu.csv", "--year", "2026").lines[0].endswith("2026")

    def test_signs_that_steer_a_terminal_are_not_printed(self, here: Path, call: Calls) -> None:
        """Names from files steer no terminal: control signs and turned text are not printed."""
        (here / "so-lieu.csv").write_text(
            "unit,criterion,answer\n\x1b[2JXã A\x07,1.2,\x1b]0;x\x07\nXã \u202eB,1.1,có\n", encoding="utf-8"
        )
        ended = call("score", "bo.yaml", "so-lieu.csv")
        assert not [sign for sign in ended.out + ended.err if not sign.isprintable() and sign != "\n"]


@pytest.mark.usefixtures("here")
class TestExplain:
    """`explain`: why a unit has the points it has."""

    def test_a_unit_is_explained_as_a_whole(self, call: Calls) -> None:
        """Total, rank, class and every node have a sentence."""
        ended = call("explain", "bo.yaml", "so-lieu.csv", "--unit", "Xã B")
        assert ended.status == 0
        assert ended.lines[:-1] == [
            "Xã B: 2/4 điểm, chỉ số 50%.",
            "Xếp thứ 2/2; kém đơn vị liền trên (Xã A) 37,5 điểm phần trăm.",
            "Xếp loại Yếu: chỉ số 50%.",
            "1 Lĩnh vực 1: 2/4 điểm, chỉ số 50%, xếp thứ 2/2.",
            "1.1 Tiêu chí 1.1: không → 0/2 điểm.",
        ]
        assert ended.lines[-1].startswith("1.2 Tiêu chí 1.2: ")
        assert ended.lines[-1].endswith(" → 2/2 điểm.")

    def test_one_node_has_one_sentence(self, call: Calls) -> None:
        """A node that is named has its sentence alone."""
        ended = call("explain", "bo.yaml", "so-lieu.csv", "--unit", "Xã A", "--node", "1.1")
        assert ended.out == "1.1 Tiêu chí 1.1: có → 2/2 điểm.\n"

    def test_english_by_option(self, call: Calls) -> None:
        """In English the sentence is English."""
        ended = call("explain", "bo.yaml", "so-lieu.csv", "--unit", "Xã A", "--node", "1.1", "--lang", "en")
        assert ended.out == "1.1 Tiêu chí 1.1: yes → 2/2 points.\n"

    def test_an_unknown_unit_is_named_with_the_nearest(self, call: Calls) -> None:
        """A unit that is not there is named with the nearest, exit status 2."""
        assert call("explain", "bo.yaml", "so-lieu.csv", "--unit", "Xã AA").refusal.startswith(
            "error unknown-unit-asked: Không có đơn vị “Xã AA” trong số liệu; gần nhất là “Xã A”."
        )

    def test_an_unknown_node_is_named_with_the_nearest(self, call: Calls) -> None:
        """A node that is not there is named with the nearest, exit status 2."""
        assert call(
            "explain", "bo.yaml", "so-lieu.csv", "--unit", "Xã A", "--node", "1.3"
        ).refusal.startswith("error unknown-node: Không có tiêu chí 1.3 trong bộ tiêu chí; gần nhất là 1.")


def test_list_names_the_sets_of_the_library(call: Calls) -> None:
    """`list` prints each set's id, version, status, years and title."""
    ended = call("list")
    assert (ended.status, ended.err) == (0, "")
    assert [line.split()[0] for line in ended.lines] == list(library())
    assert "Bộ chỉ số chất lượng phục vụ" in ended.out
    assert "Quality of service" in call("list", "--lang", "en").out


@pytest.mark.usefixtures("here")
def test_show_reads_a_set_aloud(call: Calls) -> None:
    """`show` prints each node with its title, maximum and rule."""
    ended = call("show", "bo.yaml")
    assert ended.status == 0
    assert ended.lines[:2] == ["Bộ thử (thu 1.0.0, năm 2025)", "1 Lĩnh vực 1"]
    assert ended.lines[2].startswith("  1.1 Tiêu chí 1.1 (2 điểm): ")
    assert "(2 points): " in call("show", "bo.yaml", "--lang", "en").lines[2]


@pytest.mark.usefixtures("here")
def test_show_refuses_an_unsound_set(call: Calls) -> None:
    """An unsound set is not read aloud: its problems are listed, exit status 2."""
    ended = call("show", "sai.yaml")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("sai.yaml:")


def test_the_version_is_that_of_the_package(call: Calls) -> None:
    """`--version` prints the version of the package."""
    from importlib import metadata  # noqa: PLC0415

    assert call("--version").out == f"cchc-index {metadata.version('cchc-index')}\n"


def test_the_published_table_is_scored_without_a_folder(call: Calls) -> None:
    """Without --out the ranking is printed and nothing is written."""
    ended = call("score", *SATISFACTION)
    assert ended.status == 0
    assert list(Path().iterdir()) == []
