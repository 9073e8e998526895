"""Kinds of rule of other installed packages, by the entry point group `cchc_index.rules`, named `package.kind`."""

from __future__ import annotations

import functools
import inspect
import typing
from typing import TYPE_CHECKING

from cchc_index.plugins import entries, loaded, package_of, version_of
from cchc_index.problems import nearest
from cchc_index.rules.contract import Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "cchc_index.rules"


@functools.cache
def installed_kind(name: str, own: tuple[str, ...]) -> type[Rule] | Fault:
    """The kind of a name that no kind of this package has, or why it cannot be used.

    Args:
        name: as the criteria file writes it.
        own: the kinds of this package.
    """
    named = [entry for entry in entries(GROUP) if entry.name == name]
    if not named:
        known = (*own, *dict.fromkeys(entry.name for entry in entries(GROUP) if "." in entry.name))
        return Fault("unknown-rule-kind", (), {"found": name, "nearest": nearest(name, known) or known})
    if len(named) > 1:
        packages = tuple(package_of(entry) for entry in named)
        return Fault("plugin-clash", (), {"found": name, "packages": packages})
    said = {"found": name, "package": package_of(named[0])}
    if "." not in name:
        return Fault("plugin-misnamed", (), said)
    found, why = loaded(named[0])
    if why:
        return Fault("plugin-not-loaded", (), {**said, "why": why})
    return found if _is_kind(found, name) else Fault("plugin-no-rule", (), said)


def _is_kind(found: object, name: str) -> bool:
    """Whether something is a rule with all parts of the contract, and calls itself by a name."""
    if not (isinstance(found, type) and issubclass(found, Rule)) or inspect.isabstract(found):
        return False
    kind = found.model_fields.get("kind")
    return kind is not None and typing.get_args(kind.annotation) == (name,)


def versions(names: Iterable[str]) -> dict[str, str]:
    """The packages of those names that are kinds of installed packages, with their versions."""
    wanted = {name for name in names if "." in name}
    named = [entry for entry in entries(GROUP) if entry.name in wanted] if wanted else []
    return {package_of(entry): version_of(entry) for entry in named}
