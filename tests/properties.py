"""How hypothesis looks for examples: the same ones on every run, so that a red test is red for everyone.

`HYPOTHESIS_PROFILE=deep` looks for new ones, 40 times as many; `brief` tries a tenth, where it is only
asked which lines a test reaches. Hypothesis is set here only: a test that needs more or fewer examples than
the others says `@examples(count)`, which the profile multiplies.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

_USUAL = 100
_DEEP = 40

# Not in the project's folder: pytest would look into it for tests (norecursedirs replaces pytest's own
# list), hypothesis warns of that, and warnings are errors.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")

# How long an example takes says how busy the machine is: no deadline, no complaint of slow drawing.
_patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", _patient, derandomize=True, max_examples=_USUAL, database=None)
settings.register_profile("brief", settings.get_profile("repeatable"), max_examples=_USUAL // 10)
settings.register_profile("deep", _patient, max_examples=_USUAL * _DEEP, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def examples(count: int = _USUAL, *, keeps_fixtures: bool = False) -> settings:
    """Settings that try `count` examples, or as many times that as the profile says.

    `keeps_fixtures`: the test's own fixtures, such as a store, are the same for all its examples on purpose.
    """
    health_checks = list(settings().suppress_health_check)
    if keeps_fixtures:
        health_checks.append(HealthCheck.function_scoped_fixture)
    tried = max(1, count * settings().max_examples // _USUAL)
    return settings(max_examples=tried, suppress_health_check=health_checks)
