"""Readers of files: one file a format, found by walking this folder.

A reader has `SUFFIXES`, the endings that it reads, and `read(path, file)`, which gives the tables of one file or
raises a `DataError` that says in one line why there are none.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cchc_index.answers.table import Table


class Reader(Protocol):
    """A module of this folder."""

    SUFFIXES: tuple[str, ...]

    @staticmethod
    def read(path: Path, file: str) -> list[Table]:
        """The tables of one file."""


@functools.cache
def readers() -> Mapping[str, Reader]:
    """The reader of each ending."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(__path__):
        reader = importlib.import_module(f"{__name__}.{module.name}")
        found.update(dict.fromkeys(reader.SUFFIXES, reader))
    return MappingProxyType(found)
