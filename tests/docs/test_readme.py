"""What the README says is so, and its Vietnamese twin says the same."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from cchc_index.cli import run
from cchc_index.language import Lang
from cchc_index.rules.contract import Terms
from tests.docs.markdown import ROOT, Page

ENGLISH: Final = Page("README.md")
VIETNAMESE: Final = Page("README.vi.md")
TWINS: Final = {ENGLISH.path, VIETNAMESE.path}
SET: Final = """
format: 1
id: bo-thu
version: 1.0.0
status: draft
title: Bộ tiêu chí thử
level: commune
years: [2025]
areas:
  - id: "3"
    code: procedures
    title: Cải cách thủ tục hành chính
    criteria:
"""
PRINTED: Final = [
    "rank unit points index class",
    "0 1 BQL KCN 18.0 100.0 Xuất sắc",
    "1 1 Bản Nguyên 18.0 100.0 Xuất sắc",
    "2 1 P. Nông Trang 18.0 100.0 Xuất sắc",
    "6.1 Hồ sơ được đánh giá hài lòng: 80,6% (2.775/3.443), tính theo tỷ lệ, đủ điểm từ 90% trở lên → 5,37/6 điểm.",
]
ALOUD: Final[list[tuple[Lang, str]]] = [
    (
        "vi",
        "Tỷ lệ từ 100%: 1 điểm; từ 90% đến dưới 100%: 0,75 điểm; còn lại: 0 điểm; không phát sinh (0/0): đủ điểm.",
    ),
    (
        "en",
        "Rate from 100%: 1 point; from 90% to below 100%: 0.75 points; otherwise: 0 points; "
        "nothing arose (0/0): full points.",
    ),
]
every_command = pytest.mark.parametrize("command", ENGLISH.commands())


def neat(line: str) -> str:
    """Return a line with single blanks."""
    return " ".join(line.split())


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return the command, called in the repository's folder: it gives the lines that it prints."""
    monkeypatch.chdir(ROOT)

    def call(*arguments: str) -> list[str]:
        assert run(arguments) == 0
        return [neat(line) for line in capsys.readouterr().out.splitlines()]

    return call


def levels(page: Page) -> list[int]:
    """Return the level of each heading."""
    return [len(heading.partition(" ")[0]) for heading in page.headings()]


def test_both_have_the_same_headings() -> None:
    """Both READMEs have headings of the same levels in the same order."""
    assert levels(VIETNAMESE) == levels(ENGLISH)
    assert levels(ENGLISH)[:2] == [1, 2]


def test_both_have_the_same_code() -> None:
    """Both READMEs show the same code and commands, but for comments."""
    assert VIETNAMESE.blocks() == ENGLISH.blocks()
    assert [block.lang for block in ENGLISH.blocks()] == ["yaml", "python", "", "", ""]


def test_both_name_the_same_words_of_code() -> None:
    """The sentences of both READMEs name the same files, names and commands."""
    assert VIETNAMESE.words_of_code() == ENGLISH.words_of_code()


def test_both_link_the_same_files() -> None:
    """Both READMEs link the same files in the same order, each in its language, and each the other."""
    (english,) = TWINS & set(VIETNAMESE.links())
    (vietnamese,) = TWINS & set(ENGLISH.links())
    assert (english, vietnamese) == (ENGLISH.path, VIETNAMESE.path)
    assert [link.replace(".vi.md", ".md") for link in VIETNAMESE.links()[1:]] == ENGLISH.links()[1:]


def test_the_python_block_prints_the_ranking() -> None:
    """The Python block, run from the root, prints the head of the ranking and the sentence."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "error", "-c", ENGLISH.block("python")],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert [neat(line) for line in done.stdout.splitlines()] == PRINTED


def test_the_criterion_is_sound(tmp_path: Path) -> None:
    """The YAML block is a sound criterion, and reads aloud as the READMEs do."""
    path = tmp_path / "bo-thu.yaml"
    path.write_text(SET + re.sub("^", "      ", ENGLISH.block("yaml"), flags=re.MULTILINE), encoding="utf-8")
    assert cchc.check(path) == ()
    (leaf,) = cchc.load_criteria(path).areas[0].criteria
    assert leaf.rule is not None
    assert leaf.max_points is not None
    for lang, said in ALOUD:
        assert leaf.rule.describe(Terms(leaf.max_points, 2025), lang) == said


@every_command
def test_commands_and_options_exist(command: str, printed: Callable[..., list[str]]) -> None:
    """Every command that the README shows is one of the program, with the options that it is shown with."""
    name = command.split()[1]
    assert name in [line.split()[0] for line in printed("--help") if line]
    known = " ".join(printed(name, "--help")).split()
    assert set(re.findall(r"--[a-z]+", command)) <= set(known)


def test_extras_exist() -> None:
    """The extras that the second command installs are the package's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = re.findall(r"'\.\[([a-z,]+)\]'", ENGLISH.text)
    assert set(named.split(",")) <= set(project["optional-dependencies"])
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or later" in ENGLISH.text


def test_the_picture_shows_what_the_command_prints(tmp_path: Path, printed: Callable[..., list[str]]) -> None:
    """The ranking and the sentence of the picture are lines that the first command and `explain` print."""
    command = ENGLISH.commands()[0].replace("--out ket-qua", "").split()[1:]
    ranking = printed(*command, "--out", str(tmp_path / "ket-qua"))
    explain = ["explain", *command[1:], "--unit", "Hy Cương", "--node", "6.1"]
    shown = lines_of((ROOT / "docs" / "picture.svg").read_text(encoding="utf-8"))
    first, second = (number for number, line in enumerate(shown) if line.startswith("$"))
    assert shown[first + 1 : second - 1] == ranking[: second - first - 2]
    assert shown[second - 1] == "…"
    assert " ".join(shown[second + 1 :]) == " ".join(printed(*explain))


def lines_of(svg: str) -> list[str]:
    """Return the lines of text of a picture, from the top."""
    lines: dict[str, list[str]] = {}
    for height, text in re.findall(r'<text [^>]*\by="([^"]+)"[^>]*>([^<]*)</text>', svg):
        lines.setdefault(height, []).append(unescape(text))
    return [neat(" ".join(runs)) for runs in lines.values()]
