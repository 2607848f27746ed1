"""Signing in by an account: to the provider, and back with what it says; nothing of it is kept in a process.

What was begun is in a signed cookie of the browser that began it: only there it can be ended, on any process.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from model.errors import ConceptualModelError
from model.retention import get_period
from model.words import get_words
from pages.server.accounts import (
    Account,
    Reason,
    SignInError,
    ask_provider,
    build_address,
    find_account,
)
from pages.shared.cookies import forget, keep, read
from pages.shared.facilitator import COOKIE, build_person_token, find_server_key, get_entry, get_teams
from pages.shared.language import find_language
from pages.shared.limits import Limit
from pages.shared.origins import find_public_url
from pages.shared.provider import Provider, find_provider, find_role
from pages.shared.refusals import refuse, refuse_flood
from pages.shared.tokens import encode, sign

BEGUN = "mangomoment_signing_in"
LONGEST_SIGN_IN = int(get_period("signing-in").total_seconds())
"""How many seconds somebody has to sign in at the provider."""
_PAGES = ("stories", "workshop")
"""Where somebody may come back to."""
_MOST_TEAMS = 50  # with more of them a cookie is too long
_NO_ROLE = "an account without a group that has a role"
_LEFT_OUT = (
    "the provider left the groups out, as there are too many: let it send only groups assigned to the "
    "application, or application roles"
)
_tries = Limit(most=300, seconds=60)
_returns = Limit(most=60, seconds=60)
_log = logging.getLogger(__name__)


async def _begin(request: Request) -> Response:
    """Send somebody to the provider."""
    if refusal := refuse_flood(request, _tries):
        return refusal
    provider = find_provider()
    language = find_language(request)
    if provider is None:
        return _refuse(request, None, language)
    page = request.query_params.get("to")
    begun = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
        "to": page if page in _PAGES else _PAGES[0],
        "language": language,
        "until": int(time.time()) + LONGEST_SIGN_IN,
    }
    known = {name: str(begun[name]) for name in ("state", "nonce", "verifier", "language")}
    try:
        key = await run_in_threadpool(_get_key)
        address = await ask_provider(lambda: build_address(provider, _find_back(), **known))
    except SignInError as error:
        return _refuse(request, error.reason, language)
    answer = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
    return keep(answer, request, BEGUN, _seal(begun, key), LONGEST_SIGN_IN)


async def _end(request: Request) -> Response:
    """Sign in who comes back from the provider, with the role of their groups."""
    if refusal := refuse_flood(request, _returns):
        return refusal
    provider = find_provider()
    if provider is None:
        return _refuse(request, None, find_language(request))
    begun = await run_in_threadpool(_find_begun, request)
    language = begun["language"] if begun else find_language(request)
    try:
        if begun is None:
            raise SignInError("begun-elsewhere")
        await run_in_threadpool(_use_up, begun)
        token, until = await ask_provider(lambda: _sign_in(request, provider, begun))
    except SignInError as error:
        return forget(_refuse(request, error.reason, language), BEGUN)
    address = f"{find_public_url()}/{begun['to']}?lang={language}"
    answer = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
    keep(answer, request, COOKIE, token, max(1, until - int(time.time())))
    return forget(answer, BEGUN)


def _find_begun(request: Request) -> dict[str, Any] | None:
    """What was begun in this browser and is ended by a request; None for anything else."""
    key, state = find_server_key(), encode(request.query_params.get("state", ""))
    if key is None:
        return None
    found = [begun for text in read(request.cookies, BEGUN) if (begun := _open(text, key))]
    return next((begun for begun in found if hmac.compare_digest(state, encode(begun["state"]))), None)


def _use_up(begun: dict[str, Any]) -> None:
    """Let what was begun be ended only now, whatever a browser goes on keeping; raises `SignInError`."""
    name = hashlib.sha256(encode(f"begun {begun['state']}")).hexdigest()[:32]
    try:
        is_first = get_entry().use_up(name, begun["until"], int(time.time()))
    except ConceptualModelError as error:
        raise SignInError("away", error) from error
    if not is_first:
        raise SignInError("begun-elsewhere")


def _sign_in(request: Request, provider: Provider, begun: dict[str, Any]) -> tuple[str, int]:
    """The token of who comes back, and until when it is good; raises `SignInError`."""
    query = request.query_params
    if query.get("error"):
        raise SignInError("denied", repr(query["error"][:100]))
    if query.get("iss") not in (None, provider.issuer):
        raise SignInError("unconfirmed", "another provider sent somebody back")
    said = {"nonce": begun["nonce"], "verifier": begun["verifier"]}
    account = find_account(provider, _find_back(), code=query.get("code", ""), **said)
    until = account.until if provider.ends_with_token else None
    return build_person_token(*_find_rights(provider, account), account.person, until)


def _find_rights(provider: Provider, account: Account) -> tuple[Any, tuple[str, ...]]:
    """The role of somebody's groups, and the ids of the teams that it is for alone."""
    found = find_role(provider.memberships, account.groups)
    if found is None:
        raise SignInError("no-role", _LEFT_OUT if account.has_more_groups else _NO_ROLE)
    role, names = found
    if not names:
        return role, ()
    try:
        ids = {team.name.casefold(): team.id for team in get_teams().list()}
    except ConceptualModelError as error:
        raise SignInError("away", error) from error
    for name in names:
        if name.casefold() not in ids:
            _log.warning('a group is mapped to the team "%s", which does not exist', name)
    teams = tuple(ids[name.casefold()] for name in names if name.casefold() in ids)[:_MOST_TEAMS]
    if not teams:
        raise SignInError("no-role")
    return role, teams


def _get_key() -> bytes:
    key = find_server_key()
    if key is None:
        raise SignInError("away", "the database cannot be reached")
    return key


def _find_back() -> str:
    """Where the provider sends people back to: an address of this application, whatever a request says."""
    return f"{find_public_url()}/sign-in/back"


def _seal(begun: dict[str, Any], key: bytes) -> str:
    encoded = urlsafe_b64encode(json.dumps(begun).encode()).decode()
    return f"{encoded}.{sign(f'begun {encoded}', key)}"


def _open(text: str, key: bytes) -> dict[str, Any] | None:
    """What was begun in this browser; None for what was not, or too long ago."""
    encoded, _dot, signature = text.rpartition(".")
    if not hmac.compare_digest(encode(signature), sign(f"begun {encoded}", key).encode()):
        return None
    begun: dict[str, Any] = json.loads(urlsafe_b64decode(encoded))
    return begun if begun["until"] > time.time() else None


def _refuse(request: Request, reason: Reason | None, language: str) -> Response:
    """Say why nobody was signed in, with a way on."""
    _ = get_words(language)
    words = {
        "away": _(
            "Your organisation's sign-in cannot be reached now. Try again later, or sign in with a passcode."
        ),
        "denied": _("You were not signed in. Try again, or sign in with a passcode."),
        "begun-elsewhere": _("This sign-in was begun in another browser, or took too long. Sign in again."),
        "unconfirmed": _(
            "The answer of your organisation's sign-in could not be confirmed. Sign in again. If this "
            "happens again, tell who runs the server."
        ),
        "no-role": _(
            "Your account has no role here. Ask who runs the server to give one to a group that you are in."
        ),
        None: _("There is nothing at this address."),
    }[reason]
    status = {"away": 503, None: 404}.get(reason, 403)
    return refuse(request, words, status, way_on=(_("Back to the stories"), f"{find_public_url()}/stories"))


ROUTES: list[BaseRoute] = [
    Route("/sign-in", _begin, methods=["GET"]),
    Route("/sign-in/back", _end, methods=["GET"]),
]
