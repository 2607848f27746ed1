"""The words around a model in each language, on the screen and in files: English in the code, the
others in locales/<language>.po."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}
CULTURES = {"en": "en-GB", "nl": "nl-BE", "fr": "fr-BE", "de": "de-DE"}
"""The languages of the screen, and as which of their forms slides say so, for spelling."""
STORY_LANGUAGES = ("nl", "fr", "en", "de", "ar", "es", "it", "pl", "pt", "ro", "ru", "tr", "uk")
"""The languages a story can be told in: those of the screen, and others heard on a ward."""

Translate = Callable[[str], str]

_GAPS = re.compile(r"[^\S\u00a0\u202f]+")


def mark(text: str) -> str:
    """The text itself, marked for translation where it is written before the language is known."""
    return text


def split_words(text: str) -> list[str]:
    """The words of a text; those that a no-break space joins are one, as French has before a colon.

    >>> split_words(" deux  temps\u202f: un\\n")
    ['deux', 'temps\u202f:', 'un']
    """
    return [word for word in _GAPS.split(text) if word]


def list_story_languages(language: str) -> dict[str, str]:
    """The languages a story can be told in, with their names in a language.

    >>> list_story_languages("nl")["fr"]
    'Frans'
    """
    locale = Locale.parse(language)
    return {code: locale.languages[code].capitalize() for code in STORY_LANGUAGES}


@cache
def get_words(language: str) -> Translate:
    """The function that gives a text of the screen in a language.

    >>> get_words("nl")("Language")
    'Taal'
    """
    file = LOCALES / f"{language}.po"
    if not file.exists():
        return gettext.NullTranslations().gettext
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext
