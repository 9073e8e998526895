"""The whole circle of a season in workbooks: written, filled in, taken back, stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import cchc_index as cchc
from cchc_index.answers.units import Units
from cchc_index.criteria.outline import outline
from cchc_index.language import Lang
from cchc_index.sheets.assigning import DECIDED
from tests.sheets.asked import Asked, frame
from tests.sheets.filled import Filled, Manner, plainly

COUNCIL = "Hội đồng thẩm định"


class Circle:
    """A season that is played in workbooks.

    Args:
        criteria: the set.
        units: the units.
        year: the assessment year.
        folder: where the workbooks lie, in a folder for each stage.
        manner: how cells are filled in.
        by_unit: whether appraisers get a sheet a unit.
        one_file: whether units share one workbook.
        beside: tables of which there are no workbooks, known from the first stage on.
        sending: the units that send workbooks; all of them where none is named.
        lead: the appraiser that leads.
        lang: the language of the workbooks.
        after: what happens to each workbook once it is filled in.
    """

    def __init__(  # noqa: PLR0913 - the parts of one season, by keyword
        self,
        criteria: cchc.CriteriaSet,
        units: Units,
        year: int,
        folder: Path,
        manner: Manner = plainly,
        *,
        by_unit: bool = False,
        one_file: bool = False,
        beside: Sequence[Path] = (),
        sending: Collection[str] = (),
        lead: str = "",
        lang: Lang = "vi",
        after: Callable[[Path], None] | None = None,
    ) -> None:
        self.criteria = criteria
        self.units = units
        self.year = year
        self.folder = folder
        self.manner = manner
        self.by_unit = by_unit
        self.one_file = one_file
        self.beside = beside
        self.sending = sending
        self.lead = lead
        self.lang = lang
        self.after = after
        self.left: list[dict[str, str]] = []
        self.folders: list[tuple[str, Path]] = []

    def play(self, rows: Sequence[Asked]) -> None:
        """Types rows into the workbooks of their stages; what no workbook takes is left for a table."""
        for stage in self.criteria.policy.stages:
            of_stage = [row for row in rows if row.stage == stage.id]
            voices = dict.fromkeys(row.by for row in of_stage)
            for by in voices if stage.by == "appraiser" else [None] if of_stage else []:
                self._fill(stage.id, by, [row for row in of_stage if by is None or row.by == by])

    def _fill(self, stage: str, by: str | None, rows: list[Asked]) -> None:
        """Writes the workbooks of one stage, or of one appraiser in it, and fills them in."""
        folder = self.folder / stage / (f"{len(self.folders)}" if by is not None else "")
        for path in self.send(stage, by, folder):
            book = Filled(path, self.manner)
            for row in rows:
                if by is not None or not self.sending or row.unit in self.sending:
                    row.cells = book.fill(row)
            if book.touched:
                book.save()
                if self.after is not None:
                    self.after(path)
            else:
                path.unlink()
        self.left += [row.row() for row in rows if row.cells]
        if any(folder.glob("*.xlsx")):
            self.folders.append((stage, folder))

    def send(self, stage: str, by: str | None, folder: Path) -> list[Path]:
        """Writes the blank workbooks of one stage; none of an appraiser that has no leaf."""
        council = self._is_council(stage, by)
        if by is not None and not council and by != self.lead and not self._has_leaves(by):
            return []
        first = stage == self.criteria.policy.stages[0].id
        names = cchc.write_templates(
            self.criteria,
            self.units,
            folder,
            year=self.year,
            stage=stage,
            appraiser=None if council else by,
            answers=None if first else self.answers(),
            by_unit=self.by_unit and by is not None,
            one_file=self.one_file and first,
            lead=by is not None and by == self.lead and not council,
            lang=self.lang,
        )
        return [folder / name for name in names]

    def _has_leaves(self, by: str) -> bool:
        """Tell whether some leaf is an appraiser's; one without an appraiser is anybody's, or the lead's."""
        leaves = [each for each in outline(self.criteria) if each.rule is not None]
        named = {leaf.appraiser.vi for leaf in leaves if leaf.appraiser is not None}
        return by in named or any(
            leaf.appraiser is None and (leaf.source in DECIDED or not named) for leaf in leaves
        )

    def _is_council(self, stage: str, by: str | None) -> bool:
        """Tell whether an appraiser is the council, which decides after the others."""
        appraising = [each.id for each in self.criteria.policy.stages if each.by == "appraiser"]
        named = {each.appraiser.vi for each in outline(self.criteria) if each.appraiser is not None}
        return by == COUNCIL and (by not in named or stage != appraising[0])

    def answers(self) -> cchc.Answers:
        """Reads the workbooks back, and what they cannot say from a table."""
        return self._read([*self.beside, *(folder for _, folder in self.folders), frame(self.left)])

    def returned(self) -> cchc.Answers:
        """Reads the workbooks back, and nothing else."""
        return self._read([*(folder for _, folder in self.folders), frame([])])

    def _read(self, sources: list[Any]) -> cchc.Answers:
        return cchc.read_answers(sources, self.criteria, units=self.units, year=self.year)
