"""Which texts that were seen in a language are English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

from model import load_model
from model.catalogue import read_catalogue
from model.schema import Words

_NAME = re.compile(r"\\{\w*\\}")


def find_english(texts: Mapping[str, str], language: str) -> list[str]:
    """The texts that are English: those of the catalogue and the model that read otherwise in the language.

    Also those that hold a sentence of the catalogue in English. Each with where it was seen.
    """
    exact, patterns, sentences = _read_english(language)
    found = []
    for text, state in texts.items():
        is_english = text in exact or any(pattern.fullmatch(text) for pattern in patterns)
        if is_english or any(sentence in text for sentence in sentences):
            found.append(f"{state}: {text}")
    return found


@cache
def _read_english(language: str) -> tuple[frozenset[str], list[re.Pattern[str]], list[str]]:
    pairs = {str(message.id): str(message.string) for message in read_catalogue(language) if message.id}
    own = {*pairs.values()}
    english = {text for text, said in pairs.items() if text != said and text not in own}
    plain = {text for text in english if "{" not in text}
    patterns = [
        re.compile(_NAME.sub(".+", re.escape(text)))
        for text in english - plain
        if len(re.sub(r"{\w*}", "", text).split()) > 1
    ]
    sentences = [text for text in plain if text.endswith(".") and len(text.split()) > 2]
    named = {text for text, said in _list_model_texts(language) if text != said}
    return frozenset(plain | named), patterns, sentences


def _list_model_texts(language: str) -> Iterator[tuple[str, str]]:
    for words in _find_words(load_model().file):
        yield words.text("en"), words.text(language)


def _find_words(part: object) -> Iterator[Words]:
    """All texts within a part of a model file."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from _find_words(inner)
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _find_words(inner)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _find_words(getattr(part, name))
