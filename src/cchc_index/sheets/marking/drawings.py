"""The boxes of notes: the drawing of a sheet in which they lie.

Such drawings are seldom well-formed, so they are not read as XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_index.sheets.marking.splicing import UnusualError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from cchc_index.sheets.marking.cells import Place
    from cchc_index.sheets.marking.package import Package

WIDTH = 320
"""The width of a note in pixels."""
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:{width}pt;'
    'height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = re.compile(rb"<((?:\w+:)?)shape\b[^>]*(?<!/)>.*?</\1shape>\s*", re.DOTALL)
_AT = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*([0-9]{1,7})\s*</")
_ANCHOR = re.compile(rb"<((?:\w+:)?)Anchor>[^<]*</")
_IDS = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_BLOCKS = re.compile(rb"<(?:\w+:)?idmap\b[^>]*\bdata=[\"']([0-9, ]+)[\"']")
_BLOCK = 1024
"""How many ids of shapes belong together."""


@dataclass(frozen=True)
class Box:
    """Where a note is drawn.

    Args:
        place: its cell.
        height: in pixels.
        anchor: from where to where it reaches, as drawings say it.
    """

    place: Place
    height: int
    anchor: str

    def shape(self, number: int, order: int) -> str:
        """The box as a drawing has it."""
        row, column = self.place
        return _SHAPE.format(
            id=number, width=WIDTH * 3 // 4, height=self.height * 3 // 4, order=order, anchor=self.anchor,
            row=row, column=column,
        )  # fmt: skip


def first_block(package: Package) -> int:
    """The first block of ids that no drawing of the workbook has."""
    used = {
        int(number)
        for name, raw in package.parts.items()
        if name.lower().endswith(".vml")
        for said in _BLOCKS.findall(raw)
        for number in said.split(b",")
        if number.strip()
    }
    return max(used, default=0) + 1


def new_drawing(boxes: Sequence[Box], block: int) -> bytes:
    """A drawing of boxes alone."""
    blocks = ",".join(str(block + n) for n in range(len(boxes) // _BLOCK + 1))
    first = block * _BLOCK + 1
    shapes = "".join(each.shape(first + n, n + 1) for n, each in enumerate(boxes))
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}{_KIND}{shapes}</xml>".encode()


def with_boxes(raw: bytes, boxes: Mapping[Place, Box], kept: Container[Place]) -> bytes:
    """A drawing with more boxes; those that are there already are made large enough.

    Raises:
        UnusualError: it does not end as drawings do.
    """
    drawn: set[Place] = set()

    def grown(found: re.Match[bytes]) -> bytes:
        place = _place(found[0])
        if place not in kept:
            return found[0]
        drawn.add(place)
        return _ANCHOR.sub(rb"<\1Anchor>%b</" % boxes[place].anchor.encode(), found[0])

    raw = _SHAPES.sub(grown, raw)
    end = raw.rfind(b"</xml>")
    if end < 0:
        raise UnusualError(raw[:100])
    first = max(map(int, _IDS.findall(raw)), default=_BLOCK) + 1
    new = [box for place, box in boxes.items() if place not in drawn]
    kind = "" if b'id="_x0000_t202"' in raw else _KIND
    shapes = "".join(each.shape(first + n, first + n) for n, each in enumerate(new))
    more = kind + shapes
    if any(name not in raw for name in _SPACES.encode().split()):
        more = more.replace("<v:shape ", f"<v:shape {_SPACES} ").replace(
            "<v:shapetype ", f"<v:shapetype {_SPACES} "
        )
    return raw[:end] + more.encode() + raw[end:]


def without_boxes(raw: bytes, places: Container[Place]) -> bytes:
    """A drawing without the boxes of some cells."""
    return _SHAPES.sub(lambda found: b"" if _place(found[0]) in places else found[0], raw)


def _place(shape: bytes) -> Place:
    """The cell of a box; none where it is another shape."""
    at = {name: int(number) for name, number in _AT.findall(shape)}
    return at.get(b"Row", -1), at.get(b"Column", -1)
