"""What the file will look like, addresses that always give the current picture, and copying."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from model.export import EXPORTERS
from model.export.exporter import AsPages, AsPicture, AsText, Page
from model.words import Translate
from pages.export.choice import Choice
from pages.export.file import make_pages
from pages.shared import address
from pages.shared.component import mount
from pages.shared.resources import Content
from pages.workbench.look import Look

_LONGEST = 6000
_MOST_PAGES = 12


def show_preview(content: Content, look: Look, link: str, choice: Choice, file: bytes, _: Translate) -> None:
    """Show the file's beginning where it is text, else its pages or slides, or the picture that it draws."""
    match choice.exporter.preview:
        case AsText(syntax):
            text = file.decode()
            st.code(text[:_LONGEST] + ("\n…" if len(text) > _LONGEST else ""), language=syntax)
        case AsPages(are_slides=are_slides):
            pages = make_pages(content.version, content, look, link, choice)
            _show_pages(pages, _("Slide {page} of {pages}") if are_slides else _("Page {page} of {pages}"), _)
        case AsPicture():
            _show_pages(make_pages(content.version, content, look, link, choice), "", _)


def _show_pages(pages: Sequence[Page], name: str, _: Translate) -> None:
    if len(pages) == 1:
        st.html(_draw(pages[0], ". ".join((_("Preview"), *pages[0].words))))
        return
    figures = [
        _draw_page(page, name.format(page=number, pages=len(pages)))
        for number, page in enumerate(pages[:_MOST_PAGES], start=1)
    ]
    st.html(f'<div class="export-pages">{"".join(figures)}</div>')
    if len(pages) > _MOST_PAGES:
        st.caption(_("The other pages are in the file."))


def _draw_page(page: Page, name: str) -> str:
    title = escape(page.words[0] if page.words else "")
    caption = f"<small>{name}</small><strong>{title}</strong>"
    words = ". ".join((name, *page.words[1:]))
    return f"<figure>{_draw(page, words)}<figcaption>{caption}</figcaption></figure>"


def _draw(page: Page, words: str) -> str:
    picture = base64.b64encode(page.picture).decode()
    return f'<img class="export-preview" alt="{escape(words)}" src="data:{page.media_type};base64,{picture}">'


def show_addresses(base: str, shown: Mapping[str, str], _: Translate) -> None:
    """Show what to copy: the picture, its text for wikis, and the addresses that give the current one."""
    language = address.get_language()
    query = urlencode({**shown, "lang": language}, safe=",:")
    copied = [exporter for exporter in EXPORTERS.values() if exporter.has_address]
    mount(
        "export/copy",
        "copy_view",
        {
            "copies": [
                {
                    "name": _("Copy as {format}").format(format=_(exporter.title))
                    if exporter.is_text
                    else _("Copy as picture"),
                    "address": f"diagram.{exporter.ending}?{query}",
                    "mediaType": "" if exporter.is_text else exporter.media_type,
                }
                for exporter in copied
            ],
            "words": {
                "copied": _("Copied."),
                "failed": _(
                    "This browser lets only pages of this computer or over HTTPS copy. Download it instead."
                ),
            },
        },
    )
    with st.expander(_("Addresses of the current picture, for wikis and slides")):
        if "model" in shown:
            st.caption(_("They work as long as this server keeps the model that you opened."))
        st.code(f"{base}diagram.svg?{query}", language=None, wrap_lines=True)
        for exporter in copied:
            if not exporter.is_text:
                st.code(f"{base}diagram.{exporter.ending}?{query}", language=None, wrap_lines=True)
