"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from pages.seams.static_files import StaticFilesFromMemory
from pages.server.daily_mail import send_every_day
from pages.server.deferral import Deferred
from pages.server.gate import Gate
from pages.server.security import SecurityHeaders
from pages.server.sessions import Sessions
from pages.server.startup import erase_every_hour, prepare_server, send_health, settle
from pages.server.uploads import Uploads
from pages.shared.facilitator import warn_of_short_passcode


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    listening = prepare_server()
    warn_of_short_passcode()
    work = (settle(listening, PAGES), erase_every_hour(), send_every_day())
    tasks = [asyncio.create_task(each) for each in work]
    yield
    for task in tasks:
        task.cancel()


PAGES = Deferred(
    (
        "pages.navigation.routes",
        "pages.shared.assets",
        "pages.workbench.routes",
        "pages.explore.routes",
        "pages.paths.routes",
        "pages.stories.routes",
        "pages.workshop.downloads",
        "pages.workshop.pictures",
        "pages.workshop.routes",
        "pages.join.routes",
        "pages.tell.routes",
        "pages.export.routes",
        "pages.server.passcode",
    )
)
ROUTES = [Route("/health", send_health), PAGES]
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Gate),
    Middleware(Sessions),
    Middleware(Uploads),
    Middleware(StaticFilesFromMemory),
]

app = st.App("pages/frame.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
