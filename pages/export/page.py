"""Export: take along what the screen shows, as a picture, slides, a page, or data for other tools."""

import streamlit as st

from model import ConceptualModelError
from model.export import EXPORTERS
from pages.export.file import find_small_letters, find_warning, make_file
from pages.export.inputs import choose_file, choose_format
from pages.export.preview import show_addresses, show_preview
from pages.export.view import build_address, build_base, read_screen
from pages.shared import address, current
from pages.shared.component import show_inputs
from pages.shared.facilitator import get_access, may_facilitate

content = current.get_content()
model = content.model


@st.fragment
def show_export() -> None:
    """Choices and preview; a change of a choice runs only this."""
    _ = address.get_translate()
    base = build_base(st.context.url)
    inputs = st.container()  # filled once the format is known
    choices, result = st.columns([1, 2], gap="medium")
    look, shown = read_screen(content)
    with choices:
        form = choose_format(_)
        with inputs:
            show_inputs(
                "export",
                content,
                title=_("Export"),
                own={"format": "" if form == next(iter(EXPORTERS)) else form},
            )
        choice = choose_file(form, bool(look.path), may_facilitate(get_access()), _)
        exporter = choice.exporter
        if exporter.tells_stories(choice.options) and not choice.has_stories:
            st.text(_("Stories are left out: taking them along needs the facilitator's passcode."))
    link = build_address(base, shown)
    with result:
        try:
            with st.spinner(_("Making the file …")):
                file = make_file(content.version, content, look, link, choice)
        except ConceptualModelError as error:
            st.warning(str(error))
            return
        size = f"{len(file) / 1000:,.0f} kB".replace(",", "\u202f")
        with choices:
            st.download_button(
                _("Download {format} ({size})").format(format=_(exporter.title), size=size),
                file,
                f"{model.file.model.id}.{exporter.ending}",
                exporter.media_type,
                key="export_button",
                type="primary",
                on_click="ignore",
            )
            if small := find_small_letters(content.version, content, look, link, choice):
                st.warning(small)
            show_addresses(base, shown, _)
        if warning := find_warning(content.version, content, look, choice):
            with st.container(key="export_warning"):
                st.warning(_("Some letters cannot be brought along."))
                st.text(warning)
        show_preview(content, look, link, choice, file, _)


show_export()
