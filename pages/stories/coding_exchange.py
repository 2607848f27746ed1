"""Codings as files, and a project of another program taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from model import ConceptualModel, ModelFileError
from model.coding import Code, CodingStore
from model.coding.agreement import list_codes
from model.coding.exchange import Intake, take_in
from model.coding.refi import Meaning, ProjectReading, UnknownCode, read_project
from model.coding.wording import name_code
from model.stories import StoreError, StoryQuery, StoryStore
from model.stories.story import STATUSES
from model.words import Translate, write_number
from pages.shared import address, resources
from pages.shared.fault_words import describe_trouble

_SHOWN = 10


def show_coding_files(query: Mapping[str, str], _: Translate) -> None:
    """Show the codebook and the codings of the stories that a query names, as files."""
    encoded = urlencode({**query, "lang": address.get_language()})
    files = {
        _("Codebook"): {f"codebook.{form}": form.upper() for form in ("pdf", "docx", "csv", "qdc")},
        _("Codings"): {
            "codings.xlsx": "XLSX",
            "codings.zip": "CSV",
            "codings.qdpx": "REFI-QDA (QDPX)",
            "codings-for-qualcoder.qdpx": _("QDPX for QualCoder"),
        },
        _("Report on codings"): {"codings-report.pdf": "PDF", "codings-report.xlsx": "XLSX"},
    }
    end = f'?{escape(encoded)}" download'
    for name, links in files.items():
        listed = " ".join(
            f'<a class="file-link" href="stories/agreement/{file}{end}>{escape(form)}</a>'
            for file, form in links.items()
        )
        st.text(name)
        st.html(f'<p class="file-links">{listed}</p>')
    st.text(
        _(
            "The codebook is what stories are coded as. REFI-QDA is read by ATLAS.ti, MAXQDA, NVivo and "
            "others; QualCoder needs a file of its own, with each story that has a code as one passage."
        )
    )


def show_project_import(content: resources.Content, _: Translate) -> None:
    """Ask for a project of REFI-QDA, show what is in it, and take it in."""
    file = st.file_uploader(_("A project of REFI-QDA (.qdpx)"), type=["qdpx"], key="project_file")
    if file is None:
        st.text(_("Its coders, passages and memos are added to the stories that are here already."))
        return
    try:
        store = resources.get_store()
        _offer(file, content.model, store, _)
    except ModelFileError as error:
        st.error(_("“{file}” cannot be read as a project.").format(file=file.name))
        st.code(str(error), language=None, wrap_lines=True)
    except StoreError as error:
        st.error(describe_trouble(error, _))


def _offer(file: Any, model: ConceptualModel, story_store: StoryStore, _: Translate) -> None:
    language = address.get_language()
    store = CodingStore(story_store)
    counted = frozenset(status for status in STATUSES if status != "withdrawn")
    stories = tuple(story_store.walk(StoryQuery(statuses=counted, sort="oldest")))
    coders = store.list_coders()
    content, name = file.getvalue(), file.name

    def read(choices: Mapping[str, Meaning] | None = None) -> ProjectReading:
        return read_project(content, name, model, stories, coders, choices, language)

    reading = read()
    if reading.unknown_codes:
        st.subheader(_("What codes of the file mean"), anchor=False)
        chosen = {
            unknown.name: _choose_meaning(unknown, model, file.file_id, _)
            for unknown in reading.unknown_codes
        }
        reading = read({code: meaning for code, meaning in chosen.items() if meaning is not None})
    for sentence in describe_reading(reading, language, _):
        st.text(sentence)
    is_new = bool(reading.new_stories) and st.checkbox(
        _("Add the texts that are no story yet, to be published later"), key="project_new"
    )
    overwrite = st.checkbox(_("Replace codings that are different here"), key="project_overwrite")
    if st.button(_("Import"), type="primary", key="project_button"):
        done = take_in(story_store, store, reading, with_new_stories=is_new, overwrite=overwrite)
        _show_done(list(describe_intake(done, language, _)), _)


def _choose_meaning(unknown: UnknownCode, model: ConceptualModel, mark: str, _: Translate) -> Meaning | None:
    """What a code of the file is: a code of the model, a leftover, or nothing of ours."""
    language = address.get_language()
    others: dict[Meaning, str] = {"none": _("leave out"), "leftover": _("No place in the model")}
    names = {code: name_code(model, code, language) for code in list_codes(model)}
    options: list[Meaning] = [*others, *names]
    return st.selectbox(
        f"{' › '.join((*unknown.path, unknown.name))} ({unknown.count})",
        options,
        index=options.index(unknown.near) if unknown.near in names else 0,
        format_func=lambda meaning: names[meaning] if isinstance(meaning, Code) else others[meaning],
        key=f"project_code_{mark}_{unknown.name}",
    )


def describe_reading(reading: ProjectReading, language: str, _: Translate) -> Iterator[str]:
    """What a project holds, and what of it is left out, by the reason."""

    def count(number: int) -> str:
        return write_number(number, language, 0)

    codings = reading.codings.codings
    coders = {coding.coder for coding in codings}
    names = ", ".join(coder.name for coder in reading.codings.coders if coder.id in coders)
    yield _("{count} codings by: {names}.").format(count=count(len(codings)), names=names or "–")
    if reading.new_stories:
        yield _("Texts that are no story here yet: {count}.").format(count=count(len(reading.new_stories)))
    reasons = list_reasons(_)
    left = Counter(remark.kind for remark in reading.remarks)
    for kind, number in left.items():
        yield _("Left out: {count} × {reason}").format(count=count(number), reason=reasons[kind])


def list_reasons(_: Translate) -> dict[str, str]:
    """Why something of a project is left out, by the kind of remark."""
    return {
        "kind": _("something that is not a text"),
        "text": _("a text that is missing or too long for a story"),
        "outside": _("a passage that is not in its text"),
        "moved": _("a passage that is no longer in the story"),
        "code": _("a code that the file does not have"),
        "description": _("a description of a text"),
        "note": _("a note on nothing"),
        "memo": _("the rest of a memo that is too long"),
        "passages": _("passages beyond the limit"),
        "user": _("a mark of somebody who only decides"),
    }


def describe_intake(done: Intake, language: str, _: Translate) -> Iterator[str]:
    """What became of a project, in sentences; what did not come in is said with its stories."""
    counted = (
        (done.added, _("Codings added: {count}.")),
        (done.changed, _("Codings replaced: {count}.")),
        (done.already, _("Codings that were here already: {count}.")),
        (done.decisions, _("Decisions added: {count}.")),
        (done.memos, _("Memos on codes added: {count}.")),
        (done.coders, _("New coders: {count}.")),
        (done.stories, _("New stories, which wait to be published: {count}.")),
        (done.left_out, _("Codings of texts that are no story, left out: {count}.")),
    )
    lines = [said.format(count=write_number(number, language, 0)) for number, said in counted if number]
    yield from lines or [_("There was nothing to add.")]
    if done.different:
        names = list(dict.fromkeys(done.different))
        rest = " …" if len(names) > _SHOWN else ""
        yield _("Different here, and left as they are: {names}.").format(
            names=", ".join(names[:_SHOWN]) + rest
        )
    for story, why in done.refused[:_SHOWN]:
        yield f"{story}: {why}"


def _show_done(lines: list[str], _: Translate) -> None:
    st.success(_("The project was imported."))
    for line in lines:
        st.text(line)
