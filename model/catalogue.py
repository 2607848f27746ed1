"""The catalogues of the screen's texts, for those who translate: `python -m model words`.

A text is English where it stands in the code; `model/locales/LANGUAGE.po` has it in another language.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from model.words import LANGUAGES, LOCALES

_ROOT = Path(__file__).parents[1]
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_NOTE = "Translators:"
_HEADER = """\
# {name} translations for Mangomoment.
#
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Text:
    """Where a text stands, as paths of files, and what translators should know of it."""

    places: tuple[str, ...]
    notes: tuple[str, ...]


@cache
def find_texts() -> Mapping[str, Text]:
    """Every text of the screen in English, as it stands in Python and in templates.

    >>> find_texts()["Fullscreen"].places
    ('pages/seams/words.py', 'pages/workbench/model_texts.py')
    """
    found: dict[str, tuple[set[str], set[str]]] = {}
    for folder in ("model", "pages"):
        for file, _line, message, comments, _context in extract_from_dir(
            str(_ROOT / folder), _METHODS, keywords={"_": None}, comment_tags=[_NOTE], strip_comment_tags=True
        ):
            places, notes = found.setdefault(str(message), (set(), set()))
            places.add(f"{folder}/{Path(file).as_posix()}")
            if comments:
                notes.add(" ".join(comments).strip())
    return {
        text: Text(tuple(sorted(places)), tuple(sorted(notes))) for text, (places, notes) in found.items()
    }


def read_catalogue(language: str, folder: Path = LOCALES) -> Catalog:
    """The catalogue of a language."""
    with (folder / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def find_translated(catalogue: Catalog) -> set[str]:
    """The texts that a catalogue has a translation of."""
    return {str(message.id) for message in catalogue if message.id and message.string and not message.fuzzy}


def update_catalogue(language: str, folder: Path = LOCALES) -> int:
    """Bring the catalogue of a language up to date; how many texts are still to be translated.

    New texts are added without a translation, those that are used no more are taken out, and what is
    translated stays. A language without a catalogue gets one.
    """
    file = folder / f"{language}.po"
    before = read_catalogue(language, folder) if file.exists() else Catalog(locale=language)
    after = Catalog(locale=language)
    for text, about in sorted(find_texts().items()):
        known = before.get(text)
        after.add(
            text,
            str(known.string) if known else "",
            locations=[(place, 0) for place in about.places],
            auto_comments=about.notes,
        )
    name = Locale(language).get_display_name("en")
    header = _HEADER.format(name=name, language=language, plural=before.plural_forms)
    with file.open("wb") as written:
        written.write(header.encode())
        write_po(written, after, width=0, omit_header=True, include_lineno=False)
    return len(after) - len(find_translated(after))


def find_faults(language: str, folder: Path = LOCALES) -> Iterator[str]:
    """What is wrong with the catalogue of a language, a sentence each."""
    catalogue, texts = read_catalogue(language, folder), find_texts()
    entries = {str(message.id): message for message in catalogue if message.id}
    for text in sorted(texts.keys() - entries.keys()):
        yield f'{language}: missing "{text}"'
    for text in sorted(entries.keys() - texts.keys()):
        yield f'{language}: no longer used "{text}"'
    for text in sorted(entries.keys() & texts.keys()):
        message = entries[text]
        if not message.string or message.fuzzy:
            yield f'{language}: not translated "{text}"'
        elif _list_names(text) != _list_names(str(message.string)):
            yield f'{language}: other names in braces than "{text}"'
        if {place for place, _line in message.locations} != set(texts[text].places):
            yield f'{language}: places or notes are out of date at "{text}"; run extract'


def _list_names(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `words` to the commands of the program."""
    words = commands.add_parser("words", help="keep the translations up to date")
    acts = words.add_subparsers(required=True, metavar="ACT")
    extract = acts.add_parser("extract", help="update the catalogues from the code")
    extract.add_argument("languages", nargs="*", metavar="LANGUAGE", help="default: all but English")
    extract.set_defaults(run=_extract)
    acts.add_parser("check", help="list texts that are missing, unused or untranslated").set_defaults(
        run=_check
    )
    acts.add_parser("report", help="count translated texts").set_defaults(run=_report)


def _extract(arguments: argparse.Namespace) -> int:
    for language in arguments.languages or _list_languages():
        print(f"{language}: {update_catalogue(language)} texts to translate")
    return 0


def _check(_given: argparse.Namespace) -> int:
    faults = [fault for language in _list_languages() for fault in find_faults(language)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _report(_given: argparse.Namespace) -> int:
    every = find_texts().keys()
    for language in _list_languages():
        translated = len(every & find_translated(read_catalogue(language)))
        print(f"{language}: {translated} of {len(every)} texts translated")
    return 0


def _list_languages() -> list[str]:
    return [language for language in LANGUAGES if language != "en"]
