"""Somebody asks for their story: a facilitator finds it, gives a copy, and deletes it for good."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenPage
from tests.browser.storytelling import find_stories, tell
from tests.serving import Server


def test_a_story_is_found_by_words_copied_and_deleted_for_good(
    open_page: OpenPage, writing_server: Server
) -> None:
    story_id = tell(writing_server, "A nightjar sang at the window.", title="The nightjar", publish=False)
    page = open_page("/stories?show=exchange", on=writing_server, ready=".st-key-retention")
    field = page.get_by_label("Code or words")
    field.fill("nightjar")
    field.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="The nightjar")).to_contain_text("waiting")
    assert find_barriers(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="All data (JSON)").click()
    assert download.value.suggested_filename == f"story-{story_id}.json"
    copy = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert copy["story"]["wordings"][0]["text"] == "A nightjar sang at the window."
    page.get_by_role("link", name="Open the story").click()
    story = page.locator("article.story", has_text="The nightjar")
    story.get_by_role("button", name="More").click()
    story.locator('[data-act="delete"]').click()
    page.get_by_role("dialog", name="Delete for good").get_by_role("button", name="Delete for good").click()
    expect(page.locator(".stories-message")).to_have_text("Deleted for good.")
    assert find_stories(writing_server, "nightjar") == []
