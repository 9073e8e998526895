"""Cases of one unit: what passes, what differs, and with what explanation."""

from pathlib import Path
from typing import Final

import pytest

import cchc_index as cchc
from tests.cases.small import GOOD, SET, one, place, run

YES: Final = '{"1.1": có}'


def test_a_case_whose_figures_all_come_passes(tmp_path: Path) -> None:
    """A case passes where every figure that it expects comes."""
    report = run(tmp_path, GOOD)
    assert report.passed
    assert [(case.name, case.line, case.criteria, case.passed) for case in report.cases] == [
        ("Gần đủ", 3, "bo-thu", True)
    ]
    assert (report.differences, report.problems, report.unread) == ((), (), ())


@pytest.mark.parametrize(
    ("answers", "expect", "said"),
    [
        (
            YES,
            '{points: {"1.1": 0.5}}',
            "1.1: điểm phải là 0,5, tính ra 1. 1.1 Ban hành kế hoạch: có → 1/1 điểm.",
        ),
        (
            '{"1.2": {numerator: 1, denominator: 3}}',
            '{points: {"1": 1.01}}',
            "1: điểm phải là 1,01, tính ra 1. 1 Chỉ đạo, điều hành: 1/5 điểm, chỉ số 20%, xếp thứ 1/1.",
        ),
        (
            YES,
            '{states: {"1.2": scored}}',
            "1.2: trạng thái phải là “đã chấm”, tính ra “chưa kê khai”. 1.2 Hồ sơ đúng hạn: chưa kê khai → 0/3 điểm.",
        ),
        (
            YES,
            '{index: {"*": 21.5}}',
            "toàn bộ: chỉ số phải là 21,5, tính ra 20. A: 1/5 điểm, chỉ số 20%. Xếp thứ 1/1. "
            "Xếp loại Yếu: chỉ số 20%.",
        ),
        (
            YES,
            "{class: Tốt}",
            "toàn bộ: xếp loại phải là “Tốt”, tính ra “Yếu”. A: 1/5 điểm, chỉ số 20%. Xếp thứ 1/1. "
            "Xếp loại Yếu: chỉ số 20%.",
        ),
        (
            YES,
            "{class: none}",
            "toàn bộ: xếp loại phải là không có, tính ra “Yếu”. A: 1/5 điểm, chỉ số 20%. Xếp thứ 1/1. "
            "Xếp loại Yếu: chỉ số 20%.",
        ),
        (
            "{}",
            '{points: {"*": 0}}',
            "toàn bộ: điểm phải là 0, tính ra không có. A: chưa có số liệu nào, chưa được chấm.",
        ),
        (
            '{"1.2": {numerator: 5, denominator: 4}}',
            "{problems: []}",
            "1.2: lỗi, cảnh báo phải là không có, tính ra above-100. {file}:5: error above-100: "
            "Tử số 5 lớn hơn mẫu số 4",
        ),
        (YES, "{problems: [above-100]}", "toàn bộ: lỗi, cảnh báo phải là above-100, tính ra không có."),
        (
            YES,
            '{problems: [{code: above-100, criterion: "1.2"}]}',
            "1.2: lỗi, cảnh báo phải là above-100, tính ra không có.",
        ),
    ],
)
def test_a_difference_is_explained(answers: str, expect: str, said: str, tmp_path: Path) -> None:
    """A difference names the node, what was expected, what came, and why it came so."""
    (found,) = one(tmp_path, answers, expect)
    assert found.startswith(said.replace("{file}", str(tmp_path / "bo.cases.yaml")))


@pytest.mark.parametrize(
    ("answers", "expect"),
    [
        (YES, '{points: {"1.1": 1.00, "*": 1}, index: {"*": "20"}, class: Yếu, problems: []}'),
        (YES, "{class: Yếu}"),
        ("{}", '{points: {"*": none}, index: {"*": none}, class: none}'),
        ('{"1.2": không áp dụng}', '{states: {"1.2": không áp dụng}}'),
        ('{"1.2": {state: not_applicable}}', '{states: {"1.2": Not Applicable, "1.1": unanswered}}'),
        ('{"1.2": [{numerator: 1}, {denominator: 2}]}', '{points: {"1.2": 1.5}}'),
        ('{"1.2": {input: rate, answer: "50"}}', '{points: {"1.2": 1.5}}'),
        ('{"1.1": [có, có]}', '{points: {"1.1": 1}, problems: []}'),
        ('{"1.2": {numerator: 5, denominator: 4}}', '{problems: [{code: above-100, criterion: "1.2"}]}'),
        ('{"1.2": 101%, "1.1": ừ}', "{problems: [yes-or-no-wanted, above-100]}"),
        ('{"7": 1}', "{problems: [unknown-criterion, unit-without-answers]}"),
    ],
)
def test_what_comes_as_expected_is_no_difference(answers: str, expect: str, tmp_path: Path) -> None:
    """Figures, states, blanks and problems that come as expected are no differences."""
    assert one(tmp_path, answers, expect) == []


def test_each_expected_problem_stands_for_one(tmp_path: Path) -> None:
    """Two problems of one code are two; the ones that name a criterion are matched first."""
    answers = '{"1.1": ừ, "1.3": nhiều}'
    both = '[yes-or-no-wanted, {code: whole-number-wanted, criterion: "1.3"}]'
    assert one(tmp_path, answers, f"{{problems: {both}}}") == []
    assert len(one(tmp_path, answers, "{problems: [yes-or-no-wanted]}")) == 1
    assert len(one(tmp_path, answers, "{problems: [yes-or-no-wanted, yes-or-no-wanted]}")) == 2


def test_a_row_of_an_unknown_criterion_is_never_overlooked(tmp_path: Path) -> None:
    """An answer to a criterion that the set has not is a difference, even where no problems are stated."""
    (said,) = one(tmp_path, '{"1.1": có, "1.4": có}', '{points: {"1.1": 1}}')
    assert said.startswith("1.4: lỗi, cảnh báo phải là không có, tính ra unknown-criterion. ")


def test_other_problems_count_only_where_problems_are_stated(tmp_path: Path) -> None:
    """Without `problems`, what is found in the answers is nobody's difference."""
    assert one(tmp_path, '{"1.1": ừ}', '{points: {"1.1": 0}}') == []


def test_the_attributes_of_the_unit_are_those_of_a_table_of_units(tmp_path: Path) -> None:
    """A unit's attributes decide what it is asked, as in a table of units."""
    expect = '{states: {"1.3": excluded}, index: {"*": 25}}'
    assert one(tmp_path, YES, expect, unit="{id: P, name: Phường P, Kind: phuong, ranked: không}") == []


def test_a_class_is_known_by_its_name_in_either_language(tmp_path: Path) -> None:
    """A class may be written in Vietnamese or English."""
    answers = '{"1.1": có, "1.2": 100%, "1.3": 2}'
    assert one(tmp_path, answers, "{class: Good}") == one(tmp_path, answers, "{class: Tốt}") == []


def test_differences_are_said_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    """In English the differences and explanations are English."""
    path = place(tmp_path, GOOD.replace("4.70}", "4.5}").replace("class: Tốt", "class: Yếu"))
    said = [str(each) for each in cchc.run_cases([path], lang="en").differences]
    assert said == [
        "the whole: points should be 4.5, got 4.7.",
        "the whole: class should be “Yếu”, got “Good”.",
    ]


def test_a_case_of_an_unknown_stage_is_not_run(tmp_path: Path) -> None:
    """What keeps a case from being run is told at the case, and the other cases are run."""
    text = (
        GOOD.replace("    unit:", "    stage: vong-5\n    unit:", 1)
        + "  - {name: Hai, expect: {class: none}}\n"
    )
    report = run(tmp_path, text)
    assert [(problem.code, str(problem.place)) for problem in report.unread] == [
        ("unknown-stage", "3:5 cases[0]")
    ]
    assert [case.passed for case in report.cases] == [False, True]
    assert not report.passed


def test_a_file_that_cannot_be_used_leaves_the_others(tmp_path: Path) -> None:
    """The cases of sound files are run, though another file is unsound."""
    place(tmp_path, GOOD)
    place(tmp_path, "set: bo.yaml\ncases: []\n", name="z.cases.yaml")
    report = cchc.run_cases(tmp_path)
    assert [case.passed for case in report.cases] == [True]
    assert [problem.code for problem in report.problems] == ["year-needed", "list-empty"]
    assert not report.passed


def test_a_run_without_cases_has_not_passed() -> None:
    """A report of no cases has not passed."""
    assert not cchc.CaseReport(()).passed


def test_inline_rows_are_placed_at_their_lines(tmp_path: Path) -> None:
    """What is wrong in a row is told at its line in the file of cases."""
    text = GOOD.replace('"1.3": "2"', '"1.3":\n        - answer: "2"\n        - answer: hai')
    (difference,) = [each for each in run(tmp_path, text).differences if each.got == "whole-number-wanted"]
    assert f"{tmp_path / 'bo.cases.yaml'}:10: error whole-number-wanted" in difference.explanation


def test_cases_follow_their_set(tmp_path: Path) -> None:
    """A changed rule makes the cases differ that rest on it."""
    report = run(tmp_path, GOOD, SET.replace("each: 0.5", "each: {percent: 25}"))
    assert [each.criterion for each in report.differences] == ["1", "*", "*"]
