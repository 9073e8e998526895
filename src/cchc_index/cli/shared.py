"""What several commands take and do: the set, the answers, the listing of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc_index.cli.progress import READING, SCORING, Progress
from cchc_index.cli.words import Named
from cchc_index.criteria.library import examine_source
from cchc_index.language import Lang, Text, pick, printable
from cchc_index.problems import CriteriaError, Problem, Severity, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.result import Result

MOST_LISTED = 20

SET = Text(
    "Tệp bộ tiêu chí, hoặc mã của một bộ trong thư viện.",
    "A criteria file, or the id of a set of the library.",
)
ANSWERS = Text(
    "Tệp hoặc thư mục số liệu: CSV, Parquet, Excel.", "Files or folders of answers: CSV, Parquet, Excel."
)
UNITS = Text("Bảng đơn vị (CSV, Excel, Parquet).", "Table of units (CSV, Excel, Parquet).")
COLUMNS = Text(
    "Tệp ghép cột, khi mỗi đơn vị là một dòng và mỗi tiêu chí là một hay vài cột.",
    "Mapping file of wide tables, with a row for each unit.",
)
YEAR = Text(
    "Năm đánh giá; mặc định là năm duy nhất của bộ tiêu chí.",
    "Assessment year; by default the set's only one.",
)
STAGE = Text("Vòng được tính đến; mặc định là vòng cuối có số liệu.", "Stage up to which rows count.")


def set_argument(lang: Lang) -> Named:
    """The set of a call."""
    return Named("criteria", pick(lang, "BỘ_TIÊU_CHÍ", "SET"), SET)


def score_params(lang: Lang) -> list[click.Parameter]:
    """The arguments of a scoring."""
    file = pick(lang, "TỆP", "FILE")
    return [
        set_argument(lang),
        Named("answers", pick(lang, "SỐ_LIỆU", "ANSWERS"), ANSWERS, several=True),
        click.Option(["--units"], metavar=file, help=UNITS.to(lang)),
        click.Option(["--columns"], metavar=file, help=COLUMNS.to(lang)),
        click.Option(["--year"], type=int, metavar=pick(lang, "NĂM", "YEAR"), help=YEAR.to(lang)),
        click.Option(["--stage"], metavar=pick(lang, "VÒNG", "STAGE"), help=STAGE.to(lang)),
    ]


def load(source: str, lang: Lang) -> CriteriaSet:
    """The sound set of a call; its warnings are shown."""
    examined = examine_source(source)
    if examined.criteria is None:
        raise CriteriaError(examined.problems)
    show_problems(examined.problems, lang)
    return examined.criteria


def scored(lang: Lang, call: dict[str, Any]) -> Result:
    """The result of a call."""
    for name, value in call.items():
        if value == "":
            why = Text(f"tùy chọn --{name} để trống", f"the option --{name} is blank")
            raise UsageError(Problem("wrong-call", details={"why": why}))
    criteria = load(call["criteria"], lang)
    from cchc_index.result import chosen_year, score  # noqa: PLC0415 - pandas is loaded only where tables are read
    from cchc_index.tables.sources import read_answers, read_units  # noqa: PLC0415

    year = chosen_year(criteria, call["year"])
    units = read_units(call["units"]) if call["units"] else None
    reading, scoring = Progress(READING, lang), Progress(SCORING, lang)
    answers = read_answers(
        call["answers"],
        criteria,
        units=units,
        columns=call["columns"],
        year=call["year"],
        progress=reading,
    )
    return score(criteria, answers, year=year, stage=call["stage"], lang=lang, progress=scoring)


def show_problems(problems: Sequence[Problem], lang: Lang, *, more: str = "") -> None:
    """Lists problems on standard error, the weightiest first; at most so many."""
    order = list(Severity)
    for problem in sorted(problems, key=lambda each: order.index(each.severity))[:MOST_LISTED]:
        said = problem.to(lang)
        about = [word for word in (said.unit, said.criterion) if word and word not in said.message]
        named = f" [{', '.join(map(printable, about))}]" if about else ""
        click.echo(f"{said}{named} {said.hint}".rstrip(), err=True)
    left = len(problems) - MOST_LISTED
    if left > 0:
        click.echo(pick(lang, f"… và {left} mục nữa{more}.", f"… and {left} more{more}."), err=True)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether anything could not be used."""
    return any(problem.severity is Severity.ERROR for problem in problems)
