"""The query of the address: its parameters, their session keys, and how the two follow each other.

The session state holds ids and plain values. The address follows it after every change; it follows the
address when that was changed from outside (a link, reload, back and forward).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import streamlit as st

from model import ConceptualModel, ConceptualModelError, UnknownIdError
from model.export import EXPORTERS
from model.stories.story import EARLIEST_DAY, LATEST_DAY, ORIGINS, STATUSES, TELLERS
from model.words import LANGUAGES, STORY_LANGUAGES
from pages.shared.payload.tracing import EVIDENCE_KINDS, SORTS

MODEL = "model"
NODE, DEPTH = "node", "depth"
LANGUAGE, VIEW, SEARCH, LEVEL, STAGE, REST, WITHOUT = (
    "lang",
    "view",
    "search",
    "level",
    "stage",
    "rest",
    "without",
)
PATH_START, PATH_END, VIA, OFF, PATH = "path_start", "path_end", "via", "off", "path"
EVIDENCE, SORT = "evidence", "sort"
TELLER, DIMENSION, SETTING, TOLD, SINCE, UNTIL, STATUS, ORIGIN, ORDER = (
    "teller",
    "dimension",
    "setting",
    "told",
    "since",
    "until",
    "status",
    "origin",
    "order",
)
STORY, SHOW, COUNTS, EXPORT_FORMAT = "story", "show", "counts", "export_format"
WORKSHOP = "workshop"
_SEEN, _PAGE = "address_seen", "page_seen"

VIEWS = ("map", "network", "outline")
DEPTHS = ("1", "2", "all")
RESTS = ("fade", "hide")
SHOWS = ("list", "coverage", "exchange")
FORMATS = tuple(EXPORTERS)
ORDERS = ("newest", "oldest", "changed", "title")
_LONGEST_SEARCH = 200


@dataclass(frozen=True)
class _Parameter:
    """A query parameter, the session key it stands for, its default, and how its text is read.

    `read` raises `UnknownIdError` for what does not exist.
    """

    name: str
    key: str
    default: Callable[[], Any]
    read: Callable[[ConceptualModel, str], Any]


def _one_of(what: str, values: Iterable[str]) -> Callable[[ConceptualModel, str], str]:
    def read(_model: ConceptualModel, text: str) -> str:
        if text not in values:
            raise UnknownIdError(what, text, values)
        return text

    return read


def _ids(get: Callable[[ConceptualModel, str], Any]) -> Callable[[ConceptualModel, str], list[str]]:
    return lambda model, text: [get(model, part).id for part in text.split(",") if part]


def _some_of(what: str, values: Iterable[str]) -> Callable[[ConceptualModel, str], list[str]]:
    read = _one_of(what, values)
    return lambda model, text: [read(model, part) for part in text.split(",") if part]


def _read_dimensions(model: ConceptualModel, text: str) -> list[str]:
    return _some_of("dimension", [one.id for one in model.file.dimensions])(model, text)


def _read_day(_model: ConceptualModel, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UnknownIdError("day", text, []) from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise UnknownIdError("day", text, [])
    return day


def _read_end(model: ConceptualModel, text: str) -> str:
    model.find_ends(text)
    return text


def _read_path(model: ConceptualModel, text: str) -> str:
    nodes = text.split(",")
    for source, target in pairwise([model.get_node(node).id for node in nodes]):
        if not model.get_edges(source, target):
            raise UnknownIdError("path", text, [])
    return text


def guess_language() -> str:
    """The language of the browser, where the application speaks it."""
    if "language_guessed" not in st.session_state:
        st.session_state["language_guessed"] = _read_browser_language()
    return str(st.session_state["language_guessed"])


def _read_browser_language() -> str:
    asked = (st.context.locale or "en")[:2]
    return asked if asked in LANGUAGES else "en"


def guess_view() -> str:
    """On a telephone the outline reads better than the map."""
    if "view_guessed" not in st.session_state:
        agent = st.context.headers.get("User-Agent", "")
        st.session_state["view_guessed"] = "outline" if "Mobi" in agent else "map"
    return str(st.session_state["view_guessed"])


def _keep_model(_model: ConceptualModel, _text: str) -> str | None:
    """The opened model: `follow_model` has read it before anything else could be read."""
    return st.session_state.get(MODEL) or None


_PARAMETERS = (
    _Parameter("model", MODEL, lambda: None, _keep_model),
    _Parameter("lang", LANGUAGE, guess_language, _one_of("language", LANGUAGES)),
    _Parameter("view", VIEW, guess_view, _one_of("view", VIEWS)),
    _Parameter("node", NODE, lambda: None, lambda model, text: model.get_node(text).id),
    _Parameter("depth", DEPTH, lambda: "all", _one_of("depth", DEPTHS)),
    _Parameter("level", LEVEL, list, _ids(ConceptualModel.get_level)),
    _Parameter("without", WITHOUT, list, _ids(ConceptualModel.get_level)),
    _Parameter("stage", STAGE, list, _ids(ConceptualModel.get_stage)),
    _Parameter("rest", REST, lambda: "fade", _one_of("rest", RESTS)),
    _Parameter("search", SEARCH, str, lambda _model, text: text[:_LONGEST_SEARCH]),
    _Parameter("from", PATH_START, lambda: None, _read_end),
    _Parameter("to", PATH_END, lambda: None, _read_end),
    _Parameter("via", VIA, list, _ids(ConceptualModel.get_node)),
    _Parameter("off", OFF, list, _ids(ConceptualModel.get_node)),
    _Parameter("path", PATH, lambda: None, _read_path),
    _Parameter("evidence", EVIDENCE, str, _one_of("evidence", EVIDENCE_KINDS)),
    _Parameter("sort", SORT, lambda: "short", _one_of("order", SORTS)),
    _Parameter("show", SHOW, lambda: "list", _one_of("view", SHOWS)),
    _Parameter("story", STORY, lambda: None, lambda _model, text: text[:80]),
    _Parameter("teller", TELLER, list, _some_of("teller", TELLERS)),
    _Parameter("dimension", DIMENSION, list, _read_dimensions),
    _Parameter("setting", SETTING, list, lambda _model, text: [part for part in text.split("|") if part]),
    _Parameter("told", TOLD, list, _some_of("language", STORY_LANGUAGES)),
    _Parameter("since", SINCE, lambda: None, _read_day),
    _Parameter("until", UNTIL, lambda: None, _read_day),
    _Parameter("status", STATUS, list, _some_of("status", STATUSES)),
    _Parameter("origin", ORIGIN, list, _some_of("origin", ORIGINS)),
    _Parameter("order", ORDER, lambda: "newest", _one_of("order", ORDERS)),
    _Parameter("format", EXPORT_FORMAT, lambda: "pptx", _one_of("format", FORMATS)),
    _Parameter("workshop", WORKSHOP, lambda: None, lambda _model, text: text[:80]),
    _Parameter("counts", COUNTS, bool, lambda _model, text: text == "yes"),
)


def follow_language() -> None:
    """Take over the language of the address before anything is written on the screen."""
    asked = st.query_params.get(LANGUAGE)
    if asked in LANGUAGES and asked != st.session_state.get(_SEEN, {}).get(LANGUAGE):
        st.session_state[LANGUAGE] = asked


def follow_model(page: str) -> None:
    """Take over which opened model the address of a page names: by it everything else in it is read."""
    if (address := _find_new_address(page)) is not None:
        st.session_state[MODEL] = address.get("model")


def turn_to_model(key: str | None) -> None:
    """Look at an opened model, or for None at the server's own; nothing of what was selected before stays."""
    reset(*{parameter.key for parameter in _PARAMETERS} - {LANGUAGE, VIEW, EXPORT_FORMAT})
    st.session_state[MODEL] = key
    write_address()


def turn_to_view(view: str) -> None:
    """Look at the model as a map, a network or an outline."""
    st.session_state[VIEW] = view
    write_address()


def follow_address(model: ConceptualModel, page: str) -> list[ConceptualModelError]:
    """Bring session state and address together at the start of a run; returns what did not exist.

    An address without parameters on another page than before is a step in the navigation and keeps
    everything; any other change of the address is taken over, with defaults for what is missing or wrong.
    """
    for parameter in _PARAMETERS:  # Streamlit forgets the state of widgets that another page does not show
        value = st.session_state.get(parameter.key)
        st.session_state[parameter.key] = parameter.default() if value is None else value
    address = _find_new_address(page)
    st.session_state[_PAGE] = page
    unknown = []
    if address is not None:
        for parameter in _PARAMETERS:
            try:
                text = address.get(parameter.name)
                is_sticky = parameter.key in (LANGUAGE, VIEW)  # a link without them keeps the visitor's own
                if text is not None:
                    st.session_state[parameter.key] = parameter.read(model, text)
                elif not is_sticky:
                    st.session_state[parameter.key] = parameter.default()
            except ConceptualModelError as error:
                unknown.append(error)
                st.session_state[parameter.key] = parameter.default()
    write_address()
    return unknown


def _find_new_address(page: str) -> dict[str, str] | None:
    """The parameters of an address that was changed from outside; None where it was not."""
    address = {one.name: st.query_params[one.name] for one in _PARAMETERS if one.name in st.query_params}
    is_step = st.session_state.get(_PAGE, page) != page and not address
    return None if is_step or address == st.session_state.get(_SEEN) else address


def get_address() -> dict[str, str]:
    """What is selected, as the parameters of an address; defaults are left out."""
    wanted = {}
    for parameter in _PARAMETERS:
        value = st.session_state.get(parameter.key)
        text = _write(parameter.name, value)
        if text and value != parameter.default():
            wanted[parameter.name] = text
    return wanted


def write_address() -> None:
    """Put what is selected into the address."""
    wanted = get_address()
    others = {key: st.query_params.get_all(key) for key in st.query_params if key not in _NAMES}
    if wanted != {key: value for key, value in st.query_params.items() if key in _NAMES}:
        st.query_params.from_dict({**others, **wanted})
    st.session_state[_SEEN] = wanted


def _write(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ("|" if name == "setting" else ",").join(value)
    if isinstance(value, date):
        return value.isoformat()
    return "yes" if value is True else value or ""


_NAMES = frozenset(parameter.name for parameter in _PARAMETERS)


def reset(*keys: str) -> None:
    """Back to what is selected where an address says nothing of these."""
    for parameter in _PARAMETERS:
        if parameter.key in keys:
            st.session_state[parameter.key] = parameter.default()
