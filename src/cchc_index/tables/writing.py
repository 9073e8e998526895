"""A result's folder: written beside its place and renamed into it, complete or not at all."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_index.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cchc_index.tables.results import Series

MANIFEST = "manifest.json"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(columns: list[Series], path: Path) -> None:
    """One table as CSV: UTF-8 with BOM, comma, decimal point; a text that a spreadsheet would run is quoted."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(column.name for column in columns)
        texts = [
            column.written() if _is_number(column) else map(harmless, column.written()) for column in columns
        ]
        writer.writerows(zip(*texts, strict=True))


def _is_number(column: Series) -> bool:
    return hasattr(column, "decimals")


def harmless(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_folder(out: Path, files: Mapping[str, Callable[[Path], None]], manifest: Mapping[str, Any]) -> None:
    """Writes the files and then the manifest, which holds the SHA-256 of each, as one folder.

    Args:
        out: the folder; one that holds an earlier result is replaced.
        files: what writes each file, by name.
        manifest: what else the manifest says.

    Raises:
        UsageError: the folder holds something else, or cannot be written.
    """
    _check_place(out)
    beside = out.parent / f".{out.name}.partial-{os.getpid()}"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(out)
        beside.mkdir()
        for name, write in files.items():
            write(beside / name)
        hashes = {name: hashlib.sha256((beside / name).read_bytes()).hexdigest() for name in sorted(files)}
        _write_manifest(beside / MANIFEST, {**manifest, "files": hashes})
        _replace(out, beside)
    except OSError as error:
        raise UsageError(Problem("cannot-write", str(out), details={"why": error.strerror or "–"})) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check_place(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(Problem("out-is-file", str(out)))
    if out.is_dir() and any(out.iterdir()) and not _is_result(out):
        raise UsageError(Problem("out-not-empty", str(out)))


def _is_result(folder: Path) -> bool:
    """Whether a folder holds a result of ours and nothing else."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return isinstance(files, dict) and {path.name for path in folder.iterdir()} <= {*files, MANIFEST}


def _write_manifest(path: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _earlier(out: Path) -> Path:
    return out.parent / f".{out.name}.earlier"


def _clear_leftovers(out: Path) -> None:
    """Puts right what a killed run left: an earlier result set aside, and half-written folders."""
    earlier = _earlier(out)
    if earlier.is_dir() and not out.exists():
        earlier.rename(out)
    _remove([earlier, *out.parent.glob(f".{out.name}.partial-*")])


def _replace(out: Path, beside: Path) -> None:
    earlier = _earlier(out)
    if out.is_dir():
        out.rename(earlier)
    beside.rename(out)
    _remove([earlier])


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
