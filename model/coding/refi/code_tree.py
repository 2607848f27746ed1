"""Codes as elements of REFI-QDA: a tree of stages with their nodes, and the dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from model.coding.codebook import Codebook, Entry, name_leftover
from model.coding.refi.guids import build_guid, guid_code
from model.coding.story_coding import Code
from model.words import get_words, join_label
from model.xml_text import clean


def add_codes(
    parent: Element,
    book: Codebook,
    names: Mapping[Code, str],
    notes: Mapping[Code, Sequence[str]] | None = None,
) -> None:
    """Add the codes of a codebook under an element, and one for what has no place in the model.

    What groups them is no code ("isCodable"). No two have the same name, as there are programs that know
    codes by it. `notes` are the GUIDs of the notes on each code.
    """
    _ = get_words(book.language)
    codes = SubElement(parent, "Codes")
    elements = _add_group(codes, book, "elements", _("Elements"), "")
    for section in book.sections:
        group = _add_group(
            elements if section.id else codes,
            book,
            (section.id and f"stage {section.id}") or "dimensions",
            section.name,
            section.description,
        )
        levels = [
            list(entries) for _level, entries in groupby(section.entries, key=lambda entry_: entry_.level)
        ]
        for entries in levels:
            room = group
            if len(levels) > 1:
                name = f"{section.name} – {entries[0].level}"
                room = _add_group(group, book, f"stage {section.id} level {entries[0].level}", name, "")
            for entry in entries:
                _add_code(room, book, entry, names, (notes or {}).get(entry.code, ()))
    leftover = SubElement(codes, "Code", guid=guid_code(book.model, None), name=name_leftover(book.language))
    leftover.set("isCodable", "true")


def describe_entry(entry: Entry, language: str) -> str:
    """What the codebook says of a code, a line each."""
    _ = get_words(language)
    parts = (
        ("", entry.definition),
        (_("When to use"), entry.use),
        (_("When not to use"), entry.avoid),
        (_("Example"), entry.example),
    )
    return "\n".join(join_label(_, label, text) if label else text for label, text in parts if text)


def _add_group(parent: Element, book: Codebook, key: str, name: str, description: str) -> Element:
    group = SubElement(parent, "Code", guid=build_guid(book.model, "group", key), name=clean(name))
    group.set("isCodable", "false")
    if description:
        SubElement(group, "Description").text = clean(description)
    return group


def _add_code(
    parent: Element, book: Codebook, entry: Entry, names: Mapping[Code, str], notes: Sequence[str]
) -> None:
    code = SubElement(parent, "Code", guid=guid_code(book.model, entry.code), name=clean(names[entry.code]))
    code.set("isCodable", "true")
    if description := describe_entry(entry, book.language):
        SubElement(code, "Description").text = clean(description)
    for note in notes:
        SubElement(code, "NoteRef", targetGUID=note)
