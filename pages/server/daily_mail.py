"""One message a day that says how many stories wait; off unless an address and a mail server are set.

Nothing of any story stands in it. However many processes there are, one of them sends it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.concurrency import run_in_threadpool

from model.words import LANGUAGES, get_words
from pages.server.public_url import build_base, find_own_host
from pages.server.rounds import repeat
from pages.shared.origins import find_public_url

if TYPE_CHECKING:
    from model.stories import StoryStore

_log = logging.getLogger(__name__)

TO, SERVER = "MANGOMOMENT_MAIL_TO", "MANGOMOMENT_SMTP_URL"
SENDER, LANGUAGE = "MANGOMOMENT_MAIL_FROM", "MANGOMOMENT_MAIL_LANGUAGE"
LOOKS_EVERY = 600
_PATIENCE = 20
_PORTS = {"smtp": 25, "smtps": 465}


class MailSettingsError(ValueError):
    """An address of a mail server that cannot be used."""


@dataclass(frozen=True)
class MailSettings:
    """Where the message goes, and through which mail server."""

    to: str
    host: str
    port: int
    is_encrypted: bool
    user: str
    password: str
    sender: str
    language: str


def read_settings() -> MailSettings | None:
    """What `MANGOMOMENT_MAIL_TO` and `MANGOMOMENT_SMTP_URL` say; None where either is not set.

    The URL is `smtp://[user:password@]host[:port]`, or `smtps://` for a server that is encrypted from the
    first byte. Over `smtp` the connection is encrypted where the server offers it, and a password is sent
    over an encrypted one only. Raises `MailSettingsError`.
    """
    to, url = _get(TO), _get(SERVER)
    if not to or not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:  # such as two dots in a row
        parts, port = urlsplit(""), None
    if parts.scheme not in _PORTS or not parts.hostname or not _is_address(to):
        raise MailSettingsError(f"{SERVER} is smtp://host:port, and {TO} an address")
    language, sender = _get(LANGUAGE).lower(), _get(SENDER)
    return MailSettings(
        to=to,
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender if _is_address(sender) else to,
        language=language if language in LANGUAGES else "en",
    )


def warn_of_mail() -> None:
    """Say in the log what is wrong with the settings of the message, and what follows."""
    for fault in _list_faults():
        _log.warning("%s", fault)


def _list_faults() -> list[str]:
    faults = []
    for name, other in ((TO, SERVER), (SERVER, TO)):
        if _get(name) and not _get(other):
            faults.append(f"{name} is set, but {other} is not: no e-mail is sent until both are")
    try:
        read_settings()
    except MailSettingsError as error:
        faults.append(f"{error}; no e-mail is sent until both are")
    if (sender := _get(SENDER)) and not _is_address(sender):
        faults.append(f"{SENDER} is an e-mail address; until it is, that of {TO} is taken")
    if (language := _get(LANGUAGE).lower()) not in ("", *LANGUAGES):
        faults.append(f'{LANGUAGE}: "{language}" is none of {", ".join(LANGUAGES)}; en is taken')
    return faults


def _get(name: str) -> str:
    return os.environ.get(name, "").strip()


def _is_address(said: str) -> bool:
    return "@" in said and said.isprintable()


def build_message(settings: MailSettings, count: int) -> EmailMessage:
    """The message that says how many stories wait, and where they are read."""
    _ = get_words(settings.language)
    address = find_public_url() or build_base(find_own_host())
    message = EmailMessage()
    message["From"], message["To"] = settings.sender, settings.to
    message["Subject"] = _("Stories that wait: {count}").format(count=count)
    message["Auto-Submitted"] = "auto-generated"
    where = _("Read them here: {address}").format(address=f"{address}/stories?show=queue")
    once = _("This message comes once a day at most. Nothing of the stories is in it.")
    message.set_content(f"{message['Subject']}\n\n{where}\n\n{once}\n")
    return message


def send_when_due(stories: StoryStore, settings: MailSettings, now: datetime | None = None) -> bool:
    """Send the message of today, unless no story waits or it was sent; whether it was sent now.

    One that cannot be sent is logged, and tried again later (`MailClaims`).
    """
    from model.letterboxes import MailClaims  # not before the server answers

    now = now or datetime.now(UTC)
    count = stories.count_waiting()
    claims = MailClaims(stories)
    if not count or not claims.claim(now):
        return False
    try:
        _send(build_message(settings, count), settings)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        _log.warning("the message of the day could not be sent, it is tried again later: %s", error)
        return False
    claims.note_sent(now)
    return True


def _send(message: EmailMessage, settings: MailSettings) -> None:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if settings.is_encrypted:
        server = smtplib.SMTP_SSL(settings.host, settings.port, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=_PATIENCE)
    with server:
        is_encrypted = settings.is_encrypted
        server.ehlo()
        if not is_encrypted and server.has_extn("starttls"):
            server.starttls(context=context)
            is_encrypted = True
        if settings.user:
            if not is_encrypted:
                raise smtplib.SMTPException("the mail server offers no encryption for the password")
            server.login(settings.user, settings.password)
        server.send_message(message)


async def send_every_day() -> None:
    """Send the message of each day, as long as the server runs; nothing where it is not set, or wrongly."""
    try:
        settings = read_settings()
    except MailSettingsError:  # which is said at the start
        return
    if settings is None:
        return

    async def look() -> None:
        from model import ConceptualModelError  # not before the server answers
        from pages.shared.resources import get_store

        with suppress(ConceptualModelError):  # another time, where nothing can be read now
            await run_in_threadpool(lambda: send_when_due(get_store(), settings))

    await asyncio.sleep(LOOKS_EVERY)
    await repeat("sending the message of the day", look, LOOKS_EVERY)
