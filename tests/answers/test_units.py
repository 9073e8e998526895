"""Units: ids, names, aliases, and the table they come from."""

import unicodedata

import pandas as pd
import pytest

import cchc_index as cchc
from tests.scoring.small import YES_NO, codes, criteria, leaf, said, score, states, units

SET = criteria(leaf("1.1", YES_NO))
KNOWN = units(
    {"unit": "X01", "name": "Xã Tân Sơn", "aliases": "Tân Sơn; UBND xã Tân Sơn", "kind": "xa", "vùng": "núi"},
    {"unit": "X02", "name": "Xã Văn Luông", "aliases": "", "kind": "xa", "vùng": ""},
)


@pytest.mark.parametrize(
    "name",
    [
        "X01",
        " X01 ",
        "x01",
        "Xã Tân Sơn",
        "XÃ  TÂN SƠN",
        "Tân Sơn",
        "UBND xã Tân Sơn",
        unicodedata.normalize("NFD", "Xã Tân Sơn"),
    ],
)
def test_a_unit_is_found_by_id_name_and_alias(name: str) -> None:
    """A unit answers by its id, its name and its aliases, in any case, blanks and normal form."""
    result = score(SET, [{"unit": name, "criterion": "1.1", "answer": "có"}], KNOWN)
    assert states(result, "1.1")["X01"] == "scored"


def test_a_name_that_two_units_share_is_not_guessed() -> None:
    """A name of two units is a problem that says that several units are called so."""
    known = units({"unit": "1", "name": "Xã A"}, {"unit": "2", "name": "Xã A"})
    result = score(SET, [{"unit": "Xã A", "criterion": "1.1", "answer": "có"}], known)
    first = result.scores.problems[0]
    assert first.code in {"unknown-unit", "ambiguous-unit"}
    assert "gần nhất là “Xã A”" not in first.message
    assert set(states(result, "1.1").values()) == {"unanswered"}


def test_a_shared_alias_leaves_ids_and_names_alone() -> None:
    """An alias of two units is no name; their ids and names still are."""
    known = units(
        {"unit": "1", "name": "Xã A", "aliases": "A"}, {"unit": "2", "name": "Xã B", "aliases": "a"}
    )
    rows = [{"unit": name, "criterion": "1.1", "answer": "có"} for name in ("Xã A", "2")]
    assert states(score(SET, rows, known), "1.1") == {"1": "scored", "2": "scored"}


def test_an_id_comes_before_a_name() -> None:
    """Where the id of one unit is the name of another, the id is meant."""
    known = units({"unit": "A", "name": "Xã B"}, {"unit": "B", "name": "A"})
    result = score(SET, [{"unit": "A", "criterion": "1.1", "answer": "có"}], known)
    assert states(result, "1.1") == {"A": "scored", "B": "unanswered"}


def test_without_a_table_units_are_those_that_rows_name() -> None:
    """Without a table of units each name in the rows is a unit."""
    rows = [{"unit": name, "criterion": "1.1", "answer": "có"} for name in ("Xã B", " Xã  A", "Xã A")]
    assert list(score(SET, rows).ranking["unit"]) == ["Xã A", "Xã B"]


def test_units_have_names_kinds_and_further_attributes() -> None:
    """Every further column of the table is an attribute of the units."""
    first = KNOWN.units[0]
    assert (first.id, first.name, first.aliases, first.kind) == (
        "X01",
        "Xã Tân Sơn",
        ("Tân Sơn", "UBND xã Tân Sơn"),
        "xa",
    )
    assert dict(first.attributes) == {"kind": "xa", "vùng": "núi"}
    assert len(KNOWN) == 2


def test_a_unit_without_a_name_is_called_by_its_id() -> None:
    """A blank name is the id."""
    assert units({"unit": "X01", "name": " "}).units[0].name == "X01"


def test_a_unit_listed_twice_is_a_problem_and_counts_once() -> None:
    """The second row of a unit is a problem; the first is used."""
    known = units({"unit": "X01", "name": "Xã A"}, {"unit": " X01", "name": "Xã B"})
    assert [str(problem) for problem in known.problems] == [
        "3: error repeated-unit: Đơn vị “X01” có hai dòng trong bảng đơn vị; chỉ dòng đầu được dùng."
    ]
    assert [unit.name for unit in known.units] == ["Xã A"]


def test_problems_of_units_are_problems_of_the_result() -> None:
    """What is wrong with the table of units is listed in the result."""
    known = units({"unit": "X", "name": "Xã A"}, {"unit": "X", "name": "Xã B"}, {"unit": "", "name": "Xã C"})
    result = score(SET, [{"criterion": "1.1", "answer": "có"}], known)
    assert codes(result) == ["repeated-unit", "unit-missing"]


def test_a_blank_row_of_the_table_is_nothing() -> None:
    """A blank row of the table of units is no problem."""
    assert units({"unit": "X"}, {"unit": ""}).problems == ()


@pytest.mark.parametrize(
    ("cell", "ranked"), [("có", True), ("không", False), ("x", True), ("", True), ("No", False)]
)
def test_ranked_is_yes_or_no(cell: str, ranked: bool) -> None:  # noqa: FBT001 - a case
    """The column ranked is read as yes or no; blank is yes."""
    assert units({"unit": "X", "ranked": cell}).units[0].ranked is ranked


def test_a_word_that_is_no_yes_or_no_in_ranked_is_a_problem() -> None:
    """Any other word in the column ranked is a problem."""
    assert said_of(units({"unit": "X", "ranked": "chưa"})) == [
        "2: error yes-or-no-wanted: Ghi “chưa”; cần “có” hoặc “không”."
    ]


def said_of(known: cchc.Units) -> list[str]:
    """Return what was found in a table of units."""
    return [str(problem) for problem in known.problems]


def test_a_table_without_the_column_unit_is_refused() -> None:
    """A table of units needs the column unit; the problem names the columns it has."""
    with pytest.raises(cchc.DataError) as raised:
        cchc.read_units(pd.DataFrame({"mã": ["X01"], "name": ["Xã A"]}))
    assert str(raised.value).startswith(
        "error columns-missing: Bảng thiếu cột unit; các cột tìm thấy: mã, name."
    )


@pytest.mark.parametrize("heading", ["Unit", " UNIT ", "unit"])
def test_headings_are_read_in_any_case(heading: str) -> None:
    """Headings are compared without regard to case and outer blanks."""
    assert cchc.read_units(pd.DataFrame({heading: ["X01"]})).units[0].id == "X01"


def test_a_kind_that_the_set_does_not_know_is_a_problem() -> None:
    """A unit whose kind is none of the set's is a problem that names those there are."""
    of = criteria(leaf("1.1", YES_NO), unit_kinds=["xa", "phuong"])
    result = score(of, [{"criterion": "1.1", "answer": "có"}], units({"unit": "X", "kind": "xã"}))
    assert said(result) == [
        "error unit-kind-unknown: X thuộc loại “xã”, không có trong bộ tiêu chí; các loại đã nêu: xa, phuong."
    ]


def test_kinds_are_the_same_in_any_normal_form() -> None:
    """A kind written in the set with accents as characters of their own is the kind of the units' table."""
    kind = unicodedata.normalize("NFD", "phường")
    of = criteria(leaf("1.1", YES_NO, applies_to={"kind": [kind]}))
    result = score(of, [{"criterion": "1.1", "answer": "có"}], units({"unit": "X", "kind": "phường"}))
    assert states(result, "1.1") == {"X": "scored"}


def test_a_criterion_is_found_in_any_normal_form_everywhere() -> None:
    """An id written in the set with accents as characters of their own is found by rows and by explain."""
    of = criteria(leaf(unicodedata.normalize("NFD", "1.đường"), YES_NO))
    result = score(of, [{"criterion": "1.đường", "answer": "có"}])
    assert codes(result) == []
    assert "có → 2/2 điểm" in result.explain("X", "1.đường")


def test_a_unit_may_have_any_name() -> None:
    """Stars, formulas, paths and signs are names like others."""
    names = ["*", "=1+1", "../x", "CON", "a;b", "Xã “A”", "0", "không"]
    result = score(SET, [{"unit": name, "criterion": "1.1", "answer": "có"} for name in names])
    assert sorted(result.ranking["unit"]) == sorted(names)
    assert list(result.summary["node"]) == ["*", "1"]
