"""How many seasons a property plays: one takes as long as several plain sets."""

from typing import Final

from hypothesis import HealthCheck, settings

FEWER: Final = 5
UNHURRIED: Final = settings(
    deadline=None,
    max_examples=max(4, settings.default.max_examples // FEWER),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
