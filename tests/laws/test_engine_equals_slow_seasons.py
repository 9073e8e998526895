"""The library and the slow scorer give the same at every stage of generated seasons."""

from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.expected import assert_equal
from tests.oracle import generate, generate_seasons, slow_scorer, slow_stages
from tests.oracle.generate import GeneratedCase
from tests.oracle.generate_seasons import Features
from tests.oracle.slow_model import Problem

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ALONE: Final = {
    "stages": Features(shapes=False, policies=False, data=False, conditions=False),
    "shapes": Features(stages=False, policies=False, data=False, conditions=False),
    "policies": Features(stages=False, shapes=False, data=False, conditions=False),
    "data": Features(stages=False, shapes=False, policies=False, conditions=False),
    "conditions": Features(stages=False, shapes=False, policies=False, data=False),
    "stages and policies": Features(shapes=False, data=False, conditions=False),
    "stages and data": Features(shapes=False, policies=False, conditions=False),
}
OF_LEAVES: Final = frozenset(
    {
        "claim-differs",
        "claim-without-answer",
        "data-missing",
        "decision-without-answer",
        "disputed",
        "evidence-missing",
        "note-missing",
        "nothing-to-accept",
        "partly-delivered",
    }
)


def assert_equal_at_every_stage(case: GeneratedCase) -> None:
    """Compare all tables at every stage of the set, and at the one that is taken where none is named."""
    for stage in [None, *(stage.id for stage in slow_stages.stages_of(case.criteria))]:
        assert_equal(case, stage)


@UNHURRIED
@given(generate_seasons.season_cases())
def test_seasons_are_equal_at_every_stage(case: GeneratedCase) -> None:
    """Every state, point, maximum, index, claim, rank and class equals the slow scorer's, stage by stage."""
    assert_equal_at_every_stage(case)


@pytest.mark.parametrize("features", ALONE.values(), ids=ALONE.keys())
@UNHURRIED
@given(data=st.data())
def test_seasons_of_some_features_are_equal(features: Features, data: st.DataObject) -> None:
    """Seasons that use some of the features only equal the slow scorer's."""
    assert_equal_at_every_stage(data.draw(generate_seasons.season_cases(features=features)))


@UNHURRIED
@given(
    st.sampled_from(sorted(generate.RULE_KINDS)).flatmap(lambda kind: generate_seasons.season_cases((kind,)))
)
def test_seasons_of_one_kind_are_equal_at_every_stage(case: GeneratedCase) -> None:
    """Seasons whose leaves are nearly all of one rule kind equal the slow scorer's, stage by stage."""
    assert_equal_at_every_stage(case)


def reported(case: GeneratedCase, result: Any) -> set[Problem]:
    """Return the problems of leaves that the library reports: code, unit and criterion."""
    known = slow_scorer.units_by_id(case.rows, case.units)
    rows = result.problems.fillna("").to_dict("records")
    return {
        (row["code"], slow_scorer.unit_of(row["unit"], known) or "", row["criterion"])
        for row in rows
        if row["code"] in OF_LEAVES
    }


@UNHURRIED
@given(generate_seasons.season_cases())
def test_problems_of_leaves_are_equal(case: GeneratedCase) -> None:
    """The library reports for every leaf that concerns its unit the problems that the slow scorer finds."""
    season = slow_scorer.score(case.criteria, case.rows, case.units, case.year)
    concerned = {key for key, leaf in season.leaves.items() if leaf.state != "excluded"}
    concerned |= {("", leaf["id"]) for leaf in generate.leaves_of(case.criteria)}
    expected = {one for one in season.problems if one[0] in OF_LEAVES and one[1:] in concerned}
    found = {one for one in reported(case, engine.run(case)) if one[1:] in concerned}
    assert found == expected
