"""The texts of the screen in a language: `python -m tests.catalogue fr` brings its catalogue up to date.

Texts that are new are added without a translation, those that are used no more are taken out, and what is
translated stays. A language without a catalogue gets one in `model/locales`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import normalize, read_po

from model.words import LOCALES
from tests.serving import ROOT

_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
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
"Generated-By: Babel 2.18.0\\n"
"""


def find_texts() -> set[str]:
    """Every text of the screen in English, as it stands in Python and in templates."""
    return {
        str(message)
        for folder in ("model", "pages")
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), _METHODS, keywords={"_": None}
        )
    }


def read_catalogue(language: str, folder: Path = LOCALES) -> Catalog:
    """The catalogue of a language."""
    with (folder / f"{language}.po").open("rb") as file:
        return read_po(file)


def find_translated(catalogue: Catalog) -> set[str]:
    """The texts that a catalogue has a translation of."""
    return {str(message.id) for message in catalogue if message.id and message.string and not message.fuzzy}


def write_catalogue(language: str, folder: Path = LOCALES) -> int:
    """Bring the catalogue of a language up to date; how many texts are still to be translated."""
    file = folder / f"{language}.po"
    before = read_catalogue(language, folder) if file.exists() else Catalog(locale=language)
    texts = find_texts()
    entries = [str(message.id) for message in before if message.id in texts]
    for text in sorted(texts.difference(entries)):
        entries.insert(next((at for at, other in enumerate(entries) if other > text), len(entries)), text)
    translations = {text: str(known.string) if (known := before.get(text)) else "" for text in entries}
    parts = [
        _HEADER.format(
            name=Locale(language).get_display_name("en"), language=language, plural=before.plural_forms
        )
    ]
    parts += [
        f"msgid {_quote(text)}\nmsgstr {_quote(translated)}\n" for text, translated in translations.items()
    ]
    file.write_text("\n".join(parts), "utf-8")
    return len([text for text, translated in translations.items() if not translated])


def _quote(text: str) -> str:
    return normalize(text, width=0)


if __name__ == "__main__":
    for code in sys.argv[1:]:
        print(f"{code}: {write_catalogue(code)} texts to translate")
