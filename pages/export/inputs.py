"""What the Export page asks: the format, and what that format lets one choose."""

from __future__ import annotations

from typing import Any

import streamlit as st

from model.export import EXPORTERS
from model.export.figure import PAPERS, Options
from model.words import Translate
from pages.export.making import PARTS, Wish
from pages.shared import address

FIRST_FORMAT = "pptx"
"""The one that is chosen where the address names none."""

_ON_PAPER = frozenset({"pdf", "pptx"})
_PICTURED = frozenset({"svg", "png", "pdf", "pptx", "html", "handout"})


def list_formats(_: Translate) -> dict[str, str]:
    """Each format with what it is for, in the order people ask for them; short enough for the narrow list."""
    names = {
        "pptx": _("PowerPoint: slides to edit"),
        "pdf": _("PDF: for papers and posters"),
        "png": _("PNG: a picture"),
        "svg": _("SVG: a sharp picture for the web"),
        "html": _("HTML: to click through offline"),
        "handout": _("Handout: to print and cut out"),
        "mermaid": _("Mermaid: for wikis and Markdown"),
        "dot": _("DOT: for Graphviz"),
        "graphml": _("GraphML: yEd, Cytoscape, Gephi"),
        "gexf": _("GEXF: for Gephi"),
        "json": _("JSON: nodes and links"),
        "csv": _("CSV: nodes and edges"),
        "kumu": _("XLSX for Kumu"),
        "yaml": _("YAML: the model itself"),
    }
    return {name: words for name, words in names.items() if name in EXPORTERS}


def name_format(form: str, _: Translate) -> str:
    """What a format is called, without what it is for."""
    return list_formats(_)[form].partition(":")[0]


def choose_format(_: Translate) -> str:
    """Ask for the format; its name in `EXPORTERS`."""
    names = list_formats(_)
    asked = address.get_format()
    chosen = st.selectbox(
        _("Format"),
        list(names),
        index=list(names).index(asked if asked in names else FIRST_FORMAT),
        format_func=names.__getitem__,
        key="export_format",
        filter_mode=None,
    )
    return str(chosen)


def choose_wish(form: str, has_path: bool, is_facilitator: bool, _: Translate) -> Wish:
    """Ask what the format lets one choose."""
    theme: Any = "print"
    if form in _PICTURED - {"html", "handout"}:
        themes = {"light": _("Light"), "dark": _("Dark"), "print": _("For print")}
        theme = st.segmented_control(
            _("Colours"),
            list(themes),
            format_func=themes.__getitem__,
            default="light",
            required=True,
            key="export_theme",
        )
    return Wish(
        format=form,
        theme=theme or "light",
        options=_choose_options(form, has_path, _),
        parts=_choose_parts(_) if form in _PICTURED else PARTS,
        has_stories=is_facilitator and form in ("html", "handout", "pptx"),
    )


def _choose_options(form: str, has_path: bool, _: Translate) -> Options:
    chosen: dict[str, Any] = {}
    if form in _ON_PAPER:
        papers = {"16x9": _("Slide 16:9"), "a4": "A4", "a3": "A3", "a0": _("A0 poster")}
        chosen["paper"] = st.segmented_control(
            _("Size"),
            list(PAPERS),
            format_func=papers.__getitem__,
            default="16x9",
            required=True,
            key="export_paper",
        )
    if form == "png":
        chosen["scale"] = st.select_slider(
            _("Times the size"), [1.0, 1.5, 2.0, 3.0, 4.0], 2.0, key="export_scale"
        )
        chosen["is_transparent"] = st.toggle(_("Transparent ground"), key="export_transparent")
    if form == "svg":
        chosen["has_outlines"] = st.toggle(
            _("Letters as outlines, for programs without the font"), key="export_outlines"
        )
    if form == "pptx":
        steps = {"": _("One slide"), "stages": _("A slide for each stage")}
        if has_path:
            steps["path"] = _("A slide for each step of the path")
        chosen["steps"] = st.selectbox(
            _("Slides"), list(steps), format_func=steps.__getitem__, filter_mode=None, key="export_steps"
        )
    return Options(**{name: value for name, value in chosen.items() if value is not None})


def _choose_parts(_: Translate) -> tuple[str, ...]:
    names = {
        "title": _("Title"),
        "legend": _("Legend"),
        "words": _("What is shown"),
        "citation": _("Citation"),
        "licence": _("Licence"),
        "address": _("Address"),
    }
    chosen = st.pills(
        _("With these words"),
        list(PARTS),
        format_func=names.__getitem__,
        selection_mode="multi",
        default=list(PARTS),
        key="export_parts",
        wrap=True,
    )
    return tuple(part for part in PARTS if part in chosen)
