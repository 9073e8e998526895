"""One decision's criteria set: a frozen model of the file, area by area.

Inner nodes and leaves are both `Criterion`; what a node inherits from the node above is resolved by
`cchc_index.criteria.outline`.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, InstanceOf, PlainValidator, PrivateAttr, SerializeAsAny
from pydantic_core import PydanticCustomError

from cchc_index.criteria.lineage import Lineage
from cchc_index.fields import (
    Amount,
    Count,
    Day,
    Flag,
    Key,
    Line,
    Model,
    Name,
    Words,
    one_or_more,
)
from cchc_index.language import Text
from cchc_index.rules.contract import Rule

Source: TypeAlias = Literal["self", "survey", "appraiser", "system"]
NotApplicable: TypeAlias = Literal["full", "zero", "exclude", "forbidden"]
Missing: TypeAlias = Literal["zero", "exclude", "invalid", "await"]
StageBy: TypeAlias = Literal["unit", "appraiser"]
AreaCode: TypeAlias = Literal[
    "direction",
    "legal_documents",
    "procedures",
    "apparatus",
    "staff",
    "public_finance",
    "modernization",
    "impact",
    "other",
    "bonus",
    "penalty",
]
OUTSIDE = frozenset({"bonus", "penalty"})
ALL_KINDS = ""
CARRIED = 9
"""Decimals to which points are carried where the policy rounds them to none."""

AppliesTo: TypeAlias = dict[Line, Annotated[tuple[Line, ...], one_or_more, Field(min_length=1)]]


def _pattern(expression: str, code: str) -> Any:
    compiled = re.compile(expression)

    def read(found: Any) -> str:
        if isinstance(found, str) and compiled.fullmatch(found):
            return found
        raise PydanticCustomError(code, "{found}", {"found": str(found)})

    return PlainValidator(read)


def _format(found: Any) -> int:
    if found in ("1", 1):
        return 1
    code = "unknown-format"
    raise PydanticCustomError(code, "{found}", {"found": str(found)})


def _maxima(found: Any) -> Any:
    """Points for each kind of unit; points alone are for all kinds, under a blank one."""
    if isinstance(found, dict):
        return {unicodedata.normalize("NFC", str(kind)): points for kind, points in found.items()}
    return {ALL_KINDS: found}


def _none(found: Any) -> Any:
    return None if found == "none" else found


def _by_source(found: Any) -> Any:
    """A policy for each source of answers; one word is for all, and what is not said is zero."""
    if isinstance(found, str):
        return dict.fromkeys(("self", "survey", "appraiser", "system"), found)
    return {**_all_zero(), **found} if isinstance(found, dict) else found


def _all_zero() -> dict[Source, Missing]:
    return {"self": "zero", "survey": "zero", "appraiser": "zero", "system": "zero"}


Maxima: TypeAlias = Annotated[dict[str, Amount], BeforeValidator(_maxima)]
NoneWord = BeforeValidator(_none)


class LegalBasis(Model):
    """A decision that the set rests on."""

    number: Line
    date: Day | None = None
    issuer: Words | None = None
    title: Words | None = None


class WorkCalendar(Model):
    """Days off, and days worked besides Monday to Friday."""

    holidays: tuple[Day, ...] = ()
    working_days: tuple[Day, ...] = ()


class Rounding(Model):
    """Decimals of points, rates and indices, and how the last one is rounded."""

    points: Annotated[Count | None, NoneWord] = 2
    rate: Annotated[Count | None, NoneWord] = None
    index: Count = 2
    mode: Literal["half_up", "half_even", "down"] = "half_up"

    @property
    def point_decimals(self) -> int:
        """The decimals to which points are carried."""
        return CARRIED if self.points is None else self.points


class Stage(Model):
    """A round (vòng) of the season, in which units or appraisers write."""

    id: Key
    by: StageBy
    title: Words | None = None

    @property
    def name(self) -> Text:
        """The round as people call it."""
        return self.title or _STAGES.get(self.id, Text(self.id))


_STAGES = {
    "self": Text("tự đánh giá", "self-assessment"),
    "appraisal": Text("thẩm định", "appraisal"),
    "explanation": Text("giải trình", "explanation"),
    "appraisal_2": Text("thẩm định lần 2", "second appraisal"),
}


class Ranking(Model):
    """How ties share a rank, what breaks them, and among whom ranks are counted."""

    ties: Literal["competition", "dense"] = "competition"
    break_by: tuple[Name, ...] = ()
    within: Annotated[Line | None, NoneWord] = None


class Policy(Model):
    """What the set decides for all its leaves."""

    rounding: Rounding = Rounding()
    missing: Annotated[dict[Source, Missing], BeforeValidator(_by_source)] = Field(default_factory=_all_zero)
    no_evidence: Literal["keep", "zero"] = "keep"
    claims: Literal["check", "accept", "ceiling"] = "check"
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = (
        Stage(id="self", by="unit"),
        Stage(id="appraisal", by="appraiser"),
    )
    unappraised: Literal["keep", "zero"] = "keep"
    index_cap: Annotated[Amount | None, NoneWord] = Fraction(100)
    ranking: Ranking = Ranking()


class DataItem(Model):
    """A number asked once and used by several leaves (số liệu dùng chung)."""

    id: Name
    title: Words
    kind: Literal["whole", "number"] = "whole"
    source: Source = "self"


class DataCheck(Model):
    """What must hold between the data items of one unit."""

    that: Line
    message: Words


class Requirement(Model):
    """What a class asks of one node."""

    node: Name
    index_at_least: Amount | None = None
    answer_is: Line | None = None


class Class(Model):
    """A class (xếp loại), and the indices that belong to it."""

    name: Words
    at_least: Amount | None = None
    above: Amount | None = None
    applies_to: AppliesTo = Field(default_factory=dict)
    requires: tuple[Requirement, ...] = ()


class Condition(Model):
    """What a node waits for: more points of another node than these."""

    node: Name
    points_above: Amount


class RuleFor(Model):
    """One of a leaf's rules, and the units that it is for."""

    applies_to: AppliesTo = Field(default_factory=dict)
    rule: SerializeAsAny[InstanceOf[Rule]]


class Node(Model):
    """What areas and criteria share; the keys that are inherited are blank where the node does not say them."""

    id: Name
    title: Words
    cap: Flag = False
    combine: Literal["sum", "max"] = "sum"
    only_if: Condition | None = None
    source: Source | None = None
    appraiser: Words | None = None
    applies_to: AppliesTo | None = None
    not_applicable: NotApplicable | None = None
    legal_ref: Words | None = None
    was: Annotated[tuple[Line, ...], one_or_more] = ()


class Criterion(Node):
    """A node below an area: a leaf with a rule, or an inner node with criteria."""

    max_points: Amount | None = None
    rule: SerializeAsAny[InstanceOf[Rule]] | None = None
    rule_for: Annotated[tuple[RuleFor, ...], Field(min_length=1)] | None = None
    criteria: tuple[Criterion, ...] | None = None
    subtracts: Flag = False
    evidence: Words | None = None
    evidence_required: Flag = False

    @property
    def rules(self) -> tuple[RuleFor, ...]:
        """The leaf's rules, one for all units or one for some units each; none of an inner node."""
        if self.rule is not None:
            return (RuleFor(rule=self.rule),)
        return self.rule_for or ()


class Area(Node):
    """A top-level node: one of the seven reform areas, or a bonus, penalty or impact area."""

    code: AreaCode
    max_points: Amount | None = None
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @property
    def core(self) -> bool:
        """Whether it is part of the total that the maximum adds up to."""
        return self.code not in OUTSIDE


class CriteriaSet(Model):
    """One decision's tree of areas and criteria, with its policy (bộ tiêu chí)."""

    format: Annotated[int, PlainValidator(_format)]
    id: Annotated[str, _pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "bad-set-id")]
    version: Annotated[str, _pattern(r"[0-9]+\.[0-9]+\.[0-9]+", "bad-version")]
    status: Literal["official", "model", "draft"]
    title: Words
    level: Literal["province", "department", "district", "commune"]
    years: Annotated[tuple[Count, ...], Field(min_length=1)]
    legal_basis: tuple[LegalBasis, ...] = ()
    max_points: Maxima | None = None
    unit_kinds: tuple[Line, ...] = ()
    calendar: WorkCalendar = WorkCalendar()
    data: tuple[DataItem, ...] = ()
    checks: tuple[DataCheck, ...] = ()
    policy: Policy = Policy()
    classes: tuple[Class, ...] = ()
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    _lineage: Lineage = PrivateAttr(default_factory=Lineage)

    @property
    def lineage(self) -> Lineage:
        """The sets it rests on and the origin of its nodes; no part of its meaning or its fingerprints."""
        return self._lineage

    def rest_on(self, lineage: Lineage) -> None:
        """Takes down where it comes from, as its loader does."""
        self._lineage = lineage
