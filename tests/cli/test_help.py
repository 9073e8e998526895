"""Help in both languages, without a word of the other."""

import re

import pytest

from tests.cli.calls import Calls

COMMANDS = ["check", "explain", "list", "score", "show", "test"]
PAGES = [[], *([command] for command in COMMANDS)]
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|this|message|exit|default|required|error|try|for help|file|dir"
    r"|text|integer|aborted|missing|no such|invalid)\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile(r"[À-ỹ]")


def words(page: str) -> str:
    """Return a page less what is the same in all languages: options, names of commands, YAML, CSV."""
    return re.sub(rf"--[a-z]+|\[vi\|en\]|^ *({'|'.join(COMMANDS)})\b|cchc-index( [a-z]+)?|YAML|CSV|Excel|Parquet", "", page, flags=re.MULTILINE)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "cchc-index")
def test_vietnamese_help_has_no_english_word(page: list[str], call: Calls) -> None:
    """The pages of help are Vietnamese to the last word."""
    ended = call(*page, "--help")
    assert ended.status == 0
    assert ended.out.startswith("Cách dùng: cchc-index")
    assert ENGLISH.findall(words(ended.out)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: " ".join(page) or "cchc-index")
def test_english_help_has_no_vietnamese_word(page: list[str], call: Calls) -> None:
    """By option the pages of help are English to the last word."""
    ended = call(*page, "--help", "--lang", "en")
    assert ended.status == 0
    assert ended.out.startswith("Usage: cchc-index")
    assert VIETNAMESE.findall(ended.out) == []


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page[0])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_a_command_takes_is_explained(page: list[str], lang: str, call: Calls) -> None:
    """Each argument and option of a command has a word of explanation."""
    lines = call(*page, "--help", "--lang", lang).lines
    first = next(number for number, line in enumerate(lines) if line.endswith(":"))
    entries = re.split(r"\n(?=  \S)", "\n".join(lines[first + 1 :]))
    assert len(entries) > 1
    assert [entry for entry in entries if not re.search(r"\S(  +|\n +)\S", entry.strip())] == []


def test_the_main_page_names_every_command(call: Calls) -> None:
    """The main page lists every command with a sentence, and shows where a command goes."""
    ended = call("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command}  +\S", ended.out, re.MULTILINE)
    assert ended.lines[0] != "Cách dùng: cchc-index [TÙY CHỌN]"


def test_a_call_without_anything_shows_the_main_page(call: Calls) -> None:
    """Called without anything, the command shows its main page."""
    ended = call()
    assert "Các lệnh:" in ended.out + ended.err


@pytest.mark.parametrize(
    "arguments", [["--lang", "en", "list"], ["list", "--lang=en"], ["--lang=en", "list"]]
)
def test_the_language_may_stand_anywhere(arguments: list[str], call: Calls) -> None:
    """The language may be asked for before or after the command."""
    assert "Quality of service" in call(*arguments).out
