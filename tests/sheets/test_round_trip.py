"""Answers that were typed into workbooks are read as the same answers in a table, in every stage."""

import tempfile
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cchc_index as cchc
from cchc_index.answers.leaf import Status
from cchc_index.answers.spelling import spelling_of, spellings
from cchc_index.scoring import fingerprints
from cchc_index.sheets.filling import evidence_of
from cchc_index.sheets.questions import questions
from tests.laws.engine import frame as raw_frame
from tests.laws.engine import load
from tests.laws.seasons import UNHURRIED
from tests.oracle.generate import GeneratedCase, inner_of, leaves_of
from tests.oracle.generate_seasons import season_cases
from tests.sheets.asked import Asked, asked_rows, frame, unreadable
from tests.sheets.circle import COUNCIL, Circle
from tests.sheets.filled import WAYS
from tests.sheets.moved import with_columns_moved, with_rows_reversed, without_codes

APPRAISERS: Final = ("Sở Nội vụ", "Sở Tài chính")


@st.composite
def seasons(draw: Any) -> GeneratedCase:
    """Make a season with a table of units, mostly answered by them; some areas have an appraiser of their own."""
    case: GeneratedCase = draw(season_cases().filter(lambda case: case.units is not None))
    criteria = deepcopy(case.criteria)
    for node in (*inner_of(criteria), *leaves_of(criteria)):
        if "source" in node and draw(st.integers(0, 3)):
            node["source"] = "self"
    for area in criteria["areas"]:
        if not draw(st.integers(0, 2)):
            area["appraiser"] = draw(st.sampled_from(APPRAISERS))
    units = deepcopy(case.units or [])
    for appraiser in APPRAISERS:
        if draw(st.booleans()):
            draw(st.sampled_from(units))["aliases"] += f"; {appraiser}"
    return replace(case, criteria=criteria, units=units)


@st.composite
def circles(draw: Any) -> dict[str, Any]:
    """Draw how a season is played: who leads, how workbooks are laid out, and in which language."""
    return {
        "by_unit": draw(st.booleans()),
        "one_file": draw(st.booleans()),
        "lead": draw(st.sampled_from(("", *APPRAISERS))),
        "lang": draw(st.sampled_from(("vi", "en"))),
    }


class Season:
    """A generated season with its answers as rows that sheets ask, and as the table of them."""

    def __init__(self, case: GeneratedCase) -> None:
        self.year = case.year
        self.criteria = load(case.criteria)
        self.units = cchc.read_units(pd.DataFrame(case.units, dtype=str))
        drawn = cchc.read_answers(raw_frame(case.rows), self.criteria, units=self.units)
        self.rows = asked_rows(drawn)
        stages = {each.id: each.by == "unit" for each in self.criteria.policy.stages}
        for row in self.rows:
            row.by = row.by if row.by or stages[row.stage] else COUNCIL
        self.table = self.read(self.rows)
        self.wrong = unreadable(self.table)
        for row in self.rows:
            row.type = "" if (row.unit, row.criterion, row.stage) in self.wrong else row.type

    def read(self, rows: list[Asked]) -> cchc.Answers:
        """Read rows from a table."""
        return cchc.read_answers(frame([row.row() for row in rows]), self.criteria, units=self.units)

    def is_own(self, row: dict[str, str]) -> bool:
        """Tell whether a row is of the first stage, and of what its unit answers."""
        number = self.units.find(row["unit"])
        assert number is not None
        attribute = self.units.units[number].attribute
        items = [each for each in self.table.items if each.id == row["criterion"]]
        own = [each for each in items if each.for_unit(attribute) or each.rule is None]
        sources = [each.source for each in (own if items else self.criteria.data)]
        return row["stage"] == self.criteria.policy.stages[0].id and sources[:1] == ["self"]

    def is_asked(self, row: dict[str, str]) -> bool:
        """Tell whether a blank form has an open cell for an answer."""
        number = self.units.find(row["unit"])
        assert number is not None
        own = [each for each in self.table.items if each.for_unit(self.units.units[number].attribute)]
        rule = next((each.rule for each in own if each.id == row["criterion"]), None)
        asked = {"": ""} if rule is None else {each.input: each.data for each in questions(rule)}
        return "answer" in row and self.is_own(row) and asked.get(row["input"]) == ""

    def is_shown(self, row: Asked) -> bool:
        """Tell whether a form shows a row: one that can be read, and repeats no data item."""
        rules = [each.rule for each in self.table.items if each.id == row.criterion and each.rule is not None]
        fed = any(row.input in rule.data() for rule in rules)
        return not fed and (row.unit, row.criterion, row.stage) not in self.wrong

    def circle(self, folder: str, random: Random, **call: Any) -> Circle:
        """Return the circle of the season, whose cells are filled in this way or that."""
        return Circle(self.criteria, self.units, self.year, Path(folder), lambda: random.choice(WAYS), **call)


def seen(answers: cchc.Answers, year: int) -> dict[str, Any]:
    """Return everything that two readings of the same answers have in common."""
    result = cchc.score(answers.criteria, answers, year=year)
    problems = result.problems[["severity", "code", "unit", "criterion", "message", "hint"]]
    return {
        "fingerprint": fingerprints.answers(answers),
        "evidence": evidence_of(answers),
        "leaves": result.leaves.to_csv(),
        "ranking": result.ranking.to_csv(),
        "changes": result.changes.to_csv(),
        "problems": Counter(map(str, problems.to_numpy().tolist())),
    }


def compare(found: cchc.Answers, wanted: cchc.Answers, year: int) -> None:
    """Tell where two readings differ, part by part."""
    got, expected = seen(found, year), seen(wanted, year)
    problems, others = got.pop("problems"), expected.pop("problems")
    assert ([*(problems - others)], [*(others - problems)]) == ([], [])
    for part in expected:
        assert got[part] == expected[part], part


@UNHURRIED
@given(case=seasons(), seed=st.integers(0, 10**6), call=circles())
def test_what_is_typed_into_workbooks_is_what_is_read(
    case: GeneratedCase, seed: int, call: dict[str, Any]
) -> None:
    """Answers, claims, evidence, decisions and explanations typed into sheets are those of a table."""
    season = Season(case)
    with tempfile.TemporaryDirectory() as folder:
        circle = season.circle(folder, Random(seed), **call)
        circle.play(season.rows)
        compare(circle.answers(), season.table, season.year)
        assert [row for row in circle.left if season.is_asked(row)] == []


@pytest.mark.slow
@UNHURRIED
@given(case=seasons(), seed=st.integers(0, 10**6), call=circles(), columns=st.booleans())
def test_what_is_moved_in_workbooks_is_read_where_it_is(
    case: GeneratedCase,
    seed: int,
    call: dict[str, Any],
    columns: bool,  # noqa: FBT001 - drawn
) -> None:
    """Columns that were moved about and rows that were sorted say the same as before, in every stage."""
    season, random = Season(case), Random(seed)
    after = with_columns_moved(random) if columns else with_rows_reversed()
    with tempfile.TemporaryDirectory() as folder:
        circle = season.circle(folder, random, **call, after=after)
        circle.play(season.rows)
        compare(circle.answers(), season.table, season.year)


@pytest.mark.slow
@UNHURRIED
@given(case=seasons(), seed=st.integers(0, 10**6), call=circles())
def test_without_codes_nothing_else_is_read(case: GeneratedCase, seed: int, call: dict[str, Any]) -> None:
    """Forms whose hidden codes are lost say the same by what people see, or there is a problem; never something else."""
    season = Season(case)
    first = [row for row in season.rows if row.stage == season.criteria.policy.stages[0].id]
    with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as lost:
        kept = season.circle(whole, Random(seed), **call)
        kept.play(deepcopy(first))
        circle = season.circle(lost, Random(seed), **call, after=without_codes())
        circle.play(first)
        found, wanted = circle.returned(), kept.returned()
        assert others(found, wanted) == []
        if fingerprints.answers(found) != fingerprints.answers(wanted):
            assert len(found.problems) > len(wanted.problems)


def others(found: cchc.Answers, wanted: cchc.Answers) -> list[str]:
    """Return what is answered in one reading, and not the same in another."""
    return [
        f"{found.items[number].id if number < len(found.items) else number}: {said}"
        for number, leaf in found.leaves.items()
        for unit, said in enumerate(spellings(leaf))
        if leaf.status[unit] in {Status.ANSWERED, Status.NOT_APPLICABLE}
        and (number not in wanted.leaves or spelling_of(wanted.leaves[number], unit) != said)
    ]


@UNHURRIED
@given(case=seasons(), one_file=st.booleans(), lang=st.sampled_from(("vi", "en")))
def test_forms_with_answers_in_them_read_as_these_answers(
    case: GeneratedCase,
    one_file: bool,  # noqa: FBT001 - drawn
    lang: Any,
) -> None:
    """Forms that were written with the units' answers and not touched say these answers again, and nothing else."""
    season = Season(case)
    known = [row for row in season.rows if season.is_shown(row)]
    own = [row for row in known if season.is_own(row.row()) and row.cells.get("state") != "miễn"]
    with tempfile.TemporaryDirectory() as folder:
        cchc.write_templates(
            season.criteria,
            season.units,
            folder,
            year=season.year,
            answers=season.read(known),
            one_file=one_file,
            lang=lang,
        )
        found = cchc.read_answers(folder, season.criteria, units=season.units, year=season.year)
    compare(found, season.read(own), season.year)
