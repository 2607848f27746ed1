"""Export: take along what the screen shows, as a picture, slides, a page, or data for other tools."""

import streamlit as st

from model import ConceptualModelError
from model.export import EXPORTERS
from pages.export.inputs import choose_format, choose_wish, name_format
from pages.export.making import (
    build_address,
    build_base,
    find_small_letters,
    find_warning,
    make_file,
    read_screen,
)
from pages.export.preview import show_addresses, show_preview
from pages.shared import current, query, selection
from pages.shared.facilitator import get_access, may_facilitate
from pages.shared.inputs import choose_counts, choose_level, choose_rest, choose_stage

content = current.get_content()
model = content.model


@st.fragment
def show_export() -> None:
    """Choices and preview; a change of a choice runs only this."""
    _ = selection.get_translate()
    query.write_address()
    base = build_base(st.context.url)
    with st.container(key="tools", horizontal=True):
        st.title(_("Export"), anchor=False)
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        choose_level(model, _)
        choose_rest(_)
        if not content.is_opened:
            choose_counts(_)
        choose_stage(model, _)
    choices, result = st.columns([1, 2], gap="medium")
    look, shown = read_screen(content)
    with choices:
        form = choose_format(_)
        wish = choose_wish(form, bool(look.path), may_facilitate(get_access()), _)
        if form in ("html", "handout") and not wish.has_stories:
            st.text(_("Stories are left out: taking them along needs the facilitator's passcode."))
    address = build_address(base, shown)
    with result:
        try:
            with st.spinner(_("Making the file …")):
                made = make_file(content.version, content, look, address, wish)
        except ConceptualModelError as error:
            st.warning(str(error))
            return
        exporter = EXPORTERS[form]
        size = f"{len(made) / 1000:,.0f} kB".replace(",", "\u202f")
        with choices:
            st.download_button(
                _("Download {format} ({size})").format(format=name_format(form, _), size=size),
                made,
                f"{model.file.model.id}.{exporter.ending}",
                exporter.media_type,
                key="export_button",
                type="primary",
                on_click="ignore",
            )
            if small := find_small_letters(content.version, content, look, address, wish):
                st.warning(small)
            show_addresses(base, shown, _)
        if warning := find_warning(content.version, content, look, wish):
            with st.container(key="export_warning"):
                st.warning(_("Some letters cannot be brought along."))
                st.text(warning)
        show_preview(content, look, address, wish, made, _)


show_export()
