"""Rules: how an answer becomes points. One file a kind, found by walking the folder `kinds`."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cchc_index.rules import kinds

if TYPE_CHECKING:
    from cchc_index.rules.contract import Fault, Rule


class RuleKinds(Mapping[str, "type[Rule]"]):
    """The kinds of rule by name, which is the name of their file; each is loaded when it is first asked for."""

    def __init__(self) -> None:
        self._names = tuple(sorted(module.name for module in pkgutil.iter_modules(kinds.__path__)))
        self._loaded: dict[str, type[Rule]] = {}

    def __getitem__(self, name: str) -> type[Rule]:
        """The kind of a name."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = _kind_of(f"{kinds.__name__}.{name}")
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def _kind_of(module: str) -> type[Rule]:
    """The rule that a module defines."""
    from cchc_index.rules.contract import Rule  # noqa: PLC0415 - kinds import what is in this package

    loaded = importlib.import_module(module)
    return next(
        value
        for value in vars(loaded).values()
        if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module
    )


@functools.cache
def rule_kinds() -> RuleKinds:
    """Every kind of rule, by name.

    Example:
        >>> sorted(rule_kinds())[:3]
        ['checklist', 'choice', 'count']
    """
    return RuleKinds()


def rule_kind(name: str) -> type[Rule] | Fault:
    """The kind of a name, of this package or else of another installed one; or why there is none.

    Args:
        name: as the criteria file writes it.
    """
    known = rule_kinds()
    if name in known:
        return known[name]
    from cchc_index.rules.installed import installed_kind  # noqa: PLC0415 - only a set that names one needs them

    return installed_kind(name, tuple(known))
