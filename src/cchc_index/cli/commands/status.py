"""`cchc-index status SET FOLDER --units FILE`: who has returned what, how complete it is, and what is left."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_index.cli.commands.score import aligned
from cchc_index.cli.progress import READING, Progress
from cchc_index.cli.shared import STAGE, UNITS, YEAR, has_errors, load, set_argument, show_problems
from cchc_index.cli.words import Named, Needed, Worded, language_option
from cchc_index.language import Lang, Text, day, number, pick, printable
from cchc_index.problems import Problem, Severity, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.answers.units import Units
    from cchc_index.result import Result
    from cchc_index.sheets.status import Arrival, Workload

_ABOUT = Text(
    "Theo dõi đợt chấm điểm: đơn vị nào đã gửi phiếu, ngày nào, kê khai được bao nhiêu phần trăm, còn bao nhiêu lỗi, cơ quan thẩm định còn bao nhiêu tiêu chí.",
    "Follows a season: who has returned what and when, how complete it is, its problems, and what appraisers have left.",
)
_RECEIVED = Text(
    "Thư mục chứa các phiếu đã nhận; có thể nêu thêm thư mục, tệp số liệu khác.",
    "The folder of what has come back; further folders and files of answers may follow.",
)
_REGISTER = Text(
    "Ghi bản nháp sổ nhận phiếu (received.csv) vào tệp này.",
    "Drafts the register (received.csv) in this file.",
)
_MORE = Text("; xem đủ bằng lệnh score --out", "; score --out lists all of them")
_HEADS = (
    Text("Đơn vị", "Unit"), Text("Số phiếu", "Forms"), Text("Ngày nhận", "Received"),
    Text("Kê khai (%)", "Complete (%)"), Text("Lỗi", "Errors"), Text("Cảnh báo", "Warnings"),
    Text("Điểm tự chấm", "Claim"), Text("Điểm theo số liệu", "Points"),
)  # fmt: skip
_WORK_HEADS = (
    Text("Cơ quan thẩm định", "Appraiser"), Text("Đã thẩm định", "Decided"), Text("Còn lại", "Left"),
    Text("Số đơn vị còn lại", "Units left"),
)  # fmt: skip


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    file = pick(lang, "TỆP", "FILE")
    params = [
        set_argument(lang),
        Named("received", pick(lang, "THƯ_MỤC", "FOLDER"), _RECEIVED, several=True),
        Needed(["--units"], metavar=file, help=UNITS.to(lang)),
        click.Option(["--year"], type=int, metavar=pick(lang, "NĂM", "YEAR"), help=YEAR.to(lang)),
        click.Option(["--stage"], metavar=pick(lang, "VÒNG", "STAGE"), help=STAGE.to(lang)),
        click.Option(["--register"], metavar=file, help=_REGISTER.to(lang)),
        language_option(lang),
    ]
    return Worded("status", lang, _ABOUT, params, callback=lambda **call: _status(lang, call))


def _status(lang: Lang, call: dict[str, Any]) -> int:
    criteria = load(call["criteria"], lang)
    from cchc_index.result import chosen_year, score  # noqa: PLC0415 - pandas is loaded only where tables are read
    from cchc_index.sheets.status import of_units, read_season, workloads, write_register  # noqa: PLC0415
    from cchc_index.tables.sources import read_units  # noqa: PLC0415

    year = chosen_year(criteria, call["year"])
    units = read_units(call["units"])
    answers, arrivals = read_season(call["received"], criteria, units, year, Progress(READING, lang))
    result = score(criteria, answers, year=year, stage=call["stage"], lang=lang)
    problems = of_units(result.scores.problems, criteria)
    click.echo(_table(result, arrivals, problems, lang))
    click.echo(_returned(arrivals, units, lang))
    if works := workloads(result.scores):
        click.echo(f"\n{_workloads(works, lang)}")
    if call["register"]:
        try:
            write_register(arrivals, Path(call["register"]))
        except OSError as error:
            why = Text(f"không ghi được tệp {call['register']}", f"cannot write {call['register']}")
            raise UsageError(Problem("wrong-call", details={"why": why})) from error
    show_problems(problems, lang, more=_MORE.to(lang))
    return 1 if has_errors(problems) else 0


def _returned(arrivals: Sequence[Arrival], units: Units, lang: Lang) -> str:
    """How many of the units have returned a form."""
    count = len({each.unit for each in arrivals})
    return pick(
        lang,
        f"Đã nhận phiếu của {count}/{len(units)} đơn vị.",
        f"{count} of {len(units)} units have returned a form.",
    )


def _workloads(works: Sequence[Workload], lang: Lang) -> str:
    """A line an appraiser."""
    rows = [[head.to(lang) for head in _WORK_HEADS]]
    for work in works:
        counts = (work.decided, work.left, work.units)
        rows.append([printable(work.appraiser.to(lang)), *(number(count, lang) for count in counts)])
    return "\n".join(aligned(rows, right=[False, True, True, True]))


def _table(result: Result, arrivals: Sequence[Arrival], problems: Sequence[Problem], lang: Lang) -> str:
    """A line a unit, in the order of their ids."""
    from cchc_index.sheets.status import completeness  # noqa: PLC0415

    columns = {column.name: list(column.shown(lang)) for column in result.tables.ranking()}
    said = dict(zip(columns["unit"], zip(columns["claim"], columns["points"], strict=True), strict=True))
    found = Counter((problem.unit, problem.severity) for problem in problems)
    rows = [[head.to(lang) for head in _HEADS]]
    for unit, percent in zip(result.answers.units.units, completeness(result.scores).tolist(), strict=True):
        own = [each for each in arrivals if each.unit == unit.id]
        days = sorted(each.received for each in own)
        claim, points = said.get(unit.id, ("", ""))
        counts = [str(found[unit.id, severity]) for severity in (Severity.ERROR, Severity.WARNING)]
        sent = bool(found[unit.id, Severity.ERROR])
        last = _day(days[-1], lang) if days else _not_yet(lang, sent=sent, tabled=percent > 0)
        rows.append([printable(unit.name), str(len(own)), last, str(percent), *counts, claim, points])
    return "\n".join(aligned(rows, right=[False, True, False, True, True, True, True, True]))


def _not_yet(lang: Lang, *, sent: bool, tabled: bool) -> str:
    """What is said of a unit of which no form is used: its answers may stand in a table."""
    if tabled:
        return pick(lang, "trong bảng", "in a table")
    return pick(lang, "chưa dùng được", "not usable") if sent else pick(lang, "chưa gửi", "not yet")


def _day(text: str, lang: Lang) -> str:
    """A day as people write it; what is no day stays as it is."""
    try:
        return day(datetime.date.fromisoformat(text), lang)
    except ValueError:
        return printable(text)
