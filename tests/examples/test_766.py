"""The published tables of 766/QĐ-TTg: every score, total and rank reproduced (examples/766)."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import cchc_index as cchc
from cchc_index.cli import run
from tests.examples import compare_published as published
from tests.examples.compare_published import EXAMPLES

TABLES = {"satisfaction": "satisfaction-2026.csv", "digitisation": "digitisation-2026-ecopy.csv"}
COUNTS = {"satisfaction": (14, 4), "digitisation": (9, 8)}
SCORE_COLUMNS = {
    "satisfaction": {"6.1": "dossier_score", "6.2": "pet_time_score", "6.3": "pet_sat_score", "6": "total"},
    "digitisation": {
        "5.1": "orig_s",
        "5.2": "dig_s",
        "5.3": "reuse_s",
        "5.4": "sync_s",
        "5.5": "store_s",
        "5.6": "proc_s",
        "5.7": "ecopy_s",
        "5": "total",
    },
}


def files(table: str) -> tuple[str, str]:
    """Return the files of a table and of its mapping."""
    return str(EXAMPLES / TABLES[table]), str(EXAMPLES / f"{table}-2026.columns.yaml")


def result_of(table: str) -> cchc.Result:
    """Return the result of a table by the public API."""
    criteria = cchc.load_criteria("vn-766-2022")
    answers, columns = files(table)
    return cchc.score(criteria, cchc.read_answers(answers, criteria, columns=columns))


@pytest.mark.parametrize("table", TABLES)
def test_expected_scores_are_those_of_the_published_table(table: str) -> None:
    """The expected files hold every score of the published table: units times columns."""
    units, columns = COUNTS[table]
    expected = published.published(table)
    assert len(expected) == units * columns
    for row in published.rows(EXAMPLES / TABLES[table]):
        for criterion, column in SCORE_COLUMNS[table].items():
            assert expected[row["unit"], criterion] == Decimal(row[column])


@pytest.mark.parametrize("table", TABLES)
def test_the_api_reproduces_every_published_score_and_rank(table: str, tmp_path: Path) -> None:
    """Read, scored and written by the public API, every score, total and rank is the published one."""
    result_of(table).write(tmp_path / "out")
    assert published.differences(tmp_path / "out", table) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_command_reproduces_every_published_score_and_rank(table: str, tmp_path: Path) -> None:
    """Scored by the command, every score, total and rank is the published one, and nothing is wrong."""
    answers, columns = files(table)
    assert run(["score", "vn-766-2022", answers, "--columns", columns, "--out", str(tmp_path / "out")]) == 0
    assert published.differences(tmp_path / "out", table) == []


@pytest.mark.parametrize("table", TABLES)
def test_frames_hold_the_published_scores(table: str) -> None:
    """The DataFrames of a result hold the published scores to the last digit."""
    result = result_of(table)
    nodes = result.nodes.set_index(["unit", "node"])["points"]
    leaves = result.leaves.set_index(["unit", "criterion"])["points"]
    for key, points in published.published(table).items():
        assert (nodes if "." not in key[1] else leaves)[key] == float(points)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_a_published_table_is_doubtful(table: str) -> None:
    """The published tables bring no error and no warning."""
    assert {problem.severity for problem in result_of(table).scores.problems} <= {cchc.Severity.INFO}


def test_the_table_with_the_copies_is_the_published_one_with_a_column_more() -> None:
    """The table that says what has no data differs from the published one by that column alone."""
    with_copies = published.rows(EXAMPLES / "digitisation-2026-ecopy.csv")
    for row in with_copies:
        assert row.pop("ecopy_state") == "không phát sinh"
    assert with_copies == published.rows(EXAMPLES / "digitisation-2026.csv")


def test_the_published_total_is_the_sum_of_rounded_scores() -> None:
    """The published totals are sums of leaves that were rounded before."""
    for table in TABLES:
        scores = published.published(table)
        for (unit, criterion), total in scores.items():
            if "." not in criterion:
                parts = [points for (one, part), points in scores.items() if one == unit and "." in part]
                assert sum(parts, Decimal(0)) == total


def test_a_score_is_explained_as_published() -> None:
    """The explanation of a score names its rate, its counts and its points."""
    assert result_of("satisfaction").explain("Tỉnh", "6.1") == (
        "6.1 Hồ sơ được đánh giá hài lòng: 88,38% (528.464/597.918), tính theo tỷ lệ, đủ điểm từ 90% trở lên "
        "→ 5,89/6 điểm."
    )


def test_comparing_notices_a_wrong_score(tmp_path: Path) -> None:
    """The comparison fails where one score differs from the published one."""
    result_of("satisfaction").write(tmp_path / "out")
    path = tmp_path / "out" / "leaves.csv"
    rows = published.rows(path)
    next(row for row in rows if row["criterion"] == "6.1")["points"] = "1.23"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert published.main([str(tmp_path / "out")]) == 1
