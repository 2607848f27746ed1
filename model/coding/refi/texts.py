"""Which story a text of a file is, and where a passage of the one stands in the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from model.coding.passages import move
from model.coding.refi.guids import find_story, guid_source
from model.coding.refi.records import RefiSelection, RefiText
from model.coding.story_coding import Passage
from model.stories import Story, Wording
from model.stories.plain_text import clean_text


@dataclass(frozen=True)
class FoundText:
    """A text of a file, `raw`, and the story's text that it is."""

    story: Story
    wording: Wording
    raw: str

    def is_whole(self, start: int, end: int) -> bool:
        """Whether nothing but spaces is outside."""
        return not self.raw[:start].strip() and not self.raw[end:].strip()

    def find_place(self, selection: RefiSelection) -> tuple[int, int] | None:
        """From where up to where a selection is in the file's text; None for nowhere."""
        try:
            start, end = int(selection.start), int(selection.end)
        except ValueError:
            return None
        return (start, end) if 0 <= start < end <= len(self.raw) else None

    def find_passage(self, start: int, end: int) -> Passage | None:
        """The same passage in the story; None where it is not in it any more."""
        start, end = move(self.raw, self.wording.text, start, end)
        if start >= end:
            return None
        return Passage(self.wording.language, start, end, self.story.revision)


class KnownTexts:
    """The stories by their texts: by GUID, by the id in the name, else by saying the same."""

    def __init__(self, model: str, stories: Iterable[Story], language: str) -> None:
        self._language = language
        self._by_guid: dict[str, tuple[Story, Wording]] = {}
        self._by_id: dict[str, Story] = {}
        self._by_text: dict[str, tuple[Story, Wording]] = {}
        self.new: list[Story] = []
        for story in stories:
            self._by_id[story.id] = story
            for wording in story.wordings:
                self._by_guid[guid_source(model, story.id, wording.language)] = story, wording
                self._by_text.setdefault(_squeeze(wording.text), (story, wording))

    def find(self, source: RefiText, raw: str) -> FoundText | None:
        """The story that a text is, a new one where there is none; None where it cannot be a story."""
        said = _squeeze(clean_text(raw))
        found = self._by_guid.get(source.guid) or self._find_named(source.name) or self._by_text.get(said)
        if not found:
            found = self._make(source, raw)
            if not found:
                return None
            self._by_text[said] = found
        return FoundText(*found, raw)

    def _find_named(self, name: str) -> tuple[Story, Wording] | None:
        id_, language = find_story(name)
        story = self._by_id.get(id_)
        if story is None:
            return None
        if not language:
            return story, story.wordings[0]
        return next(((story, wording) for wording in story.wordings if wording.language == language), None)

    def _make(self, source: RefiText, raw: str) -> tuple[Story, Wording] | None:
        title = source.name.removesuffix(".txt").removesuffix(".docx")[:200]
        try:
            story = Story(
                wordings=(Wording(language=self._language, title=title, text=raw),),
                teller="other",
                origin="imported",
            )
        except ValidationError:
            return None
        self.new.append(story)
        return story, story.wordings[0]


def decode(content: bytes, origin: str) -> str:
    """A text of a file as the program that wrote it counts its characters.

    A line break of two characters counts as two, but as one with ATLAS.ti; a byte order mark is none.
    """
    text = content.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n") if "ATLAS" in origin.upper() else text


def _squeeze(text: str) -> str:
    return " ".join(text.split())
