"""The words around a model in each language, on the screen and in files: English in the code, the
others in locales/<language>.po."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LOCALES = Path(__file__).parent / "locales"
_LANGUAGES = {
    "en": ("English", "en-GB"),
    "nl": ("Nederlands", "nl-BE"),
    "fr": ("Français", "fr-BE"),
    "de": ("Deutsch", "de-DE"),
}
LANGUAGES = {code: name for code, (name, _culture) in _LANGUAGES.items()}
"""The languages of the screen, with what they call themselves."""
CULTURES = {code: culture for code, (_name, culture) in _LANGUAGES.items()}
"""As which of its forms slides name each of them, for spelling."""
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


def join_label(_: Translate, label: str, text: object) -> str:
    """A label and what it says, with the colon as the language sets it; either may be "".

    >>> join_label(get_words("en"), "Source", "KU Leuven")
    'Source: KU Leuven'
    >>> join_label(get_words("fr"), "Source", "KU Leuven")
    'Source\u202f: KU Leuven'
    """
    # Translators: A label and what it says, as in "Source: KU Leuven". Only the punctuation may differ.
    return _("{label}: {text}").format(label=label, text=text)


def quote(_: Translate, text: str) -> str:
    """A text in the quotation marks of the language.

    >>> quote(get_words("en"), "A mango"), quote(get_words("de"), "A mango")
    ('“A mango”', '„A mango“')
    """
    # Translators: A text in quotation marks.
    return _("“{text}”").format(text=text)


def write_day(day: date, language: str, form: Literal["medium", "long", "full"] = "long") -> str:
    """A day in a language; in full with the day of the week, medium with a short month.

    >>> write_day(date(2026, 11, 24), "en"), write_day(date(2026, 11, 24), "nl", "full")
    ('24 November 2026', 'dinsdag 24 november 2026')
    """
    return str(format_date(day, form, locale=_find_locale(language)))


def write_number(value: float, language: str, decimals: int = 1) -> str:
    """A number in a language, with a number of decimals.

    >>> write_number(2.5, "nl"), write_number(1200, "en", 0)
    ('2,5', '1,200')
    """
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, form, locale=_find_locale(language)))


def write_percent(share: float, language: str) -> str:
    """A share in percent, in a language.

    >>> write_percent(0.786, "en"), write_percent(0.786, "nl")
    ('79%', '79%')
    """
    return str(format_percent(share, locale=_find_locale(language)))


def _find_locale(language: str) -> str:
    return CULTURES[language].replace("-", "_")


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
