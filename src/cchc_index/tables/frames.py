"""DataFrames at the border: in, as tables of cells; out, as what users compute with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cchc_index.answers.table import BLANK, CellColumn, Table, exact_cell
from cchc_index.tables.headings import headings

if TYPE_CHECKING:
    import pandas as pd

    from cchc_index.tables.series import Series


def table_of(frame: pd.DataFrame, file: str = "") -> Table:
    """The cells of a DataFrame; its index is not part of it.

    Args:
        frame: columns with the usual headings.
        file: how problems name it.
    """
    names = headings(frame.columns, file)
    columns = {name: _column(frame.iloc[:, place]) for place, name in enumerate(names) if name}
    return Table(file, columns, len(frame))


def _column(series: Any) -> CellColumn:
    import pandas as pd  # noqa: PLC0415 - only reading tables needs pandas

    mixed = series.dtype == object and pd.api.types.infer_dtype(series, skipna=True) not in {
        "string",
        "empty",
    }
    if mixed:
        return CellColumn.of(exact_cell(_missing_as_none(value)) for value in series.tolist())
    codes, distinct = pd.factorize(series)
    cells = [exact_cell(_missing_as_none(value)) for value in distinct.tolist()]
    return CellColumn.coded(np.where(codes < 0, BLANK, codes), cells)


def _missing_as_none(value: Any) -> Any:
    import pandas as pd  # noqa: PLC0415

    if value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date() if value == value.normalize() else str(value)
    return value


def frame_of(columns: list[Series]) -> pd.DataFrame:
    """A result table as a DataFrame: floats nearest to the decimals, whole numbers that may be missing, texts."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame({column.name: column.data() for column in columns})
