"""What the file will look like, addresses that always give the current picture, and copying."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from model.export.previewing import Preview
from model.words import Translate
from pages.export.making import Wish, make_previews
from pages.shared import address
from pages.shared.diagram_view.component import get_component
from pages.shared.resources import Content, Look

_LONGEST = 6000
_MOST_PAGES = 12
_AS_TEXT = {
    "mermaid": "markdown",
    "dot": None,
    "graphml": "xml",
    "gexf": "xml",
    "json": "json",
    "yaml": "yaml",
}


def show_preview(content: Content, look: Look, link: str, wish: Wish, made: bytes, _: Translate) -> None:
    """Show the file's beginning where it is text, else its pages or slides, or the picture that it draws."""
    if wish.format in _AS_TEXT:
        text = made.decode()
        st.code(text[:_LONGEST] + ("\n…" if len(text) > _LONGEST else ""), language=_AS_TEXT[wish.format])
        return
    previews = make_previews(content.version, content, look, link, wish)
    if len(previews) == 1:
        st.html(_draw(previews[0], _("Preview")))
        return
    name = _("Slide {page} of {pages}") if wish.format == "pptx" else _("Page {page} of {pages}")
    pages = [
        _draw_page(one, name.format(page=page, pages=len(previews)))
        for page, one in enumerate(previews[:_MOST_PAGES], start=1)
    ]
    st.html(f'<div class="export-pages">{"".join(pages)}</div>')
    if len(previews) > _MOST_PAGES:
        st.caption(_("The other pages are in the file."))


def _draw_page(preview: Preview, name: str) -> str:
    title, *rest = map(escape, preview.words or ("",))
    said = [f"<small>{name}</small>", f"<strong>{title}</strong>", *(f"<p>{text}</p>" for text in rest)]
    return f"<figure>{_draw(preview, name)}<figcaption>{''.join(said)}</figcaption></figure>"


def _draw(preview: Preview, name: str) -> str:
    picture = base64.b64encode(preview.picture).decode()
    return f'<img class="export-preview" alt="{name}" src="data:{preview.media_type};base64,{picture}">'


def show_addresses(base: str, shown: Mapping[str, str], _: Translate) -> None:
    """Show what to copy: the picture, its text for wikis, and the addresses that give the current one."""
    language = address.get_language()
    query = urlencode({**shown, "lang": language}, safe=",:")
    get_component("copying")(
        key="copying_view",
        data={
            "png": f"diagram.png?{query}",
            "mermaid": f"diagram.mmd?{query}",
            "words": {
                "picture": _("Copy as picture"),
                "mermaid": _("Copy as Mermaid"),
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
        st.code(f"{base}diagram.png?{query}", language=None, wrap_lines=True)
