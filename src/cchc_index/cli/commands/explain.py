"""`cchc-index explain SET ANSWERS… --unit U`: why a unit has the points it has."""

from __future__ import annotations

from typing import Any

import click

from cchc_index.cli.shared import score_params, scored
from cchc_index.cli.words import Needed, Worded, language_option
from cchc_index.language import Lang, Text, pick

_ABOUT = Text(
    "Giải thích điểm của một đơn vị, từng tiêu chí một câu.",
    "Explains a unit's points, a sentence for each criterion.",
)
_UNIT = Text("Đơn vị: mã, tên đầy đủ hoặc tên khác.", "The unit: its id, name or alias.")
_NODE = Text("Tiêu chí hoặc lĩnh vực; mặc định là tất cả.", "A criterion or area; by default all.")


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    unit = Needed(["--unit"], metavar=pick(lang, "ĐƠN_VỊ", "UNIT"), help=_UNIT.to(lang))
    node = click.Option(["--node"], metavar=pick(lang, "MỤC", "NODE"), help=_NODE.to(lang))
    params = [*score_params(lang), unit, node, language_option(lang)]
    return Worded("explain", lang, _ABOUT, params, callback=lambda **call: _explain(lang, call))


def _explain(lang: Lang, call: dict[str, Any]) -> int:
    click.echo(scored(lang, call).explain(call["unit"], call["node"]))
    return 0
