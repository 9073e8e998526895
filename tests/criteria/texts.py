"""Criteria files as tests write them, and what the loader makes of them."""

import json
from typing import Any, Final

from cchc_index.criteria.loading import Examined, examine_tree
from cchc_index.criteria.model import CriteriaSet
from cchc_index.criteria.tree import parse_tree
from cchc_index.problems import CriteriaError, Problem
from cchc_index.rules import rule_kinds

FILE: Final = "bo.yaml"

SMALL: Final = """\
format: 1
id: vi-du
version: 1.0.0
status: draft
title: Bộ tiêu chí ví dụ
level: commune
years: [2025]
areas:
  - id: "1"
    code: direction
    title: Chỉ đạo, điều hành
    criteria:
      - id: "1.1"
        title: Ban hành kế hoạch
        max_points: 2
        rule: {kind: yes_no}
"""


def examined(text: str) -> Examined:
    """Return what the loader makes of a text."""
    try:
        return examine_tree(parse_tree(text, FILE))
    except CriteriaError as error:
        return Examined(None, None, error.problems)


def found(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text."""
    return examined(text).problems


def lines(text: str) -> list[str]:
    """Return the problems of a text, as users see them."""
    return [str(problem) for problem in found(text)]


def marks(text: str) -> list[str]:
    """Return the line, column and code of each problem of a text."""
    return [
        str(problem).removeprefix(f"{FILE}:").split(": ")[0] + f" {problem.code}" for problem in found(text)
    ]


def sound(text: str) -> CriteriaSet:
    """Return the set that a text says, which has no problems."""
    result = examined(text)
    assert result.problems == ()
    assert result.criteria is not None
    return result.criteria


def leaf(rule: str, max_points: str = "2") -> str:
    """Return the small set with another rule on its leaf, which begins in line 16 at column 15."""
    text = SMALL.replace("{kind: yes_no}", rule)
    return text.replace("max_points: 2", f"max_points: {max_points}")


def dumped(tree: object) -> str:
    """Return a tree as the text of a file; JSON is YAML that quotes every word."""
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def everything() -> dict[str, Any]:
    """Return a sound set that has every key of sets and nodes, and the examples of every kind of rule."""
    examples = [example for kind in rule_kinds().values() for example in kind.examples()]
    leaves = [
        {"id": f"2.{number}", "title": f"Tiêu chí {number}", "rule": dict(example.rule)}
        | ({} if example.rule["kind"] == "informative" else {"max_points": example.max_points})
        for number, example in enumerate(examples)
    ]
    first = {
        "id": "1.1",
        "title": {"vi": "Ban hành kế hoạch", "en": "Plan"},
        "max_points": "1",
        "rule": {"kind": "yes_no", "otherwise": {"percent": "50"}},
        "source": "self",
        "appraiser": "Sở Nội vụ",
        "evidence": "Quyết định",
        "legal_ref": "Phụ lục II",
        "not_applicable": "forbidden",
        "applies_to": {"kind": ["xa", "phuong"]},
        "was": ["1.2"],
    }
    inner = {
        "id": "1.2",
        "title": "Thực hiện",
        "max_points": "1",
        "cap": "true",
        "criteria": [{**first, "id": "1.2.1"}],
    }
    return {
        "format": "1",
        "id": "vi-du",
        "version": "1.0.0",
        "status": "official",
        "title": {"vi": "Bộ tiêu chí ví dụ", "en": "Example"},
        "level": "commune",
        "years": ["2025", "2026"],
        "legal_basis": [
            {"number": "1/QĐ", "date": "2025-12-31", "issuer": "UBND tỉnh", "title": "Về chỉ số"}
        ],
        "unit_kinds": ["xa", "phuong"],
        "calendar": {"holidays": ["2025-01-01"], "working_days": ["2025-04-26"]},
        "policy": {
            "rounding": {"points": "4", "rate": "none", "index": "2", "mode": "half_up"},
            "missing": {"self": "zero", "survey": "exclude"},
            "index_cap": "100",
            "ranking": {"ties": "competition", "break_by": ["1"], "within": "kind"},
        },
        "classes": [
            {"name": "Tốt", "at_least": "80", "requires": [{"node": "1", "index_at_least": "80"}]},
            {"name": "Khá", "above": "65", "applies_to": {"kind": ["xa"]}},
            {"name": "Yếu", "at_least": "0", "requires": []},
        ],
        "areas": [
            {
                "id": "1",
                "code": "direction",
                "title": "Chỉ đạo",
                "max_points": "2",
                "criteria": [first, inner],
            },
            {"id": "2", "code": "other", "title": "Mọi cách tính", "source": "system", "criteria": leaves},
        ],
    }
