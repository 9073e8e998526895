"""What the tests of the command share."""

from pathlib import Path

import pytest

from tests.cli.calls import Calls


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return the command, called in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Calls(capsys)
