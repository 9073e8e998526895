"""The styles of a workbook, with more of them: cells that are coloured and else look as before, and our own list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_index.problems import Severity
from cchc_index.sheets.book import FONT
from cchc_index.sheets.marking.cells import whole
from cchc_index.sheets.marking.package import document
from cchc_index.sheets.marking.splicing import Part, UnusualError, with_attributes

if TYPE_CHECKING:
    from cchc_index.sheets.marking.package import Package
    from cchc_index.sheets.marking.splicing import Element

COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
_FILL = re.compile(
    "rgb [0-9A-Fa-f]{6,8}|indexed [0-9]{1,2}|theme [0-9]{1,2}(?: tint -?[0-9.]{1,20})?", re.ASCII
)
HEAD_COLOUR = "FFDDE7F0"
_SIDES = "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom")
)
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_FIRST = {
    "fonts": f'<font><sz val="11"/><name val="{FONT}"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}
"""What a list of styles begins with in a workbook that has none."""


class Styles:
    """The styles of a workbook while some are added.

    Args:
        package: the workbook.

    Raises:
        UnusualError: they are not where they belong.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._name = package.needed(package.book, "styles")
        if not self._name:
            self._name = (
                "xl/styles.xml" if "xl/styles.xml" not in package.parts else package.free("xl/styles{}.xml")
            )
            package.add(
                package.book, "styles", self._name, document(f'<styleSheet xmlns="{package.space}"/>')
            )
        self._part = _whole(Part(package.parts[self._name]))
        self._lists = {name: self._part.root.child(name) for name in _FIRST}
        self._sizes = {name: len(each.children) for name, each in self._lists.items() if each is not None}
        self._formats = [self._part.source(each) for each in self._list("cellXfs").children]
        self._refills: dict[tuple[int, int], int] = {}
        self._once_added: dict[tuple[str, str], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """The style of a cell in the colour of a severity: its number format, border and protection stay."""
        return self._refilled(style, self._fill(COLOURS[severity]))

    def _refilled(self, style: int, fill: int) -> int:
        """A style with another fill."""
        if (style, fill) not in self._refills:
            source = self._formats[style if 0 <= style < len(self._formats) else 0]
            tag = source.index(b">") + 1
            said: dict[str, str | None] = {"fillId": str(fill), "applyFill": "1"}
            new = with_attributes(source[:tag], said) + source[tag:]
            self._refills[style, fill] = self._add("cellXfs", new)
        return self._refills[style, fill]

    def fill_of(self, style: int) -> str:
        """The fill of a style in words; blank where it has none, or one that there are no words for."""
        formats, fills = self._list("cellXfs").children, self._list("fills").children
        number = whole(formats[style].said.get("fillId"), 0) if 0 <= style < len(formats) else 0
        pattern = fills[number].child("patternFill") if number < len(fills) else None
        colour = pattern.child("fgColor") if pattern is not None else None
        if pattern is None or colour is None or pattern.said.get("patternType") != "solid":
            return ""
        words = " ".join(f"{name} {value}" for name, value in sorted(colour.said.items()))
        return words if _FILL.fullmatch(words) else ""

    def uncoloured(self, style: int, fill: str) -> tuple[int, str]:
        """The style and fill of a cell that an earlier call coloured, as they were; those given since stay."""
        now = self.fill_of(style)
        if now not in {f"rgb {colour}" for colour in COLOURS.values()}:
            return style, now
        words = fill.split() if _FILL.fullmatch(fill) else []
        said = " ".join(f'{name}="{value}"' for name, value in zip(words[::2], words[1::2], strict=True))
        return self._refilled(style, self._solid(said) if said else 0), fill

    def own(
        self, *, colour: str = "", size: int = 12, bold: bool = False, link: bool = False, lined: bool = True
    ) -> int:
        """A style of our list."""
        looks = ("<b/>" if bold else "") + ("<u/>" if link else "")
        tint = '<color rgb="FF0563C1"/>' if link else ""
        font = self._once("fonts", f'<font>{looks}<sz val="{size}"/>{tint}<name val="{FONT}"/></font>')
        fill = self._fill(colour) if colour else 0
        border = self._once("borders", f"<border>{_SIDES}<diagonal/></border>") if lined else 0
        said = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"'
        return self._once(
            "cellXfs",
            f'<xf {said} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            '<alignment vertical="top" wrapText="1"/></xf>',
        )

    def done(self) -> None:
        """Puts the styles into the workbook."""
        for name, size in self._sizes.items():
            self._part.say(self._list(name), count=str(size))
        self._package.parts[self._name] = self._part.done()

    def _fill(self, colour: str) -> int:
        return self._solid(f'rgb="{colour}"')

    def _solid(self, colour: str) -> int:
        pattern = f'<patternFill patternType="solid"><fgColor {colour}/><bgColor indexed="64"/></patternFill>'
        return self._once("fills", f"<fill>{pattern}</fill>")

    def _once(self, name: str, xml: str) -> int:
        """The number of a style of ours, which is added when it is first asked for."""
        if (name, xml) not in self._once_added:
            self._once_added[name, xml] = self._add(name, self._part.ours(xml).encode())
        return self._once_added[name, xml]

    def _add(self, name: str, xml: bytes) -> int:
        self._part.within(self._list(name), xml)
        self._sizes[name] += 1
        if name == "cellXfs":
            self._formats.append(xml)
        return self._sizes[name] - 1

    def _list(self, name: str) -> Element:
        found = self._lists[name]
        if found is None:
            raise UnusualError(name)
        return found


def _whole(part: Part) -> Part:
    """The styles with every list that cells of ours need."""
    if part.root.name != "styleSheet":
        raise UnusualError(part.root.name)
    for name, xml in _FIRST.items():
        if not getattr(part.root.child(name), "children", None):
            if (empty := part.root.child(name)) is not None:
                part.instead(empty, "")
            part.in_order(part.root, part.ours(f"<{name}>{xml}</{name}>"), name, _ORDER)
    return Part(part.done())
