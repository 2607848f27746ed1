"""The labels that yEd and other programs with yFiles draw on nodes and edges of GraphML."""

from __future__ import annotations

_LABELS = ("NodeLabel", "EdgeLabel", "Label")


class Labels:
    """Collects the labels of a node or an edge, in their order; of a group those that it shows as it is.

    yEd writes `NodeLabel` and `EdgeLabel` with the text in them, programs with newer yFiles a `Label` with an
    attribute `Text` or an element `Label.Text`.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._inside: list[str] = []
        self._active = -1
        """Which of the ways to draw a group holds; -1 where there is one only."""
        self._ways = 0

    @property
    def is_open(self) -> bool:
        """Whether a label has just begun."""
        return bool(self._inside) and self._inside[-1] in (*_LABELS, "Label.Text")

    def is_text(self, element: str) -> bool:
        """Whether text in this element is that of a label."""
        return element in ("NodeLabel", "EdgeLabel", "Label.Text")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins that says how something is drawn."""
        if self._inside[-1:] == ["Realizers"]:
            self._ways += 1
        if element == "Realizers":
            active = attributes.get("active", "0")
            self._active = int(active) if active.isascii() and active.isdecimal() and len(active) < 6 else 0
        self._inside.append(element)
        if element == "Label":
            self._take(attributes.get("Text", ""))

    def end(self, element: str, text: str) -> bool:
        """An element of the drawing ends; gives whether its text was that of a label."""
        if self._inside:
            self._inside.pop()
        if not self.is_text(element):
            return False
        self._take(text)
        return True

    def _take(self, text: str) -> None:
        is_shown = self._active < 0 or self._ways == 0 or self._ways - 1 == self._active
        if text.strip() and is_shown:
            self.texts.append(text.strip())
