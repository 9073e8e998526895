"""Compares a result's folder with the published scores of the satisfaction table; alone it needs no test tools.

python tests/examples/compare_published.py ket-qua
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "766"
Scores = dict[tuple[str, str], Decimal]


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def published(table: str) -> Scores:
    """Return the published scores of a table, by unit and criterion or group."""
    return {
        (row["unit"], row["criterion"]): Decimal(row["points"])
        for row in rows(EXAMPLES / f"expected-{table}-2026.csv")
    }


def group_of(scores: Scores) -> str:
    """Return the group that the scores belong to: the id without a dot."""
    (group,) = {criterion for _, criterion in scores if "." not in criterion}
    return group


def scored(folder: Path, group: str) -> Scores:
    """Return the scores of one group in a result's folder: its leaves and the group itself."""
    leaves = {
        (row["unit"], row["criterion"]): Decimal(row["points"])
        for row in rows(folder / "leaves.csv")
        if row["criterion"].startswith(f"{group}.")
    }
    nodes = {
        (row["unit"], row["node"]): Decimal(row["points"])
        for row in rows(folder / "nodes.csv")
        if row["node"] == group
    }
    return leaves | nodes


def published_ranks(scores: Scores) -> dict[str, int]:
    """Return the ranks that the published totals give: equals share, the next counts them."""
    totals = {unit: points for (unit, criterion), points in scores.items() if "." not in criterion}
    return {unit: 1 + sum(other > points for other in totals.values()) for unit, points in totals.items()}


def ranks(folder: Path) -> dict[str, int]:
    """Return the ranks of a result's folder."""
    return {row["unit"]: int(row["rank"]) for row in rows(folder / "ranking.csv")}


def differences(folder: Path, table: str) -> list[str]:
    """Return what of a result differs from what was published."""
    expected = published(table)
    found = scored(folder, group_of(expected))
    said = [
        f"{unit} {criterion}: {found.get((unit, criterion))} instead of {points}"
        for (unit, criterion), points in expected.items()
        if found.get((unit, criterion)) != points
    ]
    places = ranks(folder)
    said += [
        f"{unit}: rank {places.get(unit)} instead of {rank}"
        for unit, rank in published_ranks(expected).items()
        if places.get(unit) != rank
    ]
    return said + sorted(f"{unit}: not published" for unit in places.keys() - {unit for unit, _ in expected})


def main(arguments: list[str]) -> int:
    """Print what differs; the exit status says whether anything does."""
    found = differences(Path(arguments[0]), "satisfaction")
    sys.stdout.write("\n".join(found) or "All scores and ranks are the published ones.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
