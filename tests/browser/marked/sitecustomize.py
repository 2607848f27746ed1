"""Python runs this first: what the application and its models say in English is marked and at its longest."""

from __future__ import annotations

import gettext

from model.schema import Words
from tests.browser.marking import mark, mark_longest

_label = Words.label


def _say(_translations: gettext.NullTranslations, message: str) -> str:
    return mark_longest(message)


def _mark_label(words: Words, language: str) -> str:
    spoken = words.root if language == "en" else [language]
    return mark(max((_label(words, language_) for language_ in spoken), key=len))


setattr(gettext.NullTranslations, "gettext", _say)  # noqa: B010 (no type allows a method to be replaced)
setattr(Words, "label", _mark_label)  # noqa: B010
