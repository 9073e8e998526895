"""Fingerprints: equal for equal meaning, other for other meaning."""

import unicodedata
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cchc_index as cchc
from cchc_index.scoring import fingerprints
from tests.scoring.small import (
    COUNT,
    FAULTS,
    RATE,
    TEXT,
    THREE,
    TOP,
    YES_NO,
    Node,
    area,
    criteria,
    criteria_text,
    frame,
    leaf,
    score,
    units,
)

CHOICE: Node = {
    "kind": "choice",
    "options": [{"id": "a", "title": "Tốt", "points": "2"}, {"id": "b", "title": "Chưa tốt", "points": "0"}],
}


def one_leaf(**keys: Any) -> cchc.CriteriaSet:
    """Return a set of one leaf with these keys."""
    return criteria({**leaf("1.1", YES_NO), **keys})


def both(of: cchc.CriteriaSet) -> tuple[str, str]:
    """Return the fingerprints of scoring and of content."""
    return fingerprints.scoring(of), fingerprints.content(of)


def answered(*rows: dict[str, Any]) -> str:
    """Return the fingerprint of the answers of some rows."""
    of = criteria(
        leaf("1.1", YES_NO),
        leaf("1.2", RATE, not_applicable="zero"),
        leaf("1.3", COUNT),
        leaf("1.4", FAULTS),
        leaf("1.5", TEXT),
    )
    return fingerprints.answers(cchc.read_answers(frame(rows), of))


@pytest.mark.parametrize(
    "wording",
    [
        {"title": "Tên khác"},
        {"title": {"vi": "Tiêu chí 1.1", "en": "Criterion"}},
        {"evidence": "Quyết định"},
        {"legal_ref": "Phụ lục I"},
        {"appraiser": "Sở Nội vụ"},
        {"was": "1.2"},
    ],
    ids=lambda keys: next(iter(keys)),
)
def test_wording_moves_the_content_and_not_the_scoring(wording: Node) -> None:
    """Texts that cannot be answers move the fingerprint of the content and leave that of scoring."""
    assert fingerprints.scoring(one_leaf(**wording)) == fingerprints.scoring(one_leaf())
    assert fingerprints.content(one_leaf(**wording)) != fingerprints.content(one_leaf())


@pytest.mark.parametrize(
    "change",
    [
        {"max_points": "3"},
        {"rule": {"kind": "yes_no", "otherwise": "1"}},
        {"rule": COUNT},
        {"source": "survey"},
        {"not_applicable": "full"},
        {"applies_to": {"kind": ["xa"]}},
        {"id": "1.2"},
    ],
    ids=str,
)
def test_what_can_move_a_score_moves_both(change: Node) -> None:
    """Points, rules, sources and whom a leaf is for move both fingerprints."""
    changed, plain = both(one_leaf(**change)), both(one_leaf())
    assert changed[0] != plain[0]
    assert changed[1] != plain[1]


@pytest.mark.parametrize("attribute", ["kind", "status", "title", "version", "evidence", "message"])
def test_whom_a_leaf_is_for_moves_scoring_whatever_the_attribute_is_called(attribute: str) -> None:
    """A leaf for other units is scored otherwise, also where the attribute has the name of a text."""
    one, other = (one_leaf(applies_to={attribute: [value]}) for value in ("a", "b"))
    assert fingerprints.scoring(one) != fingerprints.scoring(other)


@pytest.mark.parametrize(
    "policy",
    [
        {"rounding": {"points": "1"}},
        {"rounding": {"mode": "down"}},
        {"missing": "exclude"},
        {"index_cap": "none"},
        {"ranking": {"ties": "dense"}},
    ],
    ids=str,
)
def test_the_policy_moves_the_scoring(policy: Node) -> None:
    """Every policy moves the fingerprint of scoring."""
    assert fingerprints.scoring(criteria(leaf("1.1", YES_NO), policy=policy)) != fingerprints.scoring(
        one_leaf()
    )


def test_classes_move_the_scoring() -> None:
    """The classes of a set move the fingerprint of scoring."""
    bounds = ("80", "90")
    found = {
        fingerprints.scoring(
            criteria(
                leaf("1.1", YES_NO),
                classes=[{"name": "Tốt", "at_least": bound}, {"name": "Yếu", "at_least": "0"}],
            )
        )
        for bound in bounds
    }
    assert len(found) == len(bounds)


def test_titles_that_can_be_answers_move_the_scoring() -> None:
    """The title of an option is an answer, so it moves the fingerprint of scoring."""
    renamed = {**CHOICE, "options": [{**CHOICE["options"][0], "title": "Rất tốt"}, CHOICE["options"][1]]}
    one, other = criteria(leaf("1.1", CHOICE)), criteria(leaf("1.1", renamed))
    assert fingerprints.scoring(one) != fingerprints.scoring(other)


def test_titles_of_faults_leave_the_scoring() -> None:
    """A fault is answered by its id alone, so its title leaves the fingerprint of scoring."""
    faults = [{**fault, "title": f"Tên khác của {fault['id']}"} for fault in FAULTS["faults"]]
    renamed = {**FAULTS, "faults": faults}
    one, other = criteria(leaf("1.1", FAULTS)), criteria(leaf("1.1", renamed))
    assert fingerprints.scoring(one) == fingerprints.scoring(other)


SPELLINGS = (
    '{id: "1.1", title: "Một", max_points: 2, rule: {kind: yes_no}}',
    '{id: "1.1", title: "Một", max_points: 2.00, rule: {kind: "yes_no"}}',
    '{title: {vi: "Một"}, rule: {kind: yes_no}, max_points: "2.0", id: \'1.1\'}',
    '{id: "1.1", title: "Một", max_points: 2, rule: {kind: yes_no, otherwise: 0}}',
    '{id: "1.1", title: Một, max_points: 2, rule:\n    {kind: yes_no}}',
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_spelling_of_the_file_moves_nothing(spelling: str, tmp_path: Path) -> None:
    """Quotes, order of keys, trailing zeros and flow style leave both fingerprints as they are."""
    found = []
    for number, text in enumerate((SPELLINGS[0], spelling)):
        path = tmp_path / f"{number}.yaml"
        head = "\n".join(f'{key}: "{value}"' for key, value in TOP.items() if key != "years")
        path.write_text(
            f"{head}\nyears: [2025]\nareas:\n- id: '1'\n  code: staff\n  title: A\n  criteria:\n  - {text}\n",
            encoding="utf-8",
        )
        found.append(both(cchc.load_criteria(path)))
    assert found[0][0] == found[1][0]
    if "otherwise" not in spelling:
        assert found[0][1] == found[1][1]


def test_comments_and_line_ends_move_nothing(tmp_path: Path) -> None:
    """Comments, blank lines and Windows line ends leave both fingerprints as they are."""
    text = criteria_text(leaf("1.1", YES_NO))
    files = {"unix.yaml": text, "windows.yaml": "# ghi chú\r\n\r\n" + text.replace("\n", "\r\n")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content.encode())
    one, other = (both(cchc.load_criteria(tmp_path / name)) for name in files)
    assert one == other


def test_the_order_of_areas_moves_the_content() -> None:
    """Areas in another order are another set for readers."""
    areas = [area("1", leaf("1.1", YES_NO)), area("2", leaf("2.1", YES_NO))]
    assert fingerprints.content(criteria(*areas)) != fingerprints.content(criteria(*reversed(areas)))


SAME = [
    ({"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": " ĐẠT "}),
    ({"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": True}),
    ({"criterion": "1.1", "answer": "không"}, {"criterion": "1.1", "answer": "0"}),
    ({"criterion": "1.2", "answer": "92,5%"}, {"criterion": "1.2", "answer": "92.50"}),
    ({"criterion": "1.2", "answer": "92,5%"}, {"criterion": "1.2", "answer": 92.5}),
    ({"criterion": "1.2", "numerator": "1.850", "denominator": "2.000"}, {"criterion": "1.2", "numerator": 1850, "denominator": 2000.0}),
    ({"criterion": "1.2", "numerator": "1", "denominator": "2"}, {"criterion": "1.2", "answer": "denominator=2; numerator=1"}),
    ({"criterion": "1.2", "answer": "không áp dụng"}, {"criterion": "1.2", "state": "KHÔNG PHÁT SINH"}),
    ({"criterion": "1.3", "answer": "2"}, {"criterion": " 1.3 ", "answer": "2,0"}),
    ({"criterion": "1.4", "answer": "nhẹ=1"}, {"criterion": "1.4", "answer": "nặng=0; nhẹ=1"}),
    ({"criterion": "1.4", "answer": "nhẹ=1; nặng=2"}, {"criterion": "1.4", "answer": unicodedata.normalize("NFD", "nặng=2;nhẹ=1")}),
    ({"criterion": "1.4", "answer": "nhẹ=0"}, {"criterion": "1.4", "input": "nhẹ", "answer": "0"}),
    ({"criterion": "1.5", "answer": "12 hồ sơ"}, {"criterion": "1.5", "answer": unicodedata.normalize("NFD", " 12  hồ sơ")}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_spelling_of_the_same_answer_moves_nothing(one: Node, other: Node) -> None:
    """However an answer is spelt, its fingerprint is the same."""
    assert answered(one) == answered(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": "không"}),
        ({"criterion": "1.1", "answer": "không"}, {"criterion": "1.1", "answer": ""}),
        ({"criterion": "1.2", "answer": "50"}, {"criterion": "1.2", "numerator": "1", "denominator": "2"}),
        ({"criterion": "1.2", "numerator": "0", "denominator": "0"}, {"criterion": "1.2", "answer": "không áp dụng"}),
        ({"criterion": "1.3", "answer": "hai"}, {"criterion": "1.3", "answer": "ba"}),
        ({"criterion": "1.3", "answer": "2"}, {"criterion": "1.4", "answer": "nhẹ=2"}),
    ],
)  # fmt: skip
def test_another_answer_moves_the_fingerprint(one: Node, other: Node) -> None:
    """Another answer, or one that says the same by other data, has another fingerprint."""
    assert answered(one) != answered(other)


def test_rows_in_any_order_have_one_fingerprint() -> None:
    """The order of rows and of blank rows among them leaves the fingerprint as it is."""
    rows = [{"unit": unit, "criterion": "1.1", "answer": "có"} for unit in "ABC"]
    assert (
        answered(*rows) == answered(*reversed(rows)) == answered(rows[1], {"criterion": ""}, rows[0], rows[2])
    )


INVALID = {
    "two answers that cannot be read": [{"criterion": "1.1", "answer": "abc"}, {"criterion": "1.1", "answer": "xyz"}],
    "two ways to say what is forbidden": [
        {"criterion": "1.1", "answer": "không áp dụng"},
        {"criterion": "1.1", "answer": "không phát sinh"},
    ],
    "two parts of an answer that lacks a third": [
        {"criterion": "1.6", "input": "a", "answer": "1"},
        {"criterion": "1.6", "input": "b", "answer": "0,5"},
    ],
    "two rows that differ": [{"criterion": "1.1", "answer": "có"}, {"criterion": "1.1", "answer": "không"}],
    "two informative texts": [{"criterion": "1.5", "answer": "b | a"}, {"criterion": "1.5", "answer": "c"}],
    "a numerator twice, without a denominator": [
        {"criterion": "1.2", "numerator": "5"},
        {"criterion": "1.2", "input": "numerator", "answer": "5"},
    ],
    "an input that is unknown beside one that is known": [
        {"criterion": "1.4", "input": "lạ", "answer": "1"},
        {"criterion": "1.4", "input": "nhẹ", "answer": "2"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", INVALID)
def test_invalid_answers_in_any_order_have_one_fingerprint(name: str) -> None:
    """Rows that make an answer invalid show the same answer, whatever their order."""
    of = criteria(
        leaf("1.1", YES_NO), leaf("1.2", RATE), leaf("1.4", FAULTS), leaf("1.5", TEXT), leaf("1.6", THREE)
    )
    one, other = score(of, INVALID[name]), score(of, INVALID[name][::-1])
    assert list(one.leaves["answer"]) == list(other.leaves["answer"])
    assert one.manifest() == other.manifest()


def test_units_in_any_order_have_one_fingerprint() -> None:
    """The order of units and of their aliases leaves the fingerprint as it is; a name moves it."""
    rows = [{"unit": "A", "name": "Xã A", "aliases": "a; á"}, {"unit": "B", "name": "Xã B", "aliases": ""}]
    one = fingerprints.units(units(*rows))
    assert one == fingerprints.units(units(rows[1], {**rows[0], "aliases": "á; a"}))
    assert one != fingerprints.units(units(rows[0], {**rows[1], "name": "Phường B"}))


def test_the_manifest_holds_what_a_result_was_made_from() -> None:
    """A manifest has the four fingerprints, versions, language, year and stage."""
    of = one_leaf()
    answers = cchc.read_answers(pd.DataFrame({"unit": ["X"], "criterion": ["1.1"], "answer": ["có"]}), of)
    manifest = cchc.score(of, answers, lang="en").manifest()
    assert sorted(manifest["fingerprints"]) == ["answers", "content", "scoring", "units"]
    assert all(len(value) == 64 for value in manifest["fingerprints"].values())
    assert (manifest["language"], manifest["year"], manifest["stage"]) == ("en", 2025, "self")
    assert manifest["criteria"] == {"id": "thu", "version": "1.0.0", "bases": []}
    assert list(manifest["engine"]) == ["cchc-index"]
