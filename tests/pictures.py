"""The picture of Explore in README: `python -m tests.pictures` takes it anew."""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.serving import ROOT, serve

FILE = ROOT / "docs" / "pictures" / "explore.png"
_SELECTED = "effect-experience"


def take_picture(file: Path) -> None:
    """Explore on a usual screen, in the light theme and in English, with one element selected."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(MANGOMOMENT_DB=f"sqlite:///{folder}/stories.db") as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        page = browser.new_page(
            viewport={"width": 1366, "height": 768},
            color_scheme="light",
            locale="en-GB",
            reduced_motion="reduce",
        )
        page.goto(f"{server.address}/explore?lang=en")
        page.locator(f'.st-key-diagram [data-node-id="{_SELECTED}"]').click()
        page.locator('.st-key-diagram [aria-current="true"]').wait_for()
        page.locator(".st-key-details h2, .st-key-details h3").first.wait_for()
        page.mouse.move(1360, 380)
        page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
        page.wait_for_timeout(1000)
        taken = page.screenshot()
        browser.close()
    with Image.open(BytesIO(taken)) as picture:  # in 256 colours it is light to load
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    take_picture(FILE)
    print(FILE)
