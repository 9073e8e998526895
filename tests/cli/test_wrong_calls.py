"""Wrong calls: one line that says what is wrong, exit status 2, nothing written."""

from pathlib import Path

import pytest

from tests.cli.calls import SATISFACTION, Calls

WRONG: list[tuple[list[str], str]] = [
    (["scor"], "Không có lệnh “scor”; gần nhất là: score."),
    (["score"], "error wrong-call: Lệnh chưa đúng: thiếu BỘ_TIÊU_CHÍ."),
    (["score", "vn-766-2022"], "error wrong-call: Lệnh chưa đúng: thiếu SỐ_LIỆU."),
    (["check"], "error wrong-call: Lệnh chưa đúng: thiếu BỘ_TIÊU_CHÍ."),
    (["explain", *SATISFACTION], "error wrong-call: Lệnh chưa đúng: thiếu --unit."),
    (["list", "thừa"], "error wrong-call: Lệnh chưa đúng: thừa hoặc sai tham số; xem --help."),
    (
        ["score", *SATISFACTION, "--qqq"],
        "error wrong-call: Lệnh chưa đúng: không có tùy chọn --qqq; xem --help.",
    ),
    (
        ["score", *SATISFACTION, "--year", "abc"],
        "error wrong-call: Lệnh chưa đúng: giá trị của --year không dùng được.",
    ),
    (["list", "--lang", "fr"], "error wrong-call: Lệnh chưa đúng: giá trị của --lang không dùng được."),
    (
        ["score", *SATISFACTION, "--year", "2020"],
        "error year-not-served: Bộ tiêu chí không dùng cho năm 2020; các năm dùng được: 2026. "
        "Nêu năm khác, hoặc dùng bộ tiêu chí của năm đó.",
    ),
    (
        ["score", *SATISFACTION, "--stage", "tham-dinh"],
        "error unknown-stage: Không có vòng “tham-dinh”; các vòng có: self, appraisal. Nêu một trong các vòng trên.",
    ),
    (
        ["show", "vn-766"],
        "error unknown-set: Không có bộ tiêu chí “vn-766” trong thư viện, cũng không có tệp nào tên như vậy; có thể dùng: "
        "vn-766-2022. Xem các bộ tiêu chí bằng lệnh cchc-index list, hoặc nêu đường dẫn tới tệp .yaml.",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "said"), WRONG, ids=[" ".join(Path(a).name for a in w[0]) for w in WRONG]
)
def test_a_wrong_call_says_what_is_wrong(arguments: list[str], said: str, call: Calls) -> None:
    """A wrong call is told what is wrong in one Vietnamese line, and nothing is written."""
    assert call(*arguments).refusal == said
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scor", "--lang", "en"], "No command “scor”; nearest: score."),
        (["score", "--lang", "en"], "error wrong-call: The call is wrong: SET is missing."),
        (["score", *SATISFACTION, "--lang", "en", "--qqq"], "error wrong-call: The call is wrong: no option --qqq; see --help."),
        (["show", "x", "--lang", "en"], "error unknown-set: There is no set “x” in the library, nor such a file; what can be used: mau-cap-huyen, mau-cap-xa, mau-dac-khu, mau-so-nganh, vn-766-2022. See cchc-index list, or give the path of a .yaml file."),
    ],
)  # fmt: skip
def test_a_wrong_english_call_is_told_so_in_english(arguments: list[str], said: str, call: Calls) -> None:
    """In English a wrong call is told what is wrong in English."""
    assert call(*arguments).refusal == said


@pytest.mark.parametrize("option", ["--out", "--units", "--columns", "--unit"])
def test_an_option_without_its_value_is_named(option: str, call: Calls) -> None:
    """An option whose value is missing is named."""
    command = "explain" if option == "--unit" else "score"
    assert option in call(command, *SATISFACTION, option).refusal


@pytest.mark.parametrize("option", ["--out", "--units", "--columns"])
def test_an_option_with_a_blank_value_is_a_wrong_call(option: str, call: Calls) -> None:
    """A blank name is a wrong call, not as if the option were not there."""
    arguments = SATISFACTION[:2] if option == "--columns" else SATISFACTION
    assert call("score", *arguments, option, "").status == 2


def test_a_folder_that_is_no_result_is_refused_before_it_is_touched(call: Calls) -> None:
    """A folder with other files is refused, exit status 2, and stays as it is."""
    Path("ket-qua").mkdir()
    Path("ket-qua", "giu.txt").write_text("giữ", encoding="utf-8")
    ended = call("score", *SATISFACTION, "--out", "ket-qua")
    assert ended.status == 2
    assert ended.err.startswith("ket-qua: error out-not-empty: ")
    assert [path.name for path in Path("ket-qua").iterdir()] == ["giu.txt"]


@pytest.mark.parametrize("place", [0, 1, 3])
def test_names_longer_than_the_system_takes_are_refused(place: int, call: Calls) -> None:
    """A name that is too long for the system is refused in our words."""
    arguments = list(SATISFACTION)
    arguments[place] = "x" * 5000 + Path(arguments[place]).suffix
    ended = call("score", *arguments)
    assert ended.status == 2
    assert "Traceback" not in ended.err


def test_an_interruption_ends_with_130(call: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted from the keyboard, the command ends quietly with 130."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cchc_index.tables.sources.read_rows", interrupted)
    ended = call("score", *SATISFACTION, "--out", "ket-qua")
    assert (ended.status, ended.out) == (130, "")
    assert not Path("ket-qua").exists()
