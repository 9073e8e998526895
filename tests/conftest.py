"""Settings of all tests: how many examples properties try."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "everyday", max_examples=25, deadline=None, suppress_health_check=_QUIET, derandomize=True
)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_QUIET)
settings.register_profile(
    "hunt",
    max_examples=150,
    deadline=None,
    suppress_health_check=_QUIET,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
