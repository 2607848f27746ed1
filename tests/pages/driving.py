"""Runs the pages without a browser."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.serving import ROOT

# Ten times Streamlit's own idea of patience. Nothing is measured here, and the first run of a process imports
# whatever the pages need: a second and a half alone, more than thirty on a machine that is busy otherwise.
_LONGEST_RUN = 300


def open_page(page: str = "explore", **query: str) -> AppTest:
    """The app after a first run on a page, with query parameters."""
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=_LONGEST_RUN)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app if page == "explore" else app.switch_page(f"{page}/page.py").run()


def get_query(app: AppTest) -> dict[str, str]:
    """The parameters of the address: Streamlit gives them as lists or as texts, depending on who set them."""
    query: dict[str, Any] = {name: app.query_params[name] for name in app.query_params}
    return {name: text if isinstance(text, str) else ",".join(text) for name, text in query.items()}


def get_sent(app: AppTest, *scripts: str) -> dict[str, Any]:
    """What the component of a script was sent; that which shows the model where none is named."""
    wanted = scripts or ("explore/explore", "paths/paths")
    names = [f"mangomoment_{script.replace('/', '_')}" for script in wanted]
    found = next(part for part in app.get("bidi_component") if part.proto.component_name in names)
    [sent] = json.loads(found.proto.json)
    assert isinstance(sent, dict)
    return sent
