"""The live formulas of generated forms give what the engine gives, recalculated by LibreOffice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.answers.leaf import Status
from cchc_index.scoring.scores import Scores, score_answers
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.live import AWAITED, BARE, INVALID, LATER, LEFT_OUT
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from cchc_index.states import State
from tests.laws.engine import frame, load
from tests.oracle.generate import GeneratedCase
from tests.oracle.generate_seasons import season_cases
from tests.sheets.sheets import Read, opened, read, recalculated, without_values

MANY: Final = 30
LARGEST: Final = 10**9
STATES: Final = {
    INVALID: {State.INVALID},
    BARE: {State.NO_EVIDENCE, State.INVALID},
    AWAITED: {State.AWAITED, State.UNANSWERED},
    LEFT_OUT: {State.NOT_APPLICABLE, State.UNANSWERED, State.EXEMPT},
}
"""What the engine makes of a leaf whose cell holds a word instead of points."""
TIES: Final[dict[str, int]] = {}
"""Cells that are one step off, because binary numbers lie on the other side of a tie."""


@dataclass(frozen=True)
class Season:
    """The form of a generated season: the scores of its first stage, and the unit's number."""

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
        found.append(data.draw(season_cases()))

    collect()
    return found


def first_rows(case: GeneratedCase) -> list[dict[str, str]]:
    """Return the rows of the first stage, which units fill into their forms."""
    stages = case.criteria["policy"].get("stages", [{"id": "self"}])
    return [row for row in case.rows if row.get("stage", "") in {"", stages[0]["id"]}]


@dataclass
class Forms:
    """Forms before and after LibreOffice worked them out anew."""

    folder: Path
    seasons: list[Season] = field(default_factory=list)

    def add(self, season: Season, workbook: bytes) -> None:
        """Keep a form, and give LibreOffice a copy of it that shows nothing yet."""
        name = f"{len(self.seasons):04}.xlsx"
        (self.folder / "written").mkdir(exist_ok=True)
        (self.folder / "written" / name).write_bytes(workbook)
        (self.folder / name).write_bytes(without_values(workbook))
        self.seasons.append(season)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Every generated form, filled with the answers of its unit."""
    made = Forms(tmp_path_factory.mktemp("phieu"))
    for case in generated():
        if case.units is None:
            continue
        criteria = load(case.criteria)
        units = cchc.read_units(pd.DataFrame(case.units, dtype=str))
        answers = cchc.read_answers(frame(first_rows(case)), criteria, units=units)
        scores = score_answers(answers, case.year, 0)
        of = UnitForms(Occasion(criteria, case.year), answers)
        for number, unit in enumerate(units.units):
            made.add(Season(scores, number), of.of(unit))
    recalculated(made.folder)
    return made


@pytest.fixture(scope="module")
def shown(forms: Forms) -> list[tuple[Season, Read]]:
    """Every form as LibreOffice saves it, beside what the engine made of its answers."""
    return [
        (season, read(opened(forms.folder / "out" / f"{n:04}.xlsx", values=True), Sheet.CRITERIA.value.vi))
        for n, season in enumerate(forms.seasons)
    ]


def untypable(season: Season, number: int) -> bool:
    """Tell whether a leaf's answer could not be typed into a form, or is past the digits of a spreadsheet."""
    given_ = season.scores.season.leaves.get(number)
    if given_ is None:
        return False
    values = given_.of_unit(season.unit).values()
    return given_.status[season.unit] == Status.INVALID or any(abs(value) > LARGEST for value in values)


class Comparison:
    """A form's cells beside the engine's points.

    Args:
        season: the engine's scores.
        sheet: the form's sheet of criteria.
        known: whether every cell holds what the engine read.
    """

    def __init__(self, season: Season, sheet: Read) -> None:
        self.season = season
        self.sheet = sheet
        self.plan = season.scores.plan
        self.attribute = self.plan.units.units[season.unit].attribute
        self.ties: dict[str, int] = {}
        self.doubtful: set[int | None] = set()

    def own(self, number: int) -> bool:
        """Tell whether a node is for the unit."""
        item = self.plan.items[number]
        if item.rule is not None:
            return item.for_unit(self.attribute)
        return any(item.id == self.sheet.value(row, Field.CRITERION) for row in self.sheet.rows())

    def differing(self) -> Iterator[str]:
        """Yield the nodes whose cell shows other points, or another state, than the engine gives."""
        scores = self.season.scores
        for number in reversed(range(len(self.plan.items))):
            item = self.plan.items[number]
            if not self.own(number):
                continue
            value = self.sheet.value(self.sheet.row_of(item.id), Field.COMPUTED)
            if self.in_doubt(number, value):
                continue
            if item.rule is not None and isinstance(value, str):
                if scores.leaves[number].state[self.season.unit] not in STATES[value]:
                    yield f"{item.id}: {value}"
                value = 0
            if value is None and item.rule is not None and not item.rule.needs_maximum:
                continue
            yield from self.apart(number, item.id, value, scores.tallies[number].steps)
        yield from self.total(Field.COMPUTED, scores.total)

    def in_doubt(self, number: int, value: Any) -> bool:
        """Tell whether a form cannot show what the engine gives: then what rests on it is in doubt as well."""
        item = self.plan.items[number]
        doubt = number in self.doubtful or value == LATER
        doubt = doubt or (item.rule is not None and untypable(self.season, number))
        if doubt:
            self.doubtful |= {number, item.parent}
            waiting = {n for n, other in enumerate(self.plan.items) if other.node.only_if is not None}
            self.doubtful |= {
                n for n in range(number) if any(self.plan.is_below(n, w) for w in waiting)
            } | waiting
        return doubt

    def apart(self, number: int | None, name: str, value: Any, steps: Any) -> Iterator[str]:
        """Yield a cell that is apart from the engine's points; a tie is noted, and what rests on it forgiven."""
        expected = self.plan.in_points(int(steps[self.season.unit]))
        apart = round(abs(Fraction(str(value or 0)) - expected) * self.plan.scale, 6)
        if number is not None and self.plan.items[number].rule is not None and apart == 1:
            self.ties[name] = 1
        elif apart > sum(self.ties.values()):
            yield f"{name}: {value}, not {float(expected)}"

    def total(self, column: Field, tally: Any) -> Iterator[str]:
        """Yield the total where it is apart from the engine's."""
        if None not in self.doubtful and tally is not None:
            value = self.sheet.value(max(self.sheet.rows()) + 1, column)
            yield from self.apart(None, "TỔNG CỘNG", value, tally.steps)

    def differing_claims(self) -> Iterator[str]:
        """Yield the inner nodes whose sum of claims is not the engine's."""
        scores = self.season.scores
        if scores.claim_tallies is None:
            return
        for number, item in enumerate(self.plan.items):
            if item.rule is None and self.own(number):
                value = self.sheet.value(self.sheet.row_of(item.id), Field.CLAIM)
                yield from self.apart(number, item.id, value, scores.claim_tallies[number].steps)
        yield from self.total(Field.CLAIM, scores.claims)


def test_forms_compute_what_the_engine_computes(shown: list[tuple[Season, Read]]) -> None:
    """Points of every leaf and node of generated forms, and their total, are the engine's, whatever the policy."""
    compared = [Comparison(season, sheet) for season, sheet in shown]
    wrong = {n: found for n, each in enumerate(compared) if (found := list(each.differing()))}
    assert wrong == {}
    assert {
        f"{n}: {name}": apart for n, each in enumerate(compared) for name, apart in each.ties.items()
    } == TIES
    assert len(shown) > MANY


def test_claims_are_added_up_as_the_engine_does(shown: list[tuple[Season, Read]]) -> None:
    """The claims of every inner node of generated forms, and their total, are the engine's."""
    compared = [Comparison(season, sheet) for season, sheet in shown]
    assert {n: found for n, each in enumerate(compared) if (found := list(each.differing_claims()))} == {}


def test_nearly_all_leaves_have_a_formula(shown: list[tuple[Season, Read]]) -> None:
    """Few leaves of generated sets are left to the engine."""
    values = [sheet.value(row, Field.COMPUTED) for _, sheet in shown for row in sheet.rows()]
    said = [value for value in values if value is not None]
    assert said.count(LATER) < len(said) / 10


def test_nothing_shown_is_an_error(shown: list[tuple[Season, Read]]) -> None:
    """No formula ends in an error of the spreadsheet."""
    texts = [
        str(cell.value) for _, sheet in shown for row in sheet.sheet.iter_rows() for cell in row if cell.value
    ]
    assert [text for text in texts if text.startswith("#")] == []


def test_what_is_stored_is_what_is_worked_out(forms: Forms) -> None:
    """Every formula of every sheet is stored with the value that LibreOffice gives it."""
    wrong = []
    for path in sorted((forms.folder / "written").iterdir()):
        formulas, stored = opened(path), opened(path, values=True)
        worked_out = opened(forms.folder / "out" / path.name, values=True)
        for sheet in formulas:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                kept, found = (book[sheet.title][cell.coordinate].value for book in (stored, worked_out))
                if not same(kept, found):
                    wrong.append(
                        f"{path.name} {sheet.title} {cell.coordinate}: {kept}, not {found}: {cell.value}"
                    )
    assert wrong == []


def same(one: Any, other: Any) -> bool:
    """Tell whether two cells show the same; a blank text is none."""
    if isinstance(one, str) or isinstance(other, str):
        return (one or "") == (other or "")
    return abs((one or 0) - (other or 0)) < 1e-9
