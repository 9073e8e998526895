"""How many sets and seasons a property scores: a season takes as long as several plain sets."""

from typing import Final

from hypothesis import HealthCheck, Phase, settings

_QUIET: Final = [HealthCheck.too_slow, HealthCheck.data_too_large]
SETS: Final = settings(
    deadline=None,
    max_examples=max(5, settings.default.max_examples // 2),
    suppress_health_check=_QUIET,
)
UNHURRIED: Final = settings(
    SETS,
    phases=[Phase.explicit, Phase.generate],
    max_examples=max(3, settings.default.max_examples // 5),
)
