"""The library and the slow scorer give the same at every stage of generated seasons."""

from collections.abc import Iterable
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import engine
from tests.laws.expected import assert_equal
from tests.laws.seasons import UNHURRIED
from tests.oracle import generate, generate_seasons, slow_scorer, slow_stages
from tests.oracle.generate import GeneratedCase
from tests.oracle.generate_seasons import Features
from tests.oracle.slow_model import Problem

ALONE: Final = {
    "stages": Features(shapes=False, policies=False, data=False, conditions=False),
    "shapes": Features(stages=False, policies=False, data=False, conditions=False),
    "policies": Features(stages=False, shapes=False, data=False, conditions=False),
    "data": Features(stages=False, shapes=False, policies=False, conditions=False),
    "conditions": Features(stages=False, shapes=False, policies=False, data=False),
    "stages and policies": Features(shapes=False, data=False, conditions=False),
    "stages and data": Features(shapes=False, policies=False, conditions=False),
}
ALWAYS: Final = frozenset({"data-missing", "disputed", "nothing-to-accept"})
AT_LEAST: Final = frozenset({"claim-without-answer", "evidence-missing", "note-missing"})


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
    """Return the problems that the library reports: code, unit and criterion."""
    known = slow_scorer.units_by_id(case.rows, case.units)
    found = result.scores.problems
    return {(one.code, slow_scorer.unit_of(one.unit, known) or "", one.criterion) for one in found}


def concerning(
    problems: Iterable[Problem], places: set[tuple[str, str]], codes: frozenset[str]
) -> set[Problem]:
    """Return the problems of some codes at some units and leaves."""
    return {one for one in problems if one[0] in codes and one[1:] in places}


@UNHURRIED
@given(generate_seasons.season_cases())
def test_problems_of_leaves_are_found(case: GeneratedCase) -> None:
    """The library finds the problems that the slow scorer finds, and of some kinds no others."""
    season = slow_scorer.score(case.criteria, case.rows, case.units, case.year)
    places = {key for key, leaf in season.leaves.items() if leaf.state != "excluded"}
    places |= {("", leaf["id"]) for leaf in generate.leaves_of(case.criteria)}
    found = reported(case, engine.run(case))
    assert concerning(found, places, ALWAYS) == concerning(season.problems, places, ALWAYS)
    assert concerning(found, places, AT_LEAST) >= concerning(season.problems, places, AT_LEAST)
