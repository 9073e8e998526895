"""From a file to a set: tree, model, soundness; every problem at once, each at its place.

What the model refuses is repaired with a stand-in where one exists, so that the rest of the file is still
checked; a file with any error never becomes a set.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from cchc_index.criteria.model import CriteriaSet
from cchc_index.criteria.soundness import unsound
from cchc_index.criteria.tree import Mapping, Path_, Tree, values, walk
from cchc_index.criteria.unread import Unread
from cchc_index.problems import Problem, Severity, is_known, nearest
from cchc_index.rules import rule_kind
from cchc_index.rules.contract import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic_core import ErrorDetails

_STAND_INS = {
    "format": "1",
    "id": "id",
    "version": "0.0.0",
    "status": "draft",
    "title": "–",
    "level": "commune",
    "years": ["2000"],
    "code": "other",
    "name": "–",
}
_LISTED = {"years": "2000", "holidays": "2000-01-01", "working_days": "2000-01-01"}
_REPAIRS = 40
OVERLAY = frozenset({"extends", "override", "add", "remove"})
"""The keys of a set that starts from another one."""


@dataclass(frozen=True)
class Examined:
    """What a file holds: its tree, the set if it is sound, and everything found."""

    tree: Tree | None
    criteria: CriteriaSet | None
    problems: tuple[Problem, ...]


def examine_tree(tree: Tree, *, whole: bool = True) -> Examined:
    """Checks a file that is already read as a tree.

    Args:
        tree: the tree.
        whole: whether all of it is there; otherwise each value is checked, but not whether they fit together.
    """
    reading = Reading(tree)
    criteria = reading.criteria(whole=whole)
    problems = tuple(sorted(dict.fromkeys((*tree.problems, *reading.problems)), key=_place(tree)))
    sound = not any(problem.severity is Severity.ERROR for problem in problems)
    return Examined(tree, criteria if sound else None, problems)


def _place(tree: Tree) -> Callable[[Problem], tuple[bool, str, int, int]]:
    """The order of problems: the file itself before those it rests on, each from its first line on."""

    def place(problem: Problem) -> tuple[bool, str, int, int]:
        line, column = getattr(problem.place, "line", 0), getattr(problem.place, "column", 0)
        return (problem.file != tree.file, problem.file, line, column)

    return place


class Reading:
    """One file on its way from texts to a model."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.repaired: set[Path_] = set()

    def criteria(self, *, whole: bool) -> CriteriaSet | None:
        """The set, read as far as it can be; its problems are kept aside."""
        if not isinstance(self.tree.root, Mapping):
            self.problems.append(self.tree.problem("not-a-criteria-file", ()))
            return None
        raw = values(self.tree.root)
        self._read_rules(raw)
        criteria = self.validated(CriteriaSet, raw, ())
        if isinstance(criteria, CriteriaSet):
            if whole:
                self.problems += unsound(criteria, self.tree, frozenset(self.repaired))
            return criteria
        return None

    def _read_rules(self, raw: dict[str, Any]) -> None:
        """Puts a rule in the place of every mapping that says one."""
        for path, node in walk(self.tree.root):
            if path and path[-1] == "rule" and _under_criterion(path):
                holder = _at(raw, path[:-1])
                if isinstance(holder, dict) and "rule" in holder:
                    holder["rule"] = self._rule(node, path, holder["rule"])

    def _rule(self, node: Any, path: Path_, raw: Any) -> Any:
        if not isinstance(node, Mapping):
            self.problems.append(self.tree.problem("rule-not-a-mapping", path))
            return Unread()
        kind = raw.get("kind")
        if "kind" in raw and not isinstance(kind, str):
            self.problems.append(self.tree.problem("not-a-word", (*path, "kind"), found=_words(kind)))
            return Unread()
        if not isinstance(kind, str):
            self.problems.append(self.tree.problem("missing-key", path, key_name="kind"))
            return Unread()
        model = rule_kind(kind)
        if isinstance(model, Fault):
            self.problems.append(self.tree.problem(model.code, (*path, "kind"), **model.details))
            return Unread()
        rule = self.validated(model, raw, path)
        return Unread() if rule is None else rule

    def validated(self, model: type[BaseModel], raw: Any, path: Path_) -> BaseModel | None:
        """The model of a mapping, with stand-ins where values were refused; what was refused is in `problems`.

        Args:
            model: what the mapping is to become.
            raw: its keys and values.
            path: where it stands in the file.
        """
        for _ in range(_REPAIRS):
            try:
                return model.model_validate(raw)
            except ValidationError as error:
                details = _without_shadows(error.errors(include_url=False))
                gone = set() if path else self.repaired
                new = [
                    detail
                    for detail in details
                    if not (detail["type"] == "missing" and detail["loc"] in gone)
                ]
                self.problems += [self._refused(model, path, detail, raw) for detail in new]
                if len(new) < len(details) or not all(
                    self._repair(raw, detail, path) for detail in _deepest(details)
                ):
                    return None
        return None

    def _refused(self, model: type[BaseModel], path: Path_, detail: ErrorDetails, raw: Any) -> Problem:
        """What pydantic found, as a problem of our catalogue at its place."""
        inner = _loc(detail, raw)
        where = (*path, *inner)
        kind = detail["type"]
        found = _words(detail.get("input"))
        if "[key]" in detail["loc"] and kind == "literal_error":
            words = str(detail["ctx"]["expected"])
            known = words.replace("'", "").replace(" or ", ", ").split(", ")
            near = nearest(found, known) or tuple(known)
            return self.tree.problem("unknown-key", where, at_key=True, key_name=found, nearest=near)
        if kind == "missing":
            return self.tree.problem("missing-key", where[:-1], key_name=str(where[-1]))
        if kind == "extra_forbidden":
            keys = _keys(model, inner[:-1]) | (OVERLAY if where == inner[-1:] else set())
            near = nearest(str(where[-1]), keys) or tuple(sorted(keys))
            return self.tree.problem("unknown-key", where, at_key=True, key_name=str(where[-1]), nearest=near)
        if kind == "literal_error":
            expected = tuple(
                str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            )
            return self.tree.problem("not-one-of", where, found=found, expected=expected)
        if is_known(kind):
            at_key = "[key]" in detail["loc"]
            return self.tree.problem(kind, where, at_key=at_key, **(detail.get("ctx") or {"found": found}))
        return self.tree.problem(_PYDANTIC.get(kind, "not-understood"), where, found=found)

    def _repair(self, raw: Any, detail: ErrorDetails, path: Path_) -> bool:
        """Puts a stand-in where a value was refused, or takes it out where the key is not required."""
        *above, last = _loc(detail, raw) or ("",)
        holder = _at(raw, tuple(above))
        unknown = detail["type"] == "extra_forbidden"
        self.repaired.add((*path, *above, last))
        if isinstance(holder, list) and above and above[-1] in _LISTED and isinstance(last, int):
            holder[last] = _LISTED[str(above[-1])]
            return True
        if not isinstance(holder, dict) or (path and not unknown):
            return False
        if last in _STAND_INS and not unknown:
            stand_in = _STAND_INS[str(last)]
            holder[last] = f"{stand_in}-{len(self.repaired)}" if last == "id" else stand_in
            return True
        return holder.pop(last, None) is not None


_PYDANTIC = {
    "model_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "too_short": "list-empty",
    "string_type": "not-a-word",
    "is_instance_of": "rule-not-a-mapping",
}


def _under_criterion(path: Path_) -> bool:
    """Whether a rule is a criterion's, or one of several that it has."""
    if len(path) <= 2 or path[0] != "areas" or not isinstance(path[-2], int):  # noqa: PLR2004
        return False
    return path[-3] in {"criteria", "rule_for"}


def _without_shadows(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors, less the lists that seem too short only because one of their items was refused."""
    places = [detail["loc"] for detail in details]

    def shadowed(detail: ErrorDetails) -> bool:
        own = detail["loc"]
        return detail["type"] == "too_short" and any(
            len(loc) > len(own) and loc[: len(own)] == own for loc in places
        )

    return [detail for detail in details if not shadowed(detail)]


def _deepest(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """One error for each place, list items from the last, so that taking one out moves no other."""
    by_place = {detail["loc"]: detail for detail in details}
    yield from (by_place[loc] for loc in sorted(by_place, key=str, reverse=True))


def _loc(detail: ErrorDetails, raw: Any) -> Path_:
    """Where pydantic found it, less the steps that are its own (a dict's ``[key]``)."""
    loc = (
        detail["loc"][:-1]
        if detail["type"] != "extra_forbidden" and detail["loc"][-1:] == ("[key]",)
        else detail["loc"]
    )
    path: list[str | int] = []
    for step in loc:
        if not isinstance(raw, dict | list):
            break
        path.append(step)
        raw = _at(raw, (step,))
    return tuple(path)


def _at(raw: Any, path: Path_) -> Any:
    for step in path:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            return None
    return raw


def _words(found: object) -> str:
    if isinstance(found, dict):
        return "{…}"
    return "[…]" if isinstance(found, list | tuple) else str(found)


def _keys(model: type[BaseModel], path: Path_) -> set[str]:
    """The keys that the model knows at a path."""
    current: Any = model
    for step in path:
        if isinstance(step, str):
            field = current.model_fields.get(step) if _is_model(current) else None
            current = _inner_model(field.annotation) if field else None
        if current is None:
            return set()
    fields = current.model_fields.items() if _is_model(current) else ()
    return {field.alias or name for name, field in fields}


def _is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, BaseModel)


def _inner_model(annotation: Any) -> Any:
    """The model inside an annotation such as ``tuple[Criterion, ...] | None``."""
    if _is_model(annotation):
        return annotation
    if typing.get_origin(annotation) in {tuple, list, typing.Union, types.UnionType, typing.Annotated}:
        return next((found for part in typing.get_args(annotation) if (found := _inner_model(part))), None)
    return None
