"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from pages.explore.routes import ROUTES as EXPLORE_ROUTES
from pages.export.routes import ROUTES as EXPORT_ROUTES
from pages.join.routes import ROUTES as JOIN_ROUTES
from pages.paths.routes import ROUTES as PATHS_ROUTES
from pages.seams.static_files import StaticFilesFromMemory
from pages.shared.diagram_view.routes import ROUTES as DIAGRAM_ROUTES
from pages.shared.facilitator import warn_of_short_passcode
from pages.shared.gate import Gate
from pages.shared.security import SecurityHeaders
from pages.shared.sessions import Sessions
from pages.shared.startup import erase_every_hour, prepare_server, settle
from pages.shared.unlocking import ROUTES as UNLOCKING_ROUTES
from pages.shared.uploads import Uploads
from pages.stories.routes import ROUTES as STORIES_ROUTES
from pages.workshop.routes import ROUTES as WORKSHOP_ROUTES
from pages.workshop.taking_home import ROUTES as TAKING_HOME_ROUTES


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    listening = prepare_server()
    warn_of_short_passcode()
    tasks = [asyncio.create_task(settle(listening)), asyncio.create_task(erase_every_hour())]
    yield
    for task in tasks:
        task.cancel()


ROUTES = [
    *DIAGRAM_ROUTES,
    *EXPLORE_ROUTES,
    *PATHS_ROUTES,
    *STORIES_ROUTES,
    *TAKING_HOME_ROUTES,
    *WORKSHOP_ROUTES,
    *JOIN_ROUTES,
    *EXPORT_ROUTES,
    *UNLOCKING_ROUTES,
]
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Gate),
    Middleware(Sessions),
    Middleware(Uploads),
    Middleware(StaticFilesFromMemory),
]

app = st.App("pages/frame.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
