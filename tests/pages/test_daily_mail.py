"""The e-mail of the day: sent once, to a mail server of this test's own, with nothing of a story in it."""

from __future__ import annotations

import asyncio
import logging
import socketserver
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy

import pytest

from model import ModelFileError
from model.letterboxes.mail_claims import TRIED_AGAIN_AFTER
from model.stories import StoreUnavailableError, StoryStore
from pages.server import daily_mail, rounds
from pages.server.daily_mail import (
    MailSettings,
    MailSettingsError,
    build_message,
    read_settings,
    send_every_day,
    send_when_due,
    warn_of_mail,
)
from tests.serving import find_port
from tests.storytelling import build_story

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)


_ANSWERS = {"QUIT": "221 bye", "EHLO": "250-here\r\n250 AUTH PLAIN LOGIN", "AUTH": "235 fine"}


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is sent; it knows no encryption."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.kept: list[str] = []
        self.said: list[str] = []


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._answer("220 here")
        while line := self.rfile.readline().decode().strip():
            self.server.said.append(line)
            verb = line.split()[0].upper()
            if verb == "DATA":
                self._answer("354 go on")
                lines = list(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), "."))
                self.server.kept.append("\n".join(lines))
            self._answer(_ANSWERS.get(verb, "250 fine"))
            if verb == "QUIT":
                return

    def _answer(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with MailServer() as server:
        monkeypatch.setenv("MANGOMOMENT_SMTP_URL", f"smtp://127.0.0.1:{server.server_address[1]}")
        monkeypatch.setenv("MANGOMOMENT_MAIL_TO", "moderator@house.example")
        monkeypatch.setenv("MANGOMOMENT_MAIL_LANGUAGE", "nl")
        monkeypatch.setenv("MANGOMOMENT_PUBLIC_URL", "https://stories.house.example")
        serving = threading.Thread(target=server.serve_forever, args=[0.01])
        serving.start()
        yield server
        server.shutdown()
        serving.join()


def send(store: StoryStore, now: datetime = NOW) -> bool:
    settings = read_settings()
    assert settings
    return send_when_due(store, settings, now)


def let_wait(store: StoryStore, *texts: str) -> None:
    for text in texts:
        store.add(build_story(text, status="pending"), "visitor")


def test_it_is_sent_once_a_day_while_stories_wait_and_says_nothing_of_them(
    store: StoryStore, mail_server: MailServer
) -> None:
    assert not send(store)
    let_wait(store, "A papaya sang.", "A mango wept.")
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: send(store), range(8))) == 1
    assert not send(store, NOW + timedelta(hours=2))
    [kept] = mail_server.kept
    message = message_from_string(kept, policy=policy.default)
    assert message["To"] == "moderator@house.example"
    assert message["Subject"] == "Verhalen die wachten: 2"
    assert (message["From"], message["Auto-Submitted"]) == ("moderator@house.example", "auto-generated")
    assert message.get_content().splitlines()[0] == message["Subject"]
    assert "https://stories.house.example/stories?show=queue" in message.get_content()
    assert "papaya" not in kept
    assert "mango " not in kept.lower()
    assert send(store, NOW + timedelta(days=1))
    assert len(mail_server.kept) == 2


def test_one_that_cannot_be_sent_is_logged_and_tried_again(
    store: StoryStore,
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    let_wait(store, "A papaya sang.")
    working = f"smtp://127.0.0.1:{mail_server.server_address[1]}"
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", f"smtp://127.0.0.1:{find_port()}")
    with caplog.at_level(logging.WARNING):
        assert not send(store)
    assert "could not be sent" in caplog.text
    assert "papaya" not in caplog.text
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", working)
    assert not send(store, NOW + timedelta(minutes=1))
    assert send(store, NOW + TRIED_AGAIN_AFTER)
    assert len(mail_server.kept) == 1


def test_a_password_is_not_sent_without_encryption(
    store: StoryStore, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_wait(store, "A papaya sang.")
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", f"smtp://me:secret@127.0.0.1:{mail_server.server_address[1]}")
    assert not send(store)
    assert mail_server.kept == []
    assert not [line for line in mail_server.said if line.upper().startswith("AUTH")]


def test_it_is_off_unless_both_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MANGOMOMENT_SMTP_URL", "MANGOMOMENT_MAIL_TO"):
        monkeypatch.delenv(name, raising=False)
    assert read_settings() is None
    monkeypatch.setenv("MANGOMOMENT_MAIL_TO", "a@house.example")
    assert read_settings() is None
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", "smtps://a%40b:c%2Fd@mail.house.example")
    settings = read_settings()
    said = {"to": "a@house.example", "host": "mail.house.example", "language": "en"}
    names = {"user": "a@b", "password": "c/d", "sender": "a@house.example"}
    assert settings == MailSettings(port=465, is_encrypted=True, **said, **names)
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", "smtp://mail.house.example")
    monkeypatch.setenv("MANGOMOMENT_MAIL_FROM", " stories@house.example ")
    monkeypatch.setenv("MANGOMOMENT_MAIL_LANGUAGE", "xx")
    nobody = {"user": "", "password": "", "sender": "stories@house.example"}
    assert read_settings() == MailSettings(port=25, is_encrypted=False, **said, **nobody)
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", "smtps://mail.house.example:2525")
    monkeypatch.setenv("MANGOMOMENT_MAIL_LANGUAGE", "fr")
    assert read_settings() == MailSettings(
        port=2525, is_encrypted=True, **{**said, "language": "fr"}, **nobody
    )


@pytest.mark.parametrize(
    "url", ["mail.house.example", "http://mail", "smtp://", "smtp://mail:none", "smtp://mail..house:25"]
)
def test_an_address_that_cannot_be_used_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("MANGOMOMENT_MAIL_TO", "a@house.example")
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", url)
    with pytest.raises(MailSettingsError):
        read_settings()


@pytest.mark.parametrize(
    ("variable", "said", "language", "sender"),
    [
        ("LANGUAGE", " NL ", "nl", "a@house.example"),
        ("LANGUAGE", "xx", "en", "a@house.example"),
        ("FROM", "nobody", "en", "a@house.example"),
        ("FROM", "b@house.example\nBcc: all@house.example", "en", "a@house.example"),
        ("FROM", "Mango <b@house.example>", "en", "Mango <b@house.example>"),
    ],
)
def test_a_language_or_a_sender_that_is_none_leaves_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, variable: str, said: str, language: str, sender: str
) -> None:
    monkeypatch.setenv("MANGOMOMENT_MAIL_TO", "a@house.example")
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", "smtp://mail.house.example")
    monkeypatch.setenv(f"MANGOMOMENT_MAIL_{variable}", said)
    settings = read_settings()
    assert settings
    assert (settings.language, settings.sender) == (language, sender)
    assert build_message(settings, 3)["From"] == sender


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, ""),
        ({"MAIL_LANGUAGE": " FR", "MAIL_FROM": "b@house.example"}, ""),
        ({"SMTP_URL": " "}, "MAIL_TO is set, but MANGOMOMENT_SMTP_URL is not"),
        ({"MAIL_TO": ""}, "SMTP_URL is set, but MANGOMOMENT_MAIL_TO is not"),
        ({"SMTP_URL": "smtp://me:secret@mail..house:25"}, "SMTP_URL is smtp://host:port"),
        ({"MAIL_TO": "house.example"}, "MAIL_TO an address; no e-mail is sent"),
        ({"MAIL_FROM": "nobody"}, "MAIL_FROM is an e-mail address"),
        ({"MAIL_LANGUAGE": "xx"}, 'MAIL_LANGUAGE: "xx" is none of en, nl, fr, de'),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_at_the_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, changed: dict[str, str], fault: str
) -> None:
    usual = {"MAIL_TO": "a@house.example", "SMTP_URL": "smtp://mail.house.example"}
    for name, said in {**usual, **changed}.items():
        monkeypatch.setenv(f"MANGOMOMENT_{name}", said)
    warn_of_mail()
    assert len(caplog.messages) == bool(fault)
    assert fault in caplog.text
    assert "secret" not in caplog.text


def test_a_message_that_cannot_be_built_is_logged_and_tried_again(
    store: StoryStore,
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    let_wait(store, "A papaya sang.")
    settings = read_settings()
    assert settings
    for wrong in (replace(settings, sender="a@b.example\nBcc: x"), replace(settings, host="mail..example")):
        assert not send_when_due(store, wrong, NOW)
        assert "could not be sent" in caplog.text
        caplog.clear()
        monkeypatch.setattr("model.letterboxes.mail_claims.TRIED_AGAIN_AFTER", timedelta(0))
    assert send_when_due(store, settings, NOW)


def test_no_bad_moment_ends_it(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    moments = iter([ModelFileError("a.yaml", []), StoreUnavailableError("gone", "a.db"), KeyError("odd")])
    done = asyncio.Event()

    def get_store() -> None:
        if (error := next(moments, None)) is None:
            done.set()
            raise ModelFileError("a.yaml", [])
        raise error

    async def wait() -> None:
        task = asyncio.create_task(send_every_day())
        await asyncio.wait_for(done.wait(), 20)
        assert not task.done()
        task.cancel()

    monkeypatch.setattr(daily_mail, "LOOKS_EVERY", 0.01)
    monkeypatch.setattr("pages.shared.resources.get_store", get_store)
    asyncio.run(wait())
    [record] = [record for record in caplog.records if record.name == rounds.__name__]
    assert record.exc_info
    assert record.exc_info[0] is KeyError


@pytest.mark.parametrize("to", ["house.example", "a@house.example\nBcc: all@house.example"])
def test_what_is_no_address_of_anybody_is_refused(monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    monkeypatch.setenv("MANGOMOMENT_MAIL_TO", to)
    monkeypatch.setenv("MANGOMOMENT_SMTP_URL", "smtp://mail.house.example")
    with pytest.raises(MailSettingsError, match="smtp://host:port, and MANGOMOMENT_MAIL_TO an address"):
        read_settings()
