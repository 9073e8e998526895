"""What the tests of installed packages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.packages import Site


@pytest.fixture(name="site")
def installed_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A folder of packages for one test, which is run in another folder."""
    folder, here = tmp_path / "site", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    site = Site(folder, monkeypatch)
    yield site
    site.close()
