"""Python runs this first: what the application and its models say in English is marked."""

from __future__ import annotations

import gettext

from model.schema import Words
from tests.browser.marking import mark

_label = Words.label


def _say(_translations: gettext.NullTranslations, message: str) -> str:
    return mark(message)


def _mark_label(words: Words, language: str) -> str:
    return mark(_label(words, language))


setattr(gettext.NullTranslations, "gettext", _say)  # noqa: B010 (no type allows a method to be replaced)
setattr(Words, "label", _mark_label)  # noqa: B010
