"""The live formulas of generated forms give what the engine gives, recalculated by LibreOffice."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.answers.leaf import Status
from cchc_index.scoring.scores import Scores, score_answers
from cchc_index.sheets.formulas import LATER
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.laws.engine import frame, load
from tests.oracle.generate import GeneratedCase
from tests.oracle.generate_seasons import season_cases
from tests.sheets.sheets import Read, opened, read, recalculated, without_values

MANY: Final = 30
LARGEST: Final = 10**9


@dataclass(frozen=True)
class Season:
    """The forms of a generated season: the scores of its first stage, and the unit's number."""

    scores: Scores
    unit: int


def generated() -> list[GeneratedCase]:
    """Return generated seasons, the same at every run."""
    found: list[GeneratedCase] = []

    @settings(
        max_examples=MANY, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        case = data.draw(season_cases())
        case.criteria["policy"]["claims"] = "check"
        found.append(case)

    collect()
    return found


def first_rows(case: GeneratedCase) -> list[dict[str, str]]:
    """Return the rows that units fill into their forms: of the first stage, exemptions left out."""
    stages = case.criteria["policy"].get("stages", [{"id": "self"}])
    first = ("", stages[0]["id"])
    return [
        row
        for row in case.rows
        if row.get("stage", "") in first and row.get("state") not in {"exempt", "miễn"}
    ]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Season, Read]]:
    """Every generated form as LibreOffice saves it, beside what the engine made of its answers."""
    folder = tmp_path_factory.mktemp("phieu")
    seasons: list[Season] = []
    for case in generated():
        if case.units is None:
            continue
        criteria = load(case.criteria)
        units = cchc.read_units(pd.DataFrame(case.units, dtype=str))
        answers = cchc.read_answers(frame(first_rows(case)), criteria, units=units)
        scores = score_answers(answers, case.year, 0)
        forms = UnitForms(Occasion(criteria, case.year), answers)
        for number, unit in enumerate(units.units):
            (folder / f"{len(seasons):04}.xlsx").write_bytes(without_values(forms.of(unit)))
            seasons.append(Season(scores, number))
    out = recalculated(folder)
    return [
        (season, read(opened(out / f"{number:04}.xlsx", values=True), Sheet.CRITERIA.value.vi))
        for number, season in enumerate(seasons)
    ]


def unsayable(season: Season, number: int) -> bool:
    """Tell whether a leaf's answer could not be typed into a form, or is past the digits of a spreadsheet."""
    given_ = season.scores.season.leaves.get(number)
    if given_ is None:
        return False
    values = given_.of_unit(season.unit).values()
    return given_.status[season.unit] == Status.INVALID or any(abs(value) > LARGEST for value in values)


def differing(season: Season, sheet: Read) -> list[str]:
    """Return the nodes whose cell shows other points than the engine gives."""
    scores, unit = season.scores, season.unit
    plan = scores.plan
    attribute = plan.units.units[unit].attribute
    wrong, doubtful = [], set()
    for number in reversed(range(len(plan.items))):
        item = plan.items[number]
        if item.rule is not None and not item.for_unit(attribute):
            continue
        value = sheet.value(sheet.row_of(item.id), Field.COMPUTED)
        if unsayable(season, number) or value == LATER.vi or number in doubtful:
            doubtful |= {number, item.parent}
            doubtful |= {n for n, other in enumerate(plan.items) if other.node.only_if is not None}
            continue
        expected = plan.in_points(int(scores.tallies[number].steps[unit]))
        if value is None:
            ok = item.rule is None or not item.rule.needs_maximum
        else:
            ok = abs(Fraction(str(value)) - expected) * plan.scale <= (1 if item.rule is not None else 3)
        if not ok:
            wrong.append(f"{item.id}: {value}, not {float(expected)}")
    return wrong


def test_forms_compute_what_the_engine_computes(shown: list[tuple[Season, Read]]) -> None:
    """Points of every leaf and node of generated forms are the engine's, whatever the policy."""
    wrong: list[Any] = [found for season, sheet in shown if (found := differing(season, sheet))]
    assert wrong == []
    assert len(shown) > MANY


def test_most_leaves_have_a_formula(shown: list[tuple[Season, Read]]) -> None:
    """Few leaves of generated sets are left to the engine."""
    values = [sheet.value(row, Field.COMPUTED) for _, sheet in shown for row in sheet.rows()]
    said = [value for value in values if value is not None]
    assert said.count(LATER.vi) < len(said) * 2 / 3


def test_nothing_shown_is_an_error(shown: list[tuple[Season, Read]]) -> None:
    """No formula ends in an error of the spreadsheet."""
    texts = [
        str(cell.value) for _, sheet in shown for row in sheet.sheet.iter_rows() for cell in row if cell.value
    ]
    assert [text for text in texts if text.startswith("#")] == []
