"""`survey`: what respondents answered, weighed into a rate and scored in proportion."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from cchc_index.deferred import np
from cchc_index.exact import Booleans, Column, total, where
from cchc_index.fields import Amount, Count, Key, Model, Words
from cchc_index.language import Lang, Text, exact_number, listed, percent, pick, uncapped
from cchc_index.rules.contract import (
    Branch,
    Case,
    Choice,
    Columns,
    Example,
    Fault,
    Input,
    Outcome,
    Rule,
    Terms,
    Values,
)
from cchc_index.rules.excel import INVALID, blank, chain, either, fitting, literal, rounded
from cchc_index.rules.proportion import Proportion
from cchc_index.rules.rate import HUNDRED, say_percent
from cchc_index.rules.soundness import distinct_ids
from cchc_index.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Level(Model):
    """One answer that respondents choose, and what it counts for; `none` is left out."""

    id: Key
    title: Words
    percent: Annotated[Amount | None, BeforeValidator(lambda found: None if found == "none" else found)]


class Group(Model):
    """Respondents counted apart, and their weight."""

    id: Key
    title: Words | None = None
    weight: Amount


class Counted(NamedTuple):
    """The rate of one group of respondents, and where it can be used."""

    rate: Column
    usable: Booleans
    somebody: Booleans


class Written(NamedTuple):
    """The rate of one group of respondents in a formula, and when there is one that can be used."""

    rate: str
    somebody: str
    usable: str
    direct: bool = False


class Survey(Rule):
    """Σ count × percent / Σ count, over groups by weight, then in proportion."""

    kind: Literal["survey"]
    options: Annotated[tuple[Level, ...], Field(min_length=1)]
    groups: tuple[Group, ...] = ()
    missing_group: Literal["reweight", "invalid"] | None = None
    respondents_at_least: Count = 0
    full_at: Amount = HUNDRED
    zero_below: Amount | None = None

    @property
    def proportion(self) -> Proportion:
        """The line that the points follow."""
        return Proportion(self.full_at, self.zero_below)

    def inputs(self) -> tuple[Input, ...]:
        """Counts for each option, of each group; or a percentage."""
        choices = tuple(Choice(option.id, option.title) for option in self.options)
        if not self.groups:
            return (
                Input("rate", "counts", Text("số người chọn từng mức", "respondents by option"), choices),
            )
        return tuple(
            Input(g.id, "counts", g.title or Text(g.id), choices, prefix=f"{g.id}.", default=0)
            for g in self.groups
        )

    def check(self, terms: Terms) -> Iterator[Fault]:  # noqa: ARG002
        """Some option counts in full, weights are above 0, bounds lie where a rate can be."""
        yield from distinct_ids("options", self.options)
        yield from self.proportion.check()
        names = [group.id for group in self.groups]
        for number, group in enumerate(self.groups):
            if group.id in names[:number]:
                yield Fault("repeated-name", ("groups", number, "id"), {"found": group.id})
            if group.weight == 0:
                yield Fault("weight-zero", ("groups", number, "weight"), {"found": group.id})
        for number, option in enumerate(self.options):
            if option.id == "rate" and not self.groups:
                yield Fault("repeated-name", ("options", number, "id"), {"found": option.id})
        percents = [option.percent for option in self.options if option.percent is not None]
        for number, option in enumerate(self.options):
            if option.percent is not None and option.percent > HUNDRED:
                yield Fault("bound-out-of-range", ("options", number, "percent"), {"found": option.percent})
        if max(percents, default=Fraction(0)) < self.full_at:
            yield Fault("survey-never-full", ("options",), {"best": max(percents, default=Fraction(0))})
        if self.missing_group is not None and not self.groups:
            yield Fault("parameter-without-effect", ("missing_group",), {"key": "missing_group"})

    def branches(self) -> tuple[Branch, ...]:
        """The line, as it is or reweighted; too few respondents; nobody; more than all."""
        line = self.proportion.branches()
        few = (
            ()
            if not (self.respondents_at_least or self.groups)
            else (Branch("too_few", State.UNANSWERED, problem="too-few-respondents"),)
        )
        return (*line, *self._group_branches(), *few, *self._invalid_branches())

    def _group_branches(self) -> tuple[Branch, ...]:
        if not self.groups:
            return ()
        if self.missing_group == "invalid":
            return (Branch("group_missing", State.INVALID, problem="group-missing"),)
        return tuple(
            Branch(f"{b.id}:reweighted", problem="group-reweighted") for b in self.proportion.branches()
        )

    def _invalid_branches(self) -> tuple[Branch, ...]:
        nobody = Branch("nobody", State.INVALID, problem="nobody-answered")
        return nobody, Branch("above_100", State.INVALID, problem="survey-above-100")

    def unreachable(self, terms: Terms) -> frozenset[str]:  # noqa: ARG002
        """One respondent is enough unless more are asked for; a lone group leaves no other to share its weight."""
        line = self.proportion.unreachable()
        never = set(line) | {f"{branch}:reweighted" for branch in line}
        if self.respondents_at_least <= 1:
            never.add("too_few")
        if len(self.groups) == 1:
            never |= {branch.id for branch in self._group_branches()}
        return frozenset(never)

    def points(self, columns: Columns, terms: Terms) -> Outcome:
        """The points of what respondents answered."""
        counted = [self._counted(columns, asked) for asked in self.inputs()]
        weights = [group.weight for group in self.groups] or [Fraction(1)]
        pairs = list(zip(weights, counted, strict=True))
        weight = total([where(group.usable, share, 0) for share, group in pairs])
        none = np.broadcast_to(weight.equal_to(0), columns.shape)
        rates = total([where(group.usable, group.rate * share, 0) for share, group in pairs])
        rate = rates / where(none, 1, weight)
        cases = [Case("nobody", ~np.any([group.somebody for group in counted], axis=0))]
        cases.append(
            Case("above_100", np.any([group.usable & (group.rate > HUNDRED) for group in counted], axis=0))
        )
        if self.respondents_at_least or self.groups:
            cases.append(Case("too_few", none))
        missing = ~np.all([group.usable for group in counted], axis=0)
        if self.groups and self.missing_group == "invalid":
            cases.append(Case("group_missing", missing))
            missing = np.zeros(columns.shape, dtype=np.bool_)
        return self._on_the_line(columns, cases, rate, missing, terms)

    def _on_the_line(
        self, columns: Columns, cases: list[Case], rate: Column, missing: Booleans, terms: Terms
    ) -> Outcome:
        if terms.rate_decimals is not None:
            rate = rate.rounded(terms.rate_decimals, terms.mode)
        line = list(self.proportion.cases(rate, columns.most))
        branch, points = self.proportion.rest(rate, columns.most)
        if self.groups and missing.any():
            cases += [Case(f"{case.branch}:reweighted", case.holds & missing, case.points) for case in line]
            in_the_way = np.any([np.broadcast_to(case.holds, columns.shape) for case in line], axis=0)
            cases.append(Case(f"{branch}:reweighted", missing & ~in_the_way, points))
        return self.first(columns, [*cases, *line], branch, points)

    def _counted(self, columns: Columns, asked: Input) -> Counted:
        """The rate of one group: from its counts, or the percentage given for it."""
        prefix = asked.prefix
        weighed = [option for option in self.options if option.percent is not None]
        people = total([columns[prefix + option.id] for option in weighed])
        score = total([columns[prefix + option.id] * (option.percent or 0) for option in weighed])
        somebody = np.broadcast_to(people > 0, columns.shape)
        enough = somebody & np.broadcast_to(people >= self.respondents_at_least, columns.shape)
        rate = score / where(people > 0, people, 1)
        if columns.any_given(asked.id):
            direct = columns.given(asked.id) & ~somebody
            rate, enough, somebody = (
                where(direct, columns[asked.id], rate),
                enough | direct,
                somebody | direct,
            )
        return Counted(rate, enough, somebody)

    def sentence(self, branch: str, values: Values, terms: Terms, lang: Lang) -> str:
        """The rate, from how many respondents, and how it became points."""
        special = self._say_special(branch, lang)
        people = sum(
            (
                values.get(i.prefix + o.id, Fraction(0))
                for i in self.inputs()
                for o in self.options
                if o.percent is not None
            ),
            Fraction(0),
        )
        heads = pick(lang, f"{exact_number(people, lang)} phiếu", f"{exact_number(people, lang)} respondents")
        if special:
            return f"{heads}, {special}" if people else special
        rate = self._rate_of(values, terms)
        shown = say_percent(rate, lang, self.proportion.bounds())
        said = f"{shown} ({heads})" if people else shown
        line, _, reweighted = branch.partition(":")
        said = f"{said}, {self.proportion.say(line, lang)}"
        if reweighted:
            said += f", {pick(lang, 'trọng số chia lại cho các nhóm có số liệu', 'weights shared by the groups that have data')}"
        return said

    def _rate_of(self, values: Values, terms: Terms) -> Fraction:
        columns = Columns.of_one(values, terms)
        counted = [self._counted(columns, asked) for asked in self.inputs()]
        weights = [group.weight for group in self.groups] or [Fraction(1)]
        used = [
            (share, group.rate.at(0))
            for share, group in zip(weights, counted, strict=True)
            if group.usable[0]
        ]
        rate = Column.constant(
            sum((share * rate for share, rate in used), Fraction(0))
            / sum((share for share, _ in used), Fraction(0))
        )
        return (rate if terms.rate_decimals is None else rate.rounded(terms.rate_decimals, terms.mode)).at(0)

    def _of_each(self, lang: Lang) -> str:
        return pick(lang, " của mỗi nhóm", " of each group") if self.groups else ""

    def _say_special(self, branch: str, lang: Lang) -> str:
        least, of_each = exact_number(self.respondents_at_least, lang), self._of_each(lang)
        return {
            "nobody": pick(lang, "không có phiếu nào được tính", "no answer counts"),
            "above_100": pick(
                lang, "tỷ lệ lớn hơn 100% nên không tính được điểm", "the rate is above 100%: no points"
            ),
            "group_missing": pick(
                lang, "còn nhóm chưa có đủ phiếu để tính", "a group has too few answers to count"
            ),
            "too_few": pick(
                lang,
                f"chưa đủ {least} phiếu{of_each} nên coi như chưa có số liệu",
                f"fewer than {least} respondents{of_each}: as if missing",
            ),
        }.get(branch, "")

    def describe(self, terms: Terms, lang: Lang) -> str:
        """What each option counts for, and the line."""
        left_out = pick(lang, "không tính", "left out")
        each = "; ".join(
            f"{uncapped(o.title.to(lang))}: {left_out if o.percent is None else percent(o.percent, lang, 9)}"
            for o in self.options
        )
        name = pick(lang, f"tỷ lệ ({each})", f"rate ({each})")
        return self.proportion.describe(name, terms, lang) + self._describe_respondents(lang) + "."

    def _describe_respondents(self, lang: Lang) -> str:
        said = ""
        if self.groups:
            weights = listed(
                [
                    f"{uncapped((g.title or Text(g.id)).to(lang))} {exact_number(g.weight, lang)}"
                    for g in self.groups
                ],
                lang,
            )
            said += pick(lang, f"; trọng số: {weights}", f"; weights: {weights}")
        if self.respondents_at_least:
            least = exact_number(self.respondents_at_least, lang)
            of_each = self._of_each(lang)
            said += pick(
                lang, f"; cần ít nhất {least} phiếu{of_each}", f"; at least {least} respondents{of_each}"
            )
        return said

    def candidates(self, points: Fraction, terms: Terms) -> Iterator[Values]:
        """The percentage that gives just as many points, from every group alike."""
        for rate in self.proportion.rates_for(points, terms):
            yield {asked.id: rate for asked in self.inputs()}

    def details(self, branch: str, values: Values, terms: Terms) -> dict[str, Any]:  # noqa: ARG002
        """The fewest respondents that count, and the groups without them."""
        short = [
            asked.title
            for asked in self.inputs()
            if not self._counted(Columns.of_one(values, terms), asked).usable[0]
        ]
        given = [values[asked.id] for asked in self.inputs() if asked.id in values]
        return {"least": self.respondents_at_least, "groups": short, "rate": max(given, default=Fraction(0))}

    def spreadsheet(self, cells: Mapping[str, str], terms: Terms) -> str | None:
        """The rate on the line; groups with too few respondents leave their weight to the others."""
        groups = [self._written(asked, cells) for asked in self.inputs()]
        cases = [(f"NOT({either([group.somebody for group in groups])})", INVALID)]
        cases += [(f"{group.rate}>100", INVALID) for group in groups if group.direct]
        if self.respondents_at_least > 1:
            cases.append((self.spreadsheet_states(cells, terms)["too_few"], "0"))
        if self.missing_group == "invalid":
            cases += [(f"NOT({group.usable})", INVALID) for group in groups]
        rate = groups[0].rate
        if self.groups:
            shares = [(literal(each.weight), group) for each, group in zip(self.groups, groups, strict=True)]
            weighed = "+".join(f"IF({group.usable},{share}*{group.rate},0)" for share, group in shares)
            weights = "+".join(f"IF({group.usable},{share},0)" for share, group in shares)
            rate = f"({weighed})/({weights})"
        if terms.rate_decimals is not None:
            rate = rounded(rate, terms.rate_decimals, terms.mode)
        return fitting(chain(cases, self.proportion.formula(rate, terms)))

    def spreadsheet_states(self, cells: Mapping[str, str], terms: Terms) -> Mapping[str, str]:  # noqa: ARG002
        """Where somebody answered, but too few everywhere."""
        if self.respondents_at_least <= 1:
            return {"too_few": "FALSE"}
        groups = [self._written(asked, cells) for asked in self.inputs()]
        somebody = either([group.somebody for group in groups])
        return {"too_few": f"AND({somebody},NOT({either([group.usable for group in groups])}))"}

    def _written(self, asked: Input, cells: Mapping[str, str]) -> Written:
        """One group in a formula: by its counts, or by the percentage that is asked for it."""
        weighed = [
            (cells.get(asked.prefix + option.id), option.percent)
            for option in self.options
            if option.percent is not None
        ]
        if asked.id in cells and not any(cell for cell, _ in weighed):
            there = f"NOT{blank(cells[asked.id])}"
            return Written(cells[asked.id], there, there, direct=True)
        people = f"SUM({','.join(cell for cell, _ in weighed if cell)})"
        score = "+".join(f"{cell}*{literal(percent)}" for cell, percent in weighed if cell and percent)
        least = self.respondents_at_least
        usable = f"{people}>={least}" if least > 1 else f"{people}>0"
        return Written(f"({score})/{people}", f"{people}>0", usable)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Counts; a percentage; two groups by weight."""
        options = [
            {"id": "A", "title": "Hài lòng", "percent": "100"},
            {"id": "B", "title": "Bình thường", "percent": "60"},
            {"id": "C", "title": "Không hài lòng", "percent": "0"},
            {"id": "K", "title": "Không có ý kiến", "percent": "none"},
        ]
        groups = [
            {"id": "dan", "title": "Người dân", "weight": "2"},
            {"id": "dn", "title": "Doanh nghiệp", "weight": "1"},
        ]
        rule = {"kind": "survey", "options": options}
        return (
            Example(rule, "2", "A=80; B=10; C=10; K=7", "1.72"),
            Example({**rule, "full_at": "90"}, "2", "81%", "1.8"),
            Example({**rule, "groups": groups}, "3", "dan.A=90; dan.C=10; dn.A=60; dn.C=40", "2.4"),
        )
