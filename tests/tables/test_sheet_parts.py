"""What the part of a sheet says beside its values is found however the part is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_index.problems import DataError
from cchc_index.tables.sheet_parts import Marks, SheetPart

if TYPE_CHECKING:
    from collections.abc import Sequence

CELLS = {
    "blank": '<c r="{at}" s="1"/>',
    "number": '<c r="{at}" s="1"><v>5</v></c>',
    "text": '<c r="{at}" t="s"><v>0</v></c>',
    "inline": '<c r="{at}" t="inlineStr"><is><t>AB12345 v</t></is></c>',
    "computed": '<c r="{at}"><f>A1</f><v>2</v></c>',
    "blank text": '<c r="{at}" t="str"><f>A1</f><v></v></c>',
    "percent": '<c r="{at}" s="7"><v>0.5</v></c>',
    "error": '<c r="{at}" t="e"><v>#N/A</v></c>',
    "unsaved": '<c r="{at}"><f>A1</f></c>',
    "unsaved, shared": '<c r="{at}"><f t="shared" si="0"/></c>',
    "unsaved, blank": '<c r="{at}"><f>A1</f><v></v></c>',
    "unsaved, empty": '<c r="{at}"><f>A1</f><v/></c>',
}
PERCENT = {7}


def part(kinds: Sequence[Sequence[str]]) -> str:
    """The part of a sheet with cells of some kinds, row by row."""
    rows = (
        f'<row r="{row}">{"".join(CELLS[kind].format(at=f"{chr(65 + n)}{row}") for n, kind in enumerate(cells))}</row>'
        for row, cells in enumerate(kinds, start=1)
    )
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


def marks(text: str) -> Marks:
    """The marks of a part."""
    return SheetPart(text.encode(), "x.xlsx").marks(PERCENT)


def expected(kinds: Sequence[Sequence[str]]) -> Marks:
    """The marks of cells of some kinds."""
    places = {(row, n): kind for row, cells in enumerate(kinds) for n, kind in enumerate(cells)}
    return Marks(
        frozenset(place for place, kind in places.items() if kind == "percent"),
        {place: "#N/A" for place, kind in places.items() if kind == "error"},
        frozenset(place for place, kind in places.items() if kind.startswith("unsaved")),
    )


KINDS = st.lists(st.lists(st.sampled_from(sorted(CELLS)), max_size=6), max_size=6)


@given(KINDS)
def test_percentages_errors_and_formulas_without_a_value_are_found(kinds: list[list[str]]) -> None:
    """Exactly the cells that are marked are found."""
    assert marks(part(kinds)) == expected(kinds)


@given(KINDS)
def test_a_part_with_prefixes_is_read_like_one_without(kinds: list[list[str]]) -> None:
    """Programs that write `<x:c>` for `<c>` mean the same."""
    text = part(kinds).replace("</", "<!").replace("<", "<x:").replace("<x:!", "</x:")
    assert marks(text) == expected(kinds)


@given(KINDS)
def test_cells_without_a_place_stand_after_those_before_them(kinds: list[list[str]]) -> None:
    """A cell that does not say where it is comes right after the last, as spreadsheets read it."""
    bare = part(kinds)
    for row in range(1, len(kinds) + 1):
        for column in "ABCDEF":
            bare = bare.replace(f' r="{column}{row}"', "")
        bare = bare.replace(f'<row r="{row}">', "<row>")
    assert marks(bare) == expected(kinds)


@pytest.mark.parametrize(
    "cell",
    [
        "<c s='7' r='B2'><v>0.5</v></c>",
        '<c s = "7" r = "B2"><v>0.5</v></c>',
        '<c\n r="B2"\n s="7"><v>0.5</v></c>',
        '<c t="n" s="7" r="B2" ><v>0.5</v></c>',
    ],
)
def test_attributes_are_read_in_any_order_and_spelling(cell: str) -> None:
    """Quotes, blanks and the order of attributes change nothing."""
    text = f'<worksheet><sheetData><row r="2">{cell}</row></sheetData></worksheet>'
    assert marks(text).percent == {(1, 1)}


@pytest.mark.parametrize("place", ["XFD1048576", "AAA10000", "ZZ5999", "xfd999999"])
@pytest.mark.parametrize("spelling", ['r="{}"', "r='{}'", 'r = "{}"', 'r="{}"\n'])
def test_a_cell_far_away_is_refused_before_room_is_made_for_it(place: str, spelling: str) -> None:
    """One cell in the last corner does not make a sheet of millions of cells."""
    cell = f"<c {spelling.format(place)}><v>1</v></c>"
    text = f'<worksheet><sheetData><row r="1"><c r="A1"/>{cell}</row></sheetData></worksheet>'
    with pytest.raises(DataError, match=r"x\.xlsx"):
        SheetPart(text.encode(), "x.xlsx").check_area()


def test_a_row_far_away_is_refused_even_where_its_cells_name_no_place() -> None:
    """The row counts where the cell does not say its own."""
    cells = "<c/>" * 30
    text = f'<worksheet><sheetData><row r="900000">{cells}<c><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(DataError, match=r"x\.xlsx"):
        SheetPart(text.encode(), "x.xlsx").check_area()


def test_a_large_sheet_that_can_be_held_is_not_refused() -> None:
    """Rows beyond the ten thousandth and columns beyond Z are as good as others."""
    text = '<worksheet><sheetData><row r="99999"><c r="AB99999"><v>1</v></c></row></sheetData></worksheet>'
    SheetPart(text.encode(), "x.xlsx").check_area()


def test_merged_ranges_are_read_from_the_list_below_the_cells() -> None:
    """A range is named by its first and its last cell."""
    below = '<mergeCells count="2"><mergeCell ref="A1:P1"/><mergeCell ref="AB3:AC12"/></mergeCells>'
    text = part([["number"]]).replace("</sheetData>", f"</sheetData>{below}")
    assert marks(text).merged == (((0, 0), (0, 15)), ((2, 27), (11, 28)))
