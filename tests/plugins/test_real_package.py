"""A real package, built and installed by pip, brings a kind of rule and a set that uses it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.plugins.packages import PACKAGE

END: Final = "== the end of a call"
SOURCES: Final = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(name="site", scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package without any network, and return the folder that it is in."""
    pytest.importorskip("hatchling", reason="the package is built by hatchling")
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(PACKAGE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    flags = [
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--no-cache-dir",
        "--disable-pip-version-check",
    ]
    pip = [sys.executable, "-m", "pip", "install", "-q", *flags, "--target", str(folder / "site")]
    subprocess.run([*pip, str(folder / "source")], check=True, timeout=120, capture_output=True)
    return folder / "site"


def python(site: Path, code: str, *arguments: str, cwd: Path | None = None) -> str:
    """Run code in a Python that has the package, and return what it prints."""
    path = os.pathsep.join([str(site), str(SOURCES)])
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        cwd=cwd, check=True, timeout=120, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def called(site: Path, *calls: tuple[str, ...], cwd: Path | None = None) -> list[str]:
    """Call the command, each call after the other in one process, and return what each prints."""
    code = (
        "import json, sys\n"
        "from cchc_index.cli import run\n"
        "for arguments in json.loads(sys.argv[1]):\n"
        "    assert run(arguments) == 0\n"
        f"    print({END!r})\n"
    )
    *printed, rest = python(site, code, json.dumps(calls), cwd=cwd).split(f"{END}\n")
    assert rest == ""
    return printed


def test_its_set_is_sound_and_listed(site: Path) -> None:
    """The set is found by its id, sound, and listed with its package."""
    checked, listed = called(site, ("check", "goi-vi-du"), ("list",))
    assert checked == "goi-vi-du: hợp lệ.\n"
    assert listed.splitlines()[-1].endswith("Bộ tiêu chí của một gói khác  [gói cchc-vi-du]")


def test_its_rule_is_read_aloud(site: Path) -> None:
    """`show` describes the rule in both languages."""
    show = ("show", "goi-vi-du")
    vietnamese, english = called(site, show, (*show, "--lang", "en"))
    assert "Mỗi sáng kiến 0,5 điểm; có sáng kiến được nhân rộng: đủ điểm." in vietnamese
    assert "0.5 points for each idea" in english


def test_its_set_is_scored(site: Path, tmp_path: Path) -> None:
    """A table is scored by its rule, explained in its words, and the manifest names the package."""
    rows = "unit,criterion,answer\nXã A,1.1,3\nXã A,1.2,có\nXã B,1.1,own=1; spread=1\n"
    (tmp_path / "so-lieu.csv").write_text(rows, encoding="utf-8")
    files = ("goi-vi-du", "so-lieu.csv")
    _, said = called(
        site,
        ("score", *files, "--out", "ket-qua"),
        ("explain", *files, "--unit", "Xã B", "--node", "1.1"),
        cwd=tmp_path,
    )
    manifest = json.loads((tmp_path / "ket-qua" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["plugins"] == {"cchc-vi-du": "1.0.0"}
    assert said == "1.1 Sáng kiến cải cách: 1 sáng kiến, 1 được nhân rộng → 2/2 điểm.\n"


def test_it_has_all_parts_of_the_contract(site: Path) -> None:
    """Its examples get the points that they say, and its parts answer."""
    code = (
        "from fractions import Fraction\n"
        "from cchc_index.rules import rule_kind\n"
        "from cchc_index.rules.contract import Columns, Terms\n"
        "from cchc_index.rules.reading import read_answer\n"
        "kind = rule_kind('cchc_vi_du.ideas')\n"
        "for example in kind.examples():\n"
        "    rule = kind.model_validate(dict(example.rule))\n"
        "    terms = Terms(Fraction(example.max_points), 2025)\n"
        "    assert not list(rule.check(terms))\n"
        "    assert rule.spreadsheet({'own': 'A1', 'spread': 'B1'}, terms) == 'IF(B1>0,2,MIN(2,A1*0.5))'\n"
        "    assert next(rule.candidates(Fraction(1), terms)) == {'own': 2, 'spread': 0}\n"
        "    print(len(rule.branches()), example.points)\n"
    )
    assert python(site, code) == "3 1\n3 2\n"
