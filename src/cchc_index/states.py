"""What became of a leaf: kept to the end and never melted into a 0."""

from __future__ import annotations

from enum import IntEnum

from cchc_index.language import Text


class State(IntEnum):
    """The states of a leaf, in the order in which the first that holds is taken (design, section 6)."""

    EXCLUDED = 0
    EXEMPT = 1
    BLOCKED = 2
    REJECTED = 3
    AWARDED = 4
    NOT_APPLICABLE = 5
    INVALID = 6
    NO_EVIDENCE = 7
    SCORED = 8
    CLAIMED = 9
    AWAITED = 10
    UNANSWERED = 11

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
    State.EXEMPT: Text("được miễn", "exempt"),
    State.BLOCKED: Text("chưa đủ điều kiện", "condition not met"),
    State.REJECTED: Text("không công nhận", "rejected"),
    State.AWARDED: Text("điểm thẩm định", "points awarded"),
    State.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
    State.INVALID: Text("số liệu không hợp lệ", "invalid data"),
    State.NO_EVIDENCE: Text("thiếu tài liệu kiểm chứng", "no evidence"),
    State.SCORED: Text("đã chấm", "scored"),
    State.CLAIMED: Text("theo điểm tự chấm", "as claimed"),
    State.AWAITED: Text("chờ số liệu", "awaited"),
    State.UNANSWERED: Text("chưa kê khai", "not answered"),
}
