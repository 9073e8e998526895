"""How many seasons a property plays: one takes as long as several plain sets, and is too long to be made smaller."""

from typing import Final

from hypothesis import HealthCheck, Phase, settings

FEWER: Final = 5
UNHURRIED: Final = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    max_examples=max(4, settings.default.max_examples // FEWER),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
