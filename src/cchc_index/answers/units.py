"""The units that are scored (đơn vị): who they are, and by which names rows may call them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from cchc_index.problems import DataError, Problem, nearest
from cchc_index.rules.reading import Unreadable, neat, read_yes_no, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cchc_index.answers.table import Table
    from cchc_index.exact import Booleans

_OWN = ("unit", "name", "aliases", "kind", "parent", "ranked")


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward, special zone, district or department.

    Args:
        id: how rows name it.
        name: its full name.
        aliases: other names that rows may use.
        ranked: whether it takes part in the ranking.
        attributes: `kind`, `parent` and every further column of its table.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ranked: bool = True
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def attribute(self, name: str) -> str:
        """An attribute by its heading, whatever its case; blank where the table does not say."""
        return self.attributes.get(neat(name).casefold(), "")

    @property
    def kind(self) -> str:
        """Xã, phường, đặc khu …; blank where the table does not say."""
        return self.attributes.get("kind", "")


@dataclass(frozen=True)
class Units:
    """All units, in the order of their ids; `listed` where they come from a table of units."""

    units: tuple[Unit, ...]
    listed: bool = True
    problems: tuple[Problem, ...] = ()

    @classmethod
    def named(cls, ids: Iterable[str]) -> Units:
        """Units known by their ids alone."""
        return cls(tuple(Unit(id_, id_) for id_ in sorted(set(ids))), listed=False)

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def ranked(self) -> Booleans:
        """Which of them take part in the ranking."""
        return np.array([unit.ranked for unit in self.units], dtype=np.bool_)

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {unit.id: number for number, unit in enumerate(self.units)}

    @cached_property
    def _by_name(self) -> dict[str, int]:
        """Units by every name that is one unit's alone, without regard to case."""
        names = [
            (name.casefold(), n) for n, u in enumerate(self.units) for name in {u.id, u.name, *u.aliases}
        ]
        times = Counter(name for name, _ in set(names))
        return {name: number for name, number in names if times[name] == 1}

    def find(self, text: str) -> int | None:
        """The number of a unit by its id, or by a name or alias that no other unit has."""
        found = self._by_id.get(text)
        if found is not None:
            return found
        name = neat(text)
        found = self._by_id.get(name)
        return self._by_name.get(name.casefold()) if found is None else found

    def shared(self, text: str) -> tuple[str, ...]:
        """The ids of the units that share a name, if several do."""
        known = self._ids_by_name.get(neat(text).casefold(), ())
        return tuple(known) if len(known) > 1 else ()

    @cached_property
    def _ids_by_name(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for unit in self.units:
            for name in sorted({each.casefold() for each in (unit.name, *unit.aliases)}):
                ids.setdefault(name, []).append(unit.id)
        return ids

    def nearest(self, text: str) -> str:
        """The known id or name most like a text, or nothing."""
        return nearest(neat(text), [name for unit in self.units for name in (unit.id, unit.name)])


def units_of(tables: Sequence[Table]) -> Units:
    """The units of tables with a column `unit`.

    Raises:
        DataError: a table has no column `unit`.
    """
    units: dict[str, Unit] = {}
    problems: list[Problem] = []
    for table in tables:
        if "unit" not in table.columns:
            known = tuple(table.columns)[:20]
            raise DataError(
                Problem("columns-missing", table.file, details={"missing": "unit", "known": known})
            )
        problems += table.problems
        for row in range(table.size):
            unit = _unit(table, row, problems)
            if unit is None:
                continue
            if unit.id in units:
                problems.append(_problem(table, row, "repeated-unit", found=unit.id))
            units.setdefault(unit.id, unit)
    return Units(tuple(units[id_] for id_ in sorted(units)), listed=True, problems=tuple(problems))


def _problem(table: Table, row: int, code: str, **details: object) -> Problem:
    unit = shown(table.columns["unit"].at(row))
    return Problem(code, table.file, table.place(row), unit=unit, details=details)


def _unit(table: Table, row: int, problems: list[Problem]) -> Unit | None:
    texts = {name: shown(column.at(row)) for name, column in table.columns.items()}
    if not texts["unit"]:
        if any(texts.values()):
            problems.append(_problem(table, row, "unit-missing"))
        return None
    ranked = True
    if texts.get("ranked"):
        try:
            ranked = read_yes_no(table.columns["ranked"].at(row)) == 1
        except Unreadable as error:
            problems.append(_problem(table, row, error.code, **error.details))
    attributes = {
        name: text for name, text in texts.items() if name not in _OWN or name in {"kind", "parent"}
    }
    aliases = tuple(alias for part in texts.get("aliases", "").split(";") if (alias := neat(part)))
    return Unit(
        texts["unit"], texts.get("name") or texts["unit"], aliases, ranked, MappingProxyType(attributes)
    )
