"""`cchc-index score SET ANSWERS…`: points, indices, ranks and classes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_index.cli.progress import WRITING, Progress
from cchc_index.cli.shared import MOST_LISTED, has_errors, score_params, scored, show_problems
from cchc_index.cli.words import Worded, language_option
from cchc_index.language import Lang, Text, number, pick, printable
from cchc_index.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_index.result import Result

_ABOUT = Text(
    "Chấm điểm: đọc số liệu, tính điểm, chỉ số, xếp hạng, xếp loại. Kết thúc với mã 0 khi xong, mã 1 khi số liệu có lỗi, mã 2 khi chưa làm được gì.",
    "Scores answers: points, indices, ranks and classes. Exit status: 0 done, 1 done with errors in the data, 2 nothing done.",
)
_OUT = Text(
    "Thư mục ghi kết quả; thư mục chứa kết quả trước được thay.",
    "Folder for the result; an earlier result is replaced.",
)
_ANNOTATE = Text(
    "Thư mục ghi bản sao các phiếu có lỗi, ô có lỗi được tô màu và ghi chú; phiếu gốc giữ nguyên.",
    "Folder for copies of workbooks with problems, marked in their cells; the originals stay untouched.",
)
MOST_SHOWN = 50
_SHOWN = ("group", "rank", "name", "points", "max_points", "index", "class")


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    out = click.Option(["--out"], metavar=pick(lang, "THƯ_MỤC", "FOLDER"), help=_OUT.to(lang))
    marked = click.Option(["--annotate"], metavar=pick(lang, "THƯ_MỤC", "FOLDER"), help=_ANNOTATE.to(lang))
    params = [*score_params(lang), out, marked, language_option(lang)]
    return Worded("score", lang, _ABOUT, params, callback=lambda **call: _score(lang, call))


def _score(lang: Lang, call: dict[str, Any]) -> int:
    result = scored(lang, call)
    if call["out"]:
        result.write(call["out"], progress=Progress(WRITING, lang))
    if call["annotate"]:
        _annotate(result, call["annotate"], lang)
    click.echo(_table(result, lang))
    problems = result.scores.problems
    where = (
        pick(lang, f"; xem {call['out']}/problems.csv", f"; see {call['out']}/problems.csv")
        if call["out"]
        else ""
    )
    show_problems(problems, lang, more=where)
    return 1 if has_errors(problems) else 0


def _annotate(result: Result, folder: str, lang: Lang) -> None:
    """Writes the marked copies and says how many there are.

    Raises:
        UsageError: the folder cannot be written.
    """
    from cchc_index.sheets.annotating import annotate  # noqa: PLC0415 - an Excel library, seldom needed

    try:
        done = annotate(result.scores.problems, Path(folder), lang)
    except OSError as error:
        why = Text(f"không ghi được vào thư mục {folder}", f"cannot write into the folder {folder}")
        raise UsageError(Problem("wrong-call", details={"why": why})) from error
    count = number(len(done.copies), lang)
    click.echo(
        pick(lang, f"{count} phiếu có lỗi đã được đánh dấu trong {folder}.", f"Marked in {folder}: {count}."),
        err=True,
    )
    if done.values_only:
        names = _names([path.name for path in done.values_only], lang)
        alone = Text(f"Bản sao chỉ có giá trị: {names}.", f"Copies of values alone: {names}.")
        click.echo(alone.to(lang), err=True)
    if done.unopened:
        names = _names(done.unopened, lang)
        lost = Text(
            f"Không mở được nên không có bản đánh dấu: {names}.", f"Not opened, so without a copy: {names}."
        )
        click.echo(lost.to(lang), err=True)


def _names(files: Sequence[str], lang: Lang) -> str:
    """The names of files in a row; of many the first."""
    shown = [printable(file) for file in files[:MOST_LISTED]]
    more = len(files) - len(shown)
    rest = pick(lang, f" và {number(more, lang)} tệp nữa", f" and {number(more, lang)} more") if more else ""
    return f"{', '.join(shown)}{rest}"


def _table(result: Result, lang: Lang) -> str:
    """The ranking as a table of the terminal; of many units the first."""
    columns = {column.name: column for column in result.tables.ranking()}
    names = [name for name in _SHOWN if name != "group" or any(columns["group"].cells())]
    cells = [[printable(text) for text in list(columns[name].shown(lang))[:MOST_SHOWN]] for name in names]
    heads = [columns[name].title.to(lang) for name in names]
    title = f"{result.criteria.title.to(lang)} – {pick(lang, 'năm', 'year')} {result.year}"
    left_aligned = {"group", "name", "class"}
    lines = [
        title,
        *aligned([heads, *zip(*cells, strict=True)], right=[name not in left_aligned for name in names]),
    ]
    more = len(result.answers.units) - MOST_SHOWN
    if more > 0:
        lines.append(
            pick(lang, f"… và {number(more, lang)} đơn vị nữa.", f"… and {number(more, lang)} more units.")
        )
    return "\n".join(lines)


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Rows of cells as lines whose columns stand below each other."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(right))]
    return [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]
