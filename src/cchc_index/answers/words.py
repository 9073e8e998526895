"""The words of a season's rows: what an appraiser decides, and that a node is exempt."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from cchc_index.language import Text
from cchc_index.rules.reading import word

if TYPE_CHECKING:
    from cchc_index.rules.reading import Cell

EXEMPT = frozenset({"exempt", "miễn", "được miễn"})


class Decision(IntEnum):
    """What an appraiser does with a leaf (quyết định)."""

    NONE = 0
    AGREE = 1
    ACCEPT = 2
    CHANGE = 3
    REJECT = 4

    @property
    def text(self) -> Text:
        """The decision as people say it."""
        return _TEXTS[self]


_TEXTS = {
    Decision.NONE: Text("–"),
    Decision.AGREE: Text("đồng ý", "agree"),
    Decision.ACCEPT: Text("tiếp thu", "accept"),
    Decision.CHANGE: Text("điều chỉnh", "change"),
    Decision.REJECT: Text("không công nhận", "reject"),
}
_BY_WORD = {
    name: decision
    for decision, text in _TEXTS.items()
    if decision
    for name in (text.vi, text.en, decision.name.lower())
}


def read_decision(cell: Cell) -> Decision | None:
    """The decision that a cell says, if it says one."""
    return _BY_WORD.get(word(cell))
