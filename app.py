"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from pages.paths.routes import ROUTES as PATHS_ROUTES
from pages.shared.diagram_view.routes import ROUTES
from pages.shared.front_door import StaticFilesFromMemory
from pages.shared.security import SecurityHeaders
from pages.shared.startup import prepare_server


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    prepare_server()
    yield


app = st.App(
    "pages/frame.py",
    routes=[*ROUTES, *PATHS_ROUTES],
    middleware=[Middleware(SecurityHeaders), Middleware(StaticFilesFromMemory)],
    lifespan=lifespan,
)
