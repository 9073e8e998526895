"""One national year: 3,321 units, 100 leaves, and what the units report.

Everything is made from a fixed seed. Units come in blocks of 3,321: a season of any size starts with the same units.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

Kind = Literal["proportional", "steps", "yes_no", "deduction"]

UNITS = 3321
YEAR = 2025
SEED = 2025
LEAVES: dict[Kind, int] = {"proportional": 40, "steps": 30, "yes_no": 20, "deduction": 10}
AREAS = (
    "direction",
    "legal_documents",
    "procedures",
    "apparatus",
    "staff",
    "public_finance",
    "modernization",
)
LEAVES_PER_CRITERION = 4
CLASSES = (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 65), ("Trung bình", 50), ("Yếu", 0))
NOTHING_TO_COUNT = 0.002
TWINS = 5

LADDERS = (
    ((90, 100), (70, 75), (50, 50)),
    ((95, 100), (80, 50)),
    ((100, 100), (90, 80), (80, 60), (60, 30)),
    ((80, 100), (60, 60), (40, 25)),
)


@dataclass(frozen=True)
class Leaf:
    """One leaf with the parameters of its rule; those of other kinds stay empty.

    Attributes:
        id: The leaf's id, area first.
        kind: The rule kind.
        max_points: Its share of the 100 points.
        full_at: Proportional: the rate from which on the points are full.
        zero_below: Proportional: the rate below which there are none.
        ladder: Steps: (at least this rate, percent of the maximum), highest first.
        otherwise: Steps and yes/no: percent of the maximum where nothing holds.
        each: Deduction: points off for each light and each grave fault.
    """

    id: str
    kind: Kind
    max_points: Decimal
    full_at: int = 100
    zero_below: int = 0
    ladder: tuple[tuple[int, int], ...] = ()
    otherwise: int = 0
    each: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))


@dataclass(frozen=True)
class Outcome:
    """What every engine must hand back, one value a unit, in the order of the units."""

    points: NDArray[np.float64]
    index: NDArray[np.float64]
    rank: NDArray[np.int64]
    class_: NDArray[np.str_]


@dataclass(frozen=True)
class Season:
    """The leaves, the units and the answers.

    Attributes:
        leaves: The leaves, in the order of the criteria file.
        units: The ids of the units.
        answers: For each leaf two columns of whole numbers, one number a unit: numerator and denominator;
            1 or 0 twice for yes or no; the number of light and of grave faults.
    """

    leaves: tuple[Leaf, ...]
    units: tuple[str, ...]
    answers: dict[str, NDArray[np.int64]]

    def of_kind(self, kind: Kind) -> tuple[Leaf, ...]:
        """Return the leaves of one rule kind."""
        return tuple(leaf for leaf in self.leaves if leaf.kind == kind)


def make_season(first: int = 0, count: int = UNITS) -> Season:
    """Make the season of `count` units, from unit number `first` on.

    Args:
        first: The first unit's number, a multiple of 3,321.
        count: How many units; the answers of the last block are cut.
    """
    leaves = make_leaves()
    blocks = [_block(leaves, number) for number in range(first // UNITS, -(-(first + count) // UNITS))]
    answers = {
        leaf.id: np.concatenate([block[leaf.id] for block in blocks], axis=1)[:, :count] for leaf in leaves
    }
    units = tuple(f"X-{number:06d}" for number in range(first + 1, first + count + 1))
    return Season(leaves, units, answers)


def make_leaves() -> tuple[Leaf, ...]:
    """Make the 100 leaves; their maxima add up to 100."""
    random = Random(SEED)  # noqa: S311 - no secret
    kinds = [kind for kind, count in LEAVES.items() for _ in range(count)]
    random.shuffle(kinds)
    pairs = zip(_ids(len(kinds)), kinds, _maxima(random, len(kinds)), strict=True)
    return tuple(_leaf(random, *pair) for pair in pairs)


def _ids(count: int) -> Iterator[str]:
    for area, members in enumerate(np.array_split(np.arange(count), len(AREAS)), 1):
        for place in range(len(members)):
            yield f"{area}.{place // LEAVES_PER_CRITERION + 1}.{place % LEAVES_PER_CRITERION + 1}"


def _maxima(random: Random, count: int) -> list[Decimal]:
    """Quarter points that add up to 100: one point each, then quarters move from one leaf to another."""
    quarters = [4] * count
    for _ in range(2 * count):
        giver, taker = random.sample(range(count), 2)
        if quarters[giver] > 2:
            quarters[giver] -= 1
            quarters[taker] += 1
    return [Decimal(number) / 4 for number in quarters]


def _leaf(random: Random, leaf_id: str, kind: Kind, max_points: Decimal) -> Leaf:
    if kind == "proportional":
        full_at, zero_below = random.choice((50, 80, 90, 95, 100, 100)), random.choice((0, 0, 0, 30))
        return Leaf(leaf_id, kind, max_points, full_at=full_at, zero_below=zero_below)
    if kind == "steps":
        return Leaf(
            leaf_id, kind, max_points, ladder=random.choice(LADDERS), otherwise=random.choice((0, 0, 10))
        )
    if kind == "yes_no":
        return Leaf(leaf_id, kind, max_points, otherwise=random.choice((0, 0, 0, 50)))
    light = Decimal(random.choice(("0.05", "0.1", "0.2")))
    return Leaf(leaf_id, kind, max_points, each=(light, Decimal(random.choice(("0.25", "0.5")))))


def _block(leaves: tuple[Leaf, ...], number: int) -> dict[str, NDArray[np.int64]]:
    """Answers of 3,321 units; the last few of them report what the first few do, and so are tied."""
    rng = np.random.default_rng([SEED, number])
    quality = rng.beta(9, 2.5, UNITS)
    answers = {leaf.id: _answers(rng, leaf, quality) for leaf in leaves}
    for pair in answers.values():
        pair[:, -TWINS:] = pair[:, :TWINS]
    return answers


def _answers(rng: np.random.Generator, leaf: Leaf, quality: NDArray[np.float64]) -> NDArray[np.int64]:
    if leaf.kind == "yes_no":
        yes = rng.random(UNITS) < quality
        return np.stack([yes, yes]).astype(np.int64)
    if leaf.kind == "deduction":
        return np.stack([rng.poisson(3 * (1 - quality)), rng.poisson(0.8 * (1 - quality))])
    denominator = rng.integers(1, 400, UNITS)
    denominator[rng.random(UNITS) < NOTHING_TO_COUNT] = 0
    chance = np.clip(quality + rng.normal(0, 0.1, UNITS), 0, 1)
    return np.stack([rng.binomial(denominator, chance), denominator])


def criteria_text() -> str:
    """Return the criteria set as a criteria file."""
    leaves = make_leaves()
    lines = [
        "format: 1",
        "id: do-toc-do",
        "version: 1.0.0",
        "status: model",
        "title: {vi: Bộ tiêu chí để đo tốc độ, en: A criteria set to measure speed}",
        "level: commune",
        f"years: [{YEAR}]",
        "max_points: 100",
        "policy: {rounding: {points: 2, index: 2, mode: half_up}}",
        "classes:",
        *(f"  - {{name: {name}, at_least: {bound}}}" for name, bound in CLASSES),
        "areas:",
    ]
    for number, code in enumerate(AREAS, 1):
        lines += _area_lines(number, code, [leaf for leaf in leaves if leaf.id.startswith(f"{number}.")])
    return "\n".join(lines) + "\n"


def _area_lines(number: int, code: str, leaves: list[Leaf]) -> list[str]:
    total = sum(leaf.max_points for leaf in leaves)
    lines = [
        f'  - id: "{number}"',
        f"    code: {code}",
        f"    title: Lĩnh vực {number}",
        f"    max_points: {total}",
    ]
    lines.append("    criteria:")
    for leaf in leaves:
        criterion, _, place = leaf.id.rpartition(".")
        if place == "1":
            lines += [
                f'      - id: "{criterion}"',
                f"        title: Tiêu chí {criterion}",
                "        criteria:",
            ]
        lines += [
            f'          - id: "{leaf.id}"',
            f"            title: Tiêu chí thành phần {leaf.id}",
            f"            max_points: {leaf.max_points}",
            f"            rule: {_rule_text(leaf)}",
        ]
    return lines


def _rule_text(leaf: Leaf) -> str:
    if leaf.kind == "proportional":
        zero_below = f", zero_below: {leaf.zero_below}" if leaf.zero_below else ""
        return f"{{kind: proportional, full_at: {leaf.full_at}{zero_below}, when_zero: full}}"
    otherwise = f", otherwise: {{percent: {leaf.otherwise}}}" if leaf.otherwise else ""
    if leaf.kind == "steps":
        steps = ", ".join(f"{{at_least: {bound}, percent: {percent}}}" for bound, percent in leaf.ladder)
        return f"{{kind: steps, steps: [{steps}]{otherwise}, when_zero: full}}"
    if leaf.kind == "yes_no":
        return f"{{kind: yes_no{otherwise}}}"
    light, grave = leaf.each
    faults = f"{{id: nhe, title: Lỗi nhẹ, each: {light}}}, {{id: nang, title: Lỗi nặng, each: {grave}}}"
    return f"{{kind: deduction, faults: [{faults}]}}"


def write_answers(path: Path, count: int = UNITS) -> None:
    """Write the tidy CSV of `count` units: unit, criterion, answer, numerator, denominator.

    Blocks are made and written one after the other, so the memory that this takes does not grow with `count`.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("unit,criterion,answer,numerator,denominator\n")
        for first in range(0, count, UNITS):
            season = make_season(first, min(UNITS, count - first))
            columns = [_rows(leaf, season.answers[leaf.id]) for leaf in season.leaves]
            for unit, rows in zip(season.units, zip(*columns, strict=True), strict=True):
                file.writelines(f"{unit},{row}\n" for row in rows)


def _rows(leaf: Leaf, pair: NDArray[np.int64]) -> list[str]:
    """Return the rows of one leaf, without their unit."""
    if leaf.kind == "yes_no":
        return [f"{leaf.id},{'có' if yes else 'không'},," for yes in pair[0].tolist()]
    if leaf.kind == "deduction":
        return [f"{leaf.id},nhe={light}; nang={grave},," for light, grave in pair.T.tolist()]
    return [f"{leaf.id},,{numerator},{denominator}" for numerator, denominator in pair.T.tolist()]
