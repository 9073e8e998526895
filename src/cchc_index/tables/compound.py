"""The compound file that an old workbook (.xls) is: its stream of records, followed without ever leaving the file.

The library that reads values trusts the lengths and the chains of sectors that such a file states, and takes as much
memory as they say; a file that states what cannot be is refused before it gets there.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_SMALL = 4096
"""Streams below this length are kept in the small sectors."""
_ENTRY = 128
_NAMES = ("Workbook", "Book")


class DamagedError(ValueError):
    """A file that states what cannot be."""


@dataclass(frozen=True)
class _Entry:
    """A stream as the directory lists it."""

    name: str
    start: int
    length: int


def workbook_stream(raw: bytes) -> bytes:
    """The records of an old workbook.

    Raises:
        DamagedError: it is no compound file, or states what cannot be.
    """
    try:
        return _Compound(raw).workbook()
    except (struct.error, IndexError) as error:
        raise DamagedError from error


class _Compound:
    """A compound file.

    Args:
        raw: its bytes.
    """

    def __init__(self, raw: bytes) -> None:
        shift, mini = struct.unpack_from("<HH", raw, 30)
        if not raw.startswith(SIGNATURE) or shift not in _SECTOR_SHIFTS or mini != _MINI_SHIFT:
            raise DamagedError
        self._raw = raw
        self._size = 1 << shift
        self._first = max(_HEADER, self._size)
        self._count = -(-(len(raw) - self._first) // self._size)
        directories, fats, self._directory, *_, self._mini_start, minis, difat, difats = struct.unpack_from(
            "<9I", raw, 40
        )
        if max(directories, fats, minis, difats) > self._count:
            raise DamagedError
        self._next = self._sectors_after(difat)

    def workbook(self) -> bytes:
        """The stream of the workbook."""
        entries = self._entries()
        found = (entry for name in _NAMES for entry in entries if entry.name == name)
        entry = next(found, None)
        if entry is None:
            raise DamagedError
        small = self._stream(entries[0].start)
        next_small = _numbers(self._stream(self._mini_start))
        if entry.length > max(len(self._raw), len(small)):
            raise DamagedError
        if entry.length >= _SMALL:
            return self._stream(entry.start)[: entry.length]
        unit = 1 << _MINI_SHIFT
        chain = _chain(entry.start, next_small, len(small) // unit)
        return b"".join(small[each * unit : (each + 1) * unit] for each in chain)[: entry.length]

    def _sector(self, number: int) -> bytes:
        if number >= self._count:
            raise DamagedError
        start = self._first + number * self._size
        return self._raw[start : start + self._size]

    def _sectors_after(self, difat: int) -> list[int]:
        """For every sector the one that follows it in its stream."""
        listed = list(struct.unpack_from("<109I", self._raw, 76))
        for _ in range(self._count):
            if difat in {_END, _FREE}:
                break
            *more, difat = _numbers(self._sector(difat))
            listed += more
        else:
            raise DamagedError
        tables = [self._sector(number) for number in listed if number != _FREE]
        if len(tables) > self._count:
            raise DamagedError
        return _numbers(b"".join(tables))

    def _stream(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._next, self._count)))

    def _entries(self) -> list[_Entry]:
        """The directory; its first entry is of the small sectors."""
        data = self._stream(self._directory)
        entries = []
        for place in range(0, len(data) - _ENTRY + 1, _ENTRY):
            name = data[place : place + 64].decode("utf-16-le", "ignore").partition("\0")[0]
            entries.append(_Entry(name, *struct.unpack_from("<II", data, place + 116)))
        if not entries:
            raise DamagedError
        return entries


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]


def _chain(start: int, following: list[int], count: int) -> list[int]:
    """The sectors of a stream, one after the other.

    Raises:
        DamagedError: they go round in a circle, or beyond the file.
    """
    found: list[int] = []
    while start != _END:
        if start >= count or len(found) >= count:
            raise DamagedError
        found.append(start)
        start = following[start]
    return found
