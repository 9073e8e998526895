"""The answers that a result shows, read back: dump then load gives the same."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

import cchc_index as cchc
from tests.laws import engine
from tests.oracle import generate
from tests.oracle.generate import GeneratedCase
from tests.scoring.small import COUNT, FAULTS, RATE, TEXT, THREE, YES_NO, criteria, leaf, score

UNHURRIED = settings(
    deadline=None,
    max_examples=max(10, settings().max_examples // 3),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SHOWN = ["unit", "criterion", "answer"]
DATE = {"kind": "deadline", "due": {"within_days": "5"}}
ITEMS = {
    "kind": "checklist",
    "items": [{"id": "a", "title": "A", "points": "1"}, {"id": "không", "title": "Không có", "points": "1"}],
}
SURVEY = {
    "kind": "survey",
    "options": [
        {"id": "tot", "title": "Tốt", "percent": "100"},
        {"id": "kem", "title": "Kém", "percent": "0"},
    ],
    "groups": [{"id": "dan", "weight": "1"}, {"id": "doanh", "weight": "1"}],
}
LINE = {
    "kind": "linear",
    "of": "value",
    "negative": "true",
    "through": [{"at": "-10", "points": "0"}, {"at": "10", "points": "2"}],
}
SET = criteria(
    leaf("1.1", YES_NO, not_applicable="zero"),
    leaf("1.2", RATE),
    leaf("1.3", COUNT),
    leaf("1.4", FAULTS),
    leaf("1.5", TEXT),
    leaf("1.6", THREE),
    leaf("1.7", DATE),
    leaf("1.8", ITEMS),
    leaf("1.9", SURVEY),
    leaf("1.10", LINE),
)
Row = dict[str, Any]


def again(result: cchc.Result, units: cchc.Units | None = None) -> cchc.Result:
    """Return the result of the answers that a result shows."""
    answers = cchc.read_answers(result.leaves[SHOWN], result.criteria, units=units)
    return cchc.score(result.criteria, answers, year=result.year)


def kept(result: cchc.Result) -> pd.DataFrame:
    """Return what of the leaves must be the same again."""
    return result.leaves.drop(columns="stage")


READ: dict[str, list[Row]] = {
    "yes": [{"criterion": "1.1", "answer": "x"}],
    "not applicable": [{"criterion": "1.1", "state": "không phát sinh"}],
    "counts": [{"criterion": "1.2", "numerator": "1.850", "denominator": "2.000"}],
    "a percentage": [{"criterion": "1.2", "answer": "92,345%"}],
    "both": [{"criterion": "1.2", "answer": "92,5%", "numerator": "1.850", "denominator": "2.000"}],
    "a percentage of a thousandth": [{"criterion": "1.2", "answer": "1,234"}],
    "a small number": [{"criterion": "1.2", "answer": 1e-12}],
    "a large number": [{"criterion": "1.3", "answer": 10**18}],
    "a larger number": [{"criterion": "1.3", "answer": 1e60}],
    "faults": [{"criterion": "1.4", "answer": "nặng=1"}],
    "a formula": [{"criterion": "1.5", "answer": "=1+1"}],
    "a dash": [{"criterion": "1.5", "answer": "- một; - hai"}],
    "an apostrophe": [{"criterion": "1.5", "answer": "'=1"}],
    "a lone apostrophe": [{"criterion": "1.5", "answer": "'tis"}],
    "a bar": [{"criterion": "1.5", "answer": "b"}, {"criterion": "1.5", "answer": "a"}],
    "a text with blanks": [{"criterion": "1.5", "answer": " một\nhai\t ba "}],
    "numbers": [{"criterion": "1.6", "answer": "a=0,5; b=0; c=1"}],
    "two dates": [{"criterion": "1.7", "answer": "start=01/03/2025; date=2025-03-09"}],
    "not done": [{"criterion": "1.7", "answer": "chưa"}],
    "ticks": [{"criterion": "1.8", "answer": "A; Không có"}],
    "one tick that is called no": [{"criterion": "1.8", "answer": "Không có"}],
    "no tick": [{"criterion": "1.8", "answer": "none"}],
    "groups": [{"criterion": "1.9", "answer": "dan.tot=3; dan.kem=1; doanh.tot=2"}],
    "a survey's rate": [{"criterion": "1.9", "answer": "84,2"}],
    "a negative number": [{"criterion": "1.10", "answer": "-2,5"}],
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_an_answer_that_is_shown_reads_back_as_itself(name: str) -> None:
    """What a result shows as an answer gives the same state, points and answer when it is read again."""
    result = score(SET, READ[name])
    pd.testing.assert_frame_equal(kept(again(result)), kept(result))


INVALID: dict[str, list[Row]] = {
    "a word": [{"criterion": "1.3", "answer": "hai"}],
    "a half": [{"criterion": "1.2", "numerator": "5"}],
    "the other half": [{"criterion": "1.2", "denominator": "5"}],
    "a part": [{"criterion": "1.6", "input": "a", "answer": "1"}],
    "two parts": [{"criterion": "1.6", "input": name, "answer": "1"} for name in "ab"],
    "above 100": [{"criterion": "1.2", "numerator": "5", "denominator": "4"}],
    "a rate that disagrees": [{"criterion": "1.2", "answer": "92", "numerator": "1", "denominator": "2"}],
    "rows that differ": [{"criterion": "1.1", "answer": answer} for answer in ("có", "không")],
    "numbers that differ": [{"criterion": "1.3", "answer": answer} for answer in ("1", "2")],
    "counts that differ": [{"criterion": "1.2", "numerator": "1", "denominator": bottom} for bottom in "24"],
    "an unknown input": [{"criterion": "1.4", "input": "lạ", "answer": "1"}, {"criterion": "1.4", "input": "nhẹ", "answer": "1"}],
    "an unknown state": [{"criterion": "1.1", "answer": "có", "state": "xong"}],
    "a numerator that is not asked": [{"criterion": "1.1", "answer": "có", "numerator": "5"}],
    "a numerator alone that is not asked": [{"criterion": "1.1", "numerator": "1"}],
    "what is forbidden": [{"criterion": "1.3", "answer": "không áp dụng"}],
    "a word in a numerator": [{"criterion": "1.2", "numerator": "năm", "denominator": "10"}],
    "a word in a denominator": [{"criterion": "1.2", "numerator": "5", "denominator": "mười"}],
    "an ambiguous number": [{"criterion": "1.2", "answer": "1.316"}],
    "counts and a rate": [{"criterion": "1.9", "answer": "dan.tot=3"}, {"criterion": "1.9", "answer": "84"}],
}  # fmt: skip


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_answer_that_is_shown_stays_invalid(name: str) -> None:
    """What a result shows of an invalid answer is invalid when it is read again, never a score."""
    result = score(SET, INVALID[name])
    assert "invalid" in set(result.leaves["state"])
    assert list(again(result).leaves["state"]) == list(result.leaves["state"])


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_answer_shows_what_was_written(name: str) -> None:
    """The answer of an invalid leaf is what was written, not a blank."""
    leaves = score(SET, INVALID[name]).leaves
    assert all(leaves[leaves["state"] == "invalid"]["answer"])


@UNHURRIED
@given(generate.cases())
def test_generated_answers_read_back_as_themselves(case: GeneratedCase) -> None:
    """For any set, the answers that are shown give the same states, points and fingerprint again."""
    inner = {node["id"] for node in generate.inner_of(case.criteria)}
    rows = [row for row in case.rows if " ".join(row["criterion"].split()) not in inner]
    result = engine.run(GeneratedCase(case.criteria, case.units, rows, case.year))
    repeated = again(result, result.answers.units if case.units else None)
    readable = result.leaves["state"] != "invalid"
    pd.testing.assert_frame_equal(kept(repeated)[readable], kept(result)[readable])


def test_the_written_file_reads_back_with_its_signs(tmp_path: Path) -> None:
    """The columns of the written leaves, taken as a file, give the same result; signs before formulas come off."""
    rows = [
        {"unit": "=A", "criterion": id_, "answer": answer}
        for id_, answer in (("1.5", "=1+1"), ("1.10", "-5"), ("1.1", "có"))
    ]
    result = score(SET, rows)
    result.write(tmp_path / "out")
    with (tmp_path / "out" / "leaves.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = [[row[name] for name in SHOWN] for row in csv.DictReader(stream)]
    with (tmp_path / "lai.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([SHOWN, *written])
    repeated = cchc.score(SET, cchc.read_answers(tmp_path / "lai.csv", SET))
    pd.testing.assert_frame_equal(kept(repeated), kept(result))
    assert repeated.manifest()["fingerprints"] == result.manifest()["fingerprints"]
