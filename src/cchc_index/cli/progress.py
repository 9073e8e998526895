"""Progress of work that takes longer than a second, on standard error."""

from __future__ import annotations

import sys
import time

from cchc_index.language import Lang, Text

_PATIENCE = 1.0


class Progress:
    """Says how far a piece of work is, from its second second on.

    Args:
        doing: what is done, with ``{done}`` and ``{of}``.
        lang: the language.
    """

    def __init__(self, doing: Text, lang: Lang) -> None:
        self.doing = doing.to(lang)
        self.last = time.monotonic()
        self.shown = False

    def __call__(self, done: int, of: int) -> None:
        """Takes note that so many of so many are done."""
        now = time.monotonic()
        if now - self.last >= _PATIENCE:
            self.last = now
            self.shown = True
            end = "\r" if sys.stderr.isatty() else "\n"
            sys.stderr.write(self.doing.format(done=done, of=of) + end)
            sys.stderr.flush()


READING = Text("Đang đọc: {done}/{of} tệp …", "Reading: {done}/{of} files …")
SCORING = Text("Đang chấm: {done}/{of} tiêu chí …", "Scoring: {done}/{of} leaves …")
WRITING = Text("Đang ghi: {done}/{of} tệp …", "Writing: {done}/{of} files …")
