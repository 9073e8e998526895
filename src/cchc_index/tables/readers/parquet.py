"""Parquet, with the extra `parquet`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_index.problems import DataError, Problem
from cchc_index.tables.frames import table_of

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_index.answers.table import Table

SUFFIXES = (".parquet", ".pq")


def read(path: Path, file: str) -> list[Table]:
    """The table of one file.

    Raises:
        DataError: it is no Parquet file, or the extra is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise DataError(Problem("extra-missing", file, details={"extra": "parquet"})) from None
    try:
        frame = pq.read_table(path, partitioning=None).to_pandas(ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError):
        raise DataError(Problem("file-damaged", file)) from None
    return [table_of(frame, file)]
