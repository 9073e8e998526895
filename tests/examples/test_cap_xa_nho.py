"""The small example set for communes (examples/cap-xa-nho): its expected files, its states, its rule kinds."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.cli import run
from cchc_index.rules import rule_kinds
from tests.examples.compare_published import rows

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "cap-xa-nho"


@cache
def result() -> cchc.Result:
    """Return the result of the example."""
    criteria = cchc.load_criteria(FOLDER / "bo-tieu-chi.yaml")
    units = cchc.read_units(FOLDER / "units.csv")
    return cchc.score(criteria, cchc.read_answers(FOLDER / "answers.csv", criteria, units=units))


def two(number: float) -> str:
    """Return a number with two decimals, blank where there is none."""
    return "" if pd.isna(number) else f"{number:.2f}"


def test_the_set_is_sound() -> None:
    """The example set has no problem."""
    assert cchc.check(FOLDER / "bo-tieu-chi.yaml") == ()


def test_the_set_is_as_large_as_it_says() -> None:
    """The example has seven areas, bonus and penalty, about 20 leaves and 12 units."""
    codes = [area.code for area in result().criteria.areas]
    assert len(codes) == 9
    assert {"bonus", "penalty"} <= set(codes)
    assert 18 <= result().leaves["criterion"].nunique() <= 26
    assert len(result().answers.units) == 12


def test_every_leaf_is_the_expected_one() -> None:
    """Every unit and leaf has the state and the points that the expected file says."""
    found = {
        (row["unit"], row["criterion"]): (row["state"], two(row["points"]))
        for row in result().leaves.to_dict("records")
    }
    expected = {
        (row["unit"], row["criterion"]): (row["state"], row["points"])
        for row in rows(FOLDER / "expected-leaves.csv")
    }
    assert {key: found[key] for key in expected} == expected
    answered = set(result().ranking.dropna(subset="points")["unit"])
    assert {key for key in found if key[0] in answered} == set(expected)


def test_the_ranking_is_the_expected_one() -> None:
    """Ranks, points, maxima, indices and classes are those of the expected file, in its order."""
    found = [
        {
            "rank": "" if pd.isna(row["rank"]) else str(row["rank"]),
            "unit": row["unit"],
            **{name: two(row[name]) for name in ("points", "max_points", "index")},
            "class": row["class"],
        }
        for row in result().ranking.dropna(subset="points").to_dict("records")
    ]
    assert found == rows(FOLDER / "expected-ranking.csv")


OF_ANSWERS = ("excluded", "not_applicable", "invalid", "scored", "unanswered")


@pytest.mark.parametrize("state", OF_ANSWERS)
def test_every_state_that_answers_alone_bring_about_occurs(state: str) -> None:
    """Each state that a leaf has by its answer, before anybody appraises, occurs in the example."""
    assert state in set(result().leaves["state"])


def test_every_built_in_rule_kind_occurs() -> None:
    """Each of the thirteen rule kinds occurs in the example, and is answered and scored there."""
    used = {leaf.item.id: leaf.rule for leaf in result().scores.plan.leaves}
    assert {getattr(rule, "kind", "") for rule in used.values()} == set(rule_kinds())
    assert len(rule_kinds()) == 13
    scored = set(result().leaves.query("state == 'scored'")["criterion"])
    assert set(used) == scored


def test_the_mistakes_of_the_example_are_the_ones_it_tells_of() -> None:
    """The example's three mistakes and two warnings are found, at their rows, and no more."""
    found = [(p.severity.value, p.code, p.place, p.unit, p.criterion) for p in result().scores.problems]
    assert sorted(found) == [
        ("error", "above-100", "195", "P03", "1.2"),
        ("error", "not-applicable-forbidden", "103", "X05", "1.1"),
        ("error", "whole-number-wanted", "112", "X05", "3.3.2"),
        ("warning", "group-reweighted", "59", "X03", "3.4"),
        ("warning", "unit-without-answers", "", "X07", ""),
    ]


def test_the_command_ends_with_1_and_writes_the_result(tmp_path: Path) -> None:
    """The example's own command writes the result and ends with 1 because of the mistakes."""
    files = [str(FOLDER / name) for name in ("bo-tieu-chi.yaml", "answers.csv", "units.csv")]
    out = tmp_path / "ket-qua"
    assert run(["score", *files[:2], "--units", files[2], "--out", str(out)]) == 1
    assert [row["unit"] for row in rows(out / "ranking.csv") if row["points"]] == [
        row["unit"] for row in rows(FOLDER / "expected-ranking.csv")
    ]


def test_units_may_be_explained_by_any_of_their_names() -> None:
    """A unit is explained by its id, its name and its alias alike."""
    names = ("X01", "Xã Suối Mây", "suối mây", "UBND xã Suối Mây")
    assert len({result().explain(name) for name in names}) == 1


def test_every_leaf_of_every_unit_has_a_sentence() -> None:
    """Each leaf is explained in one sentence that begins with its id and title and ends with a full stop."""
    for unit in result().answers.units.units:
        for leaf in result().scores.plan.leaves:
            for lang in ("vi", "en"):
                said = result().explain(unit.id, leaf.item.id, lang=lang)
                assert said.startswith(f"{leaf.item.id} {leaf.item.title.to(lang)}: ")
                assert said.endswith(".")
                assert "\n" not in said
