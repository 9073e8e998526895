"""Files that cannot be used: one clear line that names them, exit status 2, nothing written."""

import zlib
from pathlib import Path

import pytest

from cchc_index.cli import run

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)
GZIP = b"\x1f\x8b\x08\x00" + zlib.compress(b"unit,criterion,answer\n" * 100)
NOT_TEXT = (
    "so-lieu.csv: error not-a-text-table: Tệp không phải bảng dạng văn bản (CSV) như phần đuôi của tên tệp. "
    "Mở bằng chương trình bảng tính rồi lưu lại thành CSV UTF-8."
)
NOT_UTF_8 = (
    "so-lieu.csv: error not-utf-8: Tệp không được lưu bằng bảng mã UTF-8, có thể đang dùng {}. "
    "Mở tệp bằng trình soạn thảo rồi lưu lại với bảng mã UTF-8."
)
EMPTY = (
    "so-lieu.csv: error file-empty: Tệp trống hoặc chỉ có ghi chú; cần một tệp có nội dung. "
    "Ghi nội dung vào tệp rồi lưu lại, hoặc chọn tệp khác."
)
TOO_MANY = (
    "so-lieu.csv:1: error too-many-columns: Bảng có hơn 5.000 cột; đây có lẽ không phải bảng số liệu. "
    "Kiểm tra lại tệp và dấu phân cách cột."
)
OTHER_COLUMNS = (
    "so-lieu.csv: error columns-missing: Bảng thiếu cột unit, criterion; các cột tìm thấy: tên, điểm. "
    "Đặt lại tên cột, hoặc dùng tệp ghép cột (--columns) nếu mỗi đơn vị là một dòng."
)
FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", EMPTY),
    "blank": (b" \r\n\n\t", EMPTY),
    "only the mark of UTF-8": (b"\xef\xbb\xbf", EMPTY),
    "only the mark of UTF-16": (b"\xff\xfe", EMPTY),
    "Windows-1258": (
        "unit,criterion,answer\nXã Tân Sơn,6.1,không\n".encode("cp1258", errors="replace"),
        NOT_UTF_8.format("Windows-1258 / TCVN3"),
    ),
    "latin": (
        "unit,criterion,answer\nX,6.1,có\n".encode("latin-1"),
        NOT_UTF_8.format("Windows-1258 / TCVN3"),
    ),
    "workbook": (b"PK\x03\x04\x14\x00\x06\x00", NOT_TEXT),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NOT_TEXT),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", NOT_TEXT),
    "parquet": (b"PAR1\x15\x04\x15", NOT_TEXT),
    "image": (PNG, NOT_TEXT),
    "packed": (GZIP, NOT_TEXT),
    "zeros": (b"\x00" * 1000, NOT_TEXT),
    "UTF-32": ("unit,criterion,answer\n".encode("utf-32"), NOT_TEXT),
    "other columns": ("tên,điểm\nX,1\n".encode(), OTHER_COLUMNS),
    "a million columns": (b",".join([b"c"] * 10**6) + b"\n1\n", TOO_MANY),
    "a million blank columns": (b"unit,criterion" + b"," * 10**6 + b"\n1\n", TOO_MANY),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line of a call that does nothing."""
    assert run(["score", "vn-766-2022", *arguments, "--out", "ket-qua"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert not Path("ket-qua").exists()
    return line


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_is_refused(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of answers that cannot be used: one line names it, exit status 2, nothing written."""
    content, expected = FILES[name]
    (here / "so-lieu.csv").write_bytes(content)
    assert refusal(capsys, "so-lieu.csv") == expected


@pytest.mark.parametrize("name", FILES)
def test_a_table_of_units_that_cannot_be_used_is_refused(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of units that cannot be used is refused just so."""
    (here / "so-lieu.csv").write_bytes(FILES[name][0])
    (here / "tot.csv").write_text("unit,criterion,answer\nX,6.1,50%\n", encoding="utf-8")
    assert "so-lieu.csv" in refusal(capsys, "tot.csv", "--units", "so-lieu.csv")


def test_a_table_of_headings_alone_is_empty(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table without a single row is refused as empty: nothing could be scored."""
    (here / "so-lieu.csv").write_text("unit,criterion,answer\n\n,,\n", encoding="utf-8")
    assert "so-lieu.csv" in refusal(capsys, "so-lieu.csv")


def test_a_missing_file_is_named_with_the_nearest(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is named, with the nearest name in its folder."""
    (here / "so-lieu-2025.csv").write_text("unit\n", encoding="utf-8")
    assert refusal(capsys, "so-lieu-2052.csv") == (
        "so-lieu-2052.csv: error file-missing: Không tìm thấy tệp; tên gần nhất trong cùng thư mục: so-lieu-2025.csv. "
        "Kiểm tra lại tên tệp và đường dẫn."
    )


def test_a_folder_with_nothing_readable_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a table is named, with the kinds of files that can be read."""
    (here / "phieu").mkdir()
    (here / "phieu" / "ghi-chu.docx").write_bytes(b"PK")
    assert refusal(capsys, "phieu") == (
        "phieu: error folder-without-tables: Thư mục không có tệp nào đọc được; các loại đọc được: "
        ".csv, .ods, .parquet, .pq, .tsv, .txt, .xls, .xlsm, .xlsx. Kiểm tra lại đường dẫn thư mục."
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("phieu.docx", "loại tệp “.docx”"),
        ("phieu", "tệp không có phần đuôi"),
        ("phieu.xlsb", "loại tệp “.xlsb”"),
    ],
)
def test_a_kind_of_file_that_is_not_read_is_named(
    name: str, kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of another kind is named with the kinds that can be read."""
    (here / name).write_bytes(b"abc")
    assert refusal(capsys, name) == (
        f"{name}: error unknown-file-kind: Không đọc được {kind}; các loại đọc được: "
        ".csv, .ods, .parquet, .pq, .tsv, .txt, .xls, .xlsm, .xlsx. Lưu lại tệp ở một trong các dạng trên."
    )


def test_a_file_that_cannot_be_opened_is_named(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system does not let us open is named."""
    (here / "so-lieu.csv").write_text("unit,criterion\n", encoding="utf-8")

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(capsys, "so-lieu.csv") == (
        "so-lieu.csv: error file-unreadable: Không mở được tệp; tệp đang bị chương trình khác khóa hoặc không có "
        "quyền đọc. Đóng chương trình đang mở tệp và kiểm tra quyền đọc tệp."
    )


@pytest.mark.parametrize("name", ["so-lieu.parquet", "so-lieu.xlsx"])
def test_a_file_that_only_ends_so_is_named(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text called Parquet or Excel is named in one line."""
    (here / name).write_text("unit,criterion,answer\nX,6.1,50%\n", encoding="utf-8")
    assert refusal(capsys, name).startswith(f"{name}: error ")


def test_a_parquet_file_is_not_said_to_be_locked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged Parquet file is called what it is, not a file that another program holds."""
    (here / "so-lieu.parquet").write_bytes(b"PAR1" + b"\x00" * 100 + b"PAR1")
    assert "quyền đọc" not in refusal(capsys, "so-lieu.parquet")


def test_an_unsound_set_scores_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an unsound set nothing is scored: its problems are listed, exit status 2."""
    (here / "bo.yaml").write_text("format: 1\nid: bo\n", encoding="utf-8")
    (here / "so-lieu.csv").write_text("unit,criterion,answer\nX,1.1,có\n", encoding="utf-8")
    assert run(["score", "bo.yaml", "so-lieu.csv", "--out", "ket-qua"]) == 2
    assert all(line.startswith("bo.yaml:") for line in capsys.readouterr().err.splitlines())
    assert not Path("ket-qua").exists()


def test_the_name_of_a_file_stays_on_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose name holds a line break is named on one line."""
    (here / "so\nlieu.csv").write_bytes(b"")
    assert "lieu.csv" in refusal(capsys, "so\nlieu.csv")
