"""The same rules in OpenFisca-core: a vector formula a leaf, inputs set and results calculated, in float32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.by_hand import BOUNDS, NAMES, half_up, ranks
from benchmarks.season import YEAR, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from openfisca_core.periods import Period

    from benchmarks.season import Leaf, Season

    Unit = Callable[[str, Period], NDArray[Any]]
    Formula = Callable[[Unit, Period], NDArray[Any]]

PERIOD = str(YEAR)
UNIT = build_entity(key="unit", plural="units", label="Đơn vị", is_person=True)


class Sheet(NamedTuple):
    """The rules as a tax and benefit system, and the inputs by variable."""

    system: TaxBenefitSystem
    inputs: dict[str, NDArray[Any]]


def prepare(season: Season) -> Sheet:
    """Turn each leaf into a variable, and the answers into arrays of the types that OpenFisca keeps."""
    system = TaxBenefitSystem([UNIT])
    inputs: dict[str, NDArray[Any]] = {}
    for leaf in season.leaves:
        value_type: type = bool if leaf.kind == "yes_no" else float
        names = _input_names(leaf)
        for name, column in zip(names, season.answers[leaf.id], strict=False):
            system.add_variable(_variable(name, value_type))
            inputs[name] = column.astype(bool if leaf.kind == "yes_no" else np.float32)
        system.add_variable(_variable(_name("points", leaf), float, FORMULAS[leaf.kind](leaf)))
    for name, value_type, formula in _whole(season):
        system.add_variable(_variable(name, value_type, formula))
    return Sheet(system, inputs)


def score(sheet: Sheet) -> Outcome:
    """Score every unit: a new simulation, its inputs set, its results calculated."""
    first = next(iter(sheet.inputs.values()))
    simulation = SimulationBuilder().build_default_simulation(sheet.system, len(first))
    for name, column in sheet.inputs.items():
        simulation.set_input(name, PERIOD, column)
    with np.errstate(divide="ignore", invalid="ignore"):
        points, index, rank, place = (
            simulation.calculate(name, PERIOD) for name in ("points", "index", "rank", "class")
        )
    return Outcome(points.astype(np.float64), index.astype(np.float64), rank.astype(np.int64), NAMES[place])


def _variable(name: str, value_type: type, formula: Formula | None = None) -> type[Variable]:
    content: dict[str, object] = {
        "value_type": value_type,
        "entity": UNIT,
        "definition_period": DateUnit.YEAR,
    }
    if formula is not None:
        content["formula"] = formula
    return type(name, (Variable,), content)


def _name(word: str, leaf: Leaf) -> str:
    return f"{word}_{leaf.id.replace('.', '_')}"


def _input_names(leaf: Leaf) -> tuple[str, ...]:
    words = ("yes",) if leaf.kind == "yes_no" else ("first", "second")
    return tuple(_name(word, leaf) for word in words)


def _proportional(leaf: Leaf) -> Formula:
    numerator, denominator = _input_names(leaf)
    max_points, full_at, zero_below = float(leaf.max_points), leaf.full_at, leaf.zero_below

    def formula(unit: Unit, period: Period) -> NDArray[Any]:
        below = unit(denominator, period)
        rate = unit(numerator, period) * 100 / below
        points = max_points * np.minimum(rate, full_at) / full_at
        if zero_below:
            points[rate < zero_below] = 0
        return half_up(np.where(below == 0, np.float32(max_points), points))

    return formula


def _steps(leaf: Leaf) -> Formula:
    numerator, denominator = _input_names(leaf)
    max_points = np.float32(leaf.max_points)
    otherwise = np.float32(leaf.max_points * leaf.otherwise / 100)
    ladder = [
        (bound, np.float32(leaf.max_points * percent / 100)) for bound, percent in reversed(leaf.ladder)
    ]

    def formula(unit: Unit, period: Period) -> NDArray[Any]:
        below = unit(denominator, period)
        rate = unit(numerator, period) * 100 / below
        points = np.full(rate.shape, otherwise)
        for bound, reached in ladder:
            points[rate >= bound] = reached
        points[below == 0] = max_points
        return half_up(points)

    return formula


def _yes_no(leaf: Leaf) -> Formula:
    (answer,) = _input_names(leaf)
    max_points, otherwise = np.float32(leaf.max_points), np.float32(leaf.max_points * leaf.otherwise / 100)

    def formula(unit: Unit, period: Period) -> NDArray[Any]:
        return half_up(np.where(unit(answer, period), max_points, otherwise))

    return formula


def _deduction(leaf: Leaf) -> Formula:
    light, grave = _input_names(leaf)
    max_points, each_light, each_grave = float(leaf.max_points), float(leaf.each[0]), float(leaf.each[1])

    def formula(unit: Unit, period: Period) -> NDArray[Any]:
        off = unit(light, period) * each_light + unit(grave, period) * each_grave
        return half_up(np.maximum(max_points - off, 0))

    return formula


def _whole(season: Season) -> list[tuple[str, type, Formula]]:
    """Return the variables of the whole: points, index, rank and class, the latter as its place from below."""
    names = [_name("points", leaf) for leaf in season.leaves]
    max_points = float(sum(leaf.max_points for leaf in season.leaves))

    def points(unit: Unit, period: Period) -> NDArray[Any]:
        first, *others = (unit(name, period) for name in names)
        return sum(others, start=first)

    def index(unit: Unit, period: Period) -> NDArray[Any]:
        return half_up(unit("points", period) / max_points * 100)

    def rank(unit: Unit, period: Period) -> NDArray[Any]:
        return ranks(unit("index", period))

    def class_(unit: Unit, period: Period) -> NDArray[Any]:
        return np.searchsorted(BOUNDS.astype(np.float32), unit("index", period), side="right") - 1

    return [("points", float, points), ("index", float, index), ("rank", int, rank), ("class", int, class_)]


FORMULAS: dict[str, Callable[[Leaf], Formula]] = {
    "proportional": _proportional,
    "steps": _steps,
    "yes_no": _yes_no,
    "deduction": _deduction,
}
