"""What makes a set unsound, before any data: one short check a kind of slip.

A check is a function of a `Sound` subject that yields problems; `CHECKS` lists them in the order of the file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from cchc_index.criteria.conditions import unsound_conditions
from cchc_index.criteria.model import ALL_KINDS, CARRIED, AppliesTo, Area, Class, CriteriaSet, Criterion
from cchc_index.criteria.outline import Item, Path, outline
from cchc_index.criteria.shared_data import unsound_data
from cchc_index.language import Text
from cchc_index.problems import Problem, nearest
from cchc_index.rules.calendar import Calendar
from cchc_index.rules.contract import Branch, Columns, Example, Fault, Input, Outcome, Rule, Terms, Values
from cchc_index.rules.reading import Unreadable, read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_index.criteria.tree import Tree
    from cchc_index.language import Lang


class Unread(Rule):
    """Stands where a rule could not be read; what was wrong with it is already a problem."""

    kind: Literal[""] = ""

    def inputs(self) -> tuple[Input, ...]:
        """Nothing."""
        return ()

    def check(self, terms: Terms) -> Iterator[Fault]:  # noqa: ARG002
        """Nothing more to say."""
        yield from ()

    def branches(self) -> tuple[Branch, ...]:
        """None."""
        return ()

    def points(self, columns: Columns, terms: Terms) -> Outcome:  # noqa: ARG002
        """Never asked for."""
        raise TypeError

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def describe(self, terms: Terms, lang: Lang) -> str:  # noqa: ARG002
        """Nothing."""
        return ""

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:  # noqa: ARG002
        """None."""
        yield from ()

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> None:  # noqa: ARG002
        """None."""
        return

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """None."""
        return ()


_LARGEST = 1_000_000
_WHOLE = "*"
"""The node that stands for the whole in a summary; no node may be called so."""
_SUMMED = frozenset(
    {"combine", "subtracts", "max_points", "criteria", "rule", "code", "cap", "applies_to", "unit_kinds"}
)


def terms_of(criteria: CriteriaSet, item: Item, year: int) -> Terms:
    """The terms on which a leaf's rule is applied."""
    rounding = criteria.policy.rounding
    calendar = Calendar(criteria.calendar.holidays, criteria.calendar.working_days)
    return Terms(item.max_points, year, calendar, rounding.rate, rounding.mode)


@dataclass(frozen=True)
class Sound:
    """A set under check: its outline, where its values stand, and what had to be repaired to read it."""

    criteria: CriteriaSet
    tree: Tree
    repaired: frozenset[Path]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The nodes."""
        return outline(self.criteria)

    @cached_property
    def ids(self) -> dict[str, Item]:
        """The nodes by id; the first of equal ones."""
        return {item.id: item for item in reversed(self.items)}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit; one without a name where the set has none."""
        return self.criteria.unit_kinds or ("",)

    def problem(self, code: str, path: Path, *, at_key: bool = False, **details: object) -> Problem:
        """A problem at a path of the file, with the id of the node that it is in."""
        inside = (item.id for item in reversed(self.items) if path[: len(item.path)] == item.path)
        return replace(
            self.tree.problem(code, path, at_key=at_key), criterion=next(inside, ""), details=details
        )

    def maximum(self, number: int, kind: str) -> Fraction:
        """The maximum of a node for one kind of unit: its leaves', cut where the node is capped."""
        if (number, kind) not in self._maxima:
            self._maxima[number, kind] = self._maximum(number, kind)
        return self._maxima[number, kind]

    def _maximum(self, number: int, kind: str) -> Fraction:
        item = self.items[number]
        if not item.first or (item.rule is not None and not item.rule.needs_maximum):
            return Fraction(0)
        if isinstance(item.node, Criterion) and not item.node.criteria:
            return item.max_points if _is_for(item, kind) else Fraction(0)
        below = self.below(number, kind)
        return min(below, item.max_points) if item.node.cap and item.node.max_points is not None else below

    @cached_property
    def _maxima(self) -> dict[tuple[int, str], Fraction]:
        return {}

    def unsure(self, path: Path) -> bool:
        """Whether a sum at a path would only repeat that a maximum below it is missing or was refused."""
        return any(unsummed[: len(path)] == path for unsummed in self._unsummed)

    @cached_property
    def _unsummed(self) -> tuple[Path, ...]:
        refused = [
            path for path in self.repaired if path[-1] in _SUMMED or {"applies_to", "max_points"} & set(path)
        ]
        leaves = ((item.path, item.rule, item.node.max_points) for item in self.items)
        missing = [
            path for path, rule, most in leaves if rule is not None and rule.needs_maximum and most is None
        ]
        missing += [item.path for item in self.items if item.node.cap and item.node.max_points is None]
        return (*refused, *missing)

    @cached_property
    def children(self) -> dict[int | None, list[int]]:
        """The numbers of the nodes right below each node."""
        children: dict[int | None, list[int]] = {}
        for number, item in enumerate(self.items):
            children.setdefault(item.parent, []).append(number)
        return children

    def anything_for(self, number: int, kind: str) -> bool:
        """Whether some leaf at or below a node is for a kind of unit."""
        item = self.items[number]
        if item.rule is not None:
            return _is_for(item, kind)
        return any(self.anything_for(child, kind) for child in self.children.get(number, ()))

    def below(self, number: int, kind: str) -> Fraction:
        """What the nodes right below one come to: their sum or the largest, less what is only subtracted."""
        children = (child for child in self.children.get(number, ()) if not self.items[child].subtracts)
        maxima = [self.maximum(child, kind) for child in children]
        if self.items[number].node.combine == "max":
            return max(maxima, default=Fraction(0))
        return sum(maxima, Fraction(0))


def _is_for(item: Item, kind: str) -> bool:
    """Whether a node is for a unit of a kind that meets whatever else it asks; any node is for no kind."""
    return not kind or kind in item.applies_to.get("kind", (kind,))


def unsound(criteria: CriteriaSet, tree: Tree, repaired: frozenset[Path]) -> Iterator[Problem]:
    """Everything that makes the set unsound, but for what follows from values that were already refused."""
    subject = Sound(criteria, tree, repaired)
    for check in CHECKS:
        yield from check(subject)


def _repeated_ids(subject: Sound) -> Iterator[Problem]:
    seen: dict[str, Item] = {}
    for item in subject.items:
        if item.id == _WHOLE:
            yield subject.problem("bad-id", (*item.path, "id"), found=item.id)
        first = seen.setdefault(item.id, item)
        if first.path != item.path:
            line = subject.tree.line_of((*first.path, "id"), (*item.path, "id"))
            yield subject.problem("repeated-id", (*item.path, "id"), found=item.id, line=line)


def _shape(subject: Sound) -> Iterator[Problem]:
    """A criterion has a rule, or several for kinds of unit, and a maximum; or criteria below it."""
    for item in subject.items:
        node = item.node
        if not isinstance(node, Criterion):
            continue
        if not {(*item.path, "rule"), (*item.path, "rule_for")} & subject.repaired:
            given = [node.rule is not None, node.rule_for is not None, bool(node.criteria)]
            if sum(given) != 1 and item.first:
                both = "rule-and-rule-for" if all(given[:2]) else "rule-and-criteria"
                code = both if any(given) else "neither-rule-nor-criteria"
                yield subject.problem(code, item.path, found=node.id)
                continue
        yield from (
            _inner_shape(subject, item, node) if item.rule is None else _leaf_shape(subject, item, item.rule)
        )


def _inner_shape(subject: Sound, item: Item, node: Criterion) -> Iterator[Problem]:
    for key in ("evidence", "evidence_required"):
        if getattr(node, key):
            yield subject.problem("parameter-without-effect", (*item.path, key), key=key)


def _leaf_shape(subject: Sound, item: Item, rule: Rule) -> Iterator[Problem]:
    path = (*item.path, "max_points")
    stated = item.node.max_points is not None
    if stated and not rule.needs_maximum:
        yield subject.problem("parameter-without-effect", path, key="max_points")
    elif not stated and rule.needs_maximum and path not in subject.repaired:
        if item.first:
            yield subject.problem("missing-key", item.path, key_name="max_points")
    elif stated and not item.max_points and item.first:
        yield subject.problem("max-points-zero", path, found=item.id)
    without_effect = {"cap": item.node.cap, "combine": item.node.combine != "sum"}
    for key in (key for key, given in without_effect.items() if given and item.first):
        yield subject.problem("parameter-without-effect", (*item.path, key), key=key)


def _rules_for(subject: Sound) -> Iterator[Problem]:
    """The rules of a leaf for kinds of unit cover every kind, and each is tried."""
    for item in subject.items:
        entries = item.node.rule_for if isinstance(item.node, Criterion) else None
        if not entries or not item.first:
            continue
        for kind in subject.kinds if _is_for(item, "") else ():
            if _is_for(item, kind) and not any(_covers(entry.applies_to, kind) for entry in entries):
                yield subject.problem("rule-for-incomplete", (*item.path, "rule_for"), kind=_of_kind(kind))
                break
        for number, entry in enumerate(entries[:-1]):
            if not entry.applies_to:
                path = (*item.path, "rule_for", number + 1)
                yield subject.problem("rule-for-never-tried", path, number=number + 2)
                break


def _covers(applies_to: AppliesTo, kind: str) -> bool:
    """Whether a rule is for all units of a kind."""
    return not applies_to or (bool(kind) and set(applies_to) == {"kind"} and kind in applies_to["kind"])


def _decimals(subject: Sound) -> Iterator[Problem]:
    most = subject.criteria.policy.rounding.point_decimals
    for item in (item for item in subject.items if item.first):
        if item.max_points > _LARGEST:
            yield subject.problem(
                "max-points-too-large", (*item.path, "max_points"), found=item.max_points, most=_LARGEST
            )
        if most <= CARRIED and (item.max_points * 10**most).denominator != 1:
            yield subject.problem(
                "max-points-too-fine", (*item.path, "max_points"), found=item.max_points, most=most
            )


def _sums(subject: Sound) -> Iterator[Problem]:
    """Every inner node's maximum is what is below it; with a cap, at most that."""
    for number, item in enumerate(subject.items):
        if isinstance(item.node, Criterion) and not item.node.criteria:
            continue
        path = (*item.path, "max_points")
        if item.node.max_points is None:
            if _is_cut(item):
                yield subject.problem("missing-key", item.path, key_name="max_points")
        elif not subject.unsure(item.path):
            yield from _sum(subject, number, item, path)


def _sum(subject: Sound, number: int, item: Item, path: Path) -> Iterator[Problem]:
    cut = _is_cut(item)
    for kind in subject.kinds:
        if not subject.anything_for(number, kind):
            continue
        below = subject.below(number, kind)
        said: dict[str, Any] = {
            "found": item.max_points,
            "sum": below,
            "node": item.id,
            "kind": _of_kind(kind),
        }
        if cut and below < item.max_points:
            yield subject.problem("cap-out-of-reach", path, **said)
            return
        if not cut and below != item.max_points:
            yield subject.problem("maxima-differ", path, **said)
            return


def _is_cut(item: Item) -> bool:
    """Whether an inner node's points are cut at its maximum, which it must state."""
    return item.node.cap or item.subtracts or (isinstance(item.node, Area) and not item.node.core)


def _of_kind(kind: str) -> Text:
    return Text(f" (đơn vị loại {kind})", f" (units of kind {kind})") if kind else Text("", "")


def _total(subject: Sound) -> Iterator[Problem]:
    """The core areas add up to the set's maximum, for each kind of unit."""
    stated = subject.criteria.max_points
    if stated is None or subject.unsure(()):
        return
    for_all = ALL_KINDS in stated
    by_kind = dict.fromkeys(subject.kinds, stated[ALL_KINDS]) if for_all else stated
    for kind in by_kind:
        if kind not in subject.kinds:
            yield subject.problem(
                "unknown-unit-kind", ("max_points", kind), at_key=True, **_kind_words(subject, kind)
            )
    for kind in subject.kinds:
        if kind not in by_kind:
            if kind:
                yield subject.problem("missing-key", ("max_points",), key_name=kind)
            continue
        areas = [n for n, item in enumerate(subject.items) if item.parent is None and item.area.core]
        below = sum((subject.maximum(number, kind) for number in areas), Fraction(0))
        if below != by_kind[kind]:
            path: Path = ("max_points",) if for_all else ("max_points", kind)
            said: dict[str, Any] = {"found": by_kind[kind], "sum": below, "kind": _of_kind(kind)}
            yield subject.problem("total-differs", path, **said)
            if for_all:
                return


def _kind_words(subject: Sound, found: str) -> dict[str, Any]:
    known = tuple(dict.fromkeys(subject.criteria.unit_kinds))
    return {"found": found, "nearest": nearest(found, known) or known}


def _rules(subject: Sound) -> Iterator[Problem]:
    for item in subject.items:
        rule = item.rule
        if rule is None or isinstance(rule, Unread):
            continue
        if rule.needs_maximum and not item.max_points:
            continue
        faults: dict[tuple[str, Path], Fault] = {}
        for year in subject.criteria.years:
            for fault in rule.check(terms_of(subject.criteria, item, year)):
                faults.setdefault((fault.code, fault.path), fault)
        for fault in faults.values():
            said: dict[str, Any] = {"most": item.max_points, **fault.details}
            yield subject.problem(fault.code, (*item.rule_path, *fault.path), **said)


def _kinds(subject: Sound) -> Iterator[Problem]:
    """Kinds of unit that nodes and classes name are the set's."""
    known = subject.criteria.unit_kinds
    named = [(item.path, item.node.applies_to or {}) for item in subject.items if item.first]
    named += [
        ((*item.path, "rule_for", number), entry.applies_to)
        for item in subject.items
        if item.first and isinstance(item.node, Criterion)
        for number, entry in enumerate(item.node.rule_for or ())
    ]
    named += [(("classes", n), entry.applies_to) for n, entry in enumerate(subject.criteria.classes)]
    for path, applies_to in named:
        for place, kind in enumerate(applies_to.get("kind", ())):
            if known and kind not in known:
                yield subject.problem(
                    "unknown-unit-kind", (*path, "applies_to", "kind", place), **_kind_words(subject, kind)
                )


def _references(subject: Sound) -> Iterator[Problem]:
    """Nodes that the ranking and the classes name are there."""
    named: list[tuple[Path, str]] = [
        (("policy", "ranking", "break_by", n), node)
        for n, node in enumerate(subject.criteria.policy.ranking.break_by)
    ]
    for place, entry in enumerate(subject.criteria.classes):
        named += [
            (("classes", place, "requires", n, "node"), each.node) for n, each in enumerate(entry.requires)
        ]
    named += [
        ((*item.path, "only_if", "node"), item.node.only_if.node)
        for item in subject.items
        if item.first and item.node.only_if is not None
    ]
    for path, node in named:
        if node not in subject.ids:
            yield subject.problem("unknown-node", path, found=node, nearest=nearest(node, subject.ids))


def _requirements(subject: Sound) -> Iterator[Problem]:
    for place, entry in enumerate(subject.criteria.classes):
        for number, each in enumerate(entry.requires):
            path = ("classes", place, "requires", number)
            if (each.index_at_least is None) == (each.answer_is is None):
                yield subject.problem("requirement-unclear", path)
            if each.answer_is is not None and each.node in subject.ids:
                rules = [item.rule for item in subject.items if item.id == each.node]
                if not all(rule is not None and _answers(rule, each.answer_is) for rule in rules):
                    yield subject.problem(
                        "answer-not-possible", (*path, "answer_is"), found=each.answer_is, node=each.node
                    )


def _answers(rule: Rule, text: str) -> bool:
    try:
        read_answer(rule.inputs(), text)
    except Unreadable:
        return False
    return True


def _classes(subject: Sound) -> Iterator[Problem]:
    """For each kind of unit the classes fall, down to one that everything reaches."""
    classes = subject.criteria.classes
    unclear = False
    for place, entry in enumerate(classes):
        if (entry.at_least is None) == (entry.above is None):
            unclear = True
            if not any(path[:2] == ("classes", place) for path in subject.repaired):
                yield subject.problem("class-bound-unclear", ("classes", place), found=entry.name)
    if unclear:
        return
    found: dict[str, Problem] = {}
    for kind in subject.kinds if classes else ():
        for problem in _falling(subject, kind):
            found.setdefault(f"{problem.code}{problem.place}", problem)
    yield from found.values()


def _falling(subject: Sound, kind: str) -> Iterator[Problem]:
    before: tuple[Fraction, bool] | None = None
    shading: tuple[Fraction, bool] | None = None
    ends = False
    for place, entry in enumerate(subject.criteria.classes):
        if kind and kind not in entry.applies_to.get("kind", (kind,)):
            continue
        bound = _bound(entry)
        if (before is not None and bound > before) or (shading is not None and bound >= shading):
            key = "at_least" if entry.at_least is not None else "above"
            yield subject.problem("class-out-of-order", ("classes", place, key), found=entry.name)
        before = bound if before is None else min(before, bound)
        if not _conditional(entry):
            shading = bound if shading is None else min(shading, bound)
            ends = ends or bound <= (Fraction(0), False)
    if not ends:
        last = len(subject.criteria.classes) - 1
        yield subject.problem("classes-end-above-zero", ("classes", last), kind=_of_kind(kind))


def _bound(entry: Class) -> tuple[Fraction, bool]:
    """The bound of a class, `above` after `at_least` the same number."""
    return (entry.at_least, False) if entry.at_least is not None else (entry.above or Fraction(0), True)


def _conditional(entry: Class) -> bool:
    """Whether a class is only for some units of a kind, so that others may still meet its bound's equal."""
    return bool(entry.requires) or bool(set(entry.applies_to) - {"kind"})


def _official(subject: Sound) -> Iterator[Problem]:
    if subject.criteria.status == "official" and not subject.criteria.legal_basis:
        yield subject.problem("official-without-basis", ("status",))


def _stages(subject: Sound) -> Iterator[Problem]:
    """The first stage is by units, and each is there once."""
    stages = subject.criteria.policy.stages
    if stages[0].by != "unit":
        yield subject.problem("first-stage-by-appraiser", ("policy", "stages", 0, "by"), found=stages[0].id)
    seen: set[str] = set()
    for place, stage in enumerate(stages):
        if stage.id in seen:
            yield subject.problem("repeated-entry", ("policy", "stages", place, "id"), found=stage.id)
        seen.add(stage.id)


def _settings(subject: Sound) -> Iterator[Problem]:
    """Lists without repeats, and decimals that can be carried."""
    lists: list[tuple[str, tuple[object, ...]]] = [
        ("years", subject.criteria.years),
        ("unit_kinds", subject.criteria.unit_kinds),
    ]
    for key, items in lists:
        for value, times in Counter(items).items():
            if times > 1:
                place = max(n for n, item in enumerate(items) if item == value)
                yield subject.problem("repeated-entry", (key, place), found=str(value))
    rounding = subject.criteria.policy.rounding
    for key in ("points", "rate", "index"):
        if (getattr(rounding, key) or 0) > CARRIED:
            yield subject.problem(
                "too-many-decimals", ("policy", "rounding", key), found=getattr(rounding, key)
            )
    for place, year in enumerate(subject.criteria.years):
        if not 1900 <= year <= 9000:  # noqa: PLR2004
            yield subject.problem("year-out-of-range", ("years", place))


CHECKS = (
    _official,
    _settings,
    _repeated_ids,
    _shape,
    _rules_for,
    _decimals,
    _total,
    _sums,
    _rules,
    _kinds,
    _references,
    _requirements,
    _classes,
    _stages,
    unsound_data,
    unsound_conditions,
)
