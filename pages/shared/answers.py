"""How the addresses beside Streamlit's pages answer: cached where possible, and clear about a wrong query."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from model import ConceptualModelError
from model.stories import (
    Author,
    Role,
    StoreUnavailableError,
    StoreUrlError,
    StoryConflictError,
    UnknownStoryError,
)
from model.words import LANGUAGES
from pages.shared.facilitator import (
    Access,
    list_rights,
    list_sessions,
    may_facilitate,
    name_access,
    read_access,
    read_teams,
)
from pages.shared.opened import ForgottenModelError
from pages.shared.roles import Right

_FOREVER = "public, max-age=31536000, immutable"

_AWAY = "the stories cannot be read or written now; who runs the server can see why"
"""What visitors are told: where the database is and what is wrong with it is not theirs to know."""

Limited = Literal["refused", "own"]
"""Whether an address takes who is limited to some teams: never, or for what is those teams' own."""

Endpoint = Callable[[Request], Awaitable[Response]]


class BadRequestError(Exception):
    """A query that cannot be answered, with a sentence for whoever wrote it."""


class ForbiddenError(Exception):
    """A request that its sender may not make, with the reason."""


def answer(request: Request, content: bytes, media_type: str, is_current: bool) -> Response:
    """The content, or that it has not changed; kept for good where the address names its version."""
    return _answer(request, content, media_type, _FOREVER if is_current else "no-cache")


def answer_revocably(request: Request, content: bytes, media_type: str) -> Response:
    """The content, or that it has not changed, for what may be taken back, such as people's stories: no proxy
    keeps it, and a browser asks each time whether it may still show it."""
    return _answer(request, content, media_type, "private, no-cache")


def _answer(request: Request, content: bytes, media_type: str, caching: str) -> Response:
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": caching}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def explain_errors(endpoint: Endpoint) -> Endpoint:
    """The endpoint, answering with a sentence and a fitting status where it cannot do what was asked."""

    async def explained(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ForgottenModelError as error:
            return JSONResponse({"error": str(error)}, status_code=404)
        except ForbiddenError as error:
            return JSONResponse({"error": str(error)}, status_code=403)
        except StoryConflictError as error:
            return JSONResponse({"error": str(error), "current": error.current.revision}, status_code=409)
        except UnknownStoryError as error:
            return JSONResponse({"error": str(error)}, status_code=404)
        except StoreUnavailableError as error:
            said = str(error) if may_facilitate(read_access(request)) else _AWAY
            return JSONResponse({"error": said, "reason": error.reason}, status_code=503)
        except StoreUrlError as error:
            said = str(error) if may_facilitate(read_access(request)) else _AWAY
            return JSONResponse({"error": said, "reason": "gone"}, status_code=503)
        except (BadRequestError, ConceptualModelError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)

    return explained


def require_facilitator(request: Request, *, limited: Limited) -> tuple[str, ...]:
    """The teams that the facilitator who asks is limited to, none for all; `ForbiddenError` for anybody else.

    With `limited="own"` whoever calls this sees to it that only what is these teams' own is given.
    """
    return require_right(request, "facilitate", limited=limited)


def require_right(request: Request, right: Right, *, limited: Limited) -> tuple[str, ...]:
    """None for who may do something for all teams, whatever their role, or the teams that a facilitator who
    asks is limited to, where the address takes them; `ForbiddenError` for anybody else."""
    access = read_access(request)
    if right in list_rights(access):
        return ()
    teams = read_teams(request) if limited == "own" else ()
    if not teams:
        raise ForbiddenError(_NEEDED[right])
    return teams


_NEEDED: Mapping[Right, str] = {
    "tell": "telling a story here needs a passcode",
    "code": "this needs the passcode of a coder or of the facilitator",
    "moderate": "this needs the passcode of a moderator or of the facilitator",
    "facilitate": "this needs the facilitator's passcode",
    "administer": "this needs the administrator's passcode",
}


def read_author(request: Request) -> Author:
    """Whom the history of a story names for what the sender of a request does to it: their role, and who it
    was where they signed in by an account."""
    access = read_access(request)
    role = _LOGGED.get(access, "facilitator")
    sessions = list_sessions(request.cookies)
    return Author(role, next((each.person for each in sessions if name_access(each) == access), ""))


_LOGGED: Mapping[Access, Role] = {
    "administrator": "administrator",
    "moderator": "moderator",
    "coder": "coder",
    "teller": "visitor",
    "locked": "visitor",
    "closed": "visitor",
}
"""As what the history names somebody; who is not among these facilitates."""


def read_language(request: Request) -> str:
    """The language that the address of a file or of data asks for; English without one, whoever asks, so
    that an address means the same everywhere."""
    language = request.query_params.get("lang", "en")
    if language not in LANGUAGES:
        raise BadRequestError(f'there is no language "{language}"; choose one of {", ".join(LANGUAGES)}')
    return language
