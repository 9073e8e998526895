"""Scoring sheets out to people: forms for units, workbooks for appraisers and the council, as one folder."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_index.problems import Problem, UsageError
from cchc_index.result import chosen_stage, chosen_year
from cchc_index.rules.reading import word
from cchc_index.scoring import fingerprints
from cchc_index.sheets.appraisal import Appraisal
from cchc_index.sheets.assigning import Assignment
from cchc_index.sheets.explanation import Explanations
from cchc_index.sheets.standing import Standings
from cchc_index.sheets.unit_forms import Occasion, UnitForms
from cchc_index.tables.writing import MANIFEST, write_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cchc_index.answers.rows import Answers
    from cchc_index.answers.units import Unit, Units
    from cchc_index.criteria.model import CriteriaSet
    from cchc_index.language import Lang

_LONGEST_NAME = 80
_ALL = "Cac_don_vi"
_COUNCIL = "Hoi_dong"


def write_templates(  # noqa: PLR0913 - the parts of one call, by keyword
    criteria: CriteriaSet,
    units: Units,
    out: str | Path,
    *,
    year: int | None = None,
    stage: str | None = None,
    appraiser: str | None = None,
    answers: Answers | None = None,
    by_unit: bool = False,
    lead: bool = False,
    each_appraiser: bool = False,
    one_file: bool = False,
    lang: Lang = "vi",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[str, ...]:
    """Writes the workbooks of a stage (phiếu chấm điểm) as one folder, and returns their names.

    Args:
        criteria: the set.
        units: the units.
        out: the folder; forms that were written before and not changed since are replaced, and other appraisers'
            of the same stage stay.
        year: the assessment year; the set's only year by default.
        stage: the stage that the workbooks are for; the first by default.
        appraiser: whose workbook it is, in a stage of appraisers; without one, the council's.
        answers: the answers so far; later stages need them, in the first one they are filled in.
        by_unit: an appraiser's workbook with a sheet a unit rather than a sheet a criterion.
        lead: whether the appraiser is the lead department (cơ quan chủ trì): its workbook also has what other
            appraisers may not decide, because it is about themselves.
        each_appraiser: a workbook for every appraiser that the set names, and for `appraiser` if it is another.
        one_file: the units' forms in one workbook.
        lang: the language of what people read in the workbooks.
        progress: told how many workbooks of how many are written.

    Raises:
        UsageError: the year, the stage or what goes with it is not to be had, or the folder cannot be written.

    Example:
        >>> import tempfile
        >>> import pandas as pd
        >>> from cchc_index import load_criteria, read_units
        >>> units = read_units(pd.DataFrame({"unit": ["X01"], "name": ["Xã Tân An"]}))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_templates(load_criteria("vn-766-2022"), units, f"{folder}/phieu")
        ('Xa_Tan_An.xlsx',)
    """
    number = 0 if stage is None else chosen_stage(criteria, stage)
    occasion = Occasion(criteria, chosen_year(criteria, year), number, lang)
    now = criteria.policy.stages[number]
    files: dict[str, Callable[[], bytes]]
    kept: dict[str, Callable[[], bytes]] = {}
    if number and answers is None:
        raise UsageError(Problem("answers-needed", details={"stage": now.id}))
    if answers is not None and now.by == "appraiser":
        standings = Standings(answers, occasion.year, number, lang)
        voices = _voices(standings, appraiser or "", lead=lead, each=each_appraiser)
        makes = {voice.by: Appraisal(occasion, standings, voice.by, by_unit, voice.lead) for voice in voices}
        files = {f"{_slug(by) if by else _COUNCIL}.xlsx": make.written for by, make in makes.items()}
        kept = _others(Path(out), occasion, files)
    elif appraiser or by_unit or lead or each_appraiser:
        raise UsageError(Problem("stage-of-units", details={"stage": now.id}))
    elif one_file and number == 0:
        files = {f"{_ALL}.xlsx": partial(UnitForms(occasion, answers).of_all, units.units)}
    else:
        files = _of_units(_maker(occasion, answers), units)
    _write(Path(out), {**files, **kept}, occasion, progress)
    return tuple(files)


def _maker(occasion: Occasion, answers: Answers | None) -> Callable[[Unit], bytes]:
    """What makes the form of a unit."""
    if occasion.stage == 0 or answers is None:
        return UnitForms(occasion, answers).of
    return Explanations(occasion, Standings(answers, occasion.year, occasion.stage, occasion.lang)).of


def _voices(standings: Standings, by: str, *, lead: bool, each: bool) -> list[Assignment]:
    """Whose workbooks are written: one appraiser's, every appraiser's, or the council's.

    Raises:
        UsageError: no leaf is the appraiser's, the lead is not named, or the set names no appraiser.
    """
    if lead and not by:
        raise UsageError(Problem("lead-unnamed"))
    known = Assignment(standings, by).known
    by = next((name for name in known if word(name) == word(by)), by)
    named = Assignment(standings, by, lead)
    if (by or each) and not lead and not (named.has_leaves if by else known):
        details = {"found": by, "known": known}
        raise UsageError(Problem("unknown-appraiser", details=details) if by else Problem("no-appraisers"))
    others = [Assignment(standings, other) for other in known if each and other != by]
    return [*others, named] if by or not each else others


def _others(out: Path, occasion: Occasion, files: Iterable[str]) -> dict[str, Callable[[], bytes]]:
    """The workbooks of other appraisers that an earlier call for the same stage left in the folder."""
    try:
        before = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        same = all(before.get(key) == said for key, said in _season(occasion).items())
        names = sorted(set(before["files"]) - set(files)) if same else []
        return {name: (out / name).read_bytes for name in names if (out / name).is_file()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _of_units(make: Callable[[Unit], bytes], units: Units) -> dict[str, Callable[[], bytes]]:
    """What makes each unit's workbook, by its name."""
    return {f"{name}.xlsx": partial(make, unit) for name, unit in _named(units)}


def _named(units: Units) -> Iterator[tuple[str, Unit]]:
    """A file name of its own for each unit: of its name, and of its id where others are called alike."""
    slugs = [_slug(unit.name) for unit in units.units]
    taken: set[str] = set()
    for unit, slug in zip(units.units, slugs, strict=True):
        plain = slug if slugs.count(slug) == 1 else f"{slug}_{_slug(unit.id)}"
        name, more = plain, 1
        while name.casefold() in taken:
            more += 1
            name = f"{plain}_{more}"
        taken.add(name.casefold())
        yield name, unit


def _slug(text: str) -> str:
    """A name without marks, in letters that every disk takes: ``Xa_Tan_An``."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^A-Za-z0-9-]+", "_", letters).strip("_-")[:_LONGEST_NAME] or "phieu"


def _season(occasion: Occasion) -> dict[str, Any]:
    """What the workbooks are for, as the manifest says it."""
    return {
        "criteria": {"id": occasion.criteria.id, "version": occasion.criteria.version},
        "fingerprints": {"scoring": fingerprints.scoring(occasion.criteria)},
        "year": occasion.year,
        "stage": occasion.criteria.policy.stages[occasion.stage].id,
    }


def _write(
    out: Path,
    files: Mapping[str, Callable[[], bytes]],
    occasion: Occasion,
    progress: Callable[[int, int], None] | None,
) -> None:
    if _changed_since(out):
        raise UsageError(Problem("forms-changed", str(out)))
    manifest = {"engine": {"cchc-index": metadata.version("cchc-index")}, **_season(occasion)}
    write_folder(out, {name: partial(_write_file, make) for name, make in files.items()}, manifest, progress)


def _write_file(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())


def _changed_since(out: Path) -> bool:
    """Whether somebody has worked in forms that were written before."""
    try:
        hashes = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
        return any(
            hashlib.sha256((out / name).read_bytes()).hexdigest() != known
            for name, known in hashes.items()
            if (out / name).exists()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
