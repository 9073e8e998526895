"""YAML files of tests, read by the fast parser where there is one."""

from pathlib import Path
from typing import Any, Final

import yaml

_TEXTS: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_VALUES: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def texts_of(path: Path) -> Any:
    """Return the content of a file whose scalars stay texts."""
    return yaml.load(path.read_text(encoding="utf-8"), _TEXTS)  # noqa: S506 - makes nothing but strings


def values_of(path: Path) -> Any:
    """Return the content of a file, its numbers and truths as such."""
    return yaml.load(path.read_text(encoding="utf-8"), _VALUES)  # noqa: S506 - makes plain values only
