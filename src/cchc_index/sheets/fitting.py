"""How much room a text takes on paper, in the letters of Times New Roman: rows are as high as their texts need."""

from __future__ import annotations

import functools
import unicodedata

_EM = 1000
_WIDTHS = {
    250: " ,.", 278: "/:;\\ijlt'|", 333: "!()-I[]`fr", 389: 'Js"', 444: "?acez“”", 480: "^{}",
    500: "0123456789#$*_bdghknopquvxyđ–", 556: "FPSơư", 611: "ELTZ+<=>×≥~", 667: "BCR",
    722: "ADGHKNOQUVXYwĐ", 780: "&mƠƯ", 833: "%", 889: "M", 944: "W@",
}  # fmt: skip
"""The widths of letters in thousandths of their height; one that is not here is as wide as the widest."""
_BOLD = 1.09
_CHARACTER = 460
"""What a character of a column's width holds at 11 points, with a little to spare."""
_PADDING = 300
_POINTS = 11


class _Letters(dict[str, int]):
    """Widths by letter; a letter with marks is as wide as without them."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        self[letter] = self[base] if base != letter else _EM
        return self[letter]


_LETTERS = _Letters({letter: width for width, letters in _WIDTHS.items() for letter in letters})


@functools.lru_cache(maxsize=2**14)
def lines(text: str, width: float, *, bold: bool = False, size: float = _POINTS) -> int:
    """How many lines a text takes in a column so many characters wide."""
    scale = (_BOLD if bold else 1) * size / _POINTS
    room = max(_EM, width * _CHARACTER - _PADDING) / scale
    return max(1, sum(_wrapped(part, room) for part in text.split("\n")))


def _wrapped(text: str, room: float) -> int:
    """The lines of a text without breaks of its own; a word longer than a line is broken."""
    count, used = 1, 0.0
    for word in text.split():
        long = sum(map(_LETTERS.__getitem__, word))
        gap = _LETTERS[" "] if used else 0
        if used + gap + long <= room:
            used += gap + long
            continue
        count += bool(used)
        more, used = divmod(long, room)
        count += int(more)
    return count
