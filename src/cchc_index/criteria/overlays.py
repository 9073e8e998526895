"""Overlays: a set that starts from another one, resolved on the trees of texts before anything is validated.

The nodes of the result are those of the files they stand in, so that each problem names the file, line and column
of the value at fault.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from cchc_index.criteria.tree import Node, Path_, Tree, walk, written
from cchc_index.fields import Line, Model, Name

if TYPE_CHECKING:
    from cchc_index.problems import Position, Problem


def _named(found: Any) -> Any:
    return {"id": found} if isinstance(found, str) else found


class Extends(Model):
    """The base of an overlay: the id of a set or a path, and the edition that the overlay was made for."""

    id: Line
    version: Line | None = None
    fingerprint: Line | None = None


class Addition(Model):
    """A node to add: a criterion under another node, an area or a data item; after another one or at the end."""

    under: Name | None = None
    after: Name | None = None
    criterion: dict[str, Any] | None = None
    area: dict[str, Any] | None = None
    data: dict[str, Any] | None = None


class Overlay(Model):
    """The keys that make a set an overlay."""

    id: Any
    extends: Annotated[Extends, BeforeValidator(_named)]
    override: dict[Name, Annotated[dict[str, Any], Field(min_length=1)]] = Field(default_factory=dict)
    add: tuple[Addition, ...] = ()
    remove: tuple[Name, ...] = ()


class Home(NamedTuple):
    """Where a node of a tree made of several files stands."""

    node: Node
    file: str
    path: Path_


class Overlaid(Tree):
    """A tree whose nodes stand in several files.

    Args:
        file: the overlay's file.
        root: the tree that results.
        problems: what was found in the files and in the overlay's keys.
        homes: where each node stands, by its identity.
    """

    def __init__(self, file: str, root: Node, problems: tuple[Problem, ...], homes: dict[int, Home]) -> None:
        super().__init__(file, root, problems)
        self.homes = homes

    def file_of(self, path: Path_) -> str:
        """The file in which the value at a path stands."""
        return self.homes[id(self.along(path)[-1])].file

    def position(self, path: Path_, *, at_key: bool = False) -> Position:
        """The place of the value at a path, in the file and by the path of that file."""
        nodes = self.along(path)
        own = self.homes[id(nodes[-1])].path
        place = super().position(path, at_key=at_key)
        return replace(place, path=written((*own, *path[len(nodes) - 1 :])))


def homes_of(tree: Tree) -> dict[int, Home]:
    """Where each node of a tree stands."""
    if isinstance(tree, Overlaid):
        return tree.homes
    return {id(node): Home(node, tree.file, path) for path, node in walk(tree.root)}
