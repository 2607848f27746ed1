"""All benchmarks, or those that are named: `python -m tests.bench workshop projector`. Prints a table each.

With `--large`, `stories` measures a million of them, too; that takes an hour or so.

Times vary from machine to machine; what counts are the ratios to the bare page, measured in the same run.
"""

import sys

from tests.bench import (
    in_the_browser,
    of_the_imports,
    of_the_model,
    of_the_paths,
    of_the_projector,
    of_the_stories,
    of_the_workshops,
)

names = ["browser", "model", "paths", "imports", "stories", "workshop", "projector"]
asked = [name for name in names if name in sys.argv[1:]] or names
if "browser" in asked:
    in_the_browser.run()
if "model" in asked:
    of_the_model.run()
if "paths" in asked:
    of_the_paths.run()
if "imports" in asked:
    of_the_imports.run()
if "stories" in asked:
    of_the_stories.run(is_large="--large" in sys.argv)
if "workshop" in asked:
    of_the_workshops.run()
if "projector" in asked:
    of_the_projector.run()
