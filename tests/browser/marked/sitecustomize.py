"""Python runs this first: all that the application says in English, and all that its models say, is marked."""

from __future__ import annotations

import gettext

from model.schema import Words
from tests.browser.marking import mark

_label = Words.label

gettext.NullTranslations.gettext = lambda _self, message: mark(message)  # type: ignore[method-assign]
Words.label = lambda self, language: mark(_label(self, language))  # type: ignore[method-assign]
