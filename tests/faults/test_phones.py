"""The server is killed and started again while a phone holds a draft; the workshop and the draft go on."""

from __future__ import annotations

import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from model import load_model
from model.stories import StoryStore
from model.workshop import Workshop, WorkshopStore
from tests.phoning import Phone, ask_room
from tests.serving import Server, find_port, serve
from tests.workshopping import build_end

MODEL = load_model()


def open_room(url: str) -> tuple[StoryStore, WorkshopStore, Workshop]:
    """A workshop in which stories can be told."""
    stories = StoryStore(url, MODEL.file.model.id)
    stories.open()
    room = WorkshopStore(stories)
    workshop = room.create("Ward 4", "en", build_end())
    ask_room(room, MODEL, workshop, "stories")
    return stories, room, workshop


def join(chromium: Browser, server: Server, workshop: Workshop) -> Page:
    page = chromium.new_context(viewport={"width": 375, "height": 667}, locale="en-GB").new_page()
    page.goto(f"{server.address}/join/{workshop.key}")
    page.locator("main > form button").click()
    expect(page.locator(".note.done")).to_be_visible()
    return page


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_a_draft_outlives_the_server_and_arrives_once(
    chromium: Browser, tmp_path: Path, is_reloaded: bool
) -> None:
    url, port = f"sqlite:///{tmp_path / 'stories.db'}", find_port()
    with serve(port=port, MANGOMOMENT_DB=url) as server:
        stories, room, workshop = open_room(url)
        page = join(chromium, server, workshop)
        page.get_by_label("The story", exact=True).fill("She sang through the night.")
        page.get_by_label("family", exact=True).check()
        server.process.kill()
        server.process.wait()
    page.get_by_role("button", name="Send the story").click()
    waiting = page.get_by_text("Not sent yet. It is kept on this phone and sent again automatically.")
    expect(waiting).to_be_visible(timeout=30_000)  # a phone waits 20 s for an answer
    with serve(port=port, MANGOMOMENT_DB=url):
        if is_reloaded:
            page.reload()
        expect(page.locator(".code")).to_be_visible(timeout=60_000)
        assert [story.text for story in room.get_state(workshop.id).stories] == [
            "She sang through the night."
        ]
        assert room.get_state(workshop.id).headcount.joined == 1
    stories.close()
    page.context.close()


def test_forms_of_before_are_taken_by_the_server_that_is_started_again(tmp_path: Path) -> None:
    url, port = f"sqlite:///{tmp_path / 'stories.db'}", find_port()
    with serve(port=port, MANGOMOMENT_DB=url) as server:
        stories, room, workshop = open_room(url)
        phone = Phone(httpx2.Client(base_url=server.address, follow_redirects=True), workshop.key).join()
        sent = phone.fill_in("tell", text="She sang.", teller="family")
        phone.post(sent)
        code = phone.find_code()
        server.process.kill()
        server.process.wait()
    with serve(port=port, MANGOMOMENT_DB=url):
        phone.post(sent)
        assert phone.find_code() == code
        assert re.fullmatch("[A-Z2-9]{10}", code)
        assert [story.text for story in room.get_state(workshop.id).stories] == ["She sang."]
    phone.client.close()
    stories.close()


def test_who_looks_does_not_wait_for_those_whose_sending_another_program_holds_up(tmp_path: Path) -> None:
    file = tmp_path / "stories.db"
    with serve(MANGOMOMENT_DB=f"sqlite:///{file}") as server:
        stories, room, workshop = open_room(f"sqlite:///{file}")
        clients = [
            httpx2.Client(base_url=server.address, follow_redirects=True, timeout=60) for _ in range(4)
        ]
        phones = [Phone(client, workshop.key).join() for client in clients]
        sent = [phone.fill_in("tell", text="She sang.", teller="family") for phone in phones]
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor() as senders:
            answers = [
                senders.submit(phone.post, pairs) for phone, pairs in zip(phones[:3], sent[:3], strict=True)
            ]
            while not all(answer.running() for answer in answers):
                time.sleep(0.01)
            looker = phones[3]
            assert looker.look().status_code == 200
            assert looker.client.get(f"/join/{workshop.key}/state.json").status_code == 200
            assert not any(answer.done() for answer in answers)
            other.execute("ROLLBACK")
            assert [answer.result().status_code for answer in answers] == [200, 200, 200]
        assert len(room.get_state(workshop.id).stories) == 3
        other.close()
        for client in clients:
            client.close()
        stories.close()
