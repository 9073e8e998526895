"""Kinds of rule of installed packages: loaded where a set uses them, never in the place of our own."""

import sys
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.rules import rule_kind, rule_kinds
from cchc_index.rules.kinds.yes_no import YesNo
from cchc_index.scoring import fingerprints
from tests.plugins.packages import IDEAS, RULES, Site
from tests.scoring.small import YES_NO, criteria_text, leaf

RULE: Final[dict[str, Any]] = {"kind": IDEAS, "each": "0.5"}
PLACE: Final = "areas[0].criteria[0].rule.kind"


def written(rule: dict[str, Any]) -> str:
    """Write a set with a rule, and return its name."""
    Path("bo.yaml").write_text(criteria_text(leaf("1.1", rule)), encoding="utf-8")
    return "bo.yaml"


def refused(kind: str = IDEAS) -> cchc.Problem:
    """Return the one problem of a set that uses a kind, which stands at the kind's place."""
    (problem,) = cchc.check(written({**RULE, "kind": kind}))
    assert str(problem.place).endswith(PLACE)
    assert problem.file == "bo.yaml"
    return problem


def test_a_kind_of_a_package_is_used(site: Site) -> None:
    """A set with it is sound, scored and explained."""
    site.ideas()
    assert cchc.check(written(RULE)) == ()
    criteria = cchc.load_criteria("bo.yaml")
    rows = pd.DataFrame(
        {"unit": ["Xã A", "Xã B"], "criterion": ["1.1"] * 2, "answer": ["3", "own=1; spread=1"]}
    )
    result = cchc.score(criteria, cchc.read_answers(rows, criteria))
    assert result.leaves["points"].tolist() == [1.5, 2]
    assert (
        result.explain("Xã A", "1.1") == "1.1 Tiêu chí 1.1: 3 sáng kiến, mỗi sáng kiến 0,5 điểm → 1,5/2 điểm."
    )


def test_a_package_is_loaded_only_where_a_set_uses_it(site: Site) -> None:
    """A set of our own kinds does not load the modules of a package."""
    site.ideas("cchc-chua-dung")
    assert cchc.check(written(YES_NO)) == ()
    assert "cchc_chua_dung" not in sys.modules


def test_its_parameters_are_checked_at_their_places(site: Site) -> None:
    """What its model and its own check refuse is told at the parameter."""
    site.ideas()
    for each, code in (("ba", "not-a-number"), ("3", "points-exceed-max"), ("0", "max-not-reached")):
        (problem,) = cchc.check(written({**RULE, "each": each}))
        assert (problem.code, str(problem.place).split()[1]) == (code, "areas[0].criteria[0].rule.each")


def test_our_own_kinds_cannot_be_shadowed(site: Site) -> None:
    """A package that claims the name of one of our kinds changes nothing."""
    site.ideas(name="yes_no")
    assert rule_kind("yes_no") is YesNo
    assert IDEAS not in rule_kinds()
    assert cchc.check(written(YES_NO)) == ()


def test_a_name_without_a_package_is_refused(site: Site) -> None:
    """A kind of a package whose name does not say the package is a problem."""
    site.ideas(name="ideas")
    assert str(refused("ideas")).endswith(
        "error plugin-misnamed: Gói cchc-vi-du khai báo cách tính điểm “ideas” không kèm tên gói; "
        "tên cần có dạng goi.cach_tinh."
    )


def test_two_packages_with_one_kind_are_refused(site: Site) -> None:
    """A name that two packages claim is a problem that names both."""
    site.ideas()
    site.ideas("cchc-khac")
    assert str(refused()).endswith(
        "error plugin-clash: Cách tính điểm “cchc_vi_du.ideas” được khai báo nhiều lần, trong các gói: "
        "cchc-khac, cchc-vi-du."
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import khong_co_goi_nay\n", "ModuleNotFoundError: No module named 'khong_co_goi_nay'"),
        ("raise ValueError('x')\n", "ValueError: x"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("def (\n", "SyntaxError: "),
        ("", "AttributeError: "),
    ],
)
def test_a_package_that_cannot_be_imported_is_a_problem(text: str, why: str, site: Site) -> None:
    """Whatever happens on import is told at the kind's place, and nothing is raised."""
    site.module("cchc_hong", text)
    site.install("cchc-hong", {RULES: {"cchc_hong.a": "cchc_hong:A"}})
    problem = refused("cchc_hong.a")
    assert problem.code == "plugin-not-loaded"
    assert problem.message.startswith(f"Không nạp được cách tính điểm “cchc_hong.a” của gói cchc-hong: {why}")


@pytest.mark.parametrize(
    "text",
    [
        "A = 3\n",
        "class A: pass\n",
        "from cchc_index.rules.contract import Rule as A\n",
        "from cchc_index.rules.kinds.yes_no import YesNo as A\n",
        "from cchc_index.rules.contract import Rule\nclass A(Rule):\n    kind: str\n",
    ],
    ids=["a number", "another class", "the contract itself", "a rule of another name", "half a rule"],
)
def test_what_is_no_rule_is_refused(text: str, site: Site) -> None:
    """An entry point that names no whole rule of its own name is a problem."""
    site.module("cchc_hong", text)
    site.install("cchc-hong", {RULES: {"cchc_hong.a": "cchc_hong:A"}})
    problem = refused("cchc_hong.a")
    assert problem.code == "plugin-no-rule"
    assert problem.to("en").message == (
        "“cchc_hong.a” of the package cchc-hong is no complete rule that bears this name."
    )


def test_a_package_that_is_not_installed_is_an_unknown_kind(site: Site) -> None:
    """A kind of no package is answered with the nearest, ours or a package's."""
    site.ideas()
    assert refused("cchc_vi_du.idea").message == (
        "Không có cách tính điểm “cchc_vi_du.idea”; cách có thể dùng: cchc_vi_du.ideas."
    )
    assert "yes_no" in refused("khac.han").message


def test_the_version_of_a_package_moves_the_scoring(site: Site) -> None:
    """Of a set that uses a kind, the fingerprint of scoring is another once the package's version is."""
    site.ideas(version="1.0.0")
    criteria = cchc.load_criteria(written(RULE))
    first = fingerprints.scoring(criteria), fingerprints.content(criteria)
    assert fingerprints.plugins(criteria) == {"cchc-vi-du": "1.0.0"}
    site.ideas(version="1.1.0")
    criteria = cchc.load_criteria("bo.yaml")
    assert fingerprints.plugins(criteria) == {"cchc-vi-du": "1.1.0"}
    assert fingerprints.scoring(criteria) != first[0]
    assert fingerprints.content(criteria) == first[1]


def test_a_package_that_a_set_does_not_use_moves_nothing(site: Site) -> None:
    """The fingerprint of a set of our own kinds does not depend on what is installed."""
    criteria = cchc.load_criteria(written(YES_NO))
    alone = fingerprints.scoring(criteria)
    site.ideas()
    assert fingerprints.scoring(criteria) == alone
    assert fingerprints.plugins(criteria) == {}
