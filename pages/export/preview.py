"""What the file will look like, as the browser shows it on the canvas."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import streamlit as st

from model.export.exporter import AsFile, AsPages, AsSheets, AsText, AsWebPage, Page, Sheet
from model.words import Translate
from pages.export.choice import Choice
from pages.export.file import make_pages
from pages.shared.component import mount
from pages.shared.resources import Content
from pages.workbench.look import Look

_LONGEST = 20_000
_MOST_PAGES = 12
_MOST_ROWS = 100


def show_preview(content: Content, look: Look, link: str, choice: Choice, file: bytes, _: Translate) -> None:
    """Show the file where it is a picture, else its pages, its tables, or the beginning of its text."""
    preview = choice.exporter.preview
    words = {
        "tools": _("Tools for the picture"),
        "zoomOut": _("Zoom out"),
        "fit": _("Whole picture"),
        "zoomIn": _("Zoom in"),
    }
    shown: dict[str, Any] = {
        "name": _("Preview"),
        "words": words,
        "pages": [],
        "sheets": [],
        "page": "",
        "note": "",
    }
    text = ""
    match preview:
        case AsFile():
            shown["pages"] = _list_pages([Page(choice.exporter.media_type, file)], "")
        case AsPages(are_slides=are_slides):
            pages = make_pages(content.version, content, look, link, choice)
            name = _("Slide {page} of {pages}") if are_slides else _("Page {page} of {pages}")
            shown["pages"] = _list_pages(pages, name)
            shown["note"] = _("The other pages are in the file.") if len(pages) > _MOST_PAGES else ""
        case AsSheets(read):
            shown["sheets"] = [_describe_sheet(sheet, _) for sheet in read(file)]
        case AsWebPage(leave_out_scripts):
            shown["page"] = leave_out_scripts(file).decode()
        case AsText():
            text = file.decode()
    mount("export/preview", "preview_view", shown)
    if isinstance(preview, AsText):
        st.code(text[:_LONGEST], language=preview.syntax, wrap_lines=True)
        if len(text) > _LONGEST:
            st.caption(_("The rest is in the file."))


def _list_pages(pages: Sequence[Page], name: str) -> list[dict[str, Any]]:
    """The pages with what they say; where there is more than one, each with its `name` and its title."""
    described = []
    for number, page in enumerate(pages[:_MOST_PAGES], start=1):
        picture = base64.b64encode(page.picture).decode()
        described.append(
            {
                "address": f"data:{page.media_type};base64,{picture}",
                "number": name.format(page=number, pages=len(pages)) if len(pages) > 1 else "",
                "words": list(page.words),
            }
        )
    return described


def _describe_sheet(sheet: Sheet, _: Translate) -> dict[str, Any]:
    heading, *rows = sheet.rows or ((),)
    rest = len(rows) - _MOST_ROWS
    return {
        "name": sheet.name,
        "heading": heading,
        "rows": rows[:_MOST_ROWS],
        "rest": _("{count} more rows in the file").format(count=rest) if rest > 0 else "",
    }
