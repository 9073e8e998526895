"""`cchc-index test PATHS…`: whether sets give what their cases expect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cchc_index.cli.shared import show_problems
from cchc_index.cli.words import Named, Worded, language_option
from cchc_index.language import Lang, Text, pick
from cchc_index.problems import Problem, UsageError

if TYPE_CHECKING:
    from cchc_index.cases.report import CaseReport

_ABOUT = Text(
    "Kiểm tra bộ tiêu chí bằng các trường hợp có kết quả cho trước. Kết thúc với mã 0 khi tất cả đều đạt, mã 1 khi có trường hợp không đạt, mã 2 khi có tệp không đọc được hoặc không có gì để chạy.",
    "Runs cases whose results are known beforehand. Exit status: 0 all passed, 1 some failed, 2 something could not be read or nothing was run.",
)
_PATHS = Text(
    "Tệp .cases.yaml, thư mục chứa các tệp đó, hoặc bộ tiêu chí (đường dẫn hay mã) có tệp đó bên cạnh.",
    "Files .cases.yaml, folders of them, or sets (by path or id) that have them beside.",
)
_COVERAGE = Text(
    "Liệt kê mức đạt, trạng thái, quy định của bộ tiêu chí mà chưa trường hợp nào đi qua.",
    "List the branches, states and policies of the sets that no case exercises.",
)
_JUNIT = Text("Ghi thêm kết quả dạng JUnit XML.", "Also write the outcome as JUnit XML.")
_PASSED, _FAILED, _NOT_RUN = 0, 1, 2


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    params = [
        Named("paths", pick(lang, "NƠI", "PATHS"), _PATHS, several=True),
        click.Option(["--coverage"], is_flag=True, help=_COVERAGE.to(lang)),
        click.Option(["--junit"], metavar=pick(lang, "TỆP", "FILE"), help=_JUNIT.to(lang)),
        language_option(lang),
    ]
    return Worded("test", lang, _ABOUT, params, callback=lambda **call: _test(lang, call))


def _test(lang: Lang, call: dict[str, Any]) -> int:
    from cchc_index.cases.running import run_cases  # noqa: PLC0415 - numpy is loaded only where something is scored
    from cchc_index.cases.telling import summed_up, told, uncovered  # noqa: PLC0415

    report = run_cases(call["paths"], lang=lang)
    if call["junit"] is not None:
        _write_junit(report, call["junit"], lang)
    show_problems(report.problems, lang)
    for case in report.cases:
        for line in told(case, lang):
            click.echo(line)
    if report.cases:
        click.echo(summed_up(report, lang))
    if call["coverage"]:
        for line in uncovered(report, lang):
            click.echo(line)
    if report.unread or not report.cases:
        return _NOT_RUN
    return _PASSED if report.passed else _FAILED


def _write_junit(report: CaseReport, out: str, lang: Lang) -> None:
    from cchc_index.cases.junit import junit_xml  # noqa: PLC0415
    from cchc_index.tables.writing import why_not_written  # noqa: PLC0415

    try:
        Path(out).write_bytes(junit_xml(report, lang))
    except OSError as error:
        raise UsageError(Problem("cannot-write", out, details={"why": why_not_written(error)})) from None
