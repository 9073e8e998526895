"""The YAML subset of a criteria file, as a tree of texts with their places.

Block and flow mappings and lists and scalars, nothing else: aliases, anchors, tags, several documents and equal
keys are problems. Every scalar stays the text that it is; the model gives it a type. libyaml's parser is used
where it is present, the pure one otherwise; both give the same events.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

from cchc_index.problems import CriteriaError, Position, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST = 4 * 2**20
DEEPEST = 60

_BARE_NUMBER = re.compile(
    r"[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0[xo][0-9A-Fa-f_]+"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_HALF_SIGN = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"(^|[ \t])#")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path_: TypeAlias = tuple[str | int, ...]


class Scalar(NamedTuple):
    """A text, and whether it stands without quotes."""

    text: str
    at: tuple[int, int]
    bare: bool


class Mapping(NamedTuple):
    """Keys with their places and values."""

    entries: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    at: tuple[int, int]


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    at: tuple[int, int]


Node: TypeAlias = Scalar | Mapping | Sequence


class Tree:
    """A file as a tree, with what was wrong in its writing."""

    def __init__(self, file: str, root: Node, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.root = root
        self.problems = problems

    def along(self, path: Path_) -> list[Node]:
        """The nodes that a path leads through, from the root to the last that there is."""
        nodes = [self.root]
        for step in path:
            found = _child(nodes[-1], step)
            if found is None:
                break
            nodes.append(found)
        return nodes

    def position(self, path: Path_, *, at_key: bool = False) -> Position:
        """The place of the value at a path, or of the nearest node above that there is; of its key if asked."""
        *above, node = self.along(path)
        at = node.at
        if at_key and len(above) == len(path) > 0 and isinstance(above[-1], Mapping):
            at = above[-1].keys[str(path[-1])]
        return Position(at[0], at[1], written(path))

    def file_of(self, path: Path_) -> str:  # noqa: ARG002 - a tree of several files looks where the path leads
        """The file in which the value at a path stands."""
        return self.file

    def line_of(self, path: Path_, seen_from: Path_) -> str:
        """The line of a value, as a problem at another place names it: with its file where that is another."""
        file = self.file_of(path)
        line = str(self.position(path).line)
        return line if file == self.file_of(seen_from) else f"{line} ({file})"

    def problem(
        self, code: str, path: Path_, *, at_key: bool = False, criterion: str = "", **details: object
    ) -> Problem:
        """A problem at a path, or at its key."""
        return Problem(
            code,
            self.file_of(path),
            self.position(path, at_key=at_key),
            criterion=criterion,
            details=details,
        )


def written(path: Path_) -> str:
    """A path as people read it: ``areas[0].criteria[1].max_points``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def values(node: Node) -> Any:
    """The tree without its places: dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {key: values(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [values(item) for item in node.items]
    return node.text


def walk(node: Node, path: Path_ = ()) -> Iterator[tuple[Path_, Node]]:
    """Every node below and at this one, with its path, in the order of the file."""
    waiting = [(path, node)]
    while waiting:
        path, node = waiting.pop()
        yield path, node
        waiting += [((*path, step), child) for step, child in reversed(_children(node))]


def _children(node: Node) -> list[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        return list(node.entries.items())
    return list(enumerate(node.items)) if isinstance(node, Sequence) else []


def read_tree(path: Path, file: str, loader: Any = _LOADER) -> Tree:
    """The tree of one file.

    Args:
        path: the file.
        file: its name as the user wrote it.
        loader: the YAML loader whose parser gives the events.

    Raises:
        CriteriaError: it is no file, no UTF-8 text, too large, or not YAML.
    """
    return parse_tree(_text(path, file), file, loader)


def _text(path: Path, file: str) -> str:
    try:
        if path.is_dir():
            raise CriteriaError(Problem("file-is-folder", file))
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        near = nearest(
            path.name, [each.name for each in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
        )
        raise CriteriaError(Problem("file-missing", file, details={"nearest": near})) from None
    except (OSError, ValueError):
        raise CriteriaError(Problem("file-unreadable", file)) from None
    if len(raw) > LARGEST:
        raise CriteriaError(Problem("file-too-large", file, details={"most": LARGEST // 2**20}))
    return _decoded(raw, file)


def _decoded(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        likely = "UTF-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "Windows-1258 / TCVN3"
        line = raw.count(b"\n", 0, error.start) + 1
        raise CriteriaError(
            Problem("not-utf-8", file, Position(line, 1), details={"likely": likely})
        ) from None
    if not text.strip():
        raise CriteriaError(Problem("file-empty", file))
    return text


def parse_tree(text: str, file: str, loader: Any = _LOADER) -> Tree:
    """The tree of a text; see `read_tree`."""
    _refuse_signs(text, file)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise CriteriaError([*builder.problems, _syntax(error, text, file)]) from None
    except ValueError:
        raise CriteriaError([*builder.problems, _impossible_escape(text, file)]) from None
    _refuse_tabs(text, file, builder)
    _refuse_glued_comments(text, file, builder)
    if builder.fatal or builder.root is None:
        raise CriteriaError(builder.problems or [Problem("file-empty", file)])
    return Tree(file, builder.root, tuple(builder.problems))


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """What a YAML parser could not read, in our own words."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        return Problem("yaml-syntax", file, Position(1, 1), details={"found": text.splitlines()[0].strip()})
    said = f"{error.context} {error.problem}"
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = Position(mark.line + 1, mark.column + 1)
    if "\t" in line[: mark.column + 1]:
        return Problem("yaml-tab", file, place)
    if "quoted scalar" in said:
        begin = error.context_mark or mark
        return Problem("yaml-open-quote", file, Position(begin.line + 1, begin.column + 1))
    if "mapping values" in said:
        return Problem("yaml-colon", file, place)
    return Problem("yaml-syntax", file, place, details={"found": line.strip()})


def _refuse_signs(text: str, file: str) -> None:
    """Refuses control signs, which no editor shows."""
    found = _CONTROL.search(text)
    if found is not None:
        raise CriteriaError(Problem("yaml-control-sign", file, _position(text, found.start())))


def _position(text: str, index: int) -> Position:
    """The line and column of a sign, lines ending where YAML ends them."""
    before = _LINE_END.split(text[:index])
    return Position(len(before), len(before[-1]) + 1)


def _impossible_escape(text: str, file: str) -> Problem:
    """The quotes around an escape that says no sign there is."""
    found = re.search(r"\\U(?!0010|000)[0-9A-Fa-f]{8}|\\U0011", text)
    quote = text.rfind('"', 0, found.start()) if found else 0
    return Problem("yaml-open-quote", file, _position(text, max(quote, 0)))


def _refuse_tabs(text: str, file: str, builder: _Builder) -> None:
    """Refuses a tab outside quotes, block texts and comments: the parsers differ in what they make of one."""
    if "\t" not in text:
        return
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for column, sign in enumerate(line, start=1):
            if (
                sign == "\t"
                and not builder.quoted(number, column)
                and not _COMMENT.search(line[: column - 1])
            ):
                raise CriteriaError([*builder.problems, Problem("yaml-tab", file, Position(number, column))])


def _refuse_glued_comments(text: str, file: str, builder: _Builder) -> None:
    """Refuses ``|#``: one parser takes it for a comment, the other for a mistake."""
    lines = _LINE_END.split(text) if builder.quotes else []
    for (line, column), _ in builder.quotes:
        if re.match(r"[|>][-+0-9]*#", lines[line - 1][column - 1 :]):
            found = lines[line - 1].strip()
            raise CriteriaError(
                [
                    *builder.problems,
                    Problem("yaml-syntax", file, Position(line, column), details={"found": found}),
                ]
            )


class _Builder:
    """Builds the tree from parser events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.fatal = False
        self.stack: list[Mapping | Sequence] = []
        self.pending: list[tuple[str | None, tuple[int, int]] | None] = []
        self.documents = 0
        self.quotes: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def quoted(self, line: int, column: int) -> bool:
        """Whether a place lies in a text in quotes or a block text."""
        return any(start <= (line, column) < end for start, end in self.quotes)

    def refuse(self, code: str, at: tuple[int, int], **details: object) -> None:
        self.problems.append(Problem(code, self.file, Position(*at), details=details))

    def take(self, event: yaml.Event) -> None:
        mark: Any = event.start_mark
        at = (mark.line + 1, mark.column + 1)
        handle: Callable[[Any, tuple[int, int]], None] | None = getattr(
            self, f"on_{type(event).__name__}", None
        )
        if handle is not None and self.documents <= 1:
            handle(event, at)

    def on_DocumentStartEvent(self, event: yaml.DocumentStartEvent, at: tuple[int, int]) -> None:  # noqa: N802
        self.documents += 1
        if self.documents > 1:
            self.refuse("yaml-several-documents", at)
        if event.tags or event.version:
            self.refuse("yaml-directive", at)

    def on_AliasEvent(self, event: yaml.AliasEvent, at: tuple[int, int]) -> None:  # noqa: N802
        self.refuse("yaml-alias", at, found=f"*{event.anchor}")
        self.fatal = True
        self.place(Scalar("", at, bare=True), at)

    def on_ScalarEvent(self, event: yaml.ScalarEvent, at: tuple[int, int]) -> None:  # noqa: N802
        self.undecorated(event, at, implicit=event.implicit[0] or event.implicit[1])
        if event.style:
            end: Any = event.end_mark
            self.quotes.append((at, (end.line + 1, end.column + 1)))
        if _HALF_SIGN.search(event.value):
            self.refuse("yaml-open-quote", at)
        self.place(Scalar(event.value, at, bare=not event.style), at)

    def on_MappingStartEvent(self, event: yaml.MappingStartEvent, at: tuple[int, int]) -> None:  # noqa: N802
        self.undecorated(event, at, implicit=event.implicit)
        self.open(Mapping({}, {}, at), at)

    def on_SequenceStartEvent(self, event: yaml.SequenceStartEvent, at: tuple[int, int]) -> None:  # noqa: N802
        self.undecorated(event, at, implicit=event.implicit)
        self.open(Sequence([], at), at)

    def on_MappingEndEvent(self, _: yaml.MappingEndEvent, __: tuple[int, int]) -> None:  # noqa: N802
        self.stack.pop()
        self.pending.pop()

    on_SequenceEndEvent = on_MappingEndEvent  # noqa: N815

    def undecorated(self, event: Any, at: tuple[int, int], *, implicit: bool) -> None:
        if event.anchor is not None:
            self.refuse("yaml-anchor", at, found=f"&{event.anchor}")
        if event.tag is not None or not implicit:
            self.refuse("yaml-tag", at, found=str(event.tag or "!").replace("tag:yaml.org,2002:", "!!"))

    def open(self, node: Mapping | Sequence, at: tuple[int, int]) -> None:
        if len(self.stack) >= DEEPEST:
            raise CriteriaError(
                [
                    *self.problems,
                    Problem("yaml-too-deep", self.file, Position(*at), details={"most": DEEPEST}),
                ]
            )
        self.place(node, at)
        self.stack.append(node)
        self.pending.append(None)

    def place(self, node: Node, at: tuple[int, int]) -> None:
        """Puts a node where it belongs: the root, a list's next item, a key or the value of the key before it."""
        if not self.stack:
            self.root = self.root or node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self.pending[-1] is None:
            text = node.text if isinstance(node, Scalar) else None
            if not isinstance(node, Scalar):
                self.refuse("yaml-key-not-a-word", at)
            self.pending[-1] = (text, at)
        else:
            if isinstance(node, Scalar) and node.bare and not node.text:
                node = Scalar("", self.pending[-1][1], bare=True)
            self.enter(parent, self.pending[-1], node)
            self.pending[-1] = None

    def enter(self, parent: Mapping, key: tuple[str | None, tuple[int, int]], node: Node) -> None:
        name, at = key
        if name is None:
            return
        if name in parent.entries:
            self.refuse("repeated-key", at, key=name, line=str(parent.keys[name][0]))
            return
        if name == "id" and isinstance(node, Scalar) and node.bare and _BARE_NUMBER.fullmatch(node.text):
            self.refuse("unquoted-id", node.at, found=node.text)
        parent.entries[name] = node
        parent.keys[name] = at
