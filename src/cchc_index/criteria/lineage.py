"""Where a set and its nodes come from: the sets it rests on, and which of them made or changed each node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple


class Edition(NamedTuple):
    """A set in one of its versions."""

    id: str
    version: str

    def __str__(self) -> str:
        return f"{self.id} {self.version}"


class Base(NamedTuple):
    """A set that another one rests on, and the fingerprint of its content."""

    id: str
    version: str
    content: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a node comes from.

    Args:
        defined_by: the set that has it first.
        changed_by: the overlays that replaced keys of it since, in their order.
    """

    defined_by: Edition
    changed_by: tuple[Edition, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """What a set rests on.

    Args:
        bases: the sets below it, the nearest first; none for a set that stands alone.
        origins: the origin of each node by its id; of none where the set stands alone.
    """

    bases: tuple[Base, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
