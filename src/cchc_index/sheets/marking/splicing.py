"""XML changed in a few places: what is new is spliced into the bytes, so that all else stays as it was written.

Names are read with their namespaces, whatever prefixes a program gave them; what is put in names its own. A part
with a document type is refused, so that no entity is ever expanded or fetched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""(\s+)([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_QUOTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


class UnusualError(Exception):
    """A workbook that is put together in a way in which nothing can be spliced into it."""


@dataclass(slots=True, eq=False)
class Element:
    """One element and where it stands.

    Args:
        name: without its prefix.
        space: its namespace.
        said: its attributes; of those with a prefix the name is `namespace}name`.
        start: where its first tag begins.
        opened: where its first tag is over.
        closed: where its last tag begins.
        end: where all of it is over; for an element of one tag the same as `opened`.
        text: what it says itself.
        children: the elements right below it that were asked for.
    """

    name: str
    space: str
    said: dict[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((each for each in self.children if each.name == name), None)

    def all(self, *names: str) -> Iterator[Element]:
        """All that lies on a path below: the children of the first name, of these those of the second, and so on."""
        for each in self.children:
            if each.name == names[0]:
                yield from each.all(*names[1:]) if len(names) > 1 else (each,)


def quoted(value: str) -> str:
    """A value as it stands between the double quotes of an attribute."""
    return escape(value, _QUOTE)


class Part:
    """One part while it is changed.

    Args:
        raw: its bytes.
        deep: whether what is below an element is asked for; all of it where not given.

    Raises:
        UnusualError: it is no XML, or has a document type.
    """

    def __init__(self, raw: bytes, deep: Callable[[Element], bool] | None = None) -> None:
        self.raw = raw
        self.root = _read(raw, deep)
        self._said: dict[Element, dict[str, str | None]] = defaultdict(dict)
        self._before: dict[Element, list[bytes]] = defaultdict(list)
        self._within: dict[Element, list[bytes]] = defaultdict(list)
        self._instead: dict[Element, bytes] = {}

    def ours(self, xml: str) -> str:
        """An element without a prefix, as it may be put in: where the others have one it names its namespace."""
        if b":" not in _name(self.raw, self.root):
            return xml
        name = _NAME.match(xml.encode())
        cut = name.end() if name else 0
        return f'{xml[:cut]} xmlns="{quoted(self.root.space)}"{xml[cut:]}'

    def say(self, element: Element, **said: str | None) -> None:
        """Sets attributes of an element, or takes away those without a value."""
        self._said[element].update(said)

    def before(self, element: Element, xml: str | bytes) -> None:
        """Puts something before an element."""
        self._before[element].append(_ascii(xml))

    def within(self, element: Element, xml: str | bytes) -> None:
        """Puts something at the end of an element."""
        self._within[element].append(_ascii(xml))

    def instead(self, element: Element, xml: str | bytes) -> None:
        """Puts something in the place of an element."""
        self._instead[element] = _ascii(xml)

    def in_order(self, parent: Element, xml: str | bytes, name: str, order: Sequence[str]) -> None:
        """Puts a child of some name where the order of the names wants it."""
        before = set(order[: order.index(name)])
        last = max((n for n, each in enumerate(parent.children) if each.name in before), default=-1)
        if last + 1 < len(parent.children):
            self.before(parent.children[last + 1], xml)
        else:
            self.within(parent, xml)

    def source(self, element: Element) -> bytes:
        """An element as it is written."""
        return self.raw[element.start : element.end]

    def done(self) -> bytes:
        """The part with all its changes."""
        pieces: list[tuple[int, int, bytes]] = []
        for element in {**self._said, **self._within}:
            pieces += self._pieces(element)
        pieces += [(each.start, each.start, b"".join(xml)) for each, xml in self._before.items()]
        pieces += [(each.start, each.end, xml) for each, xml in self._instead.items()]
        made, place = [], 0
        for start, end, xml in sorted(pieces, key=lambda piece: piece[:2]):
            made += [self.raw[place:start], xml]
            place = end
        return b"".join([*made, self.raw[place:]])

    def _pieces(self, element: Element) -> Iterator[tuple[int, int, bytes]]:
        """What changes of an element itself."""
        tag = with_attributes(self.raw[element.start : element.opened], self._said.get(element, {}))
        more = b"".join(self._within.get(element, ()))
        if more and element.opened == element.end:
            tag = tag[:-2].rstrip() + b">" + more + b"</" + _name(self.raw, element) + b">"
        elif more:
            yield element.closed, element.closed, more
        yield element.start, element.opened, tag


def with_attributes(tag: bytes, said: dict[str, str | None]) -> bytes:
    """A first tag with other values of some attributes; those without a value are taken away."""
    left = dict(said)

    def changed(found: re.Match[bytes]) -> bytes:
        name = found[2].decode("ascii", "replace")
        if name not in said:
            return found[0]
        value = left.pop(name, None)
        return b"" if value is None else found[1] + _attribute(name, value)

    tag = _ATTRIBUTE.sub(changed, tag)
    more = b"".join(b" " + _attribute(name, value) for name, value in left.items() if value is not None)
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:cut].rstrip() + more + tag[cut:] if more else tag


def _attribute(name: str, value: str) -> bytes:
    return _ascii(f'{name}="{quoted(value)}"')


def _ascii(xml: str | bytes) -> bytes:
    """A text in letters that every encoding of a part has; what was taken from a part is in its own."""
    return xml if isinstance(xml, bytes) else xml.encode("ascii", "xmlcharrefreplace")


def _name(raw: bytes, element: Element) -> bytes:
    """The name of an element as it is written, with its prefix."""
    found = _NAME.match(raw, element.start)
    if found is None:
        raise UnusualError
    return found[1]


def _read(raw: bytes, deep: Callable[[Element], bool] | None) -> Element:
    """The elements of a part.

    Raises:
        UnusualError: it is no XML, or has a document type.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    reader = _Reader(raw, parser, deep)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - that this is all of it
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnusualError from error
    return reader.top.children[0]


class _Reader:
    """Takes down the elements of a part as they go by."""

    def __init__(
        self, raw: bytes, parser: expat.XMLParserType, deep: Callable[[Element], bool] | None
    ) -> None:
        self.raw = raw
        self.parser = parser
        self.deep = deep
        self.top = Element("", "", {}, 0, 0)
        self.open = [self.top]
        self.passed = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        """An element begins."""
        above = self.open[-1]
        if self.passed or (self.deep is not None and above is not self.top and not self.deep(above)):
            self.passed += 1
            return
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self.raw, start)
        if tag is None:
            raise UnusualError
        space, _, local = name.rpartition("}")
        element = Element(local, space, said, start, tag.end())
        above.children.append(element)
        self.open.append(element)

    def end(self, name: str) -> None:  # noqa: ARG002 - the one that is open
        """An element is over."""
        if self.passed:
            self.passed -= 1
            return
        element = self.open.pop()
        if self.raw[element.opened - 2 : element.opened] == b"/>":
            element.closed = element.end = element.opened
        else:
            element.closed = self.parser.CurrentByteIndex
            element.end = self.raw.index(b">", element.closed) + 1

    def text(self, text: str) -> None:
        """A text goes by."""
        if not self.passed:
            self.open[-1].text += text

    def refuse(self, *said: object) -> None:
        """A document type goes by."""
        raise UnusualError(said)
