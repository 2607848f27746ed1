"""What is said of a file with a table: why it cannot be read, and what was left out, repaired or renamed."""

from __future__ import annotations

import re

from model.tables import TableError, TableNote
from model.words import Translate, join_label

_PLACE = re.compile(r"(row|line|lines|column|entry) (\S+?)(?: to (\S+))?")


def describe_table_error(error: TableError, _: Translate) -> str:
    """The sentence for a file that cannot be read, with the place in it where there is one."""
    words = list_refusals(_).get(error.code)
    if words is None:
        return _("This file cannot be read:") + f" {error}"
    details = error.details
    if kind := details.get("kind"):
        words = _("This is {what}, not a table. Choose a CSV file, a workbook or JSON.")
        return words.format(what=list_kinds(_)[str(kind)])
    if error.code == "stray-quote" and details["line"] == details["until"]:
        words = _(
            "There is a stray quotation mark in line {line}. Double it within a text, or have such "
            "rows read as they are."
        )
    elif error.code == "cell-too-long" and "length" in details:
        words = _(
            "A text of {length} characters is too long for a cell; the limit is {longest}. "
            "Choose CSV or JSON."
        )
    elif error.code == "cell-too-long" and "longest" in details:
        words = _("A cell is longer than {longest} characters. Shorten it.")
    elif error.code == "unknown-choice":
        details = {name: _name_choices(value, _) for name, value in details.items()}
    sentence = words.format(**details)
    return join_label(_, _say_place(error.place, _), sentence) if error.place else sentence


def _name_choices(value: object, _: Translate) -> str:
    """What can be chosen, or was, in one line; separators by their names."""
    names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar"), " ": _("blank")}
    choices = value if isinstance(value, tuple) else (value,)
    return ", ".join(names.get(str(choice), str(choice)) for choice in choices)


def list_refusals(_: Translate) -> dict[str, str]:
    """The sentence for each code of `TableError`."""
    return {
        "binary": _("This is not a table that can be read. Choose a CSV file, a workbook or JSON."),
        "broken-json": _("This JSON is incomplete. Save it again in the program it comes from."),
        "cell-too-long": _("A cell is too long. Check whether a quotation mark is never closed."),
        "damaged": _("This workbook is damaged. Open it in a spreadsheet and save it again."),
        "damaged-text": _("Some characters are damaged. Save the file again as CSV UTF-8."),
        "empty": _("There is nothing in this file."),
        "line-too-long": _("A line is too long. Check that this is the file you meant."),
        "no-header": _("There are no headings. Put a row with a short heading for each column on top."),
        "no-headings-there": _("There is nothing in row {row}. Choose a row with headings."),
        "no-rows": _('It holds no list of entries. Write [{{...}}, {{...}}] or {{"stories": [...]}}.'),
        "not-an-entry": _('This is not an object. Write each entry as {{"name": "value"}}.'),
        "open-quote": _(
            "A quotation mark in line {line} or after it is never closed. Close it, or have such "
            "rows read as they are."
        ),
        "password": _("This workbook is protected by a password. Open it and save it without one."),
        "stray-quote": _(
            "There is a stray quotation mark in lines {line} to {until}. Double it within a text, "
            "or have such rows read as they are."
        ),
        "too-large": _("It is too large. Split it into several files."),
        "too-many-columns": _(
            "It has {count} columns or more; at most {most} are read. Remove those that are not needed."
        ),
        "unknown-choice": _("“{chosen}” cannot be chosen here. Choose one of these: {known}."),
        "unknown-encoding": _(
            "Its characters cannot be read. Choose another encoding, or save it again as CSV UTF-8 "
            "or as an Excel workbook."
        ),
        "unknown-sheet": _("There is no sheet “{sheet}”. Choose another one."),
        "web-page": _(
            "This is a web page. Open it in a spreadsheet and save it as an Excel workbook (.xlsx)."
        ),
        "xlsb": _(
            "This is an Excel workbook in the binary form .xlsb. "
            "Open it and save it as an Excel workbook (.xlsx)."
        ),
    }


def describe_table_note(note: TableNote, _: Translate) -> str:
    """The sentence for something that was left out, repaired or renamed."""
    singular, plural = list_notes(_)[note.code]
    listed = ", ".join(_say_place(place, _) for place in note.places[:5])
    if len(note.places) > 5:
        listed += " …"
    return (singular if note.details["count"] == 1 else plural).format(places=listed, **note.details)


def _say_place(place: str, _: Translate) -> str:
    """A place in a table; cells such as A2:A4 are called the same in all languages."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    words = {
        "row": _("row {at}"),
        "line": _("line {at}"),
        "lines": _("lines {at} to {until}"),
        "column": _("column {at}"),
        "entry": _("entry {at}"),
    }
    return words[found[1]].format(at=found[2], until=found[3])


def list_notes(_: Translate) -> dict[str, tuple[str, str]]:
    """The sentence for each kind of note: of one, and of more."""
    return {
        "nul-bytes": (
            _("A NUL character was removed: {places}."),
            _("{count} NUL characters were removed: {places}."),
        ),
        "broken-letters": (
            _("A character could not be read and was replaced by a question mark: {places}."),
            _("{count} characters could not be read and were replaced by question marks: {places}."),
        ),
        "stray-quotes": (
            _("A row with a stray quotation mark was read as it is: {places}."),
            _("{count} rows with stray quotation marks were read as they are: {places}."),
        ),
        "rows-in-a-cell": (
            _("A cell holds lines that look like rows. Check the quotation marks: {places}."),
            _("{count} cells hold lines that look like rows. Check the quotation marks: {places}."),
        ),
        "trailing-separator": (
            _("A row ends with one separator more than the headings: {places}."),
            _("{count} rows end with one separator more than the headings: {places}."),
        ),
        "missing-separator": (
            _("A row has one separator less than the headings: {places}."),
            _("{count} rows have one separator less than the headings: {places}."),
        ),
        "rows-above": (
            _("A row above the headings was left out: {places} (“{example}”)."),
            _("{count} rows above the headings were left out: {places} (“{example}”)."),
        ),
        "further-headings": (
            _("A row below the headings was read as headings, too: {places} (“{example}”)."),
            _("{count} rows below the headings were read as headings, too: {places} (“{example}”)."),
        ),
        "repeated-headings": (
            _("A heading repeats and is kept apart with a number: “{example}”."),
            _("{count} headings repeat and are kept apart with numbers, such as “{example}”."),
        ),
        "long-headings": (
            _("A heading was shortened: {places} (“{example}”)."),
            _("{count} headings were shortened: {places} (“{example}”)."),
        ),
        "empty-columns": (
            _("A column without heading and content was left out: {places}."),
            _("{count} columns without heading and content were left out: {places}."),
        ),
        "merged-cells": (
            _("Merged cells were filled with the value that they show: {places}."),
            _("{count} groups of merged cells were filled with the values that they show: {places}."),
        ),
    }


def list_kinds(_: Translate) -> dict[str, str]:
    """What each kind of file is called that is no table."""
    return {
        "pdf": _("a PDF document"),
        "png": _("a picture (PNG)"),
        "gif": _("a picture (GIF)"),
        "jpeg": _("a picture (JPEG)"),
        "webp": _("a picture (WebP)"),
        "heic": _("a picture (HEIC)"),
        "rtf": _("a text document (RTF)"),
        "gzip": _("a packed file (gzip)"),
        "rar": _("a packed file (RAR)"),
        "7z": _("a packed file (7-Zip)"),
        "zip": _("a packed file (zip)"),
        "sqlite": _("an SQLite database"),
        "access": _("an Access database"),
        "spss": _("an SPSS file"),
        "stata": _("a Stata file"),
        "sas": _("a SAS file"),
        "parquet": _("a Parquet file"),
        "program": _("a program"),
        "video": _("a video"),
        "word": _("a Word document"),
        "powerpoint": _("a PowerPoint presentation"),
        "outlook": _("an Outlook message"),
        "opendocument": _("an OpenDocument file without a table"),
        "numbers": _("an Apple Numbers file"),
    }
