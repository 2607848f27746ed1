"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.shared.diagram_view.routes import ROUTES
from pages.shared.security import SecurityHeaders


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    # Streamlit collects garbage after every run; what is here from the start need not be looked at again.
    gc.collect()
    gc.freeze()
    yield


app = st.App("pages/frame.py", routes=ROUTES, middleware=[Middleware(SecurityHeaders)], lifespan=lifespan)
