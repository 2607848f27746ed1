"""A walk by the Tab key through a page and back, and what is seen at each stop."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browser.barriers import settle

_FOLDER = Path(__file__).parent
_WATCH_FOCUS = (_FOLDER / "stops.js").read_text("utf-8")
_TRY_INPUTS = (_FOLDER / "inputs.js").read_text("utf-8")
_FIND_SMALL = (_FOLDER / "targets.js").read_text("utf-8")
_CALM = "*, *::before, *::after { transition: none !important; caret-color: transparent !important; }"
"""What is seen of the focus is there at once, and is more than the caret of a field."""

_TO_BEGINNING = """() => {
  const start = document.createElement("span");
  start.tabIndex = -1;
  (document.querySelector("dialog[open]") ?? document.body).prepend(start);
  start.focus();
  start.remove();
}"""
_MOST = 200
_ROOM = 8  # px around an element in which its focus may be seen
_STRENGTH = 24  # of 255, by which a point of the picture has to differ


@dataclass(frozen=True)
class Stop:
    """What has the focus after a press of a key.

    `seen` counts the points of it at which nothing covers it, `changes` the points of the picture that differ
    from the one without the focus (None where another stop of its kind was looked at), `moved` says what
    the focus alone did to the page, and `is_entered` is False for what the arrow keys reached.
    """

    number: int
    html: str
    role: str
    name: str
    label: str
    seen: int
    changes: int | None
    moved: str
    is_entered: bool = True


@dataclass
class Walk:
    """The stops from the beginning of a page to its end, and from the end to the beginning.

    `small` are targets of a pointer that are too small, `page` is what is on the page otherwise (`stops.js`),
    `hidden` are controls that are there in one orientation only, `inputs` says how many inputs were changed
    and `surprises` what more came of that.
    """

    forth: list[Stop] = field(default_factory=list)
    back: list[Stop] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    page: dict[str, Any] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    inputs: int = 0
    surprises: list[str] = field(default_factory=list)
    ended: int = 0

    @property
    def stops(self) -> list[Stop]:
        """All of them."""
        return [*self.forth, *self.back]


class Walker:
    """Walks through pages in one window; looks once at each kind of element whether its focus is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._browser = page.context.new_cdp_session(page)
        self._known: set[str] = set()

    def walk(self, *, turns: bool = False) -> Walk:
        """Walk through the page that is shown, in both directions, and change its inputs.

        Where it `turns`, it is looked at in the other orientation, too.
        """
        self.page.add_style_tag(content=_CALM)
        self.page.evaluate(_WATCH_FOCUS)
        walk = Walk(small=self.page.evaluate(_FIND_SMALL), page=self.page.evaluate("describePage()"))
        self.page.evaluate(_TO_BEGINNING)
        for key, stops in (("Tab", walk.forth), ("Shift+Tab", walk.back)):
            stops.extend(self._follow(key))
            walk.ended += len(stops) < _MOST
        walk.hidden = self._turn() if turns else set()
        windows = len(self.page.context.pages)
        tried = self.page.evaluate(_TRY_INPUTS)
        walk.inputs, walk.surprises = tried["count"], tried["surprises"]
        if len(self.page.context.pages) != windows:
            walk.surprises.append("another window")
        return walk

    def _turn(self) -> set[str]:
        """The controls that are there in one orientation of the window and not in the other."""
        window = self.page.viewport_size
        assert window
        upright = set(self.page.evaluate("describePage().controls"))
        self.page.set_viewport_size({"width": window["height"], "height": window["width"]})
        settle(self.page)
        turned = set(self.page.evaluate("describePage().controls"))
        self.page.set_viewport_size(window)
        return upright ^ turned

    def _follow(self, key: str) -> Iterator[Stop]:
        for _ in range(_MOST):
            stop, in_group = self._press(key)
            if not stop:
                return
            yield stop
            if in_group and key == "Tab":
                yield from self._go_on_by_arrows()

    def _go_on_by_arrows(self) -> Iterator[Stop]:
        """Two steps within a group that is one stop of the Tab key, and back to where it was entered."""
        self.page.evaluate("window.entered = focused")
        for _ in range(2):
            stop, _in_group = self._press("ArrowRight")
            if stop:
                yield replace(stop, is_entered=False)
        self.page.evaluate("entered.focus()")

    def _press(self, key: str) -> tuple[Stop | None, bool]:
        before = (self.page.url, len(self.page.context.pages))
        self.page.keyboard.press(key)
        found: dict[str, Any] | None = self.page.evaluate("lookAtFocus()")
        if not found:
            return None, False
        role, name, changes, stays = "", "", None, True
        if key != "Shift+Tab":  # on the way back all of this is known
            role, name = self._ask_name()
            changes = self._count_changes(role, found)
            stays = self.page.evaluate("isStillFocused()")
        after = (self.page.url, len(self.page.context.pages))
        moved = f"{before} became {after}" if after != before else "" if stays else "the focus went elsewhere"
        said = (found["number"], found["html"], role, name, found["label"], found["seen"], changes, moved)
        return Stop(*said), found["in_group"]

    def _ask_name(self) -> tuple[str, str]:
        """The role and the name under which the browser hands on what has the focus."""
        element = self._browser.send("Runtime.evaluate", {"expression": "focused"})["result"]["objectId"]
        asking = {"objectId": element, "fetchRelatives": False}
        [known, *_] = self._browser.send("Accessibility.getPartialAXTree", asking)["nodes"]
        return str(known.get("role", {}).get("value", "")), str(known.get("name", {}).get("value", ""))

    def _count_changes(self, role: str, found: dict[str, Any]) -> int | None:
        """The points of the picture that differ from one without the focus; None for a known kind."""
        kind = f"{role} {found['kind']}"
        if kind in self._known:
            return None
        clip = _surround(found["box"], found["window"])
        focused = self._take_picture(clip)
        self.page.evaluate("focused.blur()")
        without = self._take_picture(clip)
        self.page.evaluate("focused.focus({ preventScroll: true })")
        difference = ImageChops.difference(focused, without).convert("L")
        changes = sum(difference.histogram()[_STRENGTH:])
        if changes:
            self._known.add(kind)
        return changes

    def _take_picture(self, clip: dict[str, float]) -> Image.Image:
        how = {"format": "png", "optimizeForSpeed": True, "clip": clip}
        taken = self._browser.send("Page.captureScreenshot", how)["data"]
        return Image.open(BytesIO(base64.b64decode(taken))).convert("RGB")


def _surround(box: list[float], window: list[float]) -> dict[str, float]:
    """A box and what is around it, as far as that is in the window."""
    left, top = max(window[0], box[0] - _ROOM), max(window[1], box[1] - _ROOM)
    right = max(left + 1, min(window[2], box[0] + box[2] + _ROOM))
    bottom = max(top + 1, min(window[3], box[1] + box[3] + _ROOM))
    return {"x": left, "y": top, "width": right - left, "height": bottom - top, "scale": 1}
