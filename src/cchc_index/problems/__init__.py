"""The one record for everything that is found wrong, and the exceptions that stop everything.

A problem keeps what was found as values; its sentence and its hint are written from the catalogue in the
language of whoever reads it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cchc_index import language
from cchc_index.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CLAUSE = re.compile("⟨([^⟩]*)⟩")
_VALUE = re.compile(r"\{(\w+)\}")
_LONGEST_QUOTE = 80
_MOST_LISTED = 20


class Severity(StrEnum):
    """How much a problem weighs: unusable, doubtful, or worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def text(self) -> Text:
        """The severity as people read it."""
        return {
            "error": Text("lỗi", "error"),
            "warning": Text("cảnh báo", "warning"),
            "info": Text("lưu ý", "info"),
        }[self.value]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue: its sentence, how to cure it, and what brings it about."""

    severity: Severity
    message: Text
    cure: Text
    cause: Text


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text file: line and column, counted from 1, and the path of keys that leads there."""

    line: int
    column: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.path}".rstrip()


@dataclass(frozen=True)
class Problem:
    """One finding about a file, at a place, with a hint.

    Args:
        code: stable, kebab-case; a key of the catalogue.
        file: the file as it was named by the user; blank for data that came without one.
        place: line, column and path of a text file; row number of a table (the header is 1).
        unit: the unit as the row names it, even if unknown.
        criterion: the criterion as the row names it, even if unknown.
        details: the values that the sentence names.
        lang: the language of `message` and `hint`.

    Example:
        >>> Problem("unknown-unit", details={"found": "Xã Tân Sn", "nearest": "Xã Tân Sơn"}).severity
        <Severity.ERROR: 'error'>
    """

    code: str
    file: str = ""
    place: Position | str = ""
    unit: str = ""
    criterion: str = ""
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    lang: Lang = "vi"

    @property
    def severity(self) -> Severity:
        """Error: could not be used; warning: used, but doubtful; info: the rest."""
        return self._entry.severity

    @property
    def message(self) -> str:
        """What was found and what was expected, in one sentence."""
        return self._written(self._entry.message)

    @property
    def hint(self) -> str:
        """What to try."""
        return self._written(self._entry.cure)

    @property
    def _entry(self) -> Entry:
        from cchc_index.problems.catalogue import CATALOGUE  # noqa: PLC0415 - the catalogue is made of entries

        return CATALOGUE[self.code]

    def _written(self, text: Text) -> str:
        return written(
            text.to(self.lang), {name: _shown(said, self.lang) for name, said in self.details.items()}
        )

    def to(self, lang: Lang) -> Problem:
        """The same problem, read in another language."""
        return replace(self, lang=lang)

    def __str__(self) -> str:
        where = (
            f"{self.place.line}:{self.place.column}" if isinstance(self.place, Position) else str(self.place)
        )
        file = language.printable(self.file)
        at = ":".join(part for part in (file, where) if part)
        kind = f"{self.severity.value} {self.code}"
        return f"{at}: {kind}: {self.message}" if at else f"{kind}: {self.message}"


class CchcError(Exception):
    """What stops everything, with the problems that did.

    Args:
        problems: the problems, in order; a single one may be given alone.
    """

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(f"{problem} {problem.hint}".rstrip() for problem in self.problems))


class CriteriaError(CchcError):
    """A criteria file that is unsound or could not be read."""


class DataError(CchcError):
    """A file of answers or units of which nothing could be read."""


class UsageError(CchcError):
    """A call that asks for what there is not."""


def written(text: str, values: Mapping[str, str]) -> str:
    """A sentence of the catalogue with its values.

    What stands in ⟨ ⟩ is left out where a value that it names is blank; what follows a | in it then stands instead.

    Args:
        text: the sentence, with a name in braces for each value.
        values: the values as they are shown.

    Example:
        >>> written("Không tìm thấy tệp⟨; gần nhất là {nearest}⟩.", {"nearest": ""})
        'Không tìm thấy tệp.'
    """

    def clause(found: re.Match[str]) -> str:
        full, _, blank = found[1].partition("|")
        return full if all(values[name] for name in _VALUE.findall(full)) else blank

    return _CLAUSE.sub(clause, text).format_map(values)


def is_known(code: str) -> bool:
    """Whether the catalogue has a code."""
    from cchc_index.problems.catalogue import CATALOGUE  # noqa: PLC0415 - loaded where something is wrong

    return code in CATALOGUE


def nearest(found: str, known: Iterable[str]) -> str:
    """The known word most like the one that was found, or nothing."""
    import difflib  # noqa: PLC0415 - loaded where something is wrong

    by_fold = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(found.casefold(), by_fold, n=1, cutoff=0.5)
    return by_fold[close[0]] if close else ""


def _shown(value: object, lang: Lang) -> str:
    if isinstance(value, Text):
        return language.printable(value.to(lang))
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return language.exact_number(value, lang)
    if isinstance(value, datetime.date):
        return language.day(value, lang)
    if isinstance(value, (tuple, list)):
        return ", ".join(
            [_shown(item, lang) for item in value[:_MOST_LISTED]] + ["…"] * (len(value) > _MOST_LISTED)
        )
    return shortened(str(value))


def shortened(text: str) -> str:
    """What a user wrote, on one line, without control signs, cut where it is long."""
    line = language.printable(text)
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
