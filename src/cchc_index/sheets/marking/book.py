"""A whole workbook with its problems marked: cells, notes, and a first sheet that lists them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_index.problems import Severity
from cchc_index.sheets.marking.cells import Place, SheetCells, address, spot_of, whole
from cchc_index.sheets.marking.earlier import Earlier, told
from cchc_index.sheets.marking.listing import Listed, link_to, listing
from cchc_index.sheets.marking.notes import Note, put_notes, take_out_notes
from cchc_index.sheets.marking.package import Package
from cchc_index.sheets.marking.splicing import Element, Part, UnusualError, quoted
from cchc_index.sheets.marking.styles import Styles
from cchc_index.tables.workbooks import LIST_SHEET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.problems import Problem
    from cchc_index.sheets.marking.listing import Wording

LIST_PART = "xl/worksheets/cchc-problems.xml"
"""The part of the list; whatever program saves the workbook again calls it otherwise."""
_NONE = Earlier()
_LONGEST_NOTE = 30_000
_SELECTED = re.compile(rb"tabSelected\s*=")


@dataclass
class _Sheet:
    """One sheet of the workbook: its part, and its problems by row and column."""

    part: str
    found: dict[tuple[int, int | None], list[Problem]] = field(default_factory=lambda: defaultdict(list))


def marked(raw: bytes, problems: Sequence[Problem], wording: Wording, earlier: Earlier = _NONE) -> bytes:
    """A workbook with its problems marked; what an earlier call marked in it is taken out.

    Args:
        raw: the workbook, which has been seen to be safe to unpack.
        problems: what is wrong with it, in the order of the list.
        wording: how the list is told.
        earlier: what an earlier call listed.

    Raises:
        UnusualError: it is put together in a way in which nothing can be marked.
    """
    package = Package(raw)
    book = Part(package.parts[package.book])
    sheets = _sheets(package, book)
    list_part = sheets.pop(earlier.sheet).part if earlier.sheet and earlier.sheet in sheets else ""
    at: dict[int, tuple[_Sheet, int, int | None]] = {}
    for number, problem in enumerate(problems):
        name, row, column = spot_of(str(problem.place))
        if row is not None and name in sheets:
            at[number] = (sheets[name], row, column)
            sheets[name].found[row, column].append(problem)
    styles = Styles(package)
    marks = {sheet.part: _mark(package, name, sheet, (styles, earlier)) for name, sheet in sheets.items()}
    lines = [
        Listed(problem, *marks[at[number][0].part][at[number][1:]]) if number in at else Listed(problem)
        for number, problem in enumerate(problems)
    ]
    listed = listing(lines, wording, styles, package.space)
    if list_part:
        package.parts[list_part] = listed
        _show(book, earlier.sheet)
    else:
        _put_list(package, book, listed, wording)
    package.parts[package.book] = book.done()
    styles.done()
    return package.packed()


def _sheets(package: Package, book: Part) -> dict[str, _Sheet]:
    """The sheets of cells by their names."""
    targets = {each.id: each.target for each in package.relations(package.book) if each.kind == "worksheet"}
    found = {}
    for each in book.root.all("sheets", "sheet"):
        ids = [value for name, value in each.said.items() if name.endswith("}id")]
        if ids and ids[0] in targets:
            found[each.said.get("name", "")] = _Sheet(targets[ids[0]])
    return found


def _mark(
    package: Package, name: str, sheet: _Sheet, known: tuple[Styles, Earlier]
) -> dict[tuple[int, int | None], tuple[str, str]]:
    """Marks the cells of a sheet; returns how formulas name each, and the fill that it had."""
    styles, earlier = known
    raw = package.parts[sheet.part]
    before = take_out_notes(package, sheet.part, earlier)
    if not sheet.found and not before and not _SELECTED.search(raw):
        return {}
    cells = SheetCells(raw, {row for row, _ in (*sheet.found, *before)})
    seen = {spot: cells.cell(*spot) for spot in sheet.found}
    by_cell: dict[Place, list[Problem]] = {}
    for spot, found in sheet.found.items():
        by_cell.setdefault(seen[spot], []).extend(found)
    fills: dict[Place, str] = {}

    def style(place: Place, now: int) -> int:
        fills[place] = styles.fill_of(now)
        if place in before:
            fill = earlier.fill(name, address(place), before[place])
            now, fills[place] = styles.uncoloured(now, fill)
        return styles.marked(now, _worst(by_cell[place])) if place in by_cell else now

    cells.restyle((*by_cell, *before), style)
    cells.deselect()
    if by_cell:
        notes = [Note(place, _said(by_cell[place])) for place in sorted(by_cell)]
        put_notes(package, sheet.part, cells, notes)
    package.parts[sheet.part] = cells.part.done()
    return {
        spot: (link_to(name, address((spot[0], place[1] if spot[1] is None else spot[1]))), fills[place])
        for spot, place in seen.items()
    }


def _worst(problems: Sequence[Problem]) -> Severity:
    return min((each.severity for each in problems), key=list(Severity).index)


def _said(problems: Sequence[Problem]) -> str:
    """What is said at a cell."""
    return "\n".join(told(each.message, each.hint) for each in problems)[:_LONGEST_NOTE]


def _put_list(package: Package, book: Part, part: bytes, wording: Wording) -> None:
    """Puts the list before all other sheets, as the one that is seen first."""
    sheets = book.root.child("sheets")
    if sheets is None or not sheets.children:
        raise UnusualError(book.root.name)
    name = package.free("xl/worksheets/cchc-problems{}.xml") if LIST_PART in package.parts else LIST_PART
    id_ = package.add(package.book, "worksheet", name, part)
    number = 1 + max((whole(each.said.get("sheetId"), 0) for each in sheets.children), default=0)
    name = _free_name(LIST_SHEET.to(wording.lang), sheets)
    said = f'name="{quoted(name)}" sheetId="{number}" xmlns:r="{package.relation_space}" r:id="{id_}"'
    book.before(sheets.children[0], book.ours(f"<sheet {said}/>"))
    for view in book.root.all("bookViews", "workbookView"):
        book.say(view, activeTab="0", firstSheet="0")
    for each in book.root.all("definedNames", "definedName"):
        if "localSheetId" in each.said:
            book.say(each, localSheetId=str(whole(each.said["localSheetId"], 0) + 1))


def _show(book: Part, name: str) -> None:
    """Makes the list, which is there already, the sheet that is seen first."""
    names = [each.said.get("name") for each in book.root.all("sheets", "sheet")]
    for each in book.root.all("sheets", "sheet"):
        if each.said.get("name") == name:
            book.say(each, state=None)
    for view in book.root.all("bookViews", "workbookView"):
        book.say(view, activeTab=str(names.index(name)), firstSheet="0")


def _free_name(name: str, sheets: Element) -> str:
    """A name that no sheet has."""
    used = {each.said.get("name", "").casefold() for each in sheets.children}
    names = [name, *(f"{name} ({n})" for n in range(2, len(used) + 3))]
    return next(each for each in names if each.casefold() not in used)
