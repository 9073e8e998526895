"""Classes, case by case, from `cases/classes.yaml`."""

from pathlib import Path
from typing import Any

import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, area, criteria, frame, inner, leaf, score, unit_of, units
from tests.yaml_files import texts_of

Case = dict[str, Any]
CASES: list[Case] = texts_of(Path(__file__).with_name("cases").joinpath("classes.yaml"))


def classed(case: Case) -> cchc.Result:
    """Return the result of a case."""
    of = criteria(
        area("1", leaf("1.1", {"kind": "given"}, "10")),
        area("2", leaf("2.1", YES_NO, "10")),
        area("3", leaf("3.1", YES_NO, "10", source="survey")),
        classes=case["classes"],
        unit_kinds=["xa", "phuong"],
        policy={"missing": {"survey": "exclude"}, "rounding": case.get("rounding", {"index": "2"})},
    )
    cells = {"1.1": case["unit"].get("points", ""), "2.1": case["unit"].get("answer", "")}
    rows = [{"criterion": id_, "answer": cell} for id_, cell in cells.items()]
    return score(of, rows, units({"unit": "X", "kind": case["unit"].get("kind", "xa")}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_class_is_that_of_the_case(case: Case) -> None:
    """A unit gets the first class whose bound, kinds and requirements hold."""
    assert unit_of(classed(case))["class"] == case["class"]


def test_what_bars_a_class_is_said() -> None:
    """The explanation names the better class and the requirement that bars it."""
    barred = next(case for case in CASES if case["name"] == "a node's index may bar a class")
    assert classed(barred).explain("X").splitlines()[2] == (
        "Xếp loại Khá: chỉ số 89,95% đạt mức Tốt (từ 70%) nhưng lĩnh vực 1 mới đạt 79,9%, cần từ 80%."
    )


def test_an_answer_that_bars_a_class_is_said_by_its_title() -> None:
    """A requirement on an answer names the criterion and the option's title."""
    options = [{"id": "tot", "title": "Làm tốt", "points": "2"}, {"id": "dat", "title": "Đạt", "points": "2"}]
    best = {"name": "Tốt", "at_least": "50", "requires": [{"node": "1.1", "answer_is": "tot"}]}
    of = criteria(
        leaf("1.1", {"kind": "choice", "options": options}), classes=[best, {"name": "Đạt", "at_least": "0"}]
    )
    found = score(of, [{"criterion": "1.1", "answer": "dat"}])
    assert found.explain(unit_of(found)["unit"]).splitlines()[2] == (
        "Xếp loại Đạt: chỉ số 100% đạt mức Tốt (từ 50%) nhưng tiêu chí 1.1 cần câu trả lời “Làm tốt”."
    )


def test_an_answer_that_was_set_aside_meets_no_requirement() -> None:
    """A unit that says of the node above that it does not apply has not given the answer below it."""
    barring = {"name": "Tốt", "at_least": "0", "requires": [{"node": "1.1.1", "answer_is": "không"}]}
    of = criteria(
        area("1", inner("1.1", leaf("1.1.1", YES_NO), not_applicable="full")),
        classes=[barring, {"name": "Đạt", "at_least": "0"}],
    )
    answer, aside = {"criterion": "1.1.1", "answer": "không"}, {"criterion": "1.1", "answer": "không áp dụng"}
    assert [unit_of(score(of, rows))["class"] for rows in ([answer], [answer, aside])] == ["Tốt", "Đạt"]


def test_units_of_one_index_that_a_tie_break_parts_are_said_to_be_equal() -> None:
    """A unit behind another of the same index is not said to be 0 percentage points behind."""
    of = criteria(
        area("1", leaf("1.1", YES_NO)),
        area("2", leaf("2.1", YES_NO)),
        policy={"ranking": {"break_by": ["1"]}},
    )
    rows = [
        {"unit": unit, "criterion": id_, "answer": answer}
        for unit, answers in {"A": ("có", "không"), "B": ("không", "có")}.items()
        for id_, answer in zip(("1.1", "2.1"), answers, strict=True)
    ]
    assert score(of, rows).explain("B").splitlines()[1] == (
        "Xếp thứ 2/2; cùng chỉ số với đơn vị liền trên (A)."
    )


def test_areas_of_a_unit_without_answers_are_said_to_have_none() -> None:
    """A unit that gave nothing has no answers in its areas, which is not the same as nothing being applicable."""
    of = criteria(area("1", leaf("1.1", YES_NO)))
    found = score(
        of, [{"unit": "A", "criterion": "1.1", "answer": "có"}], units({"unit": "A"}, {"unit": "B"})
    )
    assert found.explain("B", "1").endswith(": 0/2 điểm; chưa có số liệu.")


def test_a_class_is_written_in_the_language_of_the_result() -> None:
    """The name of a class is the English one in an English result."""
    of = criteria(leaf("1.1", YES_NO), classes=[{"name": {"vi": "Tốt", "en": "Good"}, "at_least": "0"}])
    answers = cchc.read_answers(frame([{"criterion": "1.1", "answer": "có"}]), of)
    assert cchc.score(of, answers, lang="en").ranking["class"][0] == "Good"
    assert cchc.score(of, answers).ranking["class"][0] == "Tốt"
