"""What the Export page asks: the format, and what that format lets one choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

import streamlit as st

from model.export import EXPORTERS, Exporter
from model.export.exporter import Option
from model.export.figure import Options, Paper, Part
from model.export.palette import ThemeName
from model.words import Translate, join_label
from pages.export.choice import Choice
from pages.shared import address

MOST_INPUTS = 8
"""More than any format has."""

_SCALES = (1.0, 1.5, 2.0, 3.0, 4.0)


def list_formats(_: Translate) -> dict[str, str]:
    """Each format with what it is for; short enough for the narrow list."""
    return {
        name: join_label(_, _(exporter.title), _(exporter.purpose)) for name, exporter in EXPORTERS.items()
    }


def choose_format(_: Translate) -> str:
    """Ask for the format; its name in `EXPORTERS`."""
    names = list_formats(_)
    wanted = address.get_format()
    chosen = st.selectbox(
        _("Format"),
        list(names),
        index=list(names).index(wanted) if wanted in names else 0,
        format_func=names.__getitem__,
        key="export_format",
        filter_mode=None,
    )
    return str(chosen)


def choose_file(form: str, has_path: bool, is_facilitator: bool, _: Translate) -> Choice:
    """Ask what the format lets one choose."""
    exporter = EXPORTERS[form]
    theme = _choose_theme(exporter, _)
    options = _choose_options(exporter, has_path, _)
    return Choice(
        format=form,
        theme=theme,
        options=options,
        parts=_choose_parts(exporter, _),
        has_stories=is_facilitator and exporter.tells_stories(options),
    )


def _choose_theme(exporter: Exporter, _: Translate) -> ThemeName:
    names: dict[ThemeName, str] = {"light": _("Light"), "dark": _("Dark"), "print": _("For print")}
    if not exporter.themes:
        return "light"
    theme: ThemeName = _choose_segment(_("Colours"), exporter.themes, names, key="export_theme")
    return theme


def _choose_options(exporter: Exporter, has_path: bool, _: Translate) -> Options:
    chosen: dict[str, Any] = {}
    if len(exporter.papers) > 1:
        names: dict[Paper, str] = {"16x9": _("Slide 16:9"), "a4": "A4", "a3": "A3", "a0": _("A0 poster")}
        chosen["paper"] = _choose_segment(_("Size"), exporter.papers, names, key="export_paper")
    for option in exporter.options:
        chosen[option] = _choose_option(option, exporter, has_path, _)
    return Options(**chosen)


def _choose_option(option: Option, exporter: Exporter, has_path: bool, _: Translate) -> Any:
    match option:
        case "scale":
            key = f"export_scale_{exporter.name}"  # formats begin with scales of their own
            return st.select_slider(_("Scale"), _SCALES, exporter.usual_scale, key=key)
        case "is_transparent":
            return st.toggle(_("Transparent background"), key="export_transparent")
        case "has_outlines":
            words = _("Letters as outlines, for programs without the font")
            return st.toggle(words, key="export_outlines")
        case "steps":
            steps = {"": _("One slide"), "stages": _("A slide for each stage")}
            if has_path:
                steps["path"] = _("A slide for each step of the path")
            return st.selectbox(
                _("Slides"), list(steps), format_func=steps.__getitem__, filter_mode=None, key="export_steps"
            )
        case _:
            assert_never(option)


def _choose_parts(exporter: Exporter, _: Translate) -> tuple[Part, ...]:
    if not exporter.parts:
        return ()
    names: dict[Part, str] = {
        "title": _("Title"),
        "legend": _("Legend"),
        "words": _("What is shown"),
        "citation": _("Citation"),
        "licence": _("Licence"),
        "address": _("Address"),
    }
    chosen = st.pills(
        _("With these words"),
        list(exporter.parts),
        format_func=names.__getitem__,
        selection_mode="multi",
        default=list(exporter.parts),
        key="export_parts",
        wrap=True,
    )
    return tuple(part for part in exporter.parts if part in chosen)


def _choose_segment(label: str, values: Sequence[Any], names: Mapping[Any, str], key: str) -> Any:
    """Ask for one of the values, the first to begin with."""
    return st.segmented_control(
        label, values, format_func=names.__getitem__, default=values[0], required=True, key=key
    )
