"""Settings of the whole: status, years, kinds, rounding and stages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cchc_index.criteria.model import CARRIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_index.criteria.soundness.subject import Sound
    from cchc_index.problems import Problem


def official(subject: Sound) -> Iterator[Problem]:
    """An official set names its legal basis."""
    if subject.criteria.status == "official" and not subject.criteria.legal_basis:
        yield subject.problem("official-without-basis", ("status",))


def settings(subject: Sound) -> Iterator[Problem]:
    """Lists without repeats, and decimals that can be carried."""
    lists: list[tuple[str, tuple[object, ...]]] = [
        ("years", subject.criteria.years),
        ("unit_kinds", subject.criteria.unit_kinds),
    ]
    for key, items in lists:
        for value, times in Counter(items).items():
            if times > 1:
                place = max(n for n, item in enumerate(items) if item == value)
                yield subject.problem("repeated-entry", (key, place), found=str(value))
    rounding = subject.criteria.policy.rounding
    for key in ("points", "rate", "index"):
        if (getattr(rounding, key) or 0) > CARRIED:
            yield subject.problem(
                "too-many-decimals", ("policy", "rounding", key), found=getattr(rounding, key)
            )
    for place, year in enumerate(subject.criteria.years):
        if not 1900 <= year <= 9000:  # noqa: PLR2004
            yield subject.problem("year-out-of-range", ("years", place))


def stages(subject: Sound) -> Iterator[Problem]:
    """The first stage is by units, and each is there once."""
    stages = subject.criteria.policy.stages
    if stages[0].by != "unit":
        yield subject.problem("first-stage-by-appraiser", ("policy", "stages", 0, "by"), found=stages[0].id)
    seen: set[str] = set()
    for place, stage in enumerate(stages):
        if stage.id in seen:
            yield subject.problem("repeated-entry", ("policy", "stages", place, "id"), found=stage.id)
        seen.add(stage.id)
