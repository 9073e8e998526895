"""`cchc-index list`: the sets that are known by an id, and where they come from."""

from __future__ import annotations

import click

from cchc_index.cli.shared import show_problems
from cchc_index.cli.words import Worded, language_option
from cchc_index.criteria.library import sets
from cchc_index.criteria.sources import shelved
from cchc_index.language import Lang, Text, pick

_ABOUT = Text(
    "Liệt kê các bộ tiêu chí trong thư viện và trong các gói đã cài đặt.",
    "Lists the sets of the library and of installed packages.",
)


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Worded("list", lang, _ABOUT, [language_option(lang)], callback=lambda: _list(lang))


def _list(lang: Lang) -> int:
    for found, criteria in sets():
        years = ", ".join(map(str, criteria.years))
        source = _source(found.package, lang)
        click.echo(
            f"{found.id}  {criteria.version}  {criteria.status}  {years}  {criteria.title.to(lang)}  {source}"
        )
    _, problems = shelved()
    show_problems(problems, lang)
    return 0


def _source(package: str, lang: Lang) -> str:
    """Where a set comes from, in brackets."""
    if not package:
        return pick(lang, "[thư viện]", "[library]")
    return pick(lang, f"[gói {package}]", f"[package {package}]")
