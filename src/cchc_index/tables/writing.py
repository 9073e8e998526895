"""A result's folder: written beside its place and renamed into it, complete or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_index.language import Text
from cchc_index.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cchc_index.tables.series import Series

MANIFEST = "manifest.json"
_MANY = 16
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


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
    return f"'{text}" if _FORMULA.match(text) else text


def write_folder(
    out: Path,
    files: Mapping[str, Callable[[Path], None]],
    manifest: Mapping[str, Any],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Writes the files and then the manifest, which holds the SHA-256 of each, as one folder.

    Args:
        out: the folder; one that holds an earlier result is replaced.
        files: what writes each file, by name.
        manifest: what else the manifest says.
        progress: told how many files of how many are written.

    Raises:
        UsageError: the folder holds something else, or cannot be written.
    """
    named = str(out)
    try:
        out = out.parent.resolve() / out.name if not out.is_symlink() else out.resolve()
        _check_place(out, named)
        _write_beside(out, files, manifest, progress or _in_silence)
    except OSError as error:
        raise UsageError(Problem("cannot-write", named, details={"why": why_not_written(error)})) from None
    except ValueError:
        raise UsageError(Problem("cannot-write", named, details={"why": _UNUSABLE})) from None


def _in_silence(done: int, of: int) -> None:
    """Nobody is told."""


def _write_beside(
    out: Path,
    files: Mapping[str, Callable[[Path], None]],
    manifest: Mapping[str, Any],
    progress: Callable[[int, int], None],
) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(out, {*files, MANIFEST})
    beside = out.parent / f"{_prefix(out)}partial-{os.getpid()}"
    beside.mkdir()
    try:
        hashes = {}
        for name, hash_ in _hashes(beside, files):
            hashes[name] = hash_
            progress(len(hashes), len(files))
        _write_manifest(beside / MANIFEST, {**manifest, "files": dict(sorted(hashes.items()))})
        _replace(out, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _hashes(folder: Path, files: Mapping[str, Callable[[Path], None]]) -> Iterator[tuple[str, str]]:
    """Writes every file and gives its SHA-256; many at once, for packing and hashing need no lock of Python's."""

    def written(name: str) -> str:
        files[name](folder / name)
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()

    if len(files) < _MANY:
        yield from ((name, written(name)) for name in files)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - of many files only

    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        yield from zip(files, pool.map(written, files), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


_UNUSABLE = Text("tên thư mục không dùng được", "the folder's name cannot be used")


def why_not_written(error: OSError) -> Text:
    """Why the system refused, in our own words."""
    known = {
        errno.EACCES: Text("không có quyền ghi", "no permission"),
        errno.EPERM: Text("không có quyền ghi", "no permission"),
        errno.EROFS: Text("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        errno.ENOSPC: Text("hết dung lượng đĩa", "the disk is full"),
        errno.ENAMETOOLONG: _UNUSABLE,
        errno.ENOTDIR: _UNUSABLE,
    }
    number = error.errno or 0
    return known.get(number, Text(f"hệ điều hành báo lỗi số {number}", f"the system reports error {number}"))


def _check_place(out: Path, named: str) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(Problem("out-is-file", named))
    if out.is_dir() and any(out.iterdir()) and not _is_result(out):
        raise UsageError(Problem("out-not-empty", named))


def _is_result(folder: Path) -> bool:
    """Whether a folder holds a result of ours and nothing else."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = manifest["files"] if "cchc-index" in manifest["engine"] else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return isinstance(files, dict) and {path.name for path in folder.iterdir()} <= {*files, MANIFEST}


def _write_manifest(path: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _prefix(out: Path) -> str:
    """How the names of the folders begin that are ours while we write."""
    return f".{out.name}."


def _clear_leftovers(out: Path, names: set[str]) -> None:
    """Puts right what a killed run left: an earlier result set aside, and half-written or half-removed folders."""
    begins = (f"{_prefix(out)}earlier", f"{_prefix(out)}partial-")
    left = [path for path in out.parent.iterdir() if path.name.startswith(begins) and path.is_dir()]
    whole = [path for path in left if path.name.startswith(begins[0]) and _is_result(path)]
    if whole and not out.exists():
        whole[0].rename(out)
        left.remove(whole[0])
    _remove(
        [
            path
            for path in left
            if not _being_written(path) and {each.name for each in path.iterdir()} <= names
        ]
    )


def _being_written(folder: Path) -> bool:
    """Whether another run that still goes on writes a folder; its process stands at the end of the name."""
    process = folder.name.rpartition("-")[2]
    if sys.platform == "win32" or not process.isdecimal() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _replace(out: Path, beside: Path) -> None:
    """Puts the new folder in the place of the old, or leaves the old where it was."""
    if not out.is_dir():
        beside.rename(out)
        return
    earlier = out.parent / f"{_prefix(out)}earlier"
    if earlier.exists():
        earlier = earlier.with_name(f"{earlier.name}-{os.getpid()}")
    out.rename(earlier)
    try:
        beside.rename(out)
    except BaseException:
        earlier.rename(out)
        raise
    _remove([earlier])


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
