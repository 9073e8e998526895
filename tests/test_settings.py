"""The settings of all tests: what a property tries does not depend on what else is loaded."""

import importlib
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

ODD = "một chữ chẳng ở đâu có"


def drawn() -> list[tuple[str, int]]:
    """Return the examples of a property."""
    found: list[tuple[str, int]] = []

    @settings(max_examples=200, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.text(), st.integers())
    def collect(text: str, number: int) -> None:
        found.append((text, number))

    collect()
    return found


@pytest.mark.skipif(not settings.default.derandomize, reason="this profile draws others each time")
def test_examples_do_not_depend_on_what_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A property tries the same examples after another module, with texts and numbers of its own, was loaded."""
    before = drawn()
    folder = tmp_path / "khac"
    folder.mkdir()
    path = folder / "khac.py"
    path.write_text(f"WORDS = {ODD!r}, {'x' * 9!r}\nNUMBERS = 123456789, 987654321\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    importlib.import_module("khac")
    after = drawn()
    sys.modules.pop("khac")
    assert after == before
