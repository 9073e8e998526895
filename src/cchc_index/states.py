"""What became of a leaf: kept to the end and never melted into a 0."""

from __future__ import annotations

from enum import IntEnum

from cchc_index.language import Text


class State(IntEnum):
    """The states of a leaf, in the order in which the first that holds is taken (design, section 6)."""

    EXCLUDED = 0
    NOT_APPLICABLE = 1
    INVALID = 2
    SCORED = 3
    UNANSWERED = 4

    @property
    def code(self) -> str:
        """The state as tables write it."""
        return self.name.lower()

    @property
    def text(self) -> Text:
        """The state as people read it."""
        return _TEXTS[self]


_TEXTS = {
    State.EXCLUDED: Text("không thuộc đối tượng", "not for this unit"),
    State.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
    State.INVALID: Text("số liệu không hợp lệ", "invalid data"),
    State.SCORED: Text("đã chấm", "scored"),
    State.UNANSWERED: Text("chưa kê khai", "not answered"),
}
