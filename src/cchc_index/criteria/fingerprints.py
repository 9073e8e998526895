"""The fingerprint of a set's content: SHA-256 of canonical JSON."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_index.criteria.model import CriteriaSet


def fingerprint(meaning: Any) -> str:
    """The SHA-256 of a value's canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def content(criteria: CriteriaSet) -> str:
    """The fingerprint of all of a set."""
    return fingerprint(criteria.model_dump(mode="json"))
