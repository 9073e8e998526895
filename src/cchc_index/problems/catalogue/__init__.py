"""The catalogue of problems: every code with its sentence, its cure and its cause, in sections by where it arises.

A section is a module of this folder with `ENTRIES`, its codes; the sections are found by walking the folder.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cchc_index.problems import Entry


def merged(sections: Iterable[Mapping[str, Entry]]) -> Mapping[str, Entry]:
    """All sections as one.

    Args:
        sections: the codes of each section with their entries.

    Raises:
        ValueError: a code is in two sections.
    """
    entries: dict[str, Entry] = {}
    for section in sections:
        if twice := sorted(entries.keys() & section.keys()):
            message = f"in two sections of the catalogue: {', '.join(twice)}"
            raise ValueError(message)
        entries |= section
    return MappingProxyType(entries)


def _sections() -> Iterator[Mapping[str, Entry]]:
    for module in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{module.name}").ENTRIES


CATALOGUE: Mapping[str, Entry] = merged(_sections())
