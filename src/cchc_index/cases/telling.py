"""What became of cases, line by line, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.language import Lang, counted, number, pick, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.cases.report import CaseOutcome, CaseReport


def told(case: CaseOutcome, lang: Lang) -> Iterator[str]:
    """One case: its place and name, then each difference with its explanation, or why it was not run."""
    if case.problems:
        word = pick(lang, "không chạy được", "not run")
    else:
        word = pick(lang, "đạt", "passed") if case.passed else pick(lang, "không đạt", "failed")
    yield printable(f"{case.file}:{case.line}: {word}: {case.name}")
    for problem in case.problems:
        said = problem.to(lang)
        yield printable(f"  {said} {said.hint}".rstrip())
    for difference in case.differences:
        yield printable(f"  {difference}")
        if difference.explanation:
            yield printable(f"    {difference.explanation}")


def summed_up(report: CaseReport, lang: Lang) -> str:
    """All cases in one line."""
    passed = sum(case.passed for case in report.cases)
    unrun = sum(bool(case.problems) for case in report.cases)
    failed = len(report.cases) - passed - unrun
    of = f"{number(passed, lang)}/{number(len(report.cases), lang)}"
    said = pick(lang, f"Đạt {of} trường hợp", f"{of} cases passed")
    if failed:
        many = number(len(report.differences), lang)
        differences = counted(len(report.differences), "difference", "differences")
        said += pick(
            lang, f"; {failed} trường hợp không đạt ({many} chỗ khác)", f"; {failed} failed ({differences})"
        )
    if unrun:
        said += pick(lang, f"; {unrun} trường hợp không chạy được", f"; {unrun} not run")
    return f"{said}."


def uncovered(report: CaseReport, lang: Lang) -> Iterator[str]:
    """For each set how much of it is exercised, then everything that no case exercises."""
    for gaps in report.coverage:
        reached = f"{number(gaps.demanded - len(gaps.missing), lang)}/{number(gaps.demanded, lang)}"
        name = gaps.criteria.id
        yield pick(
            lang,
            f"{name}: các trường hợp đi qua {reached} mức, trạng thái, quy định.",
            f"{name}: cases exercise {reached} branches, states and policies.",
        )
        for demand in gaps.missing:
            yield f"  {pick(lang, 'chưa có trường hợp', 'no case')}: {demand.say(lang)}"
