"""How hypothesis looks for examples: the same ones on every run, so that a red test is red for everyone.

HYPOTHESIS_PROFILE=searching looks for new ones, and longer.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# Not in the project's folder: pytest would look into it for tests (norecursedirs replaces pytest's own
# list), hypothesis warns of that, and warnings are errors.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "hypothesis")

settings.register_profile("repeatable", derandomize=True, max_examples=200, deadline=None, database=None)
settings.register_profile("searching", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
