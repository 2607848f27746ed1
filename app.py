"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from pages.explore.routes import ROUTES as EXPLORE_ROUTES
from pages.export.routes import ROUTES as EXPORT_ROUTES
from pages.join.routes import ROUTES as JOIN_ROUTES
from pages.navigation.routes import ROUTES as PAGE_ROUTES
from pages.paths.routes import ROUTES as PATHS_ROUTES
from pages.seams.static_files import StaticFilesFromMemory
from pages.server.gate import Gate
from pages.server.passcode import ROUTES as PASSCODE_ROUTES
from pages.server.security import SecurityHeaders
from pages.server.sessions import Sessions
from pages.server.startup import erase_every_hour, prepare_server, settle
from pages.server.uploads import Uploads
from pages.shared.assets import ROUTES as ASSET_ROUTES
from pages.shared.facilitator import warn_of_short_passcode
from pages.stories.routes import ROUTES as STORIES_ROUTES
from pages.workbench.routes import ROUTES as WORKBENCH_ROUTES
from pages.workshop.downloads import ROUTES as DOWNLOAD_ROUTES
from pages.workshop.routes import ROUTES as WORKSHOP_ROUTES


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    listening = prepare_server()
    warn_of_short_passcode()
    tasks = [asyncio.create_task(settle(listening)), asyncio.create_task(erase_every_hour())]
    yield
    for task in tasks:
        task.cancel()


ROUTES = [
    *PAGE_ROUTES,
    *ASSET_ROUTES,
    *WORKBENCH_ROUTES,
    *EXPLORE_ROUTES,
    *PATHS_ROUTES,
    *STORIES_ROUTES,
    *DOWNLOAD_ROUTES,
    *WORKSHOP_ROUTES,
    *JOIN_ROUTES,
    *EXPORT_ROUTES,
    *PASSCODE_ROUTES,
]
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Gate),
    Middleware(Sessions),
    Middleware(Uploads),
    Middleware(StaticFilesFromMemory),
]

app = st.App("pages/frame.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
