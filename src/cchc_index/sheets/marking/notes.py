"""Notes at the cells of one sheet: the part that holds their texts, and the drawing that holds their boxes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_index.sheets.marking.cells import address, place_of, whole
from cchc_index.sheets.marking.drawings import (
    WIDTH,
    Box,
    first_block,
    new_drawing,
    with_boxes,
    without_boxes,
)
from cchc_index.sheets.marking.package import document
from cchc_index.sheets.marking.splicing import Part, UnusualError
from cchc_index.sheets.stamped_parts import text_element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.sheets.marking.cells import Place, SheetCells
    from cchc_index.sheets.marking.earlier import Earlier
    from cchc_index.sheets.marking.package import Package
    from cchc_index.sheets.marking.splicing import Element

AUTHOR = "cchc-index"
_LOOKS = '<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
)  # fmt: skip
_LETTERS, _LINE, _MOST_LINES = 46, 16, 30
"""The letters of a line of a note, its height in pixels, and the most lines that are shown at once."""


@dataclass(frozen=True)
class Note:
    """What is said at a cell.

    Args:
        place: the cell.
        text: what is said.
    """

    place: Place
    text: str

    def box(self, cells: SheetCells) -> Box:
        """Where it is drawn."""
        lines = sum(max(1, math.ceil(len(line) / _LETTERS)) for line in self.text.split("\n"))
        height = _LINE * (min(lines, _MOST_LINES) + 1)
        return Box(self.place, height, cells.anchor(self.place, WIDTH, height))


def take_out_notes(package: Package, sheet: str, earlier: Earlier) -> dict[Place, str]:
    """Takes the notes of an earlier call out of a sheet; returns what was said at each cell.

    What somebody has added to one stays with it.

    Raises:
        UnusualError: the notes of the sheet are not where they belong.
    """
    name = package.needed(sheet, "comments")
    if not name or not (earlier.sheet or AUTHOR.encode() in package.parts[name]):
        return {}
    part = Part(package.parts[name])
    ours = {n for n, each in enumerate(part.root.all("authors", "author")) if each.text == AUTHOR}
    taken: dict[Place, str] = {}
    emptied: set[Place] = set()
    for each in part.root.all("commentList", "comment"):
        place, runs = place_of(each.said.get("ref", "")), _runs(each)
        text = "".join(said for _, said in runs)
        by_us = not earlier.sheet and whole(each.said.get("authorId"), -1) in ours
        if place is not None and (by_us or earlier.said(text)):
            part.instead(each, "")
            taken[place] = text
            emptied.add(place)
        elif place is not None and runs and earlier.said(runs[0][1]):
            part.instead(runs[0][0], "")
            taken[place] = runs[0][1]
    package.parts[name] = part.done()
    drawing = package.needed(sheet, "vmlDrawing")
    if drawing:
        package.parts[drawing] = without_boxes(package.parts[drawing], emptied)
    return taken


def _runs(comment: Element) -> list[tuple[Element, str]]:
    """The pieces of which a note is made, with their texts."""
    there = comment.child("text")
    return [
        (each, each.text if each.name == "t" else "".join(piece.text for piece in each.all("t")))
        for each in (there.children if there is not None else ())
        if each.name in {"t", "r"}
    ]


def put_notes(package: Package, sheet: str, cells: SheetCells, notes: Sequence[Note]) -> None:
    """Notes cells of a sheet; a note that is there already is told after ours, in the same box.

    Raises:
        UnusualError: the notes of the sheet are not where they belong.
    """
    name = package.needed(sheet, "comments")
    raw = package.parts[name] if name else _no_notes(package.space)
    raw, kept = _texts(raw, notes)
    if name:
        package.parts[name] = raw
    else:
        package.add(sheet, "comments", package.free("xl/comments{}.xml"), raw)
    boxes = {each.place: each.box(cells) for each in notes}
    drawing = cells.part.root.child("legacyDrawing")
    if drawing is None:
        vml = package.add(sheet, "vmlDrawing", target := package.free("xl/drawings/vmlDrawing{}.vml"), b"")
        package.parts[target] = new_drawing(list(boxes.values()), first_block(package))
        space = package.relation_space
        xml = cells.part.ours(f'<legacyDrawing xmlns:r="{space}" r:id="{vml}"/>')
        cells.part.in_order(cells.part.root, xml, "legacyDrawing", _ORDER)
        return
    target = _target(package, sheet, drawing)
    package.parts[target] = with_boxes(package.parts[target], boxes, kept)


def _target(package: Package, sheet: str, drawing: Element) -> str:
    """The drawing that a sheet names."""
    ids = {value for name, value in drawing.said.items() if name.endswith("}id")}
    found = [each.target for each in package.relations(sheet) if each.id in ids]
    if not found:
        raise UnusualError(sheet)
    return found[0]


def _no_notes(space: str) -> bytes:
    return document(f'<comments xmlns="{space}"><authors/><commentList/></comments>')


def _texts(raw: bytes, notes: Sequence[Note]) -> tuple[bytes, set[Place]]:
    """The part of texts with ours, and the places that had a note already."""
    part = Part(raw)
    authors, told = part.root.child("authors"), part.root.child("commentList")
    if authors is None or told is None:
        raise UnusualError(part.root.name)
    names = [each.text for each in authors.children]
    if AUTHOR not in names:
        part.within(authors, part.ours(f"<author>{AUTHOR}</author>"))
        names.append(AUTHOR)
    there = {each.said.get("ref", ""): each for each in told.children}
    kept: set[Place] = set()
    for note in notes:
        cell = address(note.place)
        if cell in there:
            kept.add(note.place)
            _tell_first(part, there[cell], note.text)
        else:
            text = f"<text><r>{_LOOKS}{text_element(note.text)}</r></text>"
            said = f'ref="{cell}" authorId="{names.index(AUTHOR)}" shapeId="0"'
            part.within(told, part.ours(f"<comment {said}>{text}</comment>"))
    return part.done(), kept


def _tell_first(part: Part, comment: Element, text: str) -> None:
    """Puts a text before what a note says already."""
    there = comment.child("text")
    if there is None:
        raise UnusualError(comment.name)
    run = part.ours(f"<r>{_LOOKS}{text_element(text + chr(10))}</r>")
    if not there.children:
        part.within(there, run)
        return
    part.before(there.children[0], run)
    plain = there.child("t")
    if plain is not None:
        part.before(plain, part.ours("<r>"))
        part.instead(plain, part.source(plain) + b"</r>")
