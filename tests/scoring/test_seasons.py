"""Seasons from `cases/seasons.yaml`: what becomes of every leaf, and what is told, at its row and in whole sentences."""

from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.problems.catalogue import seasons
from tests.oracle.test_slow_seasons import STAGES, rows_of
from tests.scoring.small import (
    COUNT,
    RATE,
    YES_NO,
    area,
    codes,
    criteria,
    inner,
    leaf,
    leaf_of,
    score,
    states,
    unit_of,
    units,
)
from tests.yaml_files import texts_of

Case = dict[str, Any]
CASES: Final[list[Case]] = texts_of(Path(__file__).with_name("cases").joinpath("seasons.yaml"))
FROM_DATA: Final = {**RATE, "numerator": "dung_han", "denominator": "ho_so"}
SETS: Final = {
    "season": criteria(
        leaf("1.1", RATE, appraiser="Sở Nội vụ"), leaf("1.2", COUNT), policy={"stages": STAGES}
    ),
    "strict": criteria(
        leaf("1.1", YES_NO), leaf("1.2", COUNT), policy={"unappraised": "zero", "claims": "ceiling"}
    ),
    "accept": criteria(
        leaf("1.1", YES_NO),
        leaf("1.2", COUNT, evidence_required="true"),
        policy={"claims": "accept", "no_evidence": "zero"},
    ),
    "keep": criteria(leaf("1.2", COUNT, evidence_required="true")),
    "survey": criteria(
        leaf("1.1", YES_NO), leaf("1.2", COUNT, source="survey"), policy={"missing": {"survey": "await"}}
    ),
    "data": criteria(
        leaf("1.1", FROM_DATA),
        data=[{"id": "ho_so", "title": "Hồ sơ"}, {"id": "dung_han", "title": "Hồ sơ đúng hạn"}],
        checks=[
            {"that": "dung_han <= ho_so", "message": "Hồ sơ đúng hạn nhiều hơn hồ sơ đã giải quyết"},
            {"that": "dung_han + 1 != ho_so + 2", "message": "Hai số cách nhau 1"},
        ],
    ),
    "shapes": criteria(
        area(
            "1",
            leaf("1.1", YES_NO),
            leaf("1.2", YES_NO, only_if={"node": "1.1", "points_above": "1"}),
            {
                "id": "1.3",
                "title": "Tiêu chí 1.3",
                "max_points": "2",
                "rule_for": [{"applies_to": {"kind": ["xa"]}, "rule": YES_NO}, {"rule": COUNT}],
            },
        ),
        area(
            "2",
            inner("2.0", leaf("2.1", YES_NO), leaf("2.2", YES_NO, "1"), combine="max", max_points="2"),
            leaf("2.3", COUNT, "1", subtracts="true"),
        ),
        unit_kinds=["xa", "phuong"],
    ),
}
UNITS: Final = units({"unit": "X", "kind": "xa"}, {"unit": "P", "kind": "phuong"})


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def result_of(case: Case) -> cchc.Result:
    """Return the result of the rows of a case, from a file."""
    rows = [{"unit": "X", **row} if "unit" not in row else row for row in without_u(rows_of(case["rows"]))]
    pd.DataFrame(rows).to_csv("phieu.csv", index=False)
    of = SETS[case["set"]]
    known = UNITS if case["set"] == "shapes" else None
    return cchc.score(of, cchc.read_answers("phieu.csv", of, units=known))


def without_u(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows without the unit that they have where they name none."""
    return [{name: cell for name, cell in row.items() if (name, cell) != ("unit", "u")} for row in rows]


def became(result: cchc.Result) -> dict[str, str]:
    """Return the points and the maximum of the nodes and leaves of units that said anything, and a leaf's state."""
    nodes = result.nodes.dropna(subset="points").to_dict("records")
    return {f"{row['unit']} {row['node']}": f"{row['points']:g}/{row['max_points']:g}" for row in nodes} | {
        f"{row['unit']} {row['criterion']}": f"{row['state']} {row['points']:g}/{row['max_points']:g}"
        for row in result.leaves.dropna(subset="points").to_dict("records")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_leaves_become_what_the_rows_make_of_them(case: Case) -> None:
    """A season gives every leaf its state, and leaves and nodes their points and their maximum."""
    assert became(result_of(case)) == case["gives"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_wrong_is_told_in_whole_sentences(case: Case) -> None:
    """A season's problems are told with file and row, in Vietnamese and English."""
    problems = result_of(case).scores.problems
    assert [str(problem) for problem in problems] == case["vi"]
    assert [problem.to("en").message for problem in problems] == case["en"]


def test_fewer_points_come_first_below_what_is_subtracted() -> None:
    """In a group below a node whose points are taken away the unit with the lower index has the better rank."""
    taken = inner("1.2", inner("1.2.1", leaf("1.2.1.1", COUNT)), subtracts="true", max_points="2")
    of = criteria(area("1", leaf("1.1", YES_NO), taken))
    rows = [
        {"unit": unit, "criterion": "1.2.1.1", "answer": count} for unit, count in (("X", "0"), ("P", "2"))
    ]
    nodes = score(of, rows).nodes.query("node == '1.2.1'")
    assert dict(zip(nodes["unit"], nodes["rank"], strict=True)) == {"X": 1, "P": 2}


def test_a_leaf_with_several_rules_breaks_ties_by_each_units_own() -> None:
    """Units of equal index are parted by a leaf that another rule than the first scores for them."""
    by_kind = [{"applies_to": {"kind": ["xa"]}, "rule": YES_NO}, {"rule": COUNT}]
    node = {"id": "1.1", "title": "Tiêu chí 1.1", "max_points": "2", "rule_for": by_kind}
    of = criteria(
        area("1", node, leaf("1.2", COUNT)),
        unit_kinds=["xa", "phuong"],
        policy={"ranking": {"break_by": ["1.1"]}},
    )
    known = units({"unit": "X", "kind": "phuong"}, {"unit": "P", "kind": "phuong"})
    counts = {("X", "1.1"): "0", ("X", "1.2"): "2", ("P", "1.1"): "2", ("P", "1.2"): "0"}
    rows = [{"unit": unit, "criterion": id_, "answer": said} for (unit, id_), said in counts.items()]
    assert [unit_of(score(of, rows, known), unit)["rank"] for unit in "XP"] == [2, 1]


def test_points_that_cannot_be_are_no_other_decision() -> None:
    """An appraiser whose award is past the maximum has decided nothing, and disputes nobody's decision."""
    beside = {"criterion": "1.1", "stage": "appraisal"}
    rows = [
        {"criterion": "1.1", "answer": "50"},
        {**beside, "by": "Sở A", "points": "9", "decision": "điều chỉnh", "note": "x"},
        {**beside, "by": "Sở B", "decision": "không công nhận", "note": "x"},
    ]
    result = score(SETS["season"], rows)
    assert "disputed" not in codes(result)
    assert leaf_of(result, "1.1")["state"] == "rejected"


def test_what_some_units_have_by_another_rule_is_no_longer_awaited() -> None:
    """A criterion with a rule for each kind of unit is awaited by all, or lacking; one error counts all of them."""
    by_kind = [{"applies_to": {"kind": ["xa"]}, "rule": YES_NO}, {"rule": COUNT}]
    node = {"id": "1.1", "title": "Tiêu chí 1.1", "max_points": "2", "source": "survey", "rule_for": by_kind}
    of = criteria(
        area("1", node, leaf("1.2", YES_NO)),
        unit_kinds=["xa", "phuong"],
        policy={"missing": {"survey": "await"}},
    )
    rows = [{"unit": unit, "criterion": "1.2", "answer": "có"} for unit in "XP"]
    answer = {"unit": "X", "criterion": "1.1", "answer": "có"}
    nobody, some = score(of, rows, UNITS), score(of, [*rows, answer], UNITS)
    assert states(nobody, "1.1") == {"X": "awaited", "P": "awaited"}
    assert states(some, "1.1") == {"X": "scored", "P": "unanswered"}
    assert (codes(nobody).count("partly-delivered"), codes(some).count("partly-delivered")) == (0, 1)


@pytest.mark.parametrize(("policy", "points", "found"), [("ceiling", 0.5, 1), ("check", 2, 1)])
def test_a_claim_is_held_against_a_leaf_that_is_set_aside_above(
    policy: str, points: float, found: int
) -> None:
    """A claim is the ceiling of, or compared with, what a leaf has because the node above it does not apply."""
    of = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO), not_applicable="full")), policy={"claims": policy}
    )
    rows = [{"criterion": "1.1", "answer": "không áp dụng"}, {"criterion": "1.1.1", "points": "0,5"}]
    result = score(of, rows)
    assert leaf_of(result, "1.1.1")["points"] == points
    assert codes(result).count("claim-differs") == found
    assert "claim-differs" not in codes(score(of, [rows[0], {"criterion": "1.1.1", "points": "2"}]))


def test_every_code_of_seasons_has_a_case() -> None:
    """Each problem of seasons is told in some case."""
    told = " ".join(line for case in CASES for line in case["vi"])
    assert [code for code in seasons.ENTRIES if f" {code}: " not in told] == []


def test_a_change_is_told_with_who_made_it_and_why() -> None:
    """The changes of a season say the stage, the appraiser, what stood before and after, and the reason."""
    rows = """
        criterion | answer | stage       | decision        | by        | note
        1.1       | 50     |             |                 |           |
        1.2       | 2      |             |                 |           |
        1.1       | 25     | appraisal   |                 | Sở Nội vụ | theo Kho bạc
        1.2       |        | appraisal   | đồng ý          | Sở Nội vụ |
        1.1       | 75     | explanation |                 |           | bổ sung chứng từ
        1.1       |        | appraisal_2 | tiếp thu        | Sở Nội vụ |
        1.2       |        | appraisal_2 | không công nhận | Sở Nội vụ | trùng
    """
    changes = result_of({"set": "season", "rows": rows}).changes
    columns = ["criterion", "stage", "by", "decision", "answer_before", "answer_after", "points_before", "points_after", "note"]  # fmt: skip
    assert changes[columns].astype(str).to_numpy().tolist() == [
        ["1.1", "appraisal", "Sở Nội vụ", "change", "50", "25", "1.0", "0.5", "theo Kho bạc"],
        ["1.1", "explanation", "", "explain", "25", "25", "0.5", "0.5", "bổ sung chứng từ"],
        ["1.1", "appraisal_2", "Sở Nội vụ", "accept", "25", "75", "0.5", "1.5", ""],
        ["1.2", "appraisal_2", "Sở Nội vụ", "reject", "2", "2", "1.0", "0.0", "trùng"],
    ]


def test_a_season_is_scored_up_to_a_stage() -> None:
    """Rows of later stages than the one asked for change nothing."""
    of = SETS["season"]
    rows = rows_of("criterion | answer | stage | note\n1.1 | 50 | |\n1.1 | 25 | appraisal | x")
    answers = cchc.read_answers(pd.DataFrame(rows), of)
    points = {
        stage: cchc.score(of, answers, stage=stage).leaves["points"][0] for stage in ("self", "appraisal")
    }
    assert points == {"self": 1.0, "appraisal": 0.5}
    assert cchc.score(of, answers).stage == "appraisal"
    assert cchc.score(of, answers, stage="self").changes.empty
