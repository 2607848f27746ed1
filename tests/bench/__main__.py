"""All benchmarks: `python -m tests.bench [browser|model|paths]` prints a table each.

Times vary from machine to machine; what counts are the ratios to the bare page, measured in the same run.
"""

import sys

from tests.bench import in_the_browser, of_the_model, of_the_paths

asked = sys.argv[1:] or ["browser", "model", "paths"]
if "browser" in asked:
    in_the_browser.run()
if "model" in asked:
    of_the_model.run()
if "paths" in asked:
    of_the_paths.run()
