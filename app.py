"""The application: `streamlit run app.py` serves it, with the diagram's own addresses on the same port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from pages.seams.base_path import tidy_base
from pages.seams.static_files import StaticFilesFromMemory
from pages.server import health
from pages.server.daily_mail import send_every_day, warn_of_mail
from pages.server.deferral import BelowBase, Deferred, lead_to_base
from pages.server.disk import watch_disk
from pages.server.gate import Gate
from pages.server.rounds import report_end
from pages.server.security import SecurityHeaders
from pages.server.sessions import Sessions
from pages.server.settings import warn_of_settings
from pages.server.startup import end_server, erase_every_hour, import_behind_proxy, prepare_server, settle
from pages.server.uploads import Uploads
from pages.server.watching import switch_on
from pages.shared.provider import warn_of_provider
from pages.shared.roles import warn_of_passcodes


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    listening = prepare_server()
    warn_of_settings()
    warn_of_passcodes()
    warn_of_provider()
    warn_of_mail()
    await import_behind_proxy(listening, PAGES)
    work = (settle(listening, PAGES), erase_every_hour(), send_every_day(), watch_disk())
    tasks = [asyncio.create_task(each) for each in work]
    for task in tasks:
        task.add_done_callback(report_end)
    yield
    for task in tasks:
        task.cancel()
    await end_server()


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
        "pages.server.sign_in",
    )
)
WATCHED, WATCHING = switch_on()
ROUTES = [BelowBase([*health.ROUTES, *WATCHED], also_outside=True), PAGES, Route("/", lead_to_base)]
MIDDLEWARE = [
    *WATCHING,
    Middleware(SecurityHeaders),
    Middleware(Gate),
    Middleware(Sessions),
    Middleware(Uploads),
    Middleware(StaticFilesFromMemory),
]

app = st.App("pages/frame.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
tidy_base()
