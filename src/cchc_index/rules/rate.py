"""The rate, and what every rule about one takes: `when_zero`, `above_100` and `complement`.

rate = numerator / denominator × 100, or a percentage given directly; then `above_100`, then the rounding of the
rate, then `complement` (100 − rate).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cchc_index.exact import Column, greatest, where
from cchc_index.fields import Flag, Name
from cchc_index.language import SHOWN_DECIMALS, Lang, Text, exact_number, percent, pick
from cchc_index.rules.contract import Branch, Case, Columns, Fault, Input, Rule, Terms, Values
from cchc_index.rules.excel import INVALID, blank, literal, rounded
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HUNDRED = Fraction(100)
RATE = Input("rate", "rate", Text("tỷ lệ", "rate"))


class Rate(NamedTuple):
    """A column of rates in percent points, and the cases in which there is none to go by."""

    value: Column
    cases: tuple[Case, ...]


class RateRule(Rule):
    """A rule about a rate; kinds that also take a plain value say so by `asks_rate`."""

    when_zero: Literal["full", "zero", "exclude", "invalid"] | None = None
    above_100: Literal["invalid", "cap", "keep"] | None = None
    complement: Flag | None = None
    numerator: Name | None = None
    denominator: Name | None = None

    def asks_rate(self) -> bool:
        """Whether the rule asks for a rate."""
        return True

    def inputs(self) -> tuple[Input, ...]:
        """The rate."""
        return (RATE,)

    def check(self, terms: Terms) -> Iterator[Fault]:  # noqa: ARG002
        """A rate rule says what 0/0 gives, and one about a value has no word of rates."""
        if self.asks_rate() and self.when_zero is None:
            yield Fault("when-zero-unsaid")
        if not self.asks_rate():
            for key in ("when_zero", "above_100", "complement", "numerator", "denominator"):
                if getattr(self, key) is not None:
                    yield Fault("parameter-without-effect", (key,), {"key": key})

    def data(self) -> Mapping[str, str]:
        """The data items that are the counts of the rate."""
        named = {"numerator": self.numerator, "denominator": self.denominator}
        return {slot: id_ for slot, id_ in named.items() if id_ is not None}

    def rate_branches(self) -> tuple[Branch, ...]:
        """The branches of a rate that is none."""
        if not self.asks_rate():
            return ()
        if self.when_zero in {"full", "zero", "exclude"}:
            zero = Branch("zero_of_zero", State.NOT_APPLICABLE, counts=self.when_zero != "exclude")
        else:
            zero = Branch("zero_of_zero", State.INVALID, problem="zero-of-zero")
        nothing = Branch("of_nothing", State.INVALID, problem="of-nothing")
        above = Branch("above_100", State.INVALID, problem="above-100")
        return (zero, nothing, above) if (self.above_100 or "invalid") == "invalid" else (zero, nothing)

    def rate(self, columns: Columns, terms: Terms) -> Rate:
        """The rates of a column of answers."""
        top, bottom = columns["numerator"], columns["denominator"]
        if columns.any_given("rate"):
            direct = columns.given("rate") & ~columns.given("denominator")
            top, bottom = where(direct, columns["rate"], top), where(direct, HUNDRED, bottom)
        cases = []
        no_bottom = bottom.equal_to(0)
        if no_bottom.any():
            full = columns.most if self.when_zero == "full" else 0
            cases.append(Case("zero_of_zero", no_bottom & top.equal_to(0), full))
            cases.append(Case("of_nothing", no_bottom))
            bottom = greatest(bottom, 1)
        if self.above_100 != "keep":
            above = top > bottom
            if above.any():
                if self.above_100 != "cap":
                    cases.append(Case("above_100", above))
                top = where(above, bottom, top)
        return Rate(self._turned(top * HUNDRED / bottom, terms), tuple(cases))

    def _turned(self, rate: Column, terms: Terms) -> Column:
        if terms.rate_decimals is not None:
            rate = rate.rounded(terms.rate_decimals, terms.mode)
        return 100 - rate if self.complement else rate

    def bounds(self) -> tuple[Fraction, ...]:
        """The rates that decide, which a rate is never said to be if it is not."""
        return ()

    def rate_of(self, values: Values, terms: Terms) -> Fraction:
        """The rate of one answer."""
        return self.rate(Columns.of_one(values, terms), terms).value.at(0)

    def say_rate(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The answer as a rate: ``92,5% (1.850/2.000)``."""
        if branch in {"zero_of_zero", "of_nothing", "above_100"}:
            return self._say_none(branch, values, lang)
        counts = _say_counts(values, lang)
        rate = self.rate_of(values, terms)
        shown = say_percent(rate, lang, self.bounds())
        if self.complement:
            less = say_percent(100 - rate, lang, [100 - bound for bound in self.bounds()])
            less += f" ({counts})" if counts else ""
            return pick(lang, f"100% trừ {less} còn {shown}", f"100% less {less} leaves {shown}")
        return f"{shown} ({counts})" if counts else shown

    def _say_none(self, branch: str, values: Values, lang: Lang) -> str:
        """What 0/0, a zero denominator or a rate above 100 gives; where nothing arose, no 0/0 has to be said."""
        found = _say_counts(values, lang) or percent(values.get("rate", Fraction(0)), lang, 9)
        if branch == "of_nothing":
            none = pick(
                lang, "mẫu số bằng 0 nên không tính được tỷ lệ", "the denominator is 0: there is no rate"
            )
            return f"{found}, {none}"
        if branch == "above_100":
            above = pick(
                lang, "tỷ lệ lớn hơn 100% nên không tính được điểm", "the rate is above 100%: no points"
            )
            return f"{found}, {above}"
        no_rate = pick(lang, "không tính được tỷ lệ", "there is no rate")
        return say_nothing_arose(self.when_zero, lang) or f"{found}, {no_rate}"

    def describe_rate(self, lang: Lang) -> str:
        """What of the rate is particular to this rule, to end a description with."""
        said = {
            "full": pick(lang, "; không phát sinh (0/0): đủ điểm", "; nothing arose (0/0): full points"),
            "zero": pick(lang, "; không phát sinh (0/0): 0 điểm", "; nothing arose (0/0): 0 points"),
            "exclude": pick(
                lang,
                "; không phát sinh (0/0): không tính vào điểm tối đa",
                "; nothing arose (0/0): left out of the maximum",
            ),
        }.get(self.when_zero or "", "")
        return said if self.asks_rate() else ""

    def rate_name(self, lang: Lang) -> str:
        """The rate as descriptions call it."""
        return (
            pick(lang, "100% trừ tỷ lệ", "100% less the rate")
            if self.complement
            else pick(lang, "tỷ lệ", "rate")
        )

    def answer_for(self, rate: Fraction) -> dict[str, Fraction]:
        """The answer whose rate, after `complement`, is this one."""
        return {"rate": 100 - rate if self.complement else rate}

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """The counts or the percentage that make no rate."""
        top, bottom = values.get("numerator", Fraction(0)), values.get("denominator", Fraction(0))
        said = Text(
            f"Tử số {exact_number(top, 'vi')} lớn hơn mẫu số {exact_number(bottom, 'vi')}",
            f"The numerator {exact_number(top, 'en')} is larger than the denominator {exact_number(bottom, 'en')}",
        )
        if "rate" in values and "denominator" not in values:
            rate = values["rate"]
            said = Text(
                f"Tỷ lệ {percent(rate, 'vi', 9)} lớn hơn 100%",
                f"The rate {percent(rate, 'en', 9)} is above 100%",
            )
        return {"top": top, "bottom": bottom, "said": said}

    def rate_formula(self, cells: Mapping[str, str], terms: Terms) -> tuple[str, list[tuple[str, str]]]:
        """The rate as an Excel formula, and the cases before it."""
        if "numerator" not in cells:
            value, cases, above = cells["rate"], [], f"{cells['rate']}>100"
            less = f"ROUND(100-{value},9)"
        else:
            top, bottom = cells["numerator"], cells["denominator"]
            full = {"full": literal(terms.max_points), "zero": "0", "exclude": "0"}.get(self.when_zero or "")
            zero = f"IF({top}=0,{full},{INVALID})" if full else INVALID
            cases = [(f"OR({blank(top)},{blank(bottom)})", INVALID), (f"{bottom}=0", zero)]
            value, above = f"{top}*100/{bottom}", f"{top}>{bottom}"
            less = f"({bottom}-{top})*100/{bottom}"
        if self.above_100 == "cap":
            value, less = f"MIN(100,{value})", f"MAX(0,{less})"
        elif self.above_100 != "keep":
            cases.append((above, INVALID))
        if terms.rate_decimals is not None:
            value = rounded(value, terms.rate_decimals, terms.mode)
            less = f"ROUND(100-{value},9)"
        return (less if self.complement else value), cases

    def spreadsheet_states(self, cells: Mapping[str, str], terms: Terms) -> Mapping[str, str]:  # noqa: ARG002
        """Where nothing arose."""
        if not self.asks_rate() or self.when_zero not in {"full", "zero", "exclude"}:
            return {}
        if "numerator" not in cells:
            return {"zero_of_zero": "FALSE"}
        top, bottom = cells["numerator"], cells["denominator"]
        return {"zero_of_zero": f"AND(ISNUMBER({top}),ISNUMBER({bottom}),{top}=0,{bottom}=0)"}


def say_percent(rate: Fraction, lang: Lang, bounds: Sequence[Fraction] = ()) -> str:
    """A rate in two decimals, or in as many as keep it from passing for a rounder one (89,996%, not 90%).

    Args:
        rate: the rate.
        lang: the language.
        bounds: rates on the same side of which the written one stays.
    """
    decimals = 2
    while decimals < SHOWN_DECIMALS:
        steps = (
            int(rate * 10**decimals + Fraction(1, 2))
            if rate >= 0
            else -int(Fraction(1, 2) - rate * 10**decimals)
        )
        written = Fraction(steps, 10**decimals)
        same_side = all((written < b, written > b) == (rate < b, rate > b) for b in bounds)
        if same_side and (steps % 10 or written == rate):
            break
        decimals += 1
    return percent(rate, lang, decimals)


def _say_counts(values: Values, lang: Lang) -> str:
    """``1.850/2.000``; nothing where a percentage is given directly."""
    if "denominator" not in values:
        return ""
    return f"{exact_number(values['numerator'], lang)}/{exact_number(values['denominator'], lang)}"


def say_nothing_arose(when_zero: str | None, lang: Lang) -> str:
    """What a denominator of 0 gives where nothing arose; nothing where that is invalid."""
    return {
        "full": pick(lang, "không phát sinh, tính đủ điểm", "nothing arose: full points"),
        "zero": pick(lang, "không phát sinh, không có điểm", "nothing arose: no points"),
        "exclude": pick(
            lang,
            "không phát sinh; không tính vào điểm tối đa của đơn vị",
            "nothing arose; left out of the unit's maximum",
        ),
    }.get(when_zero or "", "")


def say_points(points: Fraction, lang: Lang) -> str:
    """Points in a sentence: ``0,75 điểm``."""
    word = pick(lang, "điểm", "point" if points == 1 else "points")
    return f"{exact_number(points, lang)} {word}"
