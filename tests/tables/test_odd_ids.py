"""Criteria whose ids look like formulas, numbers or the whole."""

from pathlib import Path

import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, area, criteria, leaf, leaf_of, score
from tests.tables.test_writing import table


@pytest.mark.parametrize("id_", ["=1+1", "a;b", "a b", "a,b", "a:b", "a\tb"])
def test_an_id_with_a_sign_that_answers_use_is_refused(id_: str) -> None:
    """An id with a sign that parts answers, or that begins a formula, is refused with the set."""
    with pytest.raises(cchc.CriteriaError) as raised:
        criteria(leaf(id_, YES_NO))
    assert "bad-id" in {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("id_", ["-1", "+1", "@a", "1e9", "٣", "ĐK.1", "1.10", "không"])
def test_any_other_id_is_scored_written_and_read_back(id_: str, tmp_path: Path) -> None:
    """Any other id is scored, written so that no spreadsheet runs it, and read back."""
    of = criteria(leaf(id_, YES_NO))
    result = score(of, [{"criterion": id_, "answer": "có"}])
    assert leaf_of(result, id_)["state"] == "scored"
    result.write(tmp_path / "out")
    shown = table(tmp_path / "out" / "leaves.csv")[1][1]
    assert not shown.startswith(("=", "+", "-", "@"))
    (tmp_path / "lai.csv").write_text(f"unit,criterion,answer\nX,{shown},có\n", encoding="utf-8")
    repeated = cchc.score(of, cchc.read_answers(tmp_path / "lai.csv", of))
    assert leaf_of(repeated, id_)["state"] == "scored"


def test_no_node_has_the_name_of_the_whole() -> None:
    """The summary calls the whole “*”, so no node can be called so."""
    with pytest.raises(cchc.CriteriaError):
        criteria(area("*", leaf("1.1", YES_NO)))
