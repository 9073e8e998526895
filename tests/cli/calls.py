"""Calls of the command inside a test: what they print and how they end."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from cchc_index.cli import run

ROOT = Path(__file__).resolve().parents[2]
SATISFACTION = [
    "vn-766-2022",
    str(ROOT / "examples" / "766" / "satisfaction-2026.csv"),
    "--columns",
    str(ROOT / "examples" / "766" / "satisfaction-2026.columns.yaml"),
]


@dataclass(frozen=True)
class Ended:
    """How a call ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def refusal(self) -> str:
        """The one line of standard error of a call that did nothing."""
        assert (self.status, self.out) == (2, "")
        (line,) = self.err.splitlines()
        return line


class Calls:
    """Calls the command and takes what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Ended:
        """Call the command with arguments."""
        self.capsys.readouterr()
        status = run(list(arguments))
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)
