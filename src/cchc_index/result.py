"""The result of a scoring: what users hold, with everything made on first use."""

from __future__ import annotations

from functools import cached_property, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_index.explain import Explanation
from cchc_index.language import Lang
from cchc_index.problems import Problem, UsageError, nearest
from cchc_index.reports.workbook import write_workbook
from cchc_index.scoring import fingerprints
from cchc_index.scoring.scores import Scores, score_answers
from cchc_index.tables.frames import frame_of
from cchc_index.tables.results import ResultTables
from cchc_index.tables.series import Series
from cchc_index.tables.writing import write_csv, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from cchc_index.answers.rows import Answers
    from cchc_index.criteria.model import CriteriaSet


class Result:
    """The scores of one set, its answers and a year.

    Args:
        scores: the scores as arrays of exact whole numbers.
        lang: the language of what people read.
    """

    def __init__(self, scores: Scores, lang: Lang = "vi") -> None:
        self.scores = scores
        self.lang: Lang = lang

    @property
    def criteria(self) -> CriteriaSet:
        """The set."""
        return self.scores.plan.criteria

    @property
    def answers(self) -> Answers:
        """The answers."""
        return self.scores.season.answers

    @property
    def year(self) -> int:
        """The assessment year."""
        return self.scores.plan.year

    @property
    def stage(self) -> str:
        """The stage up to which rows count."""
        return self.criteria.policy.stages[self.scores.season.stage].id

    @cached_property
    def tables(self) -> ResultTables:
        """The tables column by column, exact, for whatever shows them."""
        return ResultTables(self.scores, self.scores.problems, self.lang)

    @cached_property
    def ranking(self) -> pd.DataFrame:
        """A row for each unit: rank, points, index, class, and the areas."""
        return frame_of(self.tables.ranking())

    @cached_property
    def leaves(self) -> pd.DataFrame:
        """A row for each unit and leaf: state, answer, points."""
        return frame_of(self.tables.leaves())

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """A row for each unit and area or inner criterion: points, index, rank."""
        return frame_of(self.tables.nodes())

    @cached_property
    def summary(self) -> pd.DataFrame:
        """For each node, the units' indices in brief; the whole as node ``*``."""
        return frame_of(self.tables.summary())

    @cached_property
    def changes(self) -> pd.DataFrame:
        """A row for everything said of a leaf after the first stage: who, from what to what, why."""
        return frame_of(self.tables.changes())

    @cached_property
    def problems(self) -> pd.DataFrame:
        """A row for each problem; the records themselves are `scores.problems`."""
        return frame_of(self.tables.problems())

    def explain(self, unit: str, node: str | None = None, *, lang: Lang | None = None) -> str:
        """Why a unit has the points it has.

        Args:
            unit: its id, or a name that no other unit has.
            node: a leaf, an inner criterion or an area by its id; without it, the total, the rank, the class and
                every node, a line each.
            lang: the language, the result's own by default.

        Raises:
            UsageError: there is no such unit or node.
        """
        number = self.answers.units.find(unit)
        if number is None:
            near = self.answers.units.nearest(unit)
            raise UsageError(
                Problem("unknown-unit-asked", details={"found": unit, "nearest": near}, lang=self.lang)
            )
        explanation = Explanation(self.scores, number, lang or self.lang)
        if node is None:
            return "\n".join(explanation.whole())
        if node not in self.scores.plan.numbers:
            near = nearest(node, self.scores.plan.numbers)
            raise UsageError(
                Problem("unknown-node", details={"found": node, "nearest": near}, lang=self.lang)
            )
        return explanation.node(self.scores.plan.number_for(node, number))

    def write(self, out: str | Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Writes every table, the workbook `ket-qua.xlsx` and the manifest as one folder, complete or not at all.

        Args:
            out: the folder; an earlier result is replaced.
            progress: told how many files of how many are written.

        Raises:
            UsageError: the folder holds something else, or cannot be written.
        """
        tables = self.tables
        files: dict[str, Callable[[Path], None]] = {
            f"{name}.csv": partial(_write_table, table) for name, table in tables.all().items()
        }
        files["ket-qua.xlsx"] = lambda path: write_workbook(tables, self.criteria.title.to(self.lang), path)
        write_folder(Path(out), files, self.manifest(), progress)

    def manifest(self) -> dict[str, Any]:
        """What the result was made from: fingerprints, versions, language, year, stage."""
        return {
            "engine": {"cchc-index": metadata.version("cchc-index")},
            "plugins": fingerprints.plugins(self.criteria),
            "criteria": {
                "id": self.criteria.id,
                "version": self.criteria.version,
                "bases": [base._asdict() for base in self.criteria.lineage.bases],
            },
            "fingerprints": {
                "scoring": fingerprints.scoring(self.criteria),
                "content": fingerprints.content(self.criteria),
                "answers": fingerprints.answers(self.answers),
                "units": fingerprints.units(self.answers.units),
            },
            "language": self.lang,
            "year": self.year,
            "stage": self.stage,
        }


def _write_table(table: Callable[[], list[Series]], path: Path) -> None:
    write_csv(table(), path)


def score(  # noqa: PLR0913 - the parts of one call, by keyword
    criteria: CriteriaSet,
    answers: Answers,
    *,
    year: int | None = None,
    stage: str | None = None,
    lang: Lang = "vi",
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """The result of answers under a set.

    Args:
        criteria: the set that the answers were read for.
        answers: the answers.
        year: the assessment year; the set's only year by default.
        stage: the stage up to which rows count, by its id; the last that has rows by default.
        lang: the language of what people read.
        progress: told how many leaves of how many are scored.

    Raises:
        UsageError: the set does not serve the year, the stage is unknown, or the answers were read for another set.

    Example:
        >>> import pandas as pd
        >>> from cchc_index import load_criteria, read_answers
        >>> criteria = load_criteria("vn-766-2022")
        >>> rows = pd.DataFrame({"unit": ["Xã A"], "criterion": ["6.1"], "numerator": [45], "denominator": [50]})
        >>> float(score(criteria, read_answers(rows, criteria)).ranking["points"][0])
        6.0
    """
    if answers.criteria is not criteria and answers.criteria != criteria:
        raise UsageError(
            Problem("answers-of-other-set", details={"found": answers.criteria.id, "wanted": criteria.id})
        )
    number = None if stage is None else chosen_stage(criteria, stage)
    return Result(score_answers(answers, chosen_year(criteria, year), number, progress), lang)


def chosen_stage(criteria: CriteriaSet, stage: str) -> int:
    """The number of a stage by its id.

    Raises:
        UsageError: the set has no such stage.
    """
    known = [each.id for each in criteria.policy.stages]
    if stage not in known:
        raise UsageError(Problem("unknown-stage", details={"found": stage, "known": ", ".join(known)}))
    return known.index(stage)


def chosen_year(criteria: CriteriaSet, year: int | None) -> int:
    """The year asked for, or the set's only one.

    Raises:
        UsageError: the set does not serve it, or serves several and none is named.
    """
    years = ", ".join(map(str, criteria.years))
    if year is None:
        if len(criteria.years) > 1:
            raise UsageError(Problem("year-needed", details={"known": years}))
        return criteria.years[0]
    if year not in criteria.years:
        raise UsageError(Problem("year-not-served", details={"found": str(year), "known": years}))
    return year
