"""How an overlay is laid onto its base: keys replaced, nodes added and removed, on the trees of texts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from cchc_index.criteria.overlays import Home, Overlaid, homes_of
from cchc_index.criteria.tree import Mapping, Node, Path_, Scalar, Sequence, Tree, walk
from cchc_index.problems import Problem, nearest

Kind: TypeAlias = Literal["criterion", "area", "data"]
KINDS: tuple[Kind, ...] = ("criterion", "area", "data")


@dataclass(frozen=True)
class Place:
    """A node with an id, among the nodes beside it; above a criterion, the id of the node that it is in."""

    node: Mapping
    beside: list[Node]
    kind: Kind
    above: str = ""


def index_of(root: Node) -> dict[str, Place]:
    """Every area, criterion and data item of a tree by its id."""
    found: dict[str, Place] = {}
    if isinstance(root, Mapping):
        _enter(found, root.entries.get("areas"), "area")
        _enter(found, root.entries.get("data"), "data")
    return found


def _enter(found: dict[str, Place], holder: Node | None, kind: Kind, above: str = "") -> None:
    if not isinstance(holder, Sequence):
        return
    for node in holder.items:
        if isinstance(node, Mapping):
            name = text_of(node.entries.get("id"))
            found.setdefault(name, Place(node, holder.items, kind, above))
            if kind != "data":
                _enter(found, node.entries.get("criteria"), "criterion", name)


def text_of(node: Node | None) -> str:
    """A text as ids are compared; blank for anything else."""
    return unicodedata.normalize("NFC", node.text) if isinstance(node, Scalar) else ""


class Laying:
    """One overlay on its way onto its base.

    Args:
        over: the overlay's file, of which only the shape of its own keys is known to be right.
        base: the sound tree of its base, which is changed.
        name: the base as the overlay calls it.
        own: the keys that belong to an overlay alone.

    Attributes:
        problems: what was found wrong with the overlay's own keys.
        changed: the nodes of which a key was replaced, by their identity.
    """

    def __init__(self, over: Tree, base: Tree, name: str, own: frozenset[str]) -> None:
        self.over = over
        self.name = name
        self.problems: list[Problem] = []
        self.changed: set[int] = set()
        self.homes = {**homes_of(base), **homes_of(over)}
        self.keys = _mapping(over.root)
        self.root = _with_top_keys(_mapping(base.root), self.keys, own)
        self.homes[id(self.root)] = Home(self.root, over.file, ())
        self.index = index_of(self.root)
        self._following: dict[int, int] = {}

    def lay(self) -> Overlaid:
        """The tree that results, as far as the overlay can be followed."""
        entries = _mapping(self.keys.entries.get("override")).entries
        lists = [found for found, keys in entries.items() if "criteria" in _mapping(keys).entries]
        self._override(lists, entries)
        self.index = index_of(self.root)
        removals = self._removals()
        gone = {id(below) for node, _ in removals for _, below in walk(node)}
        self._override([found for found in entries if found not in lists], entries)
        self._not_both(entries, gone)
        known = {found for found, place in self.index.items() if id(place.node) not in gone}
        self.index = index_of(self.root)
        for number, addition in enumerate(_items(self.keys.entries.get("add"))):
            self._add(_mapping(addition), ("add", number), known, gone)
        for node, path in removals:
            self._remove(node, path)
        return Overlaid(self.over.file, self.root, tuple(self.problems), self.homes)

    def problem(self, code: str, path: Path_, *, at_key: bool = False, **details: Any) -> None:
        """Takes down a problem of the overlay's own keys."""
        self.problems.append(self.over.problem(code, path, at_key=at_key, **details))

    def _place(self, found: str, path: Path_, *, at_key: bool = False) -> Place | None:
        """The node of an id; a problem where there is none."""
        if found not in self.index:
            near = nearest(found, self.index) or "–"
            self.problem("gone-from-base", path, at_key=at_key, found=found, base=self.name, nearest=near)
        return self.index.get(found)

    def _override(self, names: list[str], entries: dict[str, Node]) -> None:
        for name in names:
            place = self._place(unicodedata.normalize("NFC", name), ("override", name), at_key=True)
            if place is not None:
                keys = _mapping(entries[name])
                place.node.entries.update(keys.entries)
                place.node.keys.update(keys.keys)
                self.changed.add(id(place.node))

    def _removals(self) -> list[tuple[Mapping, Path_]]:
        removals: dict[int, tuple[Mapping, Path_]] = {}
        for number, each in enumerate(_items(self.keys.entries.get("remove"))):
            path = ("remove", number)
            place = self._place(text_of(each), path)
            if place is not None and id(place.node) in removals:
                self.problem("repeated-entry", path, found=text_of(each))
            elif place is not None:
                removals[id(place.node)] = (place.node, path)
        return list(removals.values())

    def _not_both(self, entries: dict[str, Node], gone: set[int]) -> None:
        """Refuses to replace keys of what is removed."""
        for name in entries:
            place = self.index.get(unicodedata.normalize("NFC", name))
            if place is not None and id(place.node) in gone:
                self.problem("changed-and-removed", ("override", name), at_key=True, found=name)

    def _add(self, addition: Mapping, path: Path_, known: set[str], gone: set[int]) -> None:
        kinds = [kind for kind in KINDS if kind in addition.entries]
        bound = {"under", "after"} & addition.entries.keys()
        if len(kinds) != 1 or ("under" in bound if kinds != ["criterion"] else not bound):
            self.problem("addition-unclear", path)
            return
        kind = kinds[0]
        node = _mapping(addition.entries[kind])
        after = None
        if "after" in bound:
            after = self._after(addition, kind, path)
            beside = None if after is None else after.beside
        elif kind == "criterion":
            beside = self._under(addition, path, gone)
        else:
            beside = self._top(kind)
        if beside is not None and self._is_new(node, (*path, kind), known):
            beside.insert(self._number(beside, after), node)
            self.index = index_of(self.root)

    def _after(self, addition: Mapping, kind: Kind, path: Path_) -> Place | None:
        found = text_of(addition.entries["after"])
        place = self._place(found, (*path, "after"))
        under = text_of(addition.entries.get("under"))
        if under and self._place(under, (*path, "under")) is None:
            return None
        if place is not None and (place.kind != kind or (under and place.above != under)):
            self.problem("after-elsewhere", (*path, "after"), found=found)
            return None
        return place

    def _under(self, addition: Mapping, path: Path_, gone: set[int]) -> list[Node] | None:
        found, path = text_of(addition.entries["under"]), (*path, "under")
        place = self._place(found, path)
        if place is None:
            return None
        below = place.node.entries.get("criteria")
        if id(place.node) in gone:
            self.problem("changed-and-removed", path, found=found)
        elif not isinstance(below, Sequence):
            self.problem("under-a-leaf", path, found=found)
        else:
            return below.items
        return None

    def _top(self, kind: Kind) -> list[Node]:
        """The list of areas or of data items, which a base may not have."""
        key = "areas" if kind == "area" else "data"
        holder = self.root.entries.get(key)
        if not isinstance(holder, Sequence):
            holder = Sequence([], self.keys.entries["add"].at)
            self.root.entries[key] = holder
            self.root.keys[key] = self.keys.keys["add"]
            self.homes[id(holder)] = Home(holder, self.over.file, ("add",))
        return holder.items

    def _is_new(self, node: Mapping, path: Path_, known: set[str]) -> bool:
        """Whether nothing of the base has an id of an added node or of what is below it."""
        new = True
        for inner, each in walk(node):
            if inner[-1:] == ("id",) and "rule" not in inner and text_of(each) in known:
                self.problem("id-in-base", (*path, *inner), found=text_of(each), base=self.name)
                new = False
        return new

    def _number(self, beside: list[Node], after: Place | None) -> int:
        """Where a node goes: behind another one and what was added behind that before."""
        if after is None:
            return len(beside)
        behind = self._following[id(after.node)] = self._following.get(id(after.node), 0) + 1
        return next(number for number, node in enumerate(beside) if node is after.node) + behind

    def _remove(self, node: Mapping, path: Path_) -> None:
        place = next((place for place in index_of(self.root).values() if place.node is node), None)
        if place is None:
            return
        if len(place.beside) == 1 and place.kind != "data":
            found = text_of(node.entries.get("id"))
            self.problem("nothing-left-below", path, found=found)
            return
        place.beside[:] = [each for each in place.beside if each is not node]


def _with_top_keys(base: Mapping, over: Mapping, own: frozenset[str]) -> Mapping:
    """The base's outermost keys, replaced by those that the overlay has."""
    names = [name for name in over.entries if name not in own]
    entries = {**base.entries, **{name: over.entries[name] for name in names}}
    return Mapping(entries, {**base.keys, **{name: over.keys[name] for name in names}}, over.at)


def _mapping(node: Node | None) -> Mapping:
    return node if isinstance(node, Mapping) else Mapping({}, {}, (1, 1))


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []
