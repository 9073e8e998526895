"""`cchc-index list`: the sets of the library."""

from __future__ import annotations

import click

from cchc_index.cli.words import Worded, language_option
from cchc_index.criteria.library import sets
from cchc_index.language import Lang, Text

_ABOUT = Text("Liệt kê các bộ tiêu chí trong thư viện.", "Lists the sets of the library.")


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Worded("list", lang, _ABOUT, [language_option(lang)], callback=lambda: _list(lang))


def _list(lang: Lang) -> int:
    for id_, criteria in sets():
        years = ", ".join(map(str, criteria.years))
        click.echo(f"{id_}  {criteria.version}  {criteria.status}  {years}  {criteria.title.to(lang)}")
    return 0
