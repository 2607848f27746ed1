"""What stands in a project or codebook of REFI-QDA, before anything is made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from model.errors import Fault, ModelFileError
from model.xml_text import read_xml

MOST_SELECTIONS = 2_000_000
"""Of a project: passages, codings and values of variables together."""
_REMEDY = "export the project as REFI-QDA"
_UNREAD = {
    "PictureSource": "pictures",
    "PDFSource": "PDF files",
    "AudioSource": "sound recordings",
    "VideoSource": "films",
    "Set": "sets",
    "Case": "cases",
    "Link": "links",
    "Graph": "graphs",
}


@dataclass
class RefiUser:
    """Somebody who coded; `id` is the one that the program gave, or ""."""

    guid: str
    name: str
    id: str


@dataclass
class RefiCode:
    """A code; `path` is the names of the codes that it stands under, from the top."""

    guid: str
    name: str
    path: tuple[str, ...]
    is_codable: bool
    line: int
    description: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class RefiCoding:
    """That somebody gave a passage, or a text, a code."""

    user: str
    at: str
    code: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class RefiSelection:
    """A passage; without a coding it is only described."""

    start: str
    end: str
    name: str
    user: str
    at: str
    line: int
    description: str = ""
    codings: list[RefiCoding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class RefiText:
    """A text, or a note: its path in the zip file or its content, and what is on it."""

    guid: str
    name: str
    path: str
    user: str
    at: str
    line: int
    content: str | None = None
    description: str = ""
    selections: list[RefiSelection] = field(default_factory=list)
    codings: list[RefiCoding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    """The GUID of a variable, and its value."""


@dataclass
class RefiProject:
    """All of it. `unread` counts what no story has a place for."""

    origin: str = ""
    user: str = ""
    at: str = ""
    users: list[RefiUser] = field(default_factory=list)
    codes: list[RefiCode] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    sources: list[RefiText] = field(default_factory=list)
    notes: list[RefiText] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)


def read_records(content: bytes, name: str, root: str) -> RefiProject:
    """The records of an XML document whose outermost element is `root`: "Project" or "CodeBook".

    Raises `ModelFileError`, with the line, for what is not whole XML, declares a document type, or is
    something else.
    """
    handler = _Handler(name, root)
    read_xml(content, name, handler, _REMEDY)
    return handler.project


class _Handler:
    """Builds the records; a kind of element that it does not know is left with everything in it."""

    def __init__(self, file: str, root: str) -> None:
        self.project = RefiProject()
        self._file = file
        self._root = root
        self._open: list[str] = []
        self._codes: list[RefiCode] = []
        self._text: RefiText | None = None
        self._selection: RefiSelection | None = None
        self._coding: RefiCoding | None = None
        self._variable = ""
        self._words: list[str] | None = None
        self._skipped = 0
        self._count = 0

    def start(self, element: str, attributes: dict[str, str], line: int) -> None:
        if not self._open and element != self._root:
            raise self._refuse(
                f"begins with <{element[:40]}>, where a file of REFI-QDA has <{self._root}>", line
            )
        self._open.append(element)
        if self._skipped or element in _UNREAD:
            self._skipped += 1
            if self._skipped == 1:
                self.project.unread[_UNREAD[element]] += 1
            return
        self._words = None
        parent = self._open[-2] if len(self._open) > 1 else ""
        self._take(element, parent, attributes, line)

    def _take(self, element: str, parent: str, attributes: Mapping[str, str], line: int) -> None:
        get = attributes.get
        project = self.project
        match element:
            case "Project" | "CodeBook" if not parent:
                project.origin, project.user = get("origin", ""), _guid(get("creatingUserGUID"))
                project.at = get("modifiedDateTime") or get("creationDateTime", "")
            case "User":
                project.users.append(RefiUser(_guid(get("guid")), get("name", ""), get("id", "")))
            case "Code":
                path = tuple(code.name for code in self._codes)
                is_codable = get("isCodable", "true") not in ("false", "0")
                code = RefiCode(_guid(get("guid")), get("name", ""), path, is_codable, line)
                project.codes.append(code)
                self._codes.append(code)
            case "Variable":
                project.variables[_guid(get("guid"))] = get("name", "")
            case "TextSource" | "Note":
                text = RefiText(
                    _guid(get("guid")), get("name", ""), get("plainTextPath", ""), *_sign(attributes), line
                )
                (project.notes if element == "Note" else project.sources).append(text)
                self._text = text
            case "PlainTextSelection" if self._text is not None:
                self._selection = RefiSelection(
                    get("startPosition", ""),
                    get("endPosition", ""),
                    get("name", ""),
                    *_sign(attributes),
                    line,
                )
                self._text.selections.append(self._selection)
                self._check_count(line)
            case "Coding" if self._text is not None:
                self._coding = RefiCoding(*_sign(attributes))
                (self._selection or self._text).codings.append(self._coding)
                self._check_count(line)
            case "CodeRef" if self._coding is not None:
                self._coding.code = _guid(get("targetGUID"))
            case "NoteRef":
                on = self._coding or self._selection or self._text or (self._codes and self._codes[-1])
                if on:
                    on.notes.append(_guid(get("targetGUID")))
            case "VariableRef":
                self._variable = _guid(get("targetGUID"))
            case "Description" | "PlainTextContent":
                self._words = []
            case _ if parent == "VariableValue":
                self._words = []

    def add(self, text: str) -> None:
        if self._words is not None and not self._skipped:
            self._words.append(text)

    def end(self, element: str) -> None:
        self._open.pop()
        if self._skipped:
            self._skipped -= 1
            return
        words, self._words = "".join(self._words or []), None
        match element:
            case "Code":
                self._codes.pop()
            case "TextSource" | "Note":
                self._text = None
            case "PlainTextSelection":
                self._selection = None
            case "Coding":
                self._coding = None
            case "Description":
                on = self._selection or self._text or (self._codes and self._codes[-1])
                if on:
                    on.description = words
            case "PlainTextContent" if self._text is not None:
                self._text.content = words
            case _ if self._variable and element.endswith("Value") and element != "VariableValue":
                if self._text is not None:
                    self._text.values.append((self._variable, words.strip()))
                self._variable = ""

    def _check_count(self, line: int) -> None:
        self._count += 1
        if self._count > MOST_SELECTIONS:
            raise self._refuse(
                f"has more than {MOST_SELECTIONS} passages and codings; split the project", line
            )

    def _refuse(self, message: str, line: int) -> ModelFileError:
        return ModelFileError(self._file, [Fault(line, "", message)])


def _guid(text: str | None) -> str:
    """A GUID as it is compared: some programs write it in capitals, or in braces."""
    return (text or "").strip("{} ").lower()


def _sign(attributes: Mapping[str, str]) -> tuple[str, str]:
    """Who made something, and when."""
    user = attributes.get("creatingUser") or attributes.get("modifyingUser")
    return _guid(user), attributes.get("creationDateTime") or attributes.get("modifiedDateTime", "")
