"""What is built once and shared by all sessions: the only place with `st.cache_*`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from model import ConceptualModel, Story, load_model, load_stories
from model.diagram import Diagram, Filter, build_diagram
from model.export.palette import PALETTES, ThemeName, build_screen_palette
from model.export.svg import to_svg
from model.layout import fit_width
from model.loading import DATA, find_model_file
from pages.shared.payload.network import build_network
from pages.shared.payload.sheet import build_sheet

_MOST_PICTURES = 200


@dataclass(frozen=True)
class Content:
    """The model that is shown and its stories; `version` changes whenever a file of theirs does."""

    model: ConceptualModel
    stories: tuple[Story, ...]
    version: str


def get_content() -> Content:
    """The content of the files as they are now; raises `ModelFileError` where a file has faults."""
    files = (find_model_file(), DATA / "stories.yaml")
    stamps = tuple(_stamp(file) for file in files)
    return _load_content(*files, stamps)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@st.cache_resource(max_entries=4, show_spinner=False)
def _load_content(model_file: Path, story_file: Path, stamps: tuple[tuple[int, int], ...]) -> Content:
    model = load_model(model_file)
    is_own = model_file == DATA / "mangomoment.yaml"
    stories = load_stories(model, story_file) if is_own else ()
    version = hashlib.sha256(repr((model_file, stamps)).encode()).hexdigest()[:12]
    return Content(model, stories, version)


@st.cache_resource(max_entries=_MOST_PICTURES, show_spinner=False)
def get_diagram(version: str, _model: ConceptualModel, language: str, chosen: Filter, hide: bool) -> Diagram:
    """The diagram of a model in a language, with a filter's result faded or hidden."""
    return build_diagram(_model, language, chosen, hide=hide)


@st.cache_resource(max_entries=_MOST_PICTURES, show_spinner=False)
def get_picture(
    version: str,
    _model: ConceptualModel,
    language: str,
    chosen: Filter,
    hide: bool,
    room: tuple[int, int],
    theme: ThemeName | None,
) -> bytes:
    """The map as SVG for a screen with so much room; without a theme its colours are CSS variables."""
    diagram = get_diagram(version, _model, language, chosen, hide)
    palette = PALETTES[theme] if theme else build_screen_palette()
    return to_svg(diagram, palette, fit_width(diagram, *room)).encode()


@st.cache_resource(max_entries=_MOST_PICTURES, show_spinner=False)
def get_network(version: str, _model: ConceptualModel, language: str, chosen: Filter, hide: bool) -> bytes:
    """The network view's nodes, edges and options as JSON."""
    return build_network(get_diagram(version, _model, language, chosen, hide))


@st.cache_resource(max_entries=16, show_spinner=False)
def get_sheet(version: str, _content: Content, language: str) -> bytes:
    """The texts of a model that the browser shows beside the picture, as JSON."""
    return build_sheet(_content.model, _content.stories, language)
