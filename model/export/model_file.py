"""The model itself as a file of its own form, which the application and `load_model` read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from model.export.figure import Figure, Options
from model.export.records import build_records
from model.graph import ConceptualModel
from model.schema import ModelFile, Words
from model.words import Translate, get_words

_WIDTH = 110
_SHORT = 70
"""How long the texts of a group may be to stand on one line."""

_UNSEEN = re.compile("[\x7f-\x9f]")
"""What YAML allows nowhere, not even in a comment."""


def to_yaml(figure: Figure, _options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """The model of the figure, in all its languages; nodes that the figure does not show are left out.

    >>> from model import load_model, parse_model
    >>> from model.diagram import build_diagram
    >>> model = load_model()
    >>> content = to_yaml(Figure(model, build_diagram(model, "en")))
    >>> parse_model(content, "again.yaml").file == model.file
    True
    """
    shown = {node.id for node in figure.diagram.nodes}
    hidden = [node.id for node in figure.model.nodes() if node.id not in shown]
    model = figure.model.without(hidden) if hidden else figure.model
    about = build_records(figure).about
    comments = [f"# {_UNSEEN.sub('', text)}" for name, text in about.items() if name != "legend"]
    return "\n".join([*comments, *([""] if comments else []), write_model(model, figure.language)]).encode()


def write_model(model: ConceptualModel, language: str) -> str:
    """The model as YAML, with comments in a language; what has its usual value is left out."""
    _ = get_words(language)
    comments = _describe_sections(_)
    sections = []
    for name, field in ModelFile.model_fields.items():
        value = getattr(model.file, name)
        if field.is_required() or value != field.get_default():
            comment = f"# {comments[name]}\n" if name in comments else ""
            sections.append(comment + _dump({name: _to_plain(value)}))
    return "\n".join(sections)


def _describe_sections(_: Translate) -> Mapping[str, str]:
    return {
        "model": _("the model as a whole"),
        "stages": _("columns, from left to right"),
        "levels": _("lanes, from top to bottom"),
        "kinds": _("what links say: source, verb, target"),
        "dimensions": _("classes of stories"),
        "sources": _("what the model rests on"),
        "study": _("the study behind the model"),
        "background": _("what else is known around the model"),
        "unknown": _("what the sources leave open"),
        "nodes": _("elements"),
        "edges": _("links: from one element to another"),
    }


class _OnOneLine(dict[str, Any]):
    """Values that stand on one line."""


def _to_plain(value: Any) -> Any:
    """A part of the file as plain values, without those that are as usual."""
    if isinstance(value, Words):
        if set(value.root) == {Words.EVERY}:
            return value.root[Words.EVERY]
        return _arrange(dict(value.root))
    if isinstance(value, BaseModel):
        return _arrange(dict(_list_fields(value)))
    if isinstance(value, tuple):
        return [_to_plain(part) for part in value]
    return value


def _list_fields(part: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.is_required() or value != field.get_default():
            yield field.alias or name, _to_plain(value)


def _arrange(values: dict[str, Any]) -> dict[str, Any]:
    """The values on one line where they are few, short and plain."""
    is_plain = all(isinstance(value, str | int) and "\n" not in str(value) for value in values.values())
    length = sum(len(str(value)) + len(name) for name, value in values.items())
    return _OnOneLine(values) if is_plain and length <= _SHORT else values


def _dump(values: Mapping[str, Any]) -> str:
    return str(yaml.dump(values, Dumper=_get_dumper(), allow_unicode=True, sort_keys=False, width=_WIDTH))


@cache
def _get_dumper() -> Any:
    """What writes the file: no aliases, groups on one line where they are short."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
            return super().increase_indent(flow, False)

    def write_on_one_line(dumper: Any, values: _OnOneLine) -> Any:
        return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=True)

    def write_text(dumper: Any, text: str) -> Any:
        style = '"' if "\\" in text else None  # else a reader could join "\ud83e\udd6d" to one letter
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(_OnOneLine, write_on_one_line)
    Dumper.add_representer(str, write_text)
    return Dumper
