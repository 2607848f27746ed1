"""All benchmarks, or those that are named: `python -m tests.bench [NAME ...]` prints a table each.

With `--large`, `stories` measures a million of them, too; that takes an hour or so.

Times vary from machine to machine; what counts are the ratios to the bare page, measured in the same run.
"""

import sys

from tests.bench import (
    in_the_browser,
    of_the_codings,
    of_the_exports,
    of_the_imports,
    of_the_model,
    of_the_paths,
    of_the_phones,
    of_the_privacy,
    of_the_projector,
    of_the_queue,
    of_the_readers,
    of_the_reports,
    of_the_seams,
    of_the_start,
    of_the_stories,
    of_the_workshops,
)

BENCHMARKS = {
    "browser": in_the_browser.run,
    "model": of_the_model.run,
    "paths": of_the_paths.run,
    "exports": of_the_exports.run,
    "imports": of_the_imports.run,
    "readers": of_the_readers.run,
    "stories": lambda: of_the_stories.run(is_large="--large" in sys.argv),
    "codings": of_the_codings.run,
    "queue": of_the_queue.run,
    "privacy": of_the_privacy.run,
    "workshop": of_the_workshops.run,
    "phones": of_the_phones.run,
    "projector": of_the_projector.run,
    "reports": of_the_reports.run,
    "start": of_the_start.run,
    "seams": of_the_seams.run,
}
for name in [name for name in BENCHMARKS if name in sys.argv[1:]] or BENCHMARKS:
    BENCHMARKS[name]()
