"""What is asked of the OpenID Connect provider: where people sign in, who somebody is, where they sign out.

Authlib and what it brings are imported once somebody signs in, and never where no provider is set.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, move_on_after
from anyio.to_thread import run_sync

from pages.shared.kept import kept
from pages.shared.limits import Limit
from pages.shared.provider import Provider, is_address_of_provider, is_without_groups, list_groups

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

Reason = Literal["away", "denied", "begun-elsewhere", "unconfirmed", "no-role"]

Answer = TypeVar("Answer")

PATIENCE = (2, 5)
"""How many seconds the provider has to be reached, and to answer."""
_LEAVING = 2
"""How many seconds somebody who signs out waits for the provider's own way out."""
_QUEUE = 2
"""How many seconds a request waits for one of the few threads that ask the provider."""
_SILENCE = 15
"""For how many seconds what the provider publishes is not asked for again after that failed."""
_CLOCKS_APART = 60
_AN_HOUR = 3600
_SOON = 30
_ALGORITHMS = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
]
"""With a key of the provider's own; never with the client's secret, and never without."""
_log = logging.getLogger(__name__)
_asking = CapacityLimiter(4)
_waiting_said = Limit(most=1, seconds=60)
_silent_until: dict[str, float] = {}


class SignInError(Exception):
    """Somebody was not signed in, for a reason that they are told; the log has the details."""

    def __init__(self, reason: Reason, details: object = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        if details:
            _log.warning("nobody was signed in (%s): %s", reason, details)


@dataclass(frozen=True)
class Account:
    """Who signed in: how the provider names them, their groups there, and when its token ends; whether it
    left groups out, as there are too many."""

    person: str
    groups: frozenset[str]
    until: int
    has_more_groups: bool = False


async def ask_provider(work: Callable[[], Answer]) -> Answer:
    """Do what may ask the provider, in one of a few threads that nothing else needs: a provider that does
    not answer keeps nobody waiting but those who want to sign in. Raises `SignInError` where all are taken.
    """
    place = object()
    with move_on_after(_QUEUE) as queue:
        await _asking.acquire_on_behalf_of(place)
    if queue.cancelled_caught:
        details = "too many requests wait for the provider" if _waiting_said.take("") else ""
        raise SignInError("away", details)
    try:
        return await run_sync(work, limiter=CapacityLimiter(1))
    finally:
        _asking.release_on_behalf_of(place)


async def find_way_out(provider: Provider, back: str) -> str | None:
    """Where somebody signs out of the provider, to come `back`; None where it does not say so soon."""
    with move_on_after(_LEAVING):
        return await run_sync(find_leaving_address, provider, back, abandon_on_cancel=True, limiter=_asking)
    return None


def build_address(
    provider: Provider, back: str, *, state: str, nonce: str, verifier: str, language: str
) -> str:
    """Where somebody signs in, to come `back` with a code; raises `SignInError`."""
    metadata = _read_metadata(provider)
    with _open_session(provider, back) as session:
        address, _state = session.create_authorization_url(
            _get_endpoint(metadata, "authorization_endpoint"),
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            ui_locales=language,
        )
    return str(address)


def find_account(provider: Provider, back: str, *, code: str, nonce: str, verifier: str) -> Account:
    """Who brought a code back, once the provider's token says so and is found true; raises `SignInError`."""
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    metadata = _read_metadata(provider)
    with _open_session(provider, back, metadata) as session:
        try:
            token = session.fetch_token(
                _get_endpoint(metadata, "token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                allow_redirects=False,
            )
        except RequestException as error:
            raise SignInError("away", error) from error
        except (AuthlibBaseError, ValueError) as error:
            raise SignInError("unconfirmed", error) from error
        claims = _check_token(provider, metadata, token, nonce)
        groups = list_groups(claims)
        if not groups and metadata.get("userinfo_endpoint"):
            groups = _ask_groups(session, _get_endpoint(metadata, "userinfo_endpoint"), claims["sub"])
    return Account(claims["sub"], groups, int(claims["exp"]), is_without_groups(claims))


def find_leaving_address(provider: Provider, back: str) -> str | None:
    """Where somebody signs out of the provider, to come `back`; None where it says no such address."""
    try:
        metadata = _read_metadata(provider)
        leaving = _get_endpoint(metadata, "end_session_endpoint")
    except SignInError:
        return None
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{leaving}{'&' if '?' in leaving else '?'}{query}"


def _open_session(provider: Provider, back: str, metadata: Mapping[str, Any] | None = None) -> OAuth2Session:
    from authlib.integrations.requests_client import OAuth2Session

    taken = (metadata or {}).get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return OAuth2Session(
        provider.client_id,
        provider.secret,
        scope=provider.scopes,
        redirect_uri=back,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic"
        if "client_secret_basic" in taken
        else "client_secret_post",
        default_timeout=PATIENCE,
    )


def _check_token(
    provider: Provider, metadata: Mapping[str, Any], token: Mapping[str, Any], nonce: str
) -> Mapping[str, Any]:
    """What an id token says, which the provider signed for this application, this person and this moment."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet
    from joserfc.jws import JWSRegistry

    registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
    written = str(token.get("id_token") or "")
    try:
        try:
            read = jwt.decode(written, KeySet.import_key_set(_read_keys(metadata, 0)), registry=registry)
        except (JoseError, ValueError):  # it may have other keys since
            newest = _read_keys(metadata, int(time.time() // _SOON))
            read = jwt.decode(written, KeySet.import_key_set(newest), registry=registry)
        options: Any = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "nonce": {"essential": True, "value": nonce},
        }
        said = {"client_id": provider.client_id, "nonce": nonce, "access_token": token.get("access_token")}
        token_claims = CodeIDToken(read.claims, read.header, options, said)
        token_claims.validate(leeway=_CLOCKS_APART)
        claims: Mapping[str, Any] = dict(token_claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise SignInError("unconfirmed", f"the id token: {error!r}") from error
    if not (isinstance(claims["sub"], str) and 0 < len(claims["sub"]) <= 255):
        raise SignInError("unconfirmed", "the id token names nobody")
    return claims


def _ask_groups(session: OAuth2Session, address: str, person: str) -> frozenset[str]:
    """The groups that a provider names only where it is asked who somebody is."""
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    try:
        answer = session.get(address, allow_redirects=False)
        answer.raise_for_status()
        claims = answer.json()
    except (RequestException, AuthlibBaseError, ValueError) as error:
        raise SignInError("away", error) from error
    is_theirs = isinstance(claims, Mapping) and claims.get("sub") == person
    return list_groups(claims) if is_theirs else frozenset()


def _find_hour() -> int:
    return int(time.time() // _AN_HOUR)


def _read_metadata(provider: Provider) -> Mapping[str, Any]:
    """What the provider says of itself; what it said last is known for an hour."""
    return _fetch_metadata(provider.issuer, _find_hour())


@kept(most=4)
def _fetch_metadata(issuer: str, hour: int) -> Mapping[str, Any]:
    metadata = _fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if metadata.get("issuer") != issuer:
        raise SignInError("unconfirmed", f"the provider calls itself {metadata.get('issuer')!r}")
    return metadata


def _read_keys(metadata: Mapping[str, Any], moment: int) -> Any:
    """The keys that the provider signs with; newer ones than those of this hour by a `moment`."""
    return _fetch_keys(_get_endpoint(metadata, "jwks_uri"), _find_hour(), moment)


@kept(most=8)
def _fetch_keys(address: str, hour: int, moment: int) -> Mapping[str, Any]:
    return _fetch(address)


def _fetch(address: str) -> Mapping[str, Any]:
    """What is published at an address; who waited while that failed is not made to wait once more."""
    if time.monotonic() < _silent_until.get(address, 0):
        raise SignInError("away")
    try:
        return _download(address)
    except SignInError:
        _silent_until[address] = time.monotonic() + _SILENCE
        raise


def _download(address: str) -> Mapping[str, Any]:
    import requests

    try:
        answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        document = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise SignInError("away", error) from error
    if answer.status_code != requests.codes.ok or not isinstance(document, dict):
        raise SignInError("away", f"{address} answered with no JSON object")
    return document


def _get_endpoint(metadata: Mapping[str, Any], name: str) -> str:
    address = metadata.get(name)
    if not (isinstance(address, str) and is_address_of_provider(address)):
        raise SignInError("unconfirmed", f"the provider names no {name} that begins with https://")
    return address
