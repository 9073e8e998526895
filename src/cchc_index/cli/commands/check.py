"""`cchc-index check SET…`: whether criteria files are sound."""

from __future__ import annotations

import click

from cchc_index.cli.shared import SET
from cchc_index.cli.words import Named, Worded, language_option
from cchc_index.criteria.library import examine_source
from cchc_index.language import Lang, Text, pick
from cchc_index.problems import Problem, Severity, UsageError

_ABOUT = Text(
    "Kiểm tra bộ tiêu chí: mỗi lỗi một dòng, kèm tệp, dòng, cột. Mã kết thúc: 0 hợp lệ, 1 có lỗi, 2 không đọc được.",
    "Checks criteria files: a line for each problem, with file, line and column. Exit status: 0 sound, 1 errors, 2 not read.",
)
_SOUND, _UNSOUND, _NOT_READ = 0, 1, 2


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    sets = Named("sets", pick(lang, "BỘ_TIÊU_CHÍ", "SET"), SET, several=True)
    return Worded(
        "check", lang, _ABOUT, [sets, language_option(lang)], callback=lambda sets: _check(sets, lang)
    )


def _check(sets: tuple[str, ...], lang: Lang) -> int:
    return max(_check_one(source, lang) for source in sets)


def _check_one(source: str, lang: Lang) -> int:
    try:
        examined = examine_source(source)
    except UsageError as error:
        _list(error.problems, lang)
        return _NOT_READ
    _list(examined.problems, lang)
    if examined.tree is None:
        return _NOT_READ
    if examined.criteria is None:
        return _UNSOUND
    warnings = sum(problem.severity is Severity.WARNING for problem in examined.problems)
    noted = pick(lang, f", {warnings} cảnh báo", f", {warnings} warnings") if warnings else ""
    click.echo(pick(lang, f"{source}: hợp lệ{noted}.", f"{source}: sound{noted}."))
    return _SOUND


def _list(problems: tuple[Problem, ...], lang: Lang) -> None:
    for problem in problems:
        said = problem.to(lang)
        click.echo(f"{said} {said.hint}".rstrip())
