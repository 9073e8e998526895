"""`cchc-index show SET`: a set read aloud, node by node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_index.cli.shared import load, set_argument
from cchc_index.cli.words import Worded, language_option
from cchc_index.criteria.model import Criterion
from cchc_index.criteria.outline import Item, outline
from cchc_index.criteria.terms import terms_of
from cchc_index.language import Lang, Text, exact_number, pick

if TYPE_CHECKING:
    from cchc_index.criteria.model import CriteriaSet

_ABOUT = Text(
    "Đọc một bộ tiêu chí: lĩnh vực, tiêu chí, điểm tối đa, cách tính điểm.",
    "Reads out a set: areas, criteria, maxima and rules.",
)


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Worded(
        "show",
        lang,
        _ABOUT,
        [set_argument(lang), language_option(lang)],
        callback=lambda criteria: _show(criteria, lang),
    )


def _show(source: str, lang: Lang) -> int:
    criteria = load(source, lang)
    years = ", ".join(map(str, criteria.years))
    click.echo(
        f"{criteria.title.to(lang)} ({criteria.id} {criteria.version}, {pick(lang, 'năm', 'years')} {years})"
    )
    for base in criteria.lineage.bases:
        click.echo(
            pick(lang, f"Dựa trên {base.id} {base.version}", f"Rests on {base.id} {base.version}")
            + pick(lang, f" (mã băm nội dung {base.content})", f" (content fingerprint {base.content})")
        )
    for item in outline(criteria):
        click.echo(f"{_line(criteria, item, lang)}{_origin(criteria, item, lang)}")
    return 0


def _origin(criteria: CriteriaSet, item: Item, lang: Lang) -> str:
    """Where a node of an overlay comes from, in brackets; nothing for a set that stands alone."""
    origin = criteria.lineage.origins.get(item.id)
    if origin is None:
        return ""
    said = pick(lang, f"từ {origin.defined_by}", f"from {origin.defined_by}")
    if origin.changed_by:
        by = ", ".join(map(str, origin.changed_by))
        said += pick(lang, f"; sửa bởi {by}", f"; changed by {by}")
    return f" [{said}]"


def _line(criteria: CriteriaSet, item: Item, lang: Lang) -> str:
    points = ""
    if item.node.max_points is not None:
        points = f" ({exact_number(item.max_points, lang)} {pick(lang, 'điểm', 'points')})"
    said = f"{'  ' * item.depth}{item.id} {item.title.to(lang)}{points}{_shape(item, lang)}"
    if item.rule is None:
        return said
    return f"{said}: {item.rule.describe(terms_of(criteria, item, criteria.years[0]), lang)}"


def _shape(item: Item, lang: Lang) -> str:
    """How a node's points count, and for whom, where that is not the usual."""
    node, said = item.node, []
    if node.combine == "max":
        said.append(pick(lang, "lấy mức cao nhất bên dưới", "the best below it counts"))
    if node.cap:
        said.append(pick(lang, "tổng bên dưới không quá điểm tối đa", "cut at its maximum"))
    if item.subtracts:
        said.append(pick(lang, "trừ vào điểm của mục trên", "taken from the points above"))
    if node.only_if is not None:
        bound = exact_number(node.only_if.points_above, lang)
        said.append(
            pick(
                lang,
                f"chỉ tính khi {node.only_if.node} đạt trên {bound} điểm",
                f"only if {node.only_if.node} has more than {bound} points",
            )
        )
    if item.entry is not None and isinstance(node, Criterion):
        asked = node.rules[item.entry].applies_to.items()
        said += [f"{name}: {', '.join(some)}" for name, some in asked]
        if node.rule_for is not None and not asked:
            said.append(pick(lang, "đơn vị còn lại", "all others"))
    return f" [{'; '.join(said)}]" if said else ""
