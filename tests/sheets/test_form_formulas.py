"""The live formulas of generated forms give what the engine gives, recalculated by LibreOffice."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.answers.leaf import Status
from cchc_index.language import Lang
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.live import LATER
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.laws.engine import frame, load
from tests.libreoffice import recalculated
from tests.oracle.generate import GeneratedCase
from tests.oracle.generate_seasons import season_cases
from tests.sheets.comparison import Comparison, Season
from tests.sheets.sheets import Read, opened, read, without_values

pytestmark = pytest.mark.slow

MANY: Final = max(6, settings.default.max_examples * 3 // 5)
LARGEST: Final = 10**9
LANGS: Final[tuple[Lang, ...]] = ("vi", "en")
TIES: Final[dict[str, int]] = {}
"""Cells that are one step off, because binary numbers lie on the other side of a tie."""


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
    """Every generated form, filled with the answers of its unit; every other one in English."""
    made = Forms(tmp_path_factory.mktemp("phieu"))
    for case in generated():
        if case.units is None:
            continue
        criteria = load(case.criteria)
        units = cchc.read_units(pd.DataFrame(case.units, dtype=str))
        answers = cchc.read_answers(frame(first_rows(case)), criteria, units=units)
        scores = score_answers(answers, case.year, 0)
        of = [UnitForms(Occasion(criteria, case.year, lang=lang), answers) for lang in LANGS]
        for number, unit in enumerate(units.units):
            made.add(Season(scores, number), of[number % len(LANGS)].of(unit))
    recalculated(made.folder)
    return made


@pytest.fixture(scope="module")
def shown(forms: Forms) -> list[tuple[Season, Read]]:
    """Every form as LibreOffice saves it, beside what the engine made of its answers."""
    return [
        (season, criteria_of(opened(forms.folder / "out" / f"{n:04}.xlsx", values=True)))
        for n, season in enumerate(forms.seasons)
    ]


def criteria_of(book: Any) -> Read:
    """Return the sheet of criteria, in either language."""
    title = Sheet.CRITERIA.value
    return read(book, title.vi if title.vi in book.sheetnames else title.en)


def untypable(season: Season, number: int) -> bool:
    """Tell whether a leaf's answer could not be typed into a form, or is past the digits of a spreadsheet."""
    given_ = season.scores.season.leaves.get(number)
    if given_ is None:
        return False
    values = given_.of_unit(season.unit).values()
    return given_.status[season.unit] == Status.INVALID or any(abs(value) > LARGEST for value in values)


def compared(shown: list[tuple[Season, Read]]) -> list[Comparison]:
    """Return every form beside the engine's points."""
    return [Comparison(season, sheet, partial(untypable, season)) for season, sheet in shown]


def test_forms_compute_what_the_engine_computes(shown: list[tuple[Season, Read]]) -> None:
    """Points of every leaf and node of generated forms, and their total, are the engine's, whatever the policy."""
    forms = compared(shown)
    wrong = {n: found for n, each in enumerate(forms) if (found := list(each.differing()))}
    assert wrong == {}
    assert {
        f"{n}: {name}": apart for n, each in enumerate(forms) for name, apart in each.ties.items()
    } == TIES
    assert len(shown) > MANY


def test_claims_are_added_up_as_the_engine_does(shown: list[tuple[Season, Read]]) -> None:
    """The claims of every inner node of generated forms, and their total, are the engine's."""
    forms = compared(shown)
    assert {n: found for n, each in enumerate(forms) if (found := list(each.differing_claims()))} == {}


def test_nearly_all_leaves_have_a_formula(shown: list[tuple[Season, Read]]) -> None:
    """Few leaves of generated sets are left to the engine."""
    values = [sheet.value(row, Field.COMPUTED) for _, sheet in shown for row in sheet.rows()]
    said = [value for value in values if value is not None]
    assert said.count(LATER.vi) + said.count(LATER.en) < len(said) / 10


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
