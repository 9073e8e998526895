"""The pytest plugin collects files of cases."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cases.small import GOOD, place

ROOT = Path(__file__).resolve().parents[2]


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what pytest says of a folder, with our plugin alone."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1", "COLUMNS": "200"}
    plugin = ["-p", "cchc_index.cases.pytest_plugin", "-p", "no:cacheprovider", "-W", "error"]
    command = [sys.executable, "-m", "pytest", "--rootdir", str(folder), *plugin, *arguments, str(folder)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment,
        cwd=folder,
        encoding="utf-8",
    )


def test_cases_are_collected_by_name(tmp_path: Path) -> None:
    """Each case is an item with its name."""
    place(tmp_path, GOOD + "  - {name: Chưa có gì, expect: {class: none}}\n")
    (tmp_path / "khac.yaml").write_text("a: 1\n", encoding="utf-8")
    ended = run_pytest(tmp_path, "--collect-only", "-q")
    assert ended.stdout.splitlines()[:2] == ["bo.cases.yaml::Gần đủ", "bo.cases.yaml::Chưa có gì"]


def test_passed_and_failed_cases_end_as_tests_do(tmp_path: Path) -> None:
    """A failed case shows its differences with their explanations, and no traceback."""
    place(tmp_path, GOOD + "  - {name: Sai, expect: {class: Yếu}}\n")
    ended = run_pytest(tmp_path)
    assert ended.returncode == 1
    assert "1 failed, 1 passed" in ended.stdout
    assert "toàn bộ: xếp loại phải là “Yếu”, tính ra không có." in ended.stdout
    assert "A: chưa có số liệu nào, chưa được chấm." in ended.stdout
    assert "Traceback" not in ended.stdout


def test_a_case_that_cannot_be_run_fails(tmp_path: Path) -> None:
    """A case of an unknown stage fails with what keeps it from being run."""
    place(tmp_path, GOOD.replace("    unit:", "    stage: vong-5\n    unit:"))
    ended = run_pytest(tmp_path)
    assert ended.returncode == 1
    assert "error unknown-stage: Không có vòng “vong-5”" in ended.stdout


def test_a_file_that_cannot_be_read_is_an_error_of_collection(tmp_path: Path) -> None:
    """An unsound file stops the run with its problems."""
    place(tmp_path, GOOD.replace("class:", "clas:"))
    ended = run_pytest(tmp_path)
    assert ended.returncode == pytest.ExitCode.INTERRUPTED
    assert "error unknown-key: Không có khóa “clas” ở đây" in ended.stdout


def test_the_plugin_is_an_entry_point() -> None:
    """Where the package is installed, pytest finds the plugin by itself, and users can turn it off by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"cchc_index": "cchc_index.cases.pytest_plugin"}


def test_the_plugin_loads_nothing_before_there_are_cases(tmp_path: Path) -> None:
    """Registering the plugin loads neither numpy nor pydantic."""
    (tmp_path / "test_a.py").write_text(
        "import sys\n\ndef test_a():\n    assert {'numpy', 'pydantic', 'yaml', 'pandas'} & set(sys.modules) == set()\n",
        encoding="utf-8",
    )
    assert run_pytest(tmp_path).returncode == 0
