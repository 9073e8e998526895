"""What other installed packages bring, by entry points; looked at only where something of theirs may be used."""

from __future__ import annotations

import functools
from importlib import metadata
from typing import Any


@functools.cache
def entries(group: str) -> tuple[metadata.EntryPoint, ...]:
    """The entry points of a group, by name and package."""
    found = metadata.entry_points(group=group)
    return tuple(sorted(found, key=lambda entry: (entry.name, package_of(entry), entry.value)))


def package_of(entry: metadata.EntryPoint) -> str:
    """The package that an entry point comes with."""
    return entry.dist.name if entry.dist is not None else "–"


def version_of(entry: metadata.EntryPoint) -> str:
    """The version of that package."""
    return entry.dist.version if entry.dist is not None else "–"


def loaded(entry: metadata.EntryPoint) -> tuple[Any, str]:
    """What an entry point names, or nothing and why it cannot be had."""
    try:
        return entry.load(), ""
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a foreign module may raise anything
        return None, f"{type(error).__name__}: {error}"
