"""Keys of the format that this version does not carry out yet: refused by name, never ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_index.criteria.tree import Mapping, Path_, Scalar, Tree, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.problems import Problem

_TOP = frozenset({"data", "checks"})
_POLICY = frozenset({"no_evidence", "claims", "stages", "unappraised"})
_NODE = frozenset({"rule_for", "only_if", "combine", "subtracts", "evidence_required"})
_RULE = frozenset({"numerator", "denominator"})
_VARIABLE = frozenset({"data"})


def refuse(raw: dict[str, Any], tree: Tree) -> Iterator[tuple[Path_, Problem]]:
    """A problem for each such key with its path; the key is taken out of `raw`."""
    refused: list[Path_] = []
    for path, node in walk(tree.root):
        if any(path[: len(above)] == above for above in refused):
            continue
        if isinstance(node, Mapping):
            for key in _pending(path) & set(node.entries):
                refused.append((*path, key))
                yield refused[-1], tree.problem("not-yet-supported", refused[-1], at_key=True, found=key)
                _without(raw, path, key)
        elif path[:2] == ("policy", "missing") and isinstance(node, Scalar) and node.text == "await":
            yield path, tree.problem("not-yet-supported", path, found="await")
            _without(raw, path[:-1], str(path[-1]))


def _pending(path: Path_) -> frozenset[str]:
    if not path:
        return _TOP
    if path == ("policy",):
        return _POLICY
    if path[0] != "areas":
        return frozenset()
    last = [step for step in path if isinstance(step, str)]
    if "rule" in last:
        within = last[last.index("rule") :]
        return {("rule",): _RULE, ("rule", "variables"): _VARIABLE}.get(tuple(within), frozenset())
    return _NODE if isinstance(path[-1], int) and path[-2] in {"areas", "criteria"} else frozenset()


def _without(raw: Any, path: Path_, key: str) -> None:
    holder: Any = raw
    for step in path:
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(holder, dict):
        holder.pop(key, None)
