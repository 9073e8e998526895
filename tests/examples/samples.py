"""`python -m tests.examples.samples`: the seasons of the model sets once more as workbooks that were filled in.

The tables of a season are typed into the workbooks that the program writes for it, cell by cell as people do. What no
workbook takes (exemptions, data items that an appraiser changes, leaves of another appraiser) stays in a table beside
them. The same tables, set and versions of the libraries give the same bytes.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cchc_index as cchc
from tests.docs.markdown import ROOT
from tests.oracle.generate import SEASON_COLUMNS
from tests.sheets.asked import asked_rows
from tests.sheets.circle import Circle

STAGES: Final = {
    "self": "tu-danh-gia",
    "appraisal": "tham-dinh",
    "explanation": "giai-trinh",
    "appraisal_2": "tham-dinh-lan-2",
}
"""The name of each stage's table and of its folder of workbooks."""
LEFT: Final = "ngoai-phieu.csv"
FOLDER: Final = "phieu"
_THEN: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Sample:
    """One season of the examples.

    Attributes:
        name: its folder, and the id of its set.
        year: its assessment year.
        by_unit: whether its appraisers have a sheet a unit.
        sending: the units that send workbooks; all of them where none is named. The others' rows stay in the table.
        beside: the tables that are there before the appraisal and of which there are no workbooks.
    """

    name: str
    year: int
    by_unit: bool = False
    sending: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Return the season's folder."""
        return ROOT / "examples" / self.name

    def write(self, out: Path) -> None:
        """Write the workbooks into a folder, a folder for each stage."""
        criteria = cchc.load_criteria(self.name)
        units = cchc.read_units(self.folder / "units.csv")
        tables = [self.folder / f"{name}.csv" for name in STAGES.values()]
        rows = asked_rows(cchc.read_answers(tables, criteria, units=units))
        with tempfile.TemporaryDirectory() as folder:
            beside = [self.folder / name for name in self.beside]
            circle = Circle(
                criteria,
                units,
                self.year,
                Path(folder),
                by_unit=self.by_unit,
                beside=beside,
                sending=self.sending,
            )
            circle.play(rows)
            for stage, place in circle.folders:
                for path in sorted(place.glob("*.xlsx")):
                    settle(path, out / STAGES[stage] / path.name)
        for stage, name in STAGES.items():
            _write_left([row for row in circle.left if row["stage"] == stage], out / name / LEFT)


SAMPLES: Final = (
    Sample("mau-cap-huyen", 2024, sending=("H1", "H2", "H3", "H4", "TP1")),
    Sample(
        "mau-cap-xa",
        2026,
        by_unit=True,
        sending=("X01", "X02", "X05", "P03", "DK1"),
        beside=("he-thong.csv",),
    ),
    Sample("mau-so-nganh", 2026, by_unit=True),
)


def settle(workbook: Path, path: Path) -> None:
    """Copy a workbook without the times at which it was saved, packed as small as can be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name)), compresslevel=9)


def _write_left(rows: list[dict[str, str]], path: Path) -> None:
    """Write the rows that no workbook took, in the columns that they fill."""
    if not rows:
        return
    columns = [name for name in SEASON_COLUMNS if any(row.get(name) for row in rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write all samples in the place of those that are there."""
    for sample in SAMPLES:
        out = sample.folder / FOLDER
        shutil.rmtree(out, ignore_errors=True)
        sample.write(out)


if __name__ == "__main__":
    main()
