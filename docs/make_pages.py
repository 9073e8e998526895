"""`python -m docs.make_pages`: writes docs/rules.md and docs/problems.md from the code."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import itertools
import pkgutil
import re
import typing
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from cchc_index import fields
from cchc_index.language import Lang, Text, exact_number, pick, plain, uncapped
from cchc_index.problems import catalogue, written
from cchc_index.rules import rule_kinds
from cchc_index.rules.awards import Award, LoneAward
from cchc_index.rules.contract import Columns, Example, Rule, Terms
from cchc_index.rules.reading import read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from cchc_index.problems import Entry

DOCS = Path(__file__).resolve().parent
YEAR = 2025
TYPES = (
    (fields.Amount, "number from 0"),
    (fields.Signed, "number"),
    (fields.Count, "whole number from 0"),
    (fields.Whole, "whole number"),
    (fields.Flag, "`true` or `false`"),
    (fields.Key, "id"),
    (fields.Line, "text"),
    (fields.Words, "text, or `{vi, en}`"),
    (LoneAward, "points, or `{percent: …}`"),
    (int, "whole number"),
    (str, "text"),
)
WORDS = ("last", "none")
UNSAID = {
    "when_zero": "`invalid`",
    "above_100": "`invalid`",
    "complement": "`false`",
    "missing_group": "`reweight`",
}
MESSAGE, CAUSE, CURE = Text("Nội dung", "Message"), Text("Nguyên nhân", "Cause"), Text("Cách xử lý", "Cure")
RULES = f"""# Rules

<!-- Made from the code by `python -m docs.make_pages`. -->

The rule of a leaf says how its answer becomes points, from 0 to the leaf's `max_points`. An example shows the rule as
a file writes it, the rule in words as `cchc-index show` says them, and answers with their points, the branch that
`leaves.csv` names, and the explanation. In examples the assessment year is {YEAR}.

What several kinds take:

- `points: 0.5` or `percent: 50` (of the maximum): exactly one of them says what is given. A key that stands alone
  (`otherwise`, `each`, `below`) takes points, or `{{percent: 50}}`.
- A rate is numerator / denominator × 100, or a percentage given directly. `when_zero` says what 0/0 gives: full
  points, none, left out of the maximum, or invalid. A rate rule that does not say gets a warning, and 0/0 is invalid.
- `above_100` says what becomes of a rate above 100%: invalid, cut to 100%, or kept where steps or lines go further.
- `complement: true` takes 100 less the rate. First comes `above_100`, then the rounding of the rate, then `complement`.
- `full_at` is the rate from which points are full; below `zero_below` there are none.
- `of: value` asks for a plain number in place of a rate; it may be below 0 where `negative: true`.
"""
PROBLEMS = """# Problems · Lỗi, cảnh báo, lưu ý

<!-- Made from the code by `python -m docs.make_pages`. -->

An *error* (lỗi) is a row, cell, key or rule that could not be used; a *warning* (cảnh báo) was used but is doubtful; an
*info* (lưu ý) is the rest. Codes are stable. Where a sentence shows what was found, this page has “…”.
"""


class _Plain(yaml.SafeDumper):
    """YAML without quotes around numbers: a criteria file has texts only."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


def rules_page() -> str:
    """docs/rules.md: every kind with its parameters and examples."""
    lines = [RULES, "| kind | what it gives |", "|---|---|"]
    for name, kind in rule_kinds().items():
        lines.append(f"| [`{name}`](#{name}) | {_headline(kind)} |")
    for name, kind in rule_kinds().items():
        lines += ["", f"## {name}", "", f"{_headline(kind)} {inspect.getdoc(kind)}", ""]
        lines += [f"Asks: {uncapped(inspect.getdoc(kind.inputs) or '')}", "", *_parameters(kind)]
        for _, examples in itertools.groupby(kind.examples(), lambda each: (each.rule, each.max_points)):
            lines += ["", *_example(list(examples))]
    return "\n".join([*lines, ""])


def _headline(kind: type[Rule]) -> str:
    """What a kind's file says of it, after its name."""
    said = (inspect.getdoc(inspect.getmodule(kind)) or "").partition(": ")[2]
    return f"{said[0].upper()}{said[1:]}"


def _parameters(kind: type[Rule]) -> Iterator[str]:
    rows = [row for row in _keys(kind) if row[0] != "`kind`"]
    if rows:
        yield from ("| key | what is written | default |", "|---|---|---|")
        yield from (f"| {' | '.join(row)} |" for row in rows)
    else:
        yield "No further keys."


def _keys(model: type[fields.Model], above: str = "") -> Iterator[tuple[str, str, str]]:
    """A row for each key of a model, and below it those of the models that it holds."""
    annotations: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, fields.Model):
            annotations |= inspect.get_annotations(base, eval_str=True)
    for name, info in model.model_fields.items():
        yield f"`{above}{name}`", _type(annotations[name]), _default(name, info)
        if inner := _inner(annotations[name]):
            yield from _keys(inner, f"{above}{name}.")


def _type(written: Any) -> str:
    """A type in words."""
    origin, arguments = typing.get_origin(written), typing.get_args(written)
    for alias, said in TYPES:
        known = typing.get_args(alias) or (alias,)
        if (arguments or (written,))[: len(known)] == known:
            return " or ".join([said, *_words(arguments[len(known) :])])
    if origin is typing.Annotated:
        return " or ".join([_type(arguments[0]), *_words(arguments[1:])])
    if origin is typing.Literal:
        return ", ".join(f"`{word}`" for word in arguments)
    if origin is dict:
        return f"for each {_type(arguments[0])} a {_type(arguments[1])}"
    if arguments:
        return f"{'list; each: ' if origin is tuple else ''}{_type(arguments[0])}"
    return uncapped((inspect.getdoc(written) or "").rstrip("."))


def _words(validators: tuple[Any, ...]) -> Iterator[str]:
    """The words that validators read as something else than a text."""
    for word, validator in itertools.product(WORDS, validators):
        with contextlib.suppress(PydanticCustomError):
            if isinstance(validator, BeforeValidator | PlainValidator) and validator.func(word) != word:  # type: ignore[call-arg]
                yield f"`{word}`"


def _inner(written: Any) -> type[fields.Model] | None:
    """The model that a type holds, unless it is written as a plain value."""
    if isinstance(written, type):
        return written if issubclass(written, fields.Model) else None
    if typing.get_args(written)[:2] == typing.get_args(LoneAward):
        return None
    return next((found for part in typing.get_args(written) if (found := _inner(part))), None)


def _default(name: str, info: FieldInfo) -> str:
    value = info.default
    if info.is_required():
        return "required"
    if value is None or value == ():
        return UNSAID.get(name, "–")
    if isinstance(value, Award):
        return f"`{plain(value.points or 0)}`"
    return f"`{str(value).lower()}`" if isinstance(value, bool | str) else f"`{plain(value)}`"


def _example(examples: list[Example]) -> Iterator[str]:
    """One rule, its words, and what answers get."""
    first = examples[0]
    rule, terms = (
        rule_kinds()[first.rule["kind"]].model_validate(first.rule),
        Terms(Fraction(first.max_points), YEAR),
    )
    head = {"max_points": first.max_points} if rule.needs_maximum else {}
    written = {**head, "rule": dict(first.rule)}
    text = yaml.dump(
        written, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100
    )
    yield from ("```yaml", text.rstrip(), "```", "")
    yield from (f"{rule.describe(terms, 'vi')}  ", rule.describe(terms, "en"), "")
    yield from ("| answer | points | branch | giải thích | explanation |", "|---|---|---|---|---|")
    for example in examples:
        yield f"| {' | '.join(_answered(rule, terms, example))} |"


def _answered(rule: Rule, terms: Terms, example: Example) -> Iterator[str]:
    values = read_answer(rule.inputs(), example.answer)
    outcome = rule.points(Columns.of_one(values, terms), terms)
    branch, points = rule.branches()[int(outcome.branch[0])], outcome.points.at(0)
    yield from (f"`{example.answer}`", plain(points), f"`{branch.id}`")
    for lang in typing.get_args(Lang):
        said = rule.sentence(branch.id, values, terms, lang)
        yield said + (_of_maximum(points, terms, lang) if rule.needs_maximum else "")


def _of_maximum(points: Fraction, terms: Terms, lang: Lang) -> str:
    most = exact_number(terms.max_points, lang)
    return f" → {exact_number(points, lang)}/{most} {pick(lang, 'điểm', 'points')}"


def problems_page() -> str:
    """docs/problems.md: every code with its sentences."""
    lines = [PROBLEMS]
    for section in pkgutil.iter_modules(catalogue.__path__):
        module = importlib.import_module(f"{catalogue.__name__}.{section.name}")
        title = section.name.replace("_", " ").capitalize()
        lines += [f"## {title}", "", " ".join((inspect.getdoc(module) or "").split()), ""]
        for code, entry in module.ENTRIES.items():
            lines += [*_entry(code, entry), ""]
    return "\n".join(lines)


def _entry(code: str, entry: Entry) -> Iterator[str]:
    yield from (f"### {code}", "")
    yield f"| {entry.severity.text.vi} | {entry.severity.value} |"
    yield "|---|---|"
    for head, text in ((MESSAGE, entry.message), (CAUSE, entry.cause), (CURE, entry.cure)):
        yield f"| {' | '.join(f'*{head.to(lang)}:* {_cell(text, lang)}' for lang in typing.get_args(Lang))} |"


def _cell(text: Text, lang: Lang) -> str:
    """A sentence of the catalogue in a cell of a table."""
    shown = written(text.to(lang), defaultdict(lambda: "…"))
    return re.sub(r"([|*<`\\])", r"\\\1", shown)


def main() -> None:
    """Writes both pages."""
    for name, page in (("rules.md", rules_page()), ("problems.md", problems_page())):
        (DOCS / name).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
