"""What may happen to the server and its disk while stories are sent; a page that is open goes on."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.storytelling import fill_in, find_stories, open_form, press, tell
from tests.faults.conftest import Disk
from tests.serving import Server, find_port, serve

_SENDERS = 4


def send(server: Server, id_: str, text: str = "") -> int | None:
    """Send a story; the status of the answer, None without one."""
    post = {"id": id_, "text": text or f"Mango {id_}.", "language": "en", "teller": "patient"}
    request = urllib.request.Request(
        f"{server.address}/stories.json",
        data=json.dumps(post).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code
    except OSError:
        return None


def name_story(sender: int, number: int) -> str:
    """An id as the form makes them."""
    return f"{sender:016x}{number:016x}"


def list_ids(server: Server) -> list[str]:
    """The ids of the stories that the tests sent."""
    with urllib.request.urlopen(f"{server.address}/stories-export.json?search=mango") as answer:
        return [story["id"] for story in json.load(answer)["stories"] if story["text"].startswith("Mango")]


@pytest.mark.parametrize("enough", [1, 40])
def test_what_was_confirmed_is_there_once_after_the_server_was_killed(tmp_path: Path, enough: int) -> None:
    port = find_port()
    database = str(tmp_path / "stories.db")
    tried: list[str] = []
    confirmed: list[str] = []
    with serve(port=port, MANGOMOMENT_DB=database) as server:
        killed = threading.Event()

        def write(sender: int) -> None:
            number = 0
            while not killed.is_set():
                number += 1
                id_ = name_story(sender, number)
                tried.append(id_)
                status = send(server, id_)
                assert status in (201, None)
                if status == 201:
                    confirmed.append(id_)
                    if len(confirmed) >= enough:
                        server.process.kill()
                        killed.set()

        senders = [threading.Thread(target=write, args=[sender]) for sender in range(_SENDERS)]
        for thread in senders:
            thread.start()
        for thread in senders:
            thread.join()
        server.process.wait()
    assert len(confirmed) >= enough
    with serve(port=port, MANGOMOMENT_DB=database) as server:
        there = list_ids(server)
        assert set(confirmed) <= set(there) <= set(tried)
        assert [send(server, id_) for id_ in tried] == [201] * len(tried)
        assert sorted(list_ids(server)) == sorted(tried)


def open_stories(chromium: Browser, server: Server) -> Page:
    """The Stories page, whose console may complain: it is told of errors."""
    page = chromium.new_context(viewport={"width": 1024, "height": 768}, locale="en-GB").new_page()
    page.goto(f"{server.address}/stories")
    page.wait_for_selector(".stories-bar")
    return page


def fill_up(server: Server) -> int:
    """Send large stories until one is refused, and how that was answered."""
    for number in range(1000):
        status = send(server, name_story(0, number), "Pear " * 900)
        if status != 201:
            return status or 0
    raise AssertionError("the disk never was full")


def test_on_a_full_disk_the_form_keeps_its_text_and_goes_on_when_there_is_room(
    chromium: Browser, disk: Disk
) -> None:
    with serve(MANGOMOMENT_DB=str(disk.folder / "stories.db")) as server:
        page = open_stories(chromium, server)
        dialog = open_form(page)
        fill_in(dialog, "Mango! " * 700)
        disk.fill(but=200_000)
        assert fill_up(server) == 503
        press(dialog, "Save")
        alert = dialog.get_by_role("alert")
        expect(alert).to_contain_text("The disk is full.")
        press(dialog, "Try again")
        expect(alert).to_contain_text("The disk is full.")
        expect(dialog.get_by_label("The story", exact=True)).to_have_value("Mango! " * 700)
        assert list_ids(server) == []
        disk.free()
        press(dialog, "Try again")
        expect(dialog).to_have_count(0)
        expect(page.locator(".stories-message")).to_have_text("Saved.")
        assert len(list_ids(server)) == 1
        page.context.close()


def test_on_a_full_disk_a_refusal_names_its_reason_and_stories_can_be_read(disk: Disk) -> None:
    with serve(MANGOMOMENT_DB=str(disk.folder / "stories.db")) as server:
        assert find_stories(server, "chestnuts")
        disk.fill(but=200_000)
        assert fill_up(server) == 503
        with pytest.raises(urllib.error.HTTPError) as caught:
            tell(server, "Pear " * 900)
        said = json.load(caught.value)
        caught.value.close()
        assert said["reason"] == "full"
        assert "free some space" in said["error"]
        assert find_stories(server, "chestnuts")


def test_a_page_without_its_stories_says_so_and_shows_them_when_they_are_back(
    chromium: Browser, tmp_path: Path
) -> None:
    database = tmp_path / "stories.db"
    with serve(MANGOMOMENT_DB=str(database)) as server:
        tell(server, "A mango in the lift.", title="The lift")
        page = open_stories(chromium, server)
        away = tmp_path / "away"
        away.mkdir()
        for file in tmp_path.glob("stories.db*"):
            file.rename(away / file.name)
        page.reload()
        expect(page.get_by_text(re.compile("The stories cannot be loaded")).first).to_be_visible()
        again = page.locator(".stories-view").get_by_role("button", name="Try again")
        before = again.element_handle()
        again.click()
        before.wait_for_element_state("hidden")  # it was asked for, and the next one is there
        expect(again).to_be_visible()
        for file in away.iterdir():
            file.rename(tmp_path / file.name)
        again.click()
        expect(page.get_by_role("article", name="The lift")).to_be_visible()
        page.context.close()
