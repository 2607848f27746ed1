"""From a file to a checked model. All reading of files written by people goes through here.

Every fault is collected, each with its line and key path, and raised once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from model.errors import MOST_FAULTS, Fault, ModelFileError, find_near_match
from model.file_faults import find_faults
from model.graph import ConceptualModel
from model.schema import ModelFile, Place

DATA = FilePath(__file__).parent.parent / "data"
MOST_BYTES = 5_000_000
MOST_NESTING = 20
_MOST_KEYS = 200
_PIECE = 200
"""How many entries of a list are checked at a time."""

_Form = TypeVar("_Form", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def find_model_file() -> FilePath:
    """The file of the model to show: MANGOMOMENT_MODEL, or the Mangomoment model that comes along."""
    return FilePath(os.environ.get("MANGOMOMENT_MODEL") or DATA / "mangomoment.yaml")


def load_model(file: str | os.PathLike[str] | None = None) -> ConceptualModel:
    """The model in a YAML file; without a file, the one of `find_model_file`.

    Raises `ModelFileError` with every fault of the file: unreadable, larger than 5 MB, not UTF-8, not
    of the form of `ModelFile`, or not fitting together.

    >>> model = load_model()
    >>> len(model.nodes()), len(model.edges)
    (26, 43)
    """
    path = FilePath(file) if file is not None else find_model_file()
    return parse_model(read_bytes(path), path.name)


def parse_model(content: bytes, name: str) -> ConceptualModel:
    """The model in the bytes of a file; the name stands in the messages. Errors as in `load_model`."""
    return ConceptualModel(parse_document(content, name).parse(ModelFile, find_faults))


def read_bytes(file: FilePath) -> bytes:
    """The content of a file of at most 5 MB; `ModelFileError` where it cannot be read or is larger."""
    try:
        if not file.is_file():
            raise ModelFileError(str(file), [Fault(None, "", "there is no such file; check the path")])
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise ModelFileError(str(file), [Fault(None, "", f"cannot be read: {error.strerror}")]) from error


@dataclass(frozen=True)
class Document:
    """A file's plain data, and the line on which each of its places starts."""

    name: str
    data: Any
    lines: dict[Place, int]

    def parse(
        self, form: type[_Form], find: Callable[[_Form, frozenset[str]], Iterable[tuple[Place, str]]]
    ) -> _Form:
        """The data as a value of a form in which `find` finds no fault; it gets the value, and the ids of
        entries that exist but are malformed. Raises `ModelFileError` with every deviation and fault."""
        deviations = list(self._find_deviations(form))
        if len(deviations) > MOST_FAULTS:
            raise ModelFileError(self.name, [self.get_fault(*deviation) for deviation in deviations])
        if deviations:
            faults = [self.get_fault(*deviation) for deviation in deviations]
            raise ModelFileError(self.name, [*faults, *self._find_faults_in_the_rest(form, find, deviations)])
        value = form.model_validate(self.data)
        found = find(value, frozenset())
        first = [self.get_fault(place, message) for place, message in islice(found, MOST_FAULTS)]
        if first:
            raise ModelFileError(self.name, first, more=sum(1 for _ in found))
        return value

    def _find_deviations(self, form: type[BaseModel]) -> Iterator[tuple[Place, str]]:
        """Where the data is not of a form: each place, and what to do about it.

        Lists are looked at piece by piece first, and where a piece brings the number of deviations past 200
        the rest of the file is not looked at.
        """
        found: list[tuple[Place, str]] = []
        for section, entries in self.data.items():
            kind = form.model_fields.get(section)
            if kind is None or not isinstance(entries, list):
                continue
            adapter: TypeAdapter[Any] = TypeAdapter(kind.annotation or list)
            for start in range(0, len(entries), _PIECE):
                found += _find_in(adapter, entries[start : start + _PIECE], (section,), start, form)
                if len(found) > MOST_FAULTS:
                    yield from found
                    return
        try:
            form.model_validate(self.data)
        except ValidationError as error:
            yield from _describe_deviations(form, error, (), 0)

    def _find_faults_in_the_rest(
        self,
        form: type[_Form],
        find: Callable[[_Form, frozenset[str]], Iterable[tuple[Place, str]]],
        deviations: list[tuple[Place, str]],
    ) -> list[Fault]:
        """What does not fit together among the well-formed entries of a malformed file.

        So that one look at the list of faults is enough; empty where too little is well formed.
        """
        malformed = {place[:2] for place, _ in deviations}
        rest: dict[str, Any] = {}
        kept: dict[str | int, list[int]] = {}
        dropped: set[str] = set()
        for section, entries in self.data.items():
            if isinstance(entries, dict):
                rest[section] = {
                    key: value for key, value in entries.items() if (section, key) not in malformed
                }
            elif not isinstance(entries, list):
                rest[section] = entries
            else:
                kept[section] = []
                for index, entry in enumerate(entries):
                    if (section, index) not in malformed:
                        kept[section].append(index)
                    elif isinstance(entry, dict) and "id" in entry:
                        dropped.add(str(entry["id"]))
                rest[section] = [entries[index] for index in kept[section]]
        try:
            value = form.model_validate({key: part for key, part in rest.items() if key in form.model_fields})
        except ValidationError:
            return []

        def restore(place: Place) -> Place:
            section, *inner = place
            if section not in kept:
                return place
            return (section, kept[section][int(inner[0])], *inner[1:])

        return [self.get_fault(restore(place), message) for place, message in find(value, frozenset(dropped))]

    def get_fault(self, place: Place, message: str) -> Fault:
        """The fault at a place, with its line: that of the place itself, or of what it is part of.

        Where the data was made out of another file, this says where in that file.
        """
        known = next((place[:end] for end in range(len(place), -1, -1) if place[:end] in self.lines), None)
        return Fault(self.lines[known] if known is not None else None, _write_place(place), message)


def parse_document(content: bytes, name: str) -> Document:
    """The plain data of a YAML (or JSON) file, read without evaluating anything.

    Raises `ModelFileError` for more than 5 MB, other encodings than UTF-8, broken YAML, repeated keys,
    anchors and aliases, tags, several documents, and nesting deeper than 20.
    """

    def refuse(message: str, line: int | None = None, place: Place = ()) -> ModelFileError:
        return ModelFileError(name, [Fault(line, _write_place(place), message)])

    if len(content) > MOST_BYTES:
        raise refuse(f"is larger than {MOST_BYTES // 1_000_000} MB; split the model or leave parts out")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse("is not UTF-8; save it again with the encoding UTF-8", line) from None
    builder = _Builder()
    try:
        for event in yaml.parse(_join_escaped_pairs(text), Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        raise refuse(f"is not valid YAML here: {reason}", mark.line + 1 if mark else None) from None
    except _RefusedError as refused:
        raise refuse(str(refused), refused.line, refused.place) from None
    if not isinstance(builder.data, dict):
        raise refuse("holds no model: a model file is a list of named parts such as model, stages, nodes")
    return Document(name, builder.data, builder.lines)


def _find_in(
    adapter: TypeAdapter[Any], entries: list[Any], section: Place, start: int, form: type[BaseModel]
) -> Iterator[tuple[Place, str]]:
    """Where some entries of a list are not of their form."""
    try:
        adapter.validate_python(entries)
    except ValidationError as error:
        yield from _describe_deviations(form, error, section, start)


def _describe_deviations(
    form: type[BaseModel], error: ValidationError, section: Place, start: int
) -> Iterator[tuple[Place, str]]:
    details = error.errors(include_url=False)
    inside = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in inside:
            continue  # only because its entries are malformed
        place = detail["loc"]
        if section and place:
            place = (*section, int(place[0]) + start, *place[1:])
        yield _describe_deviation(form, {**detail, "loc": place})


class _RefusedError(Exception):
    def __init__(self, message: str, line: int, place: Place) -> None:
        super().__init__(message)
        self.line = line
        self.place = place


@dataclass
class _Open:
    """A list or mapping that is being read."""

    value: list[Any] | dict[str, Any]
    place: Place
    key: str | None = None


@dataclass
class _Builder:
    """Builds plain data from YAML events, one pass, no recursion, nothing expanded."""

    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _RefusedError("a second document starts here; a file holds one model", line, ())
            case yaml.AliasEvent():
                raise _RefusedError("aliases (*name) are not read; write the value out", line, self._place())
            case yaml.ScalarEvent():
                self._check(event, line)
                self._take_scalar(event, line)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._check(event, line)
                value: list[Any] | dict[str, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                place = self._place()
                self._put(value, line)
                self.stack.append(_Open(value, place))
                if len(self.stack) > MOST_NESTING:
                    raise _RefusedError(f"is nested deeper than {MOST_NESTING} levels", line, place[:3])
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()

    def _check(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            raise _RefusedError("anchors (&name) are not read; write the value out", line, self._place())
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(f"the tag {event.tag} is not read; leave it out", line, self._place())

    def _place(self) -> Place:
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            return (*top.place, len(top.value))
        return (*top.place, top.key) if top.key is not None else top.place

    def _take_scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            if len(top.value) == _MOST_KEYS:
                message = f"holds more than {_MOST_KEYS} named fields, more than any part of a model"
                raise _RefusedError(message, line, top.place)
            if event.value in top.value:
                raise _RefusedError(
                    f'the key "{event.value}" stands here twice', line, (*top.place, event.value)
                )
            top.key = event.value
            return
        self._put(event.value if event.style else _read_plain(event.value), line)

    def _put(self, value: Any, line: int) -> None:
        place = self._place()
        self.lines[place] = line
        if not self.stack:
            self.data = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is None:
            raise _RefusedError("a key must be plain text", line, top.place)
        else:
            top.value[top.key] = value
            top.key = None


def _join_escaped_pairs(text: str) -> str:
    """The text with pairs of escapes that stand for one letter, as JSON writes emoji, as that letter.

    >>> _join_escaped_pairs('"\\\\ud83e\\\\udd6d"')
    '"🥭"'
    """

    def join(match: re.Match[str]) -> str:
        return match[1] + bytes.fromhex(match[2] + match[3]).decode("utf-16-be")

    pair = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    return re.sub(pair, join, text)


def _read_plain(text: str) -> Any:
    """What an unquoted value means: nothing, true, false, a whole number, or else text.

    >>> [_read_plain(text) for text in ["true", "1045", "no", "2020-01-01", ""]]
    [True, 1045, 'no', '2020-01-01', None]
    """
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text) else text


def _write_place(place: Place) -> str:
    """A place as people write it.

    >>> _write_place(("nodes", 3, "stage"))
    'nodes[3].stage'
    """
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return written.removeprefix(".")


def _describe_deviation(form: type[BaseModel], detail: Any) -> tuple[Place, str]:
    """One pydantic error as a place in the file and a sentence that says what to do."""
    place: Place = tuple(detail["loc"])
    context = detail.get("ctx") or {}
    match detail["type"]:
        case "missing":
            message = "is missing"
        case "extra_forbidden":
            near = find_near_match(str(place[-1]), _find_field_names(form, place[:-1]))
            message = "is not a known field" + (f'; did you mean "{near}"?' if near else "; leave it out")
        case "string_type" | "dict_type":  # a text may be given by language, too
            message = "must be text; put it in quotes"
        case "string_too_short" | "too_short":
            message = "must not be empty"
        case "string_too_long":
            message = f"is too long; at most {context.get('max_length')} characters"
        case "string_pattern_mismatch":
            message = f'"{detail["input"]}" has letters that do not fit the pattern {context["pattern"]}'
        case "literal_error":
            message = f'"{detail["input"]}" is not one of {context.get("expected")}'
        case "tuple_type" | "list_type":
            message = "must be a list; start each entry with a dash"
        case "model_type" | "model_attributes_type":
            message = "must be a group of named fields"
        case _:
            message = detail["msg"][:1].lower() + detail["msg"][1:]
    return place, message


def _find_field_names(form: type[BaseModel], place: Place) -> list[str]:
    """The names of the fields that a form has at a place."""
    current: Any = form
    for step in place:
        if isinstance(step, int):
            continue
        fields = getattr(current, "model_fields", {})
        found = next((field_ for name, field_ in fields.items() if step in (name, field_.alias)), None)
        current = next(iter(_find_forms(found.annotation)), None) if found is not None else None
    return [field_.alias or name for name, field_ in getattr(current, "model_fields", {}).items()]


def _find_forms(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _find_forms(inner)
