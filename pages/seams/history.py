"""The browser's address, which the application's own scripts write.

A seam: Streamlit's page sends the query that it read when it was loaded with every run, and reads the
address anew on `popstate` alone. Our scripts (`address.js`) write the address and, where Python draws
something from it, raise that event. There is no usual way to go on if this changes: Python would see an
old address.
"""

from __future__ import annotations

from pages.seams.changed import ChangedStreamlitError
from pages.seams.front_page import read_scripts


def check() -> None:
    """Raise `ChangedStreamlitError` where Streamlit's script does not listen to the browser's history."""
    scripts = "".join(read_scripts())
    if not all(relied_on in scripts for relied_on in ("popstate", "onHistoryChange", "syncQueryParams")):
        raise ChangedStreamlitError("its script does not read the address when the history changes")
