"""The package of a workbook: its parts, how they are related, and what types they are of."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from cchc_index.sheets.marking.splicing import Element, Part, UnusualError, quoted

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT = {
    "worksheet": f"{_XML}.worksheet+xml",
    "styles": f"{_XML}.styles+xml",
    "comments": f"{_XML}.comments+xml",
}
"""The types of parts by the relation that leads to them; of others the name's ending tells."""
_VML = ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
_THEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Relation:
    """That one part needs another.

    Args:
        id: under which the one names it.
        kind: the last word of its type.
        target: the name of the other part.
    """

    id: str
    kind: str
    target: str


class Package:
    """A workbook while it is changed.

    Args:
        raw: the workbook.

    Raises:
        UnusualError: it is no package of a workbook.
    """

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            self._members = archive.infolist()
            self.parts = {member.filename: archive.read(member) for member in self._members}
        self._names = {name.lower(): name for name in self.parts}
        self.book = next((each.target for each in self.relations("") if each.kind == "officeDocument"), "")
        if not self.book or _TYPES not in self.parts:
            raise UnusualError(self.book)
        self.space = Part(self.parts[self.book], lambda _: False).root.space
        """The namespace of sheets, of which there are two."""
        self.strict = "purl.oclc.org" in self.space

    @property
    def relation_space(self) -> str:
        """The namespace of the ids of relations."""
        return _STRICT if self.strict else _TRANSITIONAL

    def relations(self, source: str) -> list[Relation]:
        """What a part needs within the package; of the package itself where no part is named."""
        part = self.parts.get(self._name(_relations_of(source)))
        if part is None:
            return []
        return [
            Relation(each.said.get("Id", ""), each.said.get("Type", "").rpartition("/")[2], target)
            for each in Part(part).root.children
            if each.said.get("TargetMode") != "External"
            and (target := self._target(source, each)) in self.parts
        ]

    def _target(self, source: str, relation: Element) -> str:
        target = unquote(relation.said.get("Target", ""))
        path = target[1:] if target.startswith("/") else f"{posixpath.dirname(source)}/{target}"
        return self._name(posixpath.normpath(path).lstrip("/"))

    def _name(self, name: str) -> str:
        """A part's name as it is written; capitals make no difference."""
        return self._names.get(name.lower(), name)

    def needed(self, source: str, kind: str) -> str:
        """The first part of a kind that a part needs; blank where there is none."""
        return next((each.target for each in self.relations(source) if each.kind == kind), "")

    def add(self, source: str, kind: str, target: str, raw: bytes) -> str:
        """Adds a part that another needs; returns the id of the relation."""
        self.parts[target] = raw
        self._names[target.lower()] = target
        self._tell_type(kind, target)
        name = self._name(_relations_of(source))
        part = Part(self.parts.get(name) or document(f'<Relationships xmlns="{_RELATIONS}"/>'))
        used = {each.said.get("Id", "").lower() for each in part.root.children}
        id_ = next(f"rId{n}" for n in range(1, len(used) + 2) if f"rid{n}" not in used)
        said = f'Id="{id_}" Type="{self.relation_space}/{kind}" Target="/{quoted(target)}"'
        part.within(part.root, part.ours(f"<Relationship {said}/>"))
        self.parts[name] = part.done()
        self._names[name.lower()] = name
        return id_

    def _tell_type(self, kind: str, target: str) -> None:
        types = Part(self.parts[_TYPES])
        told = {each.said.get("PartName", "").lower() for each in types.root.children}
        if f"/{target}".lower() in told:
            return
        if kind in _CONTENT:
            said = f'PartName="/{quoted(target)}" ContentType="{_CONTENT[kind]}"'
            types.within(types.root, types.ours(f"<Override {said}/>"))
        elif not any(each.said.get("Extension", "").lower() == _VML[0] for each in types.root.children):
            said = f'Extension="{_VML[0]}" ContentType="{_VML[1]}"'
            types.within(types.root, types.ours(f"<Default {said}/>"))
        self.parts[_TYPES] = types.done()

    def free(self, pattern: str) -> str:
        """A name that no part has; the pattern has a place for a number."""
        return next(
            name
            for n in range(1, len(self.parts) + 2)
            if (name := pattern.format(n)).lower() not in self._names
        )

    def packed(self) -> bytes:
        """The workbook; the same parts give the same bytes."""
        stream = io.BytesIO()
        known = {member.filename: member for member in self._members}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                entry = zipfile.ZipInfo(name, known[name].date_time if name in known else _THEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, part)
        return stream.getvalue()


def _relations_of(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def document(xml: str) -> bytes:
    """A whole part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
