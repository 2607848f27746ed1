"""Reading a project of REFI-QDA (.qdpx): what its coders made of which stories, and what was left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, get_args

from model.coding.refi.codebook_file import ORIGIN
from model.coding.refi.guids import build_guid, find_noted
from model.coding.refi.known_codes import KnownCodes, Meaning, UnknownCode
from model.coding.refi.package import Package
from model.coding.refi.people import KnownPeople, Person
from model.coding.refi.project_file import WHOLE
from model.coding.refi.records import RefiCode, RefiProject, RefiSelection, RefiText, read_records
from model.coding.refi.texts import FoundText, KnownTexts, decode
from model.coding.refi.variables import Progress, list_progress_names
from model.coding.story_coding import (
    LONGEST_MEMO,
    MOST_PASSAGES,
    Code,
    CodeMemo,
    Coder,
    Codings,
    Decision,
    Mark,
    Passage,
    StoryCoding,
)
from model.graph import ConceptualModel
from model.stories import Story
from model.stories.plain_text import clean_text
from model.words import get_words, join_label, quote

RemarkKind = Literal[
    "kind", "text", "outside", "moved", "code", "description", "note", "memo", "passages", "user"
]
"""Why something was left out: it is of a kind that stories have no place for; a text is missing, or none that
can be a story; a passage is outside its text, or no longer in the story; a code is not in the file; a
description of a text; a note on nothing; a memo or passages beyond the limit; somebody decided and coded."""


@dataclass(frozen=True)
class Remark:
    """Something that was left out, where it is in the file, and what it says; `line` as far as it has one."""

    kind: RemarkKind
    place: str
    text: str = ""
    line: int | None = None


@dataclass(frozen=True)
class ProjectReading:
    """What a project holds, for stories and coders that there are already or that are new.

    `new_stories` are the texts that no story is, in the order of the file; codings speak of them, too. They
    wait to be published, and were told by "other": no file says by whom. `agreed` is what a file of ours
    says that stories are attached to, which follows from the codings and decisions.
    """

    codings: Codings
    new_stories: tuple[Story, ...] = ()
    unknown_codes: tuple[UnknownCode, ...] = ()
    remarks: tuple[Remark, ...] = ()
    agreed: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)


def read_project(
    content: bytes,
    name: str,
    model: ConceptualModel,
    stories: Iterable[Story],
    coders: Iterable[Coder] = (),
    choices: Mapping[str, Meaning] | None = None,
    language: str = "en",
) -> ProjectReading:
    """The codings in a project, `name` in messages, for the stories and coders that there are.

    A text is a story of the same GUID, or with its id at the end of the name, else the one that says the
    same; a passage is followed where the two differ. Coders are known by GUID, id or name, codes by GUID,
    name in any language, or id; `choices` says what others mean, by their names. Texts that are new stories
    are taken to be in the `language`. Where no variable says so, a coder is done with each story that has a
    code. A passage of a whole text is the code of the story; what is noted on a passage goes into the coder's
    memo on the story. A code's definition in the file is not taken over.

    Raises `ModelFileError` for a file that is none, is damaged, or unsafe to read.
    """
    package = Package(content, name)
    project = read_records(package.read_project(), name, "Project")
    return _Intake(model, package, project, stories, coders, choices, language).read()


@dataclass
class _Draft:
    """What one coder made of one story, while it is being put together."""

    marks: dict[Code, datetime] = field(default_factory=dict)
    passages: dict[Code, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    leftovers: list[Passage] = field(default_factory=list)
    memos: list[str] = field(default_factory=list)
    is_done: bool | None = None
    at: datetime | None = None
    latest: datetime | None = None


class _Intake:
    def __init__(
        self,
        model: ConceptualModel,
        package: Package,
        project: RefiProject,
        stories: Iterable[Story],
        coders: Iterable[Coder],
        choices: Mapping[str, Meaning] | None,
        language: str,
    ) -> None:
        self._id = model.file.model.id
        self._package = package
        self._project = project
        self._language = language
        self._now = _parse_moment(project.at) or datetime.now(UTC)
        coders = tuple(coders)
        self._people = KnownPeople(self._id, coders, project.users, self._now)
        self._known_coders = coders
        self._codes = KnownCodes(model, choices)
        self._by_guid = {code.guid: code for code in project.codes}
        self._texts = KnownTexts(self._id, stories, language)
        self._notes = {note.guid: note for note in project.notes}
        self._used_notes: set[str] = set()
        self._used_codes: Counter[str] = Counter()
        self._drafts: dict[tuple[str, str], _Draft] = defaultdict(_Draft)
        self._decisions: dict[tuple[str, Code], Decision] = {}
        self._agreed: dict[str, dict[Code, None]] = defaultdict(dict)
        self._memos: dict[tuple[str, Code], CodeMemo] = {}
        self._remarks: list[Remark] = []
        self._progress = dict(self._list_progress())

    def read(self) -> ProjectReading:
        for kind, count in self._project.unread.items():
            self._remark("kind", kind, str(count))
        for source in self._project.sources:
            self._read_source(source)
        self._read_code_memos()
        for note in self._project.notes:
            if note.guid not in self._used_notes:
                self._remark("note", note.name or note.guid, self._get_content(note), note.line)
        codings = tuple(
            self._to_coding(story, coder, draft) for (story, coder), draft in self._drafts.items()
        )
        named = {coder.id: coder for coder in self._known_coders} | self._people.coders
        return ProjectReading(
            Codings(
                tuple(named.values()), codings, tuple(self._decisions.values()), tuple(self._memos.values())
            ),
            tuple(self._texts.new),
            tuple(self._list_unknown()),
            tuple(self._remarks),
            {story: tuple(codes) for story, codes in self._agreed.items()},
        )

    def _list_unknown(self) -> Iterator[UnknownCode]:
        for code in self._project.codes:
            count = self._used_codes[code.guid]
            if self._codes.find(code) is None and (code.is_codable or count):
                yield self._codes.offer(code, count)

    def _read_source(self, source: RefiText) -> None:
        content = self._package.find_text(source.path) if source.path else None
        raw = decode(content, self._project.origin) if content is not None else source.content
        found = self._texts.find(source, raw) if raw and raw.strip() else None
        if found is None:
            self._remark("text", source.name or source.guid, f"{len(raw or '')}", source.line)
            return
        if source.description.strip():
            self._remark("description", source.name, source.description, source.line)
        for selection in source.selections:
            self._read_selection(found, source, selection)
        for coding in source.codings:
            self._give(found.story.id, coding.user or source.user, coding.code, coding.at, None, source)
            self._read_notes(found, source, coding.notes, "")
        self._read_notes(found, source, source.notes, "")
        self._read_progress(found.story.id, source)

    def _read_selection(self, found: FoundText, source: RefiText, selection: RefiSelection) -> None:
        place = found.find_place(selection)
        where = f"{source.name}: {selection.start}–{selection.end}"
        if place is None:
            self._remark("outside", where, selection.name, selection.line)
            return
        is_ours = self._project.origin == ORIGIN
        is_whole = found.is_whole(*place) and (selection.name == WHOLE or not is_ours)
        passage = None if is_whole else found.find_passage(*place)
        said = " ".join(found.raw[slice(*place)].split())
        if passage is None and not is_whole:
            self._remark("moved", where, said, selection.line)
            return
        for coding in selection.codings:
            user, at = coding.user or selection.user, coding.at or selection.at
            self._give(found.story.id, user, coding.code, at, passage, source, selection.line)
            self._read_notes(found, source, coding.notes, said)
        if selection.description.strip():
            person = self._people.get(selection.user, self._language)
            self._note_down(found.story.id, person, selection.description, said, selection.at, where)
        self._read_notes(found, source, selection.notes, said)

    def _give(
        self,
        story: str,
        user: str,
        guid: str,
        at: str,
        passage: Passage | None,
        source: RefiText,
        line: int | None = None,
    ) -> None:
        """Give a story a code, by a passage or as a whole."""
        self._used_codes[guid] += 1
        code = self._by_guid.get(guid) or RefiCode(guid, "", (), True, 0)
        meaning = self._codes.find(code)
        if meaning is None or meaning == "none":
            if guid not in self._by_guid:
                self._remark("code", source.name, guid, line)
            return
        person = self._people.get(user, self._language)
        moment = _parse_moment(at) or self._now
        if not isinstance(person, Coder):
            role = person[1]
            if not isinstance(meaning, Code):
                self._remark("user", source.name, "", line)
            elif role is None:
                self._agreed[story][meaning] = None
            else:
                self._decisions[story, meaning] = Decision(story, meaning, True, role, moment)
            return
        draft = self._drafts[story, person.id]
        draft.latest = max(draft.latest or moment, moment)
        if isinstance(meaning, Code):
            draft.marks[meaning] = min(draft.marks.get(meaning, moment), moment)
        passages = draft.passages[meaning] if isinstance(meaning, Code) else draft.leftovers
        if passage is not None and passage not in passages:
            passages.append(passage)
        elif passage is None and not isinstance(meaning, Code):
            self._remark("outside", source.name, "", line)

    def _read_notes(self, found: FoundText, source: RefiText, guids: Iterable[str], said: str) -> None:
        for guid in guids:
            note = self._notes.get(guid)
            if note is None:
                continue
            self._used_notes.add(guid)
            person = self._people.get(note.user or source.user, self._language)
            noted = find_noted(note.name)
            is_refusal = noted and noted[1] and noted[0] in self._codes.codes
            if noted and is_refusal and not isinstance(person, Coder) and person[1]:
                at = _parse_moment(note.at) or self._now
                decision = Decision(found.story.id, noted[0], False, person[1], at)
                self._decisions.setdefault((found.story.id, noted[0]), decision)
            else:
                self._note_down(found.story.id, person, self._get_content(note), said, note.at, source.name)

    def _note_down(self, story: str, person: Person, text: str, said: str, at: str, where: str) -> None:
        """Add what somebody noted to the memo on a story, with the passage that it is on."""
        text = clean_text(text)
        if not text:
            return
        if not isinstance(person, Coder):
            self._remark("note", where, text)
            return
        _ = get_words(self._language)
        draft = self._drafts[story, person.id]
        memo = join_label(_, quote(_, said), text) if said else text
        if memo not in draft.memos:
            draft.memos.append(memo)
        moment = _parse_moment(at)
        draft.latest = max(filter(None, (draft.latest, moment)), default=None)

    def _read_progress(self, story: str, source: RefiText) -> None:
        for guid, value in source.values:
            if guid in self._progress:
                progress, coder = self._progress[guid]
                self._people.coders.setdefault(coder.id, coder)
                draft = self._drafts[story, coder.id]
                if progress == "done":
                    draft.is_done = value.lower() in ("true", "1")
                else:
                    draft.at = _parse_moment(value)

    def _list_progress(self) -> Iterator[tuple[str, tuple[Progress, Coder]]]:
        """The variables that say how far a coder is, by GUID."""
        for progress in get_args(Progress):
            for coder in self._people.everybody:
                named = list_progress_names(progress, coder.name)
                own = build_guid(self._id, "variable", f"{progress} {coder.id}")
                for guid, name in self._project.variables.items():
                    if guid == own or name in named:
                        yield guid, (progress, coder)

    def _read_code_memos(self) -> None:
        """The notes on codes: those that a code refers to, else those that are named after one."""
        named: list[tuple[Meaning | None, str]] = [
            (self._codes.find(code), guid) for code in self._project.codes for guid in code.notes
        ]
        for note in self._project.notes:
            noted = find_noted(note.name)
            if noted and not noted[1] and note.guid not in self._used_notes:
                named.append((noted[0], note.guid))
        for code, guid in named:
            if not isinstance(code, Code) or code not in self._codes.codes:
                continue
            if guid not in self._notes or guid in self._used_notes:
                continue
            note = self._notes[guid]
            person = self._people.get(note.user, self._language)
            text = clean_text(self._get_content(note))
            if isinstance(person, Coder) and text:
                self._used_notes.add(guid)
                text = self._shorten(text, note.name)
                at = _parse_moment(note.at) or self._now
                self._memos[person.id, code] = CodeMemo(person.id, code, text, at)

    def _get_content(self, note: RefiText) -> str:
        if note.content is not None:
            return note.content
        content = self._package.find_text(note.path)
        return decode(content, self._project.origin) if content is not None else note.description

    def _to_coding(self, story: str, coder: str, draft: _Draft) -> StoryCoding:
        left = MOST_PASSAGES
        leftovers = tuple(draft.leftovers[:left])
        left -= len(leftovers)
        marks = []
        for code, at in sorted(draft.marks.items(), key=lambda mark: mark[1]):
            passages = tuple(
                sorted(
                    draft.passages[code], key=lambda passage: (passage.language, passage.start, passage.end)
                )
            )[:left]
            left -= len(passages)
            marks.append(Mark(code, passages, at))
        total = len(draft.leftovers) + sum(map(len, draft.passages.values()))
        if total > MOST_PASSAGES:
            self._remark("passages", story, str(total - MOST_PASSAGES))
        memo = self._shorten("\n".join(draft.memos), story)
        is_done = draft.is_done if draft.is_done is not None else bool(marks or leftovers)
        at = draft.at or draft.latest or self._now
        return StoryCoding(story, coder, tuple(marks), leftovers, memo, is_done, at)

    def _shorten(self, text: str, place: str) -> str:
        if len(text) > LONGEST_MEMO:
            self._remark("memo", place, text[LONGEST_MEMO:])
        return text[:LONGEST_MEMO].rstrip()

    def _remark(self, kind: RemarkKind, place: str, text: str = "", line: int | None = None) -> None:
        self._remarks.append(Remark(kind, place, text, line))


def _parse_moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
