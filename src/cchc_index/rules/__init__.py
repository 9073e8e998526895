"""Rules: how an answer becomes points. One file a kind, found by walking the folder `kinds`."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING

from cchc_index.rules import kinds
from cchc_index.rules.contract import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping


@functools.cache
def rule_kinds() -> Mapping[str, type[Rule]]:
    """Every kind of rule, by name.

    Example:
        >>> sorted(rule_kinds())[:3]
        ['checklist', 'choice', 'count']
    """
    found = {}
    for module in pkgutil.iter_modules(kinds.__path__):
        loaded = importlib.import_module(f"{kinds.__name__}.{module.name}")
        found[module.name] = next(
            value
            for value in vars(loaded).values()
            if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == loaded.__name__
        )
    return MappingProxyType(found)
