"""Codings as a project of REFI-QDA (.qdpx): coders, codebook, stories, passages, memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from model.coding.codebook import build_codebook, name_codes
from model.coding.refi.code_tree import add_codes
from model.coding.refi.codebook_file import ORIGIN
from model.coding.refi.guids import (
    AGREED,
    build_guid,
    guid_code,
    guid_coder,
    guid_source,
    name_note,
    name_role,
    name_source,
)
from model.coding.refi.package import PROJECT, SOURCES, pack, to_document
from model.coding.refi.variables import StoryVariables
from model.coding.story_coding import Code, Codings, Decision, Passage, StoryCoding
from model.graph import ConceptualModel
from model.stories import Story
from model.stories.story import Wording
from model.words import get_words
from model.xml_text import clean

NAMESPACE = "urn:QDA-XML:project:1.0"
WHOLE = "*"
"""The name of a selection that stands for a whole story."""

Whole = Literal["source", "passage"]
"""How a code without a passage is written: as a coding of the text itself, as the standard means it, or as
a passage from its first to its last character, for programs that read no other codings (QualCoder)."""


def to_qdpx(
    model: ConceptualModel,
    stories: Iterable[Story],
    codings: Codings,
    language: str,
    whole: Whole = "source",
) -> bytes:
    """The codings of stories as .qdpx; `read_project` gives them back. The same codings give the same bytes.

    - Users are the coders, and for each role somebody who decided where they differ; what a story is
      attached to is coded by a user of its own.
    - A source is a story in the language it was told in, and in another one where a passage is marked there.
    - Positions count characters (Unicode code points) from 0, up to the one after the last, as the examples
      of the standard do.
    - A memo on a story is a note on its source, one on a code a note on that code.
    - Whether a coder is done with a story, when it was last coded, and who told it are variables.

    Codings of stories that are not among `stories` are left out. The schema has no place for when a coder was
    added, and none for the number of changes of a coding.
    """
    return _Writer(model, tuple(stories), codings, language, whole).write()


@dataclass
class _Selection:
    start: int
    end: int
    name: str
    user: str
    at: datetime
    code: Code | None


@dataclass
class _Notes:
    """The notes of a project, and the texts that stand in files of their own."""

    element: Element
    files: dict[str, bytes] = field(default_factory=dict)


class _Writer:
    def __init__(
        self,
        model: ConceptualModel,
        stories: Sequence[Story],
        codings: Codings,
        language: str,
        whole: Whole,
    ) -> None:
        self._model = model
        self._id = model.file.model.id
        self._stories = stories
        self._codings = codings
        self._language = language
        self._whole = whole
        self._names = name_codes(model, language)
        self._of_story: dict[str, list[StoryCoding]] = defaultdict(list)
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        for coding in codings.codings:
            self._of_story[coding.story].append(coding)
        for decision in codings.decisions:
            self._decided[decision.story].append(decision)
        self._notes = _Notes(Element("Notes"))
        self._texts: dict[str, bytes] = {}

    def write(self) -> bytes:
        root = Element(
            "Project", xmlns=NAMESPACE, name=clean(self._model.title.text(self._language)), origin=ORIGIN
        )
        if moment := max(self._list_moments(), default=None):
            root.set("modifiedDateTime", write_moment(moment))
        self._add_users(root)
        memos = self._add_code_memos()
        book = build_codebook(self._model, self._language, self._stories)
        add_codes(SubElement(root, "CodeBook"), book, self._names, memos)
        variables = StoryVariables(self._id, self._codings.coders, self._language)
        variables.declare(root)
        if self._stories:
            sources = SubElement(root, "Sources")
            for story in self._stories:
                for wording in self._list_wordings(story):
                    self._add_source(sources, story, wording, variables)
        if len(self._notes.element):
            root.append(self._notes.element)
        return pack({PROJECT: to_document(root), **self._texts, **self._notes.files})

    def _list_moments(self) -> Iterator[datetime]:
        yield from (coding.at for coding in self._codings.codings)
        yield from (decision.at for decision in self._codings.decisions)
        yield from (memo.at for memo in self._codings.memos)
        yield from (story.changed_at for story in self._stories)

    def _add_users(self, root: Element) -> None:
        _ = get_words(self._language)
        agreed = _("Agreed")
        users = {coder.id: coder.name for coder in self._codings.coders}
        roles = sorted({decision.role for story in self._stories for decision in self._decided[story.id]})
        if any(story.nodes or story.dimensions for story in self._stories):
            users[AGREED] = agreed
        users |= {name_role(role): f"{agreed} ({role})" for role in roles}
        if users:
            listed = SubElement(root, "Users")
            for id_, name in users.items():
                SubElement(listed, "User", guid=guid_coder(self._id, id_), name=clean(name), id=id_)

    def _add_code_memos(self) -> Mapping[Code, Sequence[str]]:
        names = {coder.id: coder.name for coder in self._codings.coders}
        memos: dict[Code, list[str]] = defaultdict(list)
        for memo in self._codings.memos:
            guid = build_guid(self._id, "note", memo.coder, memo.code.kind, memo.code.id)
            name = f"{self._names.get(memo.code, memo.code.id)} – {names.get(memo.coder, memo.coder)}"
            note = self._add_note(guid, name_note(name, memo.code), memo.coder, memo.at)
            note.set("plainTextPath", f"internal://{guid}.txt")
            self._notes.files[f"{SOURCES}/{guid}.txt"] = memo.text.encode()
            memos[memo.code].append(guid)
        return memos

    def _add_note(self, guid: str, name: str, user: str, at: datetime) -> Element:
        moment, user = write_moment(at), guid_coder(self._id, user)
        return SubElement(
            self._notes.element,
            "Note",
            guid=guid,
            name=clean(name),
            creatingUser=user,
            creationDateTime=moment,
            modifyingUser=user,
            modifiedDateTime=moment,
        )

    def _list_wordings(self, story: Story) -> Iterator[Wording]:
        marked = {
            passage.language for coding in self._of_story[story.id] for _, passage in coding.list_passages()
        }
        yield story.wordings[0]
        yield from (wording for wording in story.wordings[1:] if wording.language in marked)

    def _add_source(
        self, sources: Element, story: Story, wording: Wording, variables: StoryVariables
    ) -> None:
        is_first = wording == story.wordings[0]
        guid = guid_source(self._id, story.id, wording.language)
        name = name_source(story.name(wording.language), story.id, "" if is_first else wording.language)
        source = SubElement(sources, "TextSource", guid=guid, name=clean(name))
        source.set("plainTextPath", f"internal://{guid}.txt")
        source.set("creationDateTime", write_moment(story.created_at))
        source.set("modifiedDateTime", write_moment(story.changed_at))
        self._texts[f"{SOURCES}/{guid}.txt"] = wording.text.encode()
        whole = list(self._list_whole(story, wording)) if is_first else []
        marked = [*self._list_selections(story, wording), *(whole if self._whole == "passage" else [])]
        for selection in marked:
            self._add_selection(source, guid, selection)
        for selection in whole if self._whole == "source" else []:
            self._add_coding(source, guid, selection)
        if is_first:
            for note in self._list_notes(story):
                SubElement(source, "NoteRef", targetGUID=note)
            variables.add_values(source, story, self._of_story[story.id])

    def _list_selections(self, story: Story, wording: Wording) -> Iterator[_Selection]:
        for coding in self._of_story[story.id]:
            at = {mark.code: mark.at for mark in coding.marks}
            for code, passage in coding.list_passages():
                if passage.language == wording.language and passage.end <= len(wording.text):
                    moment = at[code] if code else coding.at
                    yield _Selection(
                        passage.start, passage.end, _shorten(passage, wording), coding.coder, moment, code
                    )

    def _list_whole(self, story: Story, wording: Wording) -> Iterator[_Selection]:
        """What a whole story is coded as: by coders without a passage, by decisions, and in the end."""
        end = len(wording.text)
        for coding in self._of_story[story.id]:
            for mark in coding.marks:
                if not mark.passages:
                    yield _Selection(0, end, WHOLE, coding.coder, mark.at, mark.code)
        decided = {decision.code: decision for decision in self._decided[story.id] if decision.is_attached}
        for code, decision in decided.items():
            yield _Selection(0, end, WHOLE, name_role(decision.role), decision.at, code)
        attached = (
            *(Code("node", node) for node in story.nodes),
            *(Code("dimension", dimension) for dimension in story.dimensions),
        )
        for code in attached:
            if code in self._names:
                yield _Selection(0, end, WHOLE, AGREED, story.changed_at, code)

    def _add_selection(self, source: Element, source_guid: str, selected: _Selection) -> None:
        guid = self._guid_selection("selection", source_guid, selected)
        selection = SubElement(
            source,
            "PlainTextSelection",
            guid=guid,
            name=clean(selected.name),
            startPosition=str(selected.start),
            endPosition=str(selected.end),
            creatingUser=guid_coder(self._id, selected.user),
            creationDateTime=write_moment(selected.at),
        )
        self._add_coding(selection, source_guid, selected)

    def _add_coding(self, parent: Element, source_guid: str, selected: _Selection) -> None:
        coding = SubElement(
            parent,
            "Coding",
            guid=self._guid_selection("coding", source_guid, selected),
            creatingUser=guid_coder(self._id, selected.user),
            creationDateTime=write_moment(selected.at),
        )
        SubElement(coding, "CodeRef", targetGUID=guid_code(self._id, selected.code))

    def _guid_selection(self, what: str, source_guid: str, selected: _Selection) -> str:
        code = guid_code(self._id, selected.code)
        return build_guid(
            self._id,
            what,
            source_guid,
            selected.user,
            code,
            selected.start,
            selected.end,
            selected.name == WHOLE,
        )

    def _list_notes(self, story: Story) -> Iterator[str]:
        """The GUIDs of the notes on a story: what coders noted, and which codes it was decided not to have.

        QualCoder takes a note for one on the passage that the note itself selects.
        """
        _ = get_words(self._language)
        for coding in self._of_story[story.id]:
            if coding.memo:
                guid = build_guid(self._id, "note", story.id, coding.coder)
                note = self._add_note(guid, "", coding.coder, coding.at)
                del note.attrib["name"]
                self._fill_note(note, guid, coding.memo, len(story.text))
                yield guid
        for decision in self._decided[story.id]:
            if not decision.is_attached:
                guid = build_guid(self._id, "refusal", story.id, decision.code.kind, decision.code.id)
                name = self._names.get(decision.code, decision.code.id)
                user = name_role(decision.role)
                note = self._add_note(guid, name_note(name, decision.code, True), user, decision.at)
                text = _("The coders agreed that this story does not show it.")
                self._fill_note(note, guid, text, len(story.text))
                yield guid

    def _fill_note(self, note: Element, guid: str, text: str, longest: int) -> None:
        SubElement(note, "PlainTextContent").text = clean(text)
        SubElement(
            note,
            "PlainTextSelection",
            guid=build_guid(self._id, "part", guid),
            startPosition="0",
            endPosition=str(min(len(text), longest)),
        )


def write_moment(moment: datetime) -> str:
    """A time as XML has it, in UTC.

    >>> write_moment(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    '2026-11-24T09:30:00Z'
    """
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _shorten(passage: Passage, wording: Wording) -> str:
    text = " ".join(wording.text[passage.start : passage.end].split())
    return text if len(text) <= 60 else f"{text[:59]}…"
