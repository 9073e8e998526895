"""Forms filled in by hand, well and badly: what they show is what the engine makes of them once they are back."""

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.criteria.outline import outline
from cchc_index.scoring.scores import score_answers
from cchc_index.sheets.layout import Field, Sheet
from cchc_index.sheets.questions import questions
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from tests.laws.engine import load
from tests.libreoffice import recalculated
from tests.sheets.comparison import Comparison, Season
from tests.sheets.sheets import Read, opened, read
from tests.sheets.test_form_formulas import generated

pytestmark = pytest.mark.slow
MODELS: Final = ("mau-cap-huyen", "mau-cap-xa", "mau-dac-khu", "mau-so-nganh")
UNITS: Final = 4
SMALL: Final = 12
TIES: Final[dict[str, int]] = {}
"""Cells that are one step off, because binary numbers lie on the other side of a tie."""
TYPED: Final[dict[str, tuple[Any, ...]]] = {
    "yes_no": ("có", "có", "có", "không", "CÓ ", "Đạt", True, "x", "chắc là có"),
    "tick": ("x", "x", "X", None, None, "có", "không"),
    "whole": (0, 0, 1, 2, 3, 5, 7, 8, 9, 10, 12, 40, 137, 2.5, -1, "hai"),
    "number": (0, 0.5, 1, 1.25, 2, 7.5, 30, -2, "nhiều"),
    "date": ("chưa", "Không", "hôm qua"),
    "text": ("Đã có 14 thủ tục",),
}
"""What people type into a cell, by what it asks."""
EVIDENCE: Final = ("QĐ 12/QĐ-UBND", 3, "1; 2", "-", "X ", "không", None)
AWAY: Final = "Không áp dụng"


@dataclass
class Hand:
    """Whoever fills in a form.

    Attributes:
        random: what they think of.
        sheet: the sheet that they fill in.
        criteria: the set.
        attribute: the unit's attributes by name.
        slots: what each row asks.
        left: leaves that another rule of theirs has a data item for: the reader takes their rows for copies of it.
    """

    random: Random
    sheet: Read
    criteria: Any
    attribute: Any
    slots: dict[tuple[str, str], Any] = field(default_factory=dict)
    left: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Learn what each row asks."""
        for item in outline(self.criteria):
            if item.rule is not None and item.for_unit(self.attribute):
                self.slots |= {(item.id, asked.input): asked.slot for asked in questions(item.rule)}
        self.slots |= {(item.id, ""): item for item in self.criteria.data}
        fed = {item.id for item in outline(self.criteria) if item.rule is not None and item.rule.data()}
        alone = {item.id for item in outline(self.criteria) if not item.first}
        self.left = {(id_, "") for id_ in fed & alone}

    def fill(self) -> None:
        """Type into the open cells of the sheet."""
        for row in self.sheet.rows():
            key = (self.sheet.value(row, Field.CRITERION), self.sheet.value(row, Field.INPUT) or "")
            if self.is_open(row, Field.ANSWER) and key not in self.left and not self.chance(6):
                self.type(row, Field.ANSWER, self.answer(self.slots[key]))
            if self.is_open(row, Field.STATE) and self.chance(12):
                self.type(row, Field.STATE, AWAY)
                if self.chance(2) and self.is_open(row, Field.ANSWER):
                    self.type(row, Field.ANSWER, None)
            if self.is_open(row, Field.EVIDENCE):
                self.type(row, Field.EVIDENCE, self.random.choice(EVIDENCE[: self.random.choice((3, 7))]))
            if self.is_open(row, Field.CLAIM) and self.chance(2):
                most = Fraction(str(self.sheet.value(row, Field.MAX_POINTS)))
                self.type(row, Field.CLAIM, float(self.random.choice((most, most / 2, most / 3, 0))))

    def answer(self, slot: Any) -> Any:
        """Return what is typed into a cell that answers a slot."""
        kind = getattr(slot, "type", None) or slot.kind
        if kind == "option":
            return self.random.choice(
                [name for choice in slot.choices for name in (choice.title.vi, choice.id)]
            )
        if kind == "date" and not self.chance(4):
            return datetime.date(2025, 1, 1) + datetime.timedelta(days=self.random.randrange(-30, 500))
        usual = TYPED[kind][: None if self.chance(8) else -3]
        return self.random.choice(usual or TYPED[kind])

    def chance(self, of: int) -> bool:
        """Tell whether something happens that does so once in so many times."""
        return self.random.randrange(of) == 0

    def is_open(self, row: int, column: Field) -> bool:
        """Tell whether a cell may be typed into."""
        return column in self.sheet.columns and not self.sheet.cell(row, column).protection.locked

    def type(self, row: int, column: Field, value: Any) -> None:
        """Type something into a cell."""
        self.sheet.cell(row, column).value = value


@dataclass(frozen=True)
class Sent:
    """The forms of one set: the set, its year and its units."""

    name: str
    criteria: Any
    year: int
    units: Any


def sendings() -> list[Sent]:
    """Return the model sets and some generated ones, with a few units each."""
    found = []
    for name in MODELS:
        criteria = cchc.load_criteria(name)
        kinds = criteria.unit_kinds or ("",)
        rows = [{"unit": f"u{n}", "name": f"Đơn vị {n}", "kind": kinds[n % len(kinds)]} for n in range(UNITS)]
        found.append(Sent(name, criteria, criteria.years[0], cchc.read_units(pd.DataFrame(rows, dtype=str))))
    for number, case in enumerate([case for case in generated() if case.units][:SMALL]):
        units = cchc.read_units(pd.DataFrame(case.units[:2], dtype=str))
        found.append(Sent(f"bo-{number}", load(case.criteria), case.year, units))
    return found


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    """Every form as LibreOffice saves it, beside what the engine makes of it once it is read."""
    folder = tmp_path_factory.mktemp("phieu")
    sent = sendings()
    for sending in sent:
        forms = UnitForms(Occasion(sending.criteria, sending.year))
        for number, unit in enumerate(sending.units.units):
            book = opened(forms.of(unit))
            for title in (Sheet.DATA.value.vi, Sheet.CRITERIA.value.vi):
                if title in book.sheetnames:
                    random = Random(f"{sending.name} {number} {title}")
                    Hand(random, read(book, title), sending.criteria, unit.attribute).fill()
            book.save(folder / f"{sending.name}.{unit.id}.xlsx")
    out = recalculated(folder)
    return {name: each for sending in sent for name, each in read_back(sending, out).items()}


def read_back(sending: Sent, out: Path) -> dict[str, Comparison]:
    """Read the forms of one set, and score them."""
    paths = {unit.id: out / f"{sending.name}.{unit.id}.xlsx" for unit in sending.units.units}
    answers = cchc.read_answers(list(paths.values()), sending.criteria, units=sending.units)
    scores = score_answers(answers, sending.year, 0)
    return {
        path.stem: Comparison(
            Season(scores, number),
            read(opened(path, values=True), Sheet.CRITERIA.value.vi),
            lambda _: False,
        )
        for number, path in enumerate(paths.values())
    }


def test_filled_forms_show_what_the_engine_gives(compared: dict[str, Comparison]) -> None:
    """Leaves, inner nodes, areas and the total of forms filled in by hand are the engine's, good answers and bad."""
    assert {name: found for name, each in compared.items() if (found := list(each.differing()))} == {}
    assert {
        f"{name}: {id_}": apart for name, each in compared.items() for id_, apart in each.ties.items()
    } == TIES


def test_claims_of_filled_forms_are_added_up(compared: dict[str, Comparison]) -> None:
    """The claims of inner nodes, and their total, are the engine's."""
    assert {name: found for name, each in compared.items() if (found := list(each.differing_claims()))} == {}
