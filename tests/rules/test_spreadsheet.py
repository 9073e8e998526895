"""The Excel formula of every kind of rule gives the engine's points, recalculated by LibreOffice."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from cchc_index.answers.table import exact_cell
from cchc_index.rules import excel, rule_kinds
from cchc_index.rules.contract import Branch, Slot
from cchc_index.states import State
from tests.libreoffice import recalculated
from tests.oracle.slow_text import rounded
from tests.rules.answers import MODES, Asked, answers, rules, typed
from tests.rules.cases import Leaf, leaf
from tests.rules.test_contract import BRANCHES

KINDS: Final = sorted(rule_kinds())
DECIMALS: Final = 2
LARGEST: Final = 10**9
"""Beyond it, whether a quotient lies on a bound is past the fifteen digits of a spreadsheet."""


@dataclass(frozen=True)
class Case:
    """An answer in cells, and the points that the engine gives."""

    asked: Asked
    values: dict[str, Fraction]
    expected: Fraction

    @property
    def slots(self) -> list[Slot]:
        """The slots that a form asks: of each input those of the way in which it is given."""
        ways = [each.ways() for each in self.asked.rule.inputs()]
        given_ = [next((w for w in way if any(s.id in self.values for s in w)), way[0]) for way in ways]
        return [slot for way in given_ for slot in way]

    @property
    def branch(self) -> Branch:
        """The branch that the engine takes."""
        return self.asked.leaf.branch(self.values)

    def addresses(self, row: int) -> dict[str, str]:
        """Return the cells of the slots in a row, from the second column on."""
        return {slot.id: f"{get_column_letter(place)}{row}" for place, slot in enumerate(self.slots, start=2)}

    def formula(self, row: int) -> str | None:
        """Return the rule's formula."""
        return self.asked.rule.spreadsheet(self.addresses(row), self.asked.terms)

    def states(self, row: int) -> Mapping[str, str]:
        """Return the conditions of the branches that are neither scored nor invalid."""
        return self.asked.rule.spreadsheet_states(self.addresses(row), self.asked.terms)

    def cells(self) -> list[Any]:
        """Return what the slots' cells hold: blank where nothing is given, or 0 beside others that are not."""
        left_out = 0 if any(self.values.values()) else None
        given_values = {
            slot: value
            for slot, value in self.values.items()
            if value != left_out or not self.by_default(slot)
        }
        return [cell_of(slot, given_values.get(slot.id)) for slot in self.slots]

    def by_default(self, id_: str) -> bool:
        """Tell whether a slot is 0 where nothing is said."""
        return any(slot.id == id_ and slot.default == 0 for slot in self.slots)

    def __str__(self) -> str:
        return f"{self.asked.raw}, at most {self.asked.terms.max_points}: {self.cells()}"


def cell_of(slot: Slot, value: Fraction | None) -> Any:
    """Return how a form's cell holds a typed value."""
    if value is None:
        return None
    number = int(value) if value.denominator == 1 else float(value)
    words = {
        "yes_no": lambda: "có" if value else "không",
        "tick": lambda: "x" if value else None,
        "option": lambda: slot.choices[int(value)].title.vi,
        "date": lambda: datetime.date.fromordinal(int(value)) if value else "chưa",
        "text": lambda: "12",
    }
    return words.get(slot.type, lambda: number)()


def collected(kind: str) -> list[Case]:
    """Return some hundred answers to rules of a kind, the same at every run."""
    found: list[Case] = []

    @settings(
        max_examples=30, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        asked = data.draw(rules(kind))
        for text in data.draw(st.lists(answers(asked), min_size=4, max_size=4)):
            values = typed(asked, text)
            if values is not None and all(abs(value) <= LARGEST for value in values.values()):
                found.append(Case(asked, values, asked.leaf.points(values)))

    collect()
    return found


def part(kind: str, said: dict[str, int] | None = None, **parameters: Any) -> Case:
    """Return an answer to a leaf worth 1 point that says some slots, and so is none."""
    one = Asked(leaf(kind, "0" if kind == "informative" else "1", **parameters), {"kind": kind, **parameters})
    return Case(one, {slot: Fraction(value) for slot, value in (said or {}).items()}, Fraction(0))


ALL = [{"below": "50", "points": "1"}]
LINE = [{"at": "0", "points": "1"}, {"at": "100", "points": "0"}]
FAULTS = [{"id": "a", "title": "A", "each": "0.5"}, {"id": "b", "title": "B", "each": "0.5"}]
VARIABLES = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
OPTIONS = [{"id": "A", "title": "A", "percent": "100"}, {"id": "B", "title": "B", "percent": "0"}]
TOP, BOTTOM, NO_BOTTOM, DATE = {"numerator": 1}, {"denominator": 1}, {"denominator": 0}, {"date": 739320}
INCOMPLETE: Final = [
    part("steps", TOP, steps=ALL, when_zero="full"),
    part("steps", BOTTOM, steps=ALL, when_zero="full"),
    part("proportional", TOP, when_zero="full", complement="true"),
    part("proportional", BOTTOM, when_zero="full", complement="true"),
    part("proportional", NO_BOTTOM, when_zero="full"),
    part("linear", TOP, through=LINE, when_zero="full"),
    part("linear", BOTTOM, through=LINE, when_zero="full"),
    part("deadline", DATE, due={"within_days": "5"}),
    part("formula", {"a": 1}, variables=VARIABLES, formulas=[{"points": "max_points - a * b"}]),
]


def every_branch() -> list[Case]:
    """Return an answer for every branch of every kind."""
    found = []
    for one, ways in BRANCHES:
        raw = one.rule.model_dump(mode="json", exclude_none=True)
        found += [Case(Asked(one, raw), one.values(answer), one.points(answer)) for answer in ways.values()]
    return found


BY_BRANCH: Final = every_branch()


def kind_of(case: Case) -> str:
    """Return the kind of a case's rule."""
    return str(case.asked.raw["kind"])


@functools.cache
def answered() -> dict[str, list[Case]]:
    """Return the generated answers by kind."""
    return {kind: collected(kind) for kind in KINDS}


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Any, ...]]:
    """The cells of each case, by the identity of the case; one workbook for all."""
    cases = [case for several in answered().values() for case in several] + BY_BRANCH + INCOMPLETE
    folder = tmp_path_factory.mktemp("spreadsheet")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("phieu")
    for row, case in enumerate(cases, start=1):
        formula = case.formula(row)
        conditions = [f"={condition}" for condition in case.states(row).values()]
        sheet.append([f"={formula}" if formula else None, *case.cells(), *conditions])
    book.save(folder / "phieu.xlsx")
    rows = rows_of(folder)
    return {id(case): row for case, row in zip(cases, rows, strict=True)}


@pytest.fixture(scope="module")
def shown(worked_out: dict[int, tuple[Any, ...]]) -> dict[int, Any]:
    """What the formula of each case shows, by the identity of the case."""
    return {case: row[0] for case, row in worked_out.items()}


@pytest.fixture(scope="module")
def states(worked_out: dict[int, tuple[Any, ...]]) -> dict[int, dict[str, Any]]:
    """Which branches' conditions hold for each case, by the identity of the case."""
    cases = [case for several in answered().values() for case in several] + BY_BRANCH
    return {
        id(case): dict(zip(case.states(1), worked_out[id(case)][1 + len(case.slots) :], strict=False))
        for case in cases
    }


def rows_of(folder: Path) -> Iterator[tuple[Any, ...]]:
    """Let LibreOffice work out the workbook of a folder, and return its rows."""
    book = openpyxl.load_workbook(recalculated(folder) / "phieu.xlsx", data_only=True)
    yield from book.worksheets[0].iter_rows(values_only=True)


def agrees(case: Case, value: Any) -> bool:
    """Tell whether a cell's points, once rounded, are the engine's; half a step may fall either way.

    What the engine calls invalid is an error, or no points.
    """
    if case.branch.state is State.INVALID:
        return str(value).startswith("#")
    number = exact_cell(value)
    if not isinstance(number, int | Fraction) or isinstance(number, bool):
        return False
    mode = case.asked.terms.mode
    apart = (
        abs(rounded(Fraction(number), DECIMALS, mode) - rounded(case.expected, DECIMALS, mode)) * 10**DECIMALS
    )
    steps = case.expected * 10**DECIMALS
    edge = steps.denominator == (1 if mode == "down" else 2)
    return apart == 0 or (apart == 1 and edge)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_formulas_give_the_points_of_the_engine(kind: str, shown: dict[int, Any]) -> None:
    """For generated rules and answers the formula's points are the engine's, whatever the branch."""
    said = [case for case in answered()[kind] if case.formula(1)]
    assert len(said) >= 20
    wrong = [
        f"{case}: {shown[id(case)]}, not {float(case.expected)}"
        for case in said
        if not agrees(case, shown[id(case)])
    ]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in BY_BRANCH if case.formula(1)], ids=kind_of)
def test_formulas_have_every_branch(case: Case, shown: dict[int, Any]) -> None:
    """Whatever branch an answer takes, invalid ones too, the formula gives its points."""
    assert agrees(case, shown[id(case)]), f"{case}: {shown[id(case)]}, not {float(case.expected)}"


@pytest.mark.slow
@pytest.mark.parametrize("case", INCOMPLETE, ids=kind_of)
def test_half_an_answer_is_an_error(case: Case, shown: dict[int, Any]) -> None:
    """An answer of which a part is blank is an error."""
    assert str(shown[id(case)]).startswith("#")


def test_every_generated_rule_has_a_formula() -> None:
    """Whatever is rounded, and in whichever way, has a formula; so have surveys of several groups."""
    assert [str(case) for cases in answered().values() for case in cases if case.formula(1) is None] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_states_are_told_apart(kind: str, states: dict[int, dict[str, Any]]) -> None:
    """Conditions say of every answer whether its branch makes the leaf not applicable or unanswered."""
    for case in [*answered()[kind], *(one for one in BY_BRANCH if kind_of(one) == kind)]:
        told = [branch for branch, holds in states[id(case)].items() if holds]
        apart = case.branch.state in {State.NOT_APPLICABLE, State.UNANSWERED}
        assert told == [case.branch.id] * apart, str(case)


@pytest.mark.parametrize("kind", KINDS)
def test_formulas_are_short_enough_for_excel(kind: str) -> None:
    """A formula keeps Excel's bounds: 8,192 characters and 64 levels of functions."""
    for case in answered()[kind]:
        formula = case.formula(1) or ""
        assert len(formula) <= 8192
        assert nesting(formula) <= 64


MANY: Final = 100
LADDER: Final = [{"at_least": str(MANY - place), "percent": str(MANY - place)} for place in range(MANY)]
CHOICES: Final = [
    {"id": f"a{place}", "title": f"A{place}", "percent": str(MANY - place)} for place in range(MANY)
]
MARKS: Final = [{"at": str(place), "percent": str(place)} for place in range(MANY + 1)]
LATE: Final = [{"days": str(place + 1), "percent": str(MANY - place)} for place in range(MANY)]
BRANCHED: Final = [{"when": f"a > {MANY - place}", "points": "max_points"} for place in range(MANY)]
LONG: Final = [
    leaf("steps", steps=LADDER, when_zero="zero", complement="true"),
    leaf("choice", options=CHOICES),
    leaf("linear", through=MARKS, when_zero="zero"),
    leaf("deadline", due={"month": "1", "day": "31"}, late=LATE, working_days="true"),
    leaf("formula", variables=VARIABLES[:1], formulas=BRANCHED),
    leaf("checklist", items=[{**one, "percent": "1"} for one in CHOICES]),
]


@pytest.mark.parametrize("one", LONG, ids=lambda one: one.rule.kind)
def test_rules_too_long_for_excel_have_no_formula(one: Leaf) -> None:
    """A sound rule of a hundred parts has a formula that Excel takes, or none."""
    assert one.faults() == []
    slots = [slot.id for each in one.rule.inputs() for slot in each.slots()]
    formula = (
        one.rule.spreadsheet({slot: f"$XY${number}" for number, slot in enumerate(slots)}, one.terms) or ""
    )
    assert len(formula) <= 8192
    assert nesting(formula) <= 64


def nesting(formula: str) -> int:
    """Return how deep brackets are nested outside texts."""
    depth = deepest = 0
    for number, piece in enumerate(formula.split('"')):
        for sign in piece if number % 2 == 0 else "":
            depth += {"(": 1, ")": -1}.get(sign, 0)
            deepest = max(deepest, depth)
    return deepest


NUMBERS: Final = (
    "0.005",
    "0.015",
    "0.025",
    "0.125",
    "0.375",
    "0.995",
    "1.005",
    "2.5",
    "3.5",
    "33.333",
    "0.29",
    "1",
)


@pytest.mark.slow
def test_numbers_are_rounded_as_the_engine_rounds_them(tmp_path: Path) -> None:
    """Half up, half to even and down, to no decimals or some: a formula rounds ties and all else as the engine does."""
    cases = [(Fraction(n), decimals, mode) for n in NUMBERS for decimals in (0, 1, 2) for mode in MODES]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("phieu")
    for row, (number, decimals, mode) in enumerate(cases, start=1):
        sheet.append([f"={excel.rounded(f'B{row}', decimals, mode)}", float(number)])
    book.save(tmp_path / "phieu.xlsx")
    shown = [exact_cell(row[0]) for row in rows_of(tmp_path)]
    assert shown == [rounded(*case) for case in cases]
