"""What the address of the page says: read on every run, written by the browser alone (`address.js`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import streamlit as st

from model import ConceptualModel, ConceptualModelError, UnknownIdError
from model.export import EXPORTERS
from model.stories.story import EARLIEST_DAY, LATEST_DAY, ORIGINS, STATUSES, TELLERS
from model.words import LANGUAGES, STORY_LANGUAGES, Translate, get_words
from pages.shared.language import choose_language, read_choice

EVIDENCE_KINDS = ("whole", "stitched", "untold")
"""What stories can tell of a path, the most first."""

SORTS = ("short", "told")
"""How paths can be sorted."""

SHOWS = ("list", "queue", "coding", "agreement", "letterboxes", "coverage", "exchange")
"""What the Stories page can show: the list, the queue of the moderator, coding, how far coders agree, the
letterboxes, who told what, files in and out."""

AGREEMENT_PARTS = ("figures", "talk", "map")
"""What can be shown of agreement: the figures, where coders differ to be talked through, and on the map."""

WORKSHOP_PARTS = ("agreed", "teams", "compare")
"""What the Workshop page can show beside workshops: what was agreed, the teams, two ratings compared."""

LONGEST_SEARCH = 200
"""How many characters of a search count; `selection.js` has the same."""

CODING_STATES = ("all", "todo", "begun", "done", "no-node", "no-dimension", "one", "differ")
"""Which stories somebody codes, by how far they are coded."""

_Check = Callable[[ConceptualModel, str], Any]


def _one_of(what: str, values: Iterable[str]) -> _Check:
    def check(_model: ConceptualModel, text: str) -> None:
        if text not in values:
            raise UnknownIdError(what, text, values)

    return check


def _each(check: _Check) -> _Check:
    return lambda model, text: [check(model, part) for part in text.split(",") if part]


def _check_dimension(model: ConceptualModel, text: str) -> None:
    _one_of("dimension", [dimension.id for dimension in model.file.dimensions])(model, text)


def _check_day(_model: ConceptualModel, text: str) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnknownIdError("day", text, []) from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise UnknownIdError("day", text, [])


def _check_edge(model: ConceptualModel, text: str) -> None:
    source, _comma, target = text.partition(",")
    if not model.get_edges(source, target):
        raise UnknownIdError("link", text, [])


def _check_path(model: ConceptualModel, text: str) -> None:
    nodes = [model.get_node(node).id for node in text.split(",")]
    for source, target in pairwise(nodes):
        if not model.get_edges(source, target):
            raise UnknownIdError("path", text, [])


def _take_all(_model: ConceptualModel, _text: str) -> None:
    """Whatever it is, it can be looked for."""


PARAMETERS: Mapping[str, _Check] = {
    "model": _take_all,
    "lang": _one_of("language", LANGUAGES),
    "view": _one_of("view", ("map", "network", "outline")),
    "node": ConceptualModel.get_node,
    "edge": _check_edge,
    "depth": _one_of("depth", ("1", "2", "all")),
    "level": _each(ConceptualModel.get_level),
    "without": _each(ConceptualModel.get_level),
    "stage": _each(ConceptualModel.get_stage),
    "rest": _one_of("rest", ("fade", "hide")),
    "counts": _take_all,
    "search": _take_all,
    "from": ConceptualModel.find_ends,
    "to": ConceptualModel.find_ends,
    "via": _each(ConceptualModel.get_node),
    "off": _each(ConceptualModel.get_node),
    "path": _check_path,
    "evidence": _one_of("evidence", EVIDENCE_KINDS),
    "sort": _one_of("order", SORTS),
    "show": _one_of("view", SHOWS),
    "story": _take_all,
    "box": _take_all,
    "coder": _take_all,
    "state": _one_of("state", CODING_STATES),
    "part": _one_of("part", (*AGREEMENT_PARTS, *WORKSHOP_PARTS)),
    "teller": _each(_one_of("teller", TELLERS)),
    "dimension": _each(_check_dimension),
    "setting": _take_all,
    "told": _each(_one_of("language", STORY_LANGUAGES)),
    "since": _check_day,
    "until": _check_day,
    "status": _each(_one_of("status", STATUSES)),
    "origin": _each(_one_of("origin", ORIGINS)),
    "team": _take_all,
    "letterbox": _take_all,
    "order": _one_of("order", ("newest", "oldest", "changed", "title")),
    "format": _one_of("format", EXPORTERS),
    "workshop": _take_all,
}
"""What an address may say, each with what raises `ConceptualModelError` where it cannot be followed."""


@dataclass(frozen=True)
class Address:
    """The parameters that can be followed, by name, and what is wrong with the others."""

    parameters: Mapping[str, str]
    faults: tuple[ConceptualModelError, ...]


def read(model: ConceptualModel, query: Mapping[str, str] | None = None) -> Address:
    """The address of the page, or another `query`, as it can be followed on a model; ids that the model does
    not have are left out."""
    unchecked = st.query_params if query is None else query
    parameters, faults = {}, []
    for name, check in PARAMETERS.items():
        text = unchecked.get(name)
        if not text:
            continue
        try:
            check(model, text)
        except ConceptualModelError as error:
            faults.append(error)
        else:
            parameters[name] = text
    return Address(parameters, tuple(faults))


def get_model_key() -> str | None:
    """The key of the opened model that is looked at; None for the server's own model."""
    return st.query_params.get("model") or None


def get_language() -> str:
    """The language of the page, as `find_language` finds that of a request."""
    chosen = read_choice(st.context.cookies)
    preferred = st.context.headers.get("accept-language") or st.context.locale or ""
    return choose_language(st.query_params.get("lang", ""), chosen, preferred)


def get_translate() -> Translate:
    """The function that gives a text of the screen in the chosen language."""
    return get_words(get_language())


def get_show() -> str:
    """What the Stories page shows, one of `SHOWS`."""
    show = st.query_params.get("show")
    return show if show in SHOWS else "list"


def keep(*names: str) -> dict[str, str]:
    """Some of the parameters, as they are, for a way that leads on."""
    return {name: st.query_params[name] for name in names if name in st.query_params}


def get_format() -> str:
    """The format in which the model is exported, as the address has it; "" where it has none."""
    return st.query_params.get("format", "")
