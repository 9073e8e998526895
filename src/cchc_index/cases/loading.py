"""From a file to cases: tree, models, references to the set; every problem at once, each at its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from cchc_index.cases.model import Case, CasesFile, Row, TablesCase, UnitCase
from cchc_index.cases.references import unresolved
from cchc_index.criteria.bases import examine
from cchc_index.criteria.loading import Examined, Reading
from cchc_index.criteria.sources import CASES_SUFFIXES, SUFFIXES, library
from cchc_index.criteria.tree import Mapping, Path_, Tree, read_tree, values
from cchc_index.problems import CriteriaError, Problem, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cchc_index.criteria.model import CriteriaSet

Sets: TypeAlias = "dict[Path, Examined]"


@dataclass(frozen=True)
class Cases:
    """A file of cases that can be run.

    Args:
        path: the file.
        tree: its texts with their places.
        content: what it says.
        criteria: the set that its cases prove.
        set_path: the file of the set.
    """

    path: Path
    tree: Tree
    content: CasesFile
    criteria: CriteriaSet
    set_path: Path

    @property
    def file(self) -> str:
        """The file as the user named it."""
        return self.tree.file

    def line(self, number: int) -> int:
        """The line of a case."""
        return self.tree.position(("cases", number)).line


def load_cases(path: Path, file: str, sets: Sets | None = None) -> Cases:
    """The cases of one file, with the sound set that they prove.

    Args:
        path: the file.
        file: its name as the user wrote it.
        sets: the sets that were examined before, by their file.

    Raises:
        CriteriaError: the file or its set cannot be read or is unsound; all problems are in the error.
    """
    tree = read_tree(path, file)
    reading = Reading(tree)
    content = _content(reading)
    problems = [*tree.problems, *reading.problems]
    found = _set_path(path, tree, content.set if content else None)
    if isinstance(found, Problem):
        raise CriteriaError([*problems, found])
    examined = _examined(found, {} if sets is None else sets)
    if examined.criteria is None:
        raise CriteriaError([*problems, _unsound(tree, found), *examined.problems])
    if content is not None:
        problems += unresolved(tree, content, examined.criteria, without_year=("year",) in reading.repaired)
    if content is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise CriteriaError(sorted(dict.fromkeys(problems), key=_place))
    return Cases(path, tree, content, examined.criteria, found)


def _place(problem: Problem) -> tuple[int, int]:
    return (getattr(problem.place, "line", 0), getattr(problem.place, "column", 0))


def _examined(path: Path, sets: Sets) -> Examined:
    key = path.resolve()
    if key not in sets:
        sets[key] = examine(path, str(path))
    return sets[key]


def _unsound(tree: Tree, path: Path) -> Problem:
    return tree.problem("set-of-cases-unsound", ("set",), found=path.name)


def _set_path(path: Path, tree: Tree, named: str | None) -> Path | Problem:
    """The file of the set: the one that is named, or the one beside the cases with the same stem."""
    if named is None:
        suffix = next((each for each in CASES_SUFFIXES if path.name.lower().endswith(each)), path.suffix)
        stem = path.name[: -len(suffix)] if suffix else path.name
        beside = [path.with_name(stem + each) for each in SUFFIXES]
        found = next((each for each in beside if each.is_file()), None)
        return found or tree.problem("cases-without-set", (), wanted=beside[0].name)
    file = path.parent / named
    if file.suffix.lower() in SUFFIXES or file.is_file():
        return file
    known = library()
    if named in known:
        return known[named]
    near = nearest(named, known) or ", ".join(known) or "–"
    return tree.problem("unknown-set", ("set",), found=named, nearest=near)


def _content(reading: Reading) -> CasesFile | None:
    """What a file says; nothing where it cannot be read, its problems being kept aside."""
    if not isinstance(reading.tree.root, Mapping):
        reading.problems.append(reading.tree.problem("not-a-cases-file", ()))
        return None
    raw = values(reading.tree.root)
    if isinstance(raw.get("cases"), list):
        if not raw["cases"]:
            reading.problems.append(reading.tree.problem("list-empty", ("cases",)))
        read = [_case(reading, case, ("cases", number)) for number, case in enumerate(raw["cases"])]
        reading.problems += _repeated(reading.tree, read)
        raw["cases"] = [case for case in read if case is not None]
    content = reading.validated(CasesFile, raw, ())
    return content if isinstance(content, CasesFile) else None


def _case(reading: Reading, raw: Any, path: Path_) -> Case | None:
    """One case: of files where its answers are files, of one unit otherwise."""
    if not isinstance(raw, dict):
        shown = "[…]" if isinstance(raw, list) else str(raw)
        reading.problems.append(reading.tree.problem("not-a-mapping", path, found=shown))
        return None
    if isinstance(raw.get("answers"), list | str):
        case = reading.validated(TablesCase, raw, path)
    else:
        if isinstance(raw.get("answers"), dict):
            raw["answers"] = dict(_answers(reading, raw["answers"], (*path, "answers")))
        case = reading.validated(UnitCase, raw, path)
    if not isinstance(case, UnitCase | TablesCase):
        return None
    reading.problems += _lacking(reading.tree, case, raw["expect"], path)
    return case


def _answers(reading: Reading, raw: dict[str, Any], path: Path_) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each criterion: one that is a value or a mapping of columns, or a list of such rows."""
    for criterion, said in raw.items():
        place = (*path, criterion)
        if isinstance(said, list):
            if not said:
                reading.problems.append(reading.tree.problem("list-empty", place))
            rows = [_row(reading, each, (*place, number)) for number, each in enumerate(said)]
        else:
            rows = [_row(reading, said, place)]
        yield criterion, [row for row in rows if row is not None]


def _row(reading: Reading, raw: Any, path: Path_) -> Row | None:
    if isinstance(raw, str):
        if not raw.strip():
            reading.problems.append(reading.tree.problem("not-a-text", path, found=raw))
        return Row(answer=raw) if raw.strip() else None
    if raw == {}:
        reading.problems.append(reading.tree.problem("row-blank", path))
    row = reading.validated(Row, raw, path)
    return row if isinstance(row, Row) else None


def _repeated(tree: Tree, cases: list[Case | None]) -> Iterator[Problem]:
    """Cases whose name another case has."""
    times = Counter(case.name for case in cases if case is not None)
    seen: set[str] = set()
    for number, case in enumerate(cases):
        if case is None or times[case.name] == 1:
            continue
        if case.name in seen:
            yield tree.problem("repeated-case-name", ("cases", number, "name"), found=case.name)
        seen.add(case.name)


def _lacking(tree: Tree, case: Case, expected: dict[str, Any], path: Path_) -> Iterator[Problem]:
    """A case that expects nothing proves nothing; a unit is named by its id."""
    if not any(said or key == "problems" for key, said in expected.items()):
        yield tree.problem("nothing-expected", (*path, "expect"))
    if isinstance(case, UnitCase) and "id" not in case.unit:
        yield tree.problem("missing-key", (*path, "unit"), key_name="id")
