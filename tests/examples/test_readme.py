"""What the README has people type does what it says."""

import re
import shlex
from pathlib import Path

import pytest

from cchc_index.cli import run
from tests.examples import compare_published as published

ROOT = Path(__file__).resolve().parents[2]
FIRST = re.compile(r"cchc-index (score .+)$", re.MULTILINE)


def first_command(name: str) -> list[str]:
    """Return the arguments of the first scoring in a README."""
    found = FIRST.search((ROOT / name).read_text(encoding="utf-8"))
    assert found is not None
    return shlex.split(found[1])


def printed_ranks(text: str) -> dict[str, int]:
    """Return the ranks of a printed ranking by unit."""
    rows = (re.split(r"\s{2,}", line.strip()) for line in text.splitlines())
    return {row[1]: int(row[0]) for row in rows if len(row) > 2 and row[0].isdecimal()}


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_first_command_prints_the_published_ranking(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first command of the README prints a ranking of all units, ranked as published."""
    command = first_command(name)
    command[command.index("--out") + 1] = str(tmp_path / "ket-qua")
    monkeypatch.chdir(ROOT)
    assert run(command) == 0
    assert printed_ranks(capsys.readouterr().out) == published.published_ranks(
        published.published("satisfaction")
    )
    assert published.main([str(tmp_path / "ket-qua")]) == 0
