"""Sets of installed packages: found by their ids, listed with their package, never in the place of our own."""

from pathlib import Path

import pytest

import cchc_index as cchc
from tests.cli.calls import Calls
from tests.plugins.packages import CRITERIA, Site
from tests.scoring.small import YES_NO, criteria_text, leaf

SET = criteria_text(leaf("1.1", YES_NO), id="bo-cua-goi")


@pytest.fixture(name="call")
def command(capsys: pytest.CaptureFixture[str]) -> Calls:
    """Return what calls the command."""
    return Calls(capsys)


def package(site: Site, name: str, **files: str) -> None:
    """Install a package with sets."""
    module = name.replace("-", "_")
    site.sets(module, **files)
    site.install(name, {CRITERIA: {"sets": module}})


def test_a_set_of_a_package_is_found_and_listed(site: Site, call: Calls) -> None:
    """It is loaded by its id, and listed after those of the library, with the package that it is from."""
    package(site, "cchc-goi", **{"bo-cua-goi": SET})
    assert cchc.load_criteria("bo-cua-goi").id == "bo-cua-goi"
    listed = call("list")
    assert listed.lines[0].endswith("  [thư viện]")
    assert listed.lines[-1] == "bo-cua-goi  1.0.0  draft  2025  Bộ thử  [gói cchc-goi]"
    assert call("list", "--lang", "en").lines[-1].endswith("  [package cchc-goi]")


def test_a_set_of_a_package_can_be_a_base(site: Site) -> None:
    """An overlay starts from it by its id."""
    package(site, "cchc-goi", **{"bo-cua-goi": SET})
    Path("lop.yaml").write_text("id: lop\nextends: bo-cua-goi\n", encoding="utf-8")
    assert cchc.load_criteria("lop.yaml").lineage.bases[0].id == "bo-cua-goi"


def test_two_packages_with_one_set_are_refused(site: Site, call: Calls) -> None:
    """An id that two packages claim is a problem that names both, at the call, in an overlay and in the list."""
    for name in ("cchc-goi", "cchc-hai"):
        package(site, name, **{"bo-cua-goi": SET})
    said = "error set-id-clash: Bộ tiêu chí “bo-cua-goi” có trong nhiều gói: cchc-goi, cchc-hai."
    assert [str(problem) for problem in cchc.check("bo-cua-goi")] == [said]
    with pytest.raises(cchc.UsageError, match="set-id-clash"):
        cchc.load_criteria("bo-cua-goi")
    Path("lop.yaml").write_text("id: lop\nextends: bo-cua-goi\n", encoding="utf-8")
    assert [str(problem) for problem in cchc.check("lop.yaml")] == [f"lop.yaml:2:10: {said}"]
    listed = call("list")
    assert "bo-cua-goi" not in listed.out
    assert listed.err.startswith(said)


def test_our_own_sets_cannot_be_shadowed(site: Site, call: Calls) -> None:
    """A package's set with the id of one of the library changes nothing, and the list tells of it."""
    package(site, "cchc-goi", **{"vn-766-2022": SET})
    assert cchc.load_criteria("vn-766-2022").id == "vn-766-2022"
    assert "Bộ tiêu chí “vn-766-2022” có trong nhiều gói: cchc-goi, cchc-index." in call("list").err


@pytest.mark.parametrize(
    ("value", "why"),
    [("cchc_khong_co", "ModuleNotFoundError: No module named 'cchc_khong_co'"), ("cchc_mot_tep", "–")],
)
def test_a_package_without_a_folder_of_sets_is_told(value: str, why: str, site: Site, call: Calls) -> None:
    """A folder that cannot be imported is told where its package might have had the set, and in the list."""
    site.module("cchc_mot_tep", "")
    site.install("cchc-hong", {CRITERIA: {"sets": value}})
    problems = cchc.check("bo-cua-goi")
    assert [problem.code for problem in problems] == ["unknown-set", "sets-not-found"]
    assert problems[1].message == f"Không mở được thư mục bộ tiêu chí “{value}” của gói cchc-hong: {why}."
    assert "sets-not-found" in call("list").err
    assert cchc.check("vn-766-2022") == ()
