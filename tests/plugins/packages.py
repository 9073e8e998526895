"""Packages as tests install them: a folder with a module and the metadata that names its entry points."""

import sys
from pathlib import Path
from typing import Final

import pytest

from cchc_index import plugins
from cchc_index.rules import installed

RULES: Final = "cchc_index.rules"
CRITERIA: Final = "cchc_index.criteria"
PACKAGE: Final = Path(__file__).parents[1] / "plugin_package"
IDEAS: Final = "cchc_vi_du.ideas"


class Site:
    """A folder of installed packages, on the path of the test."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.modules: list[str] = []
        monkeypatch.syspath_prepend(str(folder))

    def install(self, package: str, entries: dict[str, dict[str, str]], version: str = "1.0.0") -> None:
        """Write the metadata of a package, in place of an earlier version, and forget what was read before."""
        info = self.folder / f"{package.replace('-', '_')}.dist-info"
        info.mkdir(exist_ok=True)
        metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        lines = []
        for group, named in entries.items():
            lines += [f"[{group}]", *(f"{name} = {value}" for name, value in named.items())]
        (info / "entry_points.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
        forget()

    def module(self, name: str, text: str) -> None:
        """Write a module."""
        path = self.folder.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.modules.append(name)

    def sets(self, name: str, **files: str) -> None:
        """Write a folder of sets that can be imported."""
        self.module(f"{name}.__init__", "")
        for stem, text in files.items():
            self.folder.joinpath(*name.split("."), f"{stem}.yaml").write_text(text, encoding="utf-8")
        self.modules.append(name)

    def ideas(self, package: str = "cchc-vi-du", version: str = "1.0.0", name: str = IDEAS) -> None:
        """Install the kind of the real package in a package of another name or version."""
        module = package.replace("-", "_")
        self.module(module, (PACKAGE / "cchc_vi_du" / "ideas.py").read_text(encoding="utf-8"))
        self.install(package, {RULES: {name: f"{module}:Ideas"}}, version)

    def close(self) -> None:
        """Forget the packages."""
        for name in self.modules:
            sys.modules.pop(name, None)
        forget()


def forget() -> None:
    """Forget what was read of installed packages."""
    plugins.entries.cache_clear()
    installed.installed_kind.cache_clear()
