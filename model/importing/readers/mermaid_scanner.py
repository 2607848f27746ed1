"""Going through the text of a Mermaid flowchart: where one is, and texts in brackets and quotes."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST_LABEL = 20_000
"""In characters; what is longer has no end."""

_SPACE = re.compile(r"\s*")


class FaultyError(Exception):
    """Raised where a statement cannot be read any further."""


class Scanner:
    """A text and the place in it up to which it is read; `line` is that of its beginning."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.at = 0
        self._first = line
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def find_line(self, at: int) -> int:
        """The line of a place in the file."""
        return bisect_right(self._ends, at - 1) + self._first

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go behind what a pattern fits, if it fits here."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found is not None else self.at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The same, with what it fits."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def skip_line(self) -> str:
        """Go to the end of the line; gives what stands there."""
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        text, self.at = self.text[self.at : end], end
        return text

    def read_text(self, closers: tuple[str, ...], width: int) -> tuple[str, bool]:
        """The text between brackets, in quotes or not, and whether it is Markdown."""
        begin = self.at
        self.at += width
        self.skip(_SPACE)
        if self.text.startswith('"', self.at):
            text, is_markdown = self.read_quoted()
            self.skip(_SPACE)
            closer = next((sign for sign in closers if self.text.startswith(sign, self.at)), None)
            if closer is None:
                self.at = begin
                raise FaultyError
            self.at += len(closer)
            return text, is_markdown
        end, closer = self._find_closer(closers)
        text = self.text[self.at : end]
        if closer is None or ("\n" in text and ("--" in text or "\n\n" in text)):
            self.at = begin
            raise FaultyError
        self.at = end + len(closer)
        return text.strip(), False

    def _find_closer(self, closers: tuple[str, ...]) -> tuple[int, str | None]:
        """Where a text without quotes ends: at the first closer, or the one that pairs with the opener."""
        stop = self.at + LONGEST_LABEL
        found = [(self.text.find(sign, self.at, stop), sign) for sign in closers]
        end, closer = min(((at, sign) for at, sign in found if at >= 0), default=(-1, None))
        if closer in (")", "]", "}"):
            opener = {")": "(", "]": "[", "}": "{"}[closer]
            inner = self.text.count(opener, self.at, end)
            while inner > 0 and (after := self.text.find(closer, end + 1, stop)) >= 0:
                if "\n" in self.text[end:after]:
                    break
                inner += self.text.count(opener, end, after) - 1
                end = after
        return end, closer

    def read_quoted(self) -> tuple[str, bool]:
        """A text in quotes, and whether it is Markdown; one begins at this place."""
        is_markdown = self.text.startswith('"`', self.at)
        start = self.at + (2 if is_markdown else 1)
        end = self.text.find('`"' if is_markdown else '"', start, start + LONGEST_LABEL)
        if end < 0:
            raise FaultyError
        self.at = end + (2 if is_markdown else 1)
        return self.text[start:end], is_markdown
