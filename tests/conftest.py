"""Settings of all tests: how many examples properties try, and from what they are drawn."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "everyday", max_examples=10, deadline=None, suppress_health_check=_QUIET, derandomize=True
)
settings.register_profile("ci", settings.get_profile("everyday"), max_examples=50)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_QUIET)
settings.register_profile(
    "hunt",
    max_examples=150,
    deadline=None,
    suppress_health_check=_QUIET,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

if settings.default.derandomize:
    # Numbers and texts of whichever modules happen to be loaded are drawn too, so that a test's examples would
    # depend on what ran before it.
    nothing_local = providers.Constants()
    providers._get_local_constants = lambda: nothing_local  # noqa: SLF001 - there is no setting for it
