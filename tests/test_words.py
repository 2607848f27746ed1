"""How texts are written: words that were replaced by plainer ones, and how readers are addressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from model.catalogue import find_texts, read_catalogue
from model.loading import DATA
from model.words import LANGUAGES

ROOT = Path(__file__).parents[1]

ODD = {
    "en": (
        r"\bsigns? at most|\bsigns fit|as what are you|told apart by|\bmend(s|ed|ing)?\b|something behind",
        r"\btak(e|es|en|ing) \w*\s?(along|home)\b|\bbr(ing|ings|ought|inging) (along|in)\b|in and out\b",
        r"put \w+ (\w+ )?back\b|put aside|take back the|start anew|other way round|may stay empty|such as:",
        r"times the size|transparent ground|too much at once|(server|it) is away|the right to write",
        r"between them\b|(fade|hide) the rest|count stories|told whole|\bstitched\b|\buntold\b",
        r"(personal|professional) room|nothing to add here|the first first|\bso many\b",
        r"\bby (itself|themselves)\b|as soon as|another one as",
    ),
    "nl": (
        r"\buw?\b|\bwissen\b|tussen hen\b|rest (vervagen|verbergen)|verhalen tellen|\bkno(op|pen)\b",
        r"\b(gesteld|gemeld)\b|aaneengeregen|\bonverteld\b|in één keer verteld|verhalen erbij|in en uit\b",
        r"toon de stroom|voor druk\b|elk apart\b|\berbuiten\b|geen plaats meer|\d / \d",
    ),
    "fr": (r"\b(tu|toi|ton|tes)\b|\bt’",),
    "de": (r"\b(du|dich|dir|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)\b",),
}
"""What no text says, by language, whatever the case of its letters."""

IN_CODE = re.compile(
    r"\bmend(s|ed|ing)?\b|\btak(e|es|en|ing) along\b|\bso many\b|\bby (itself|themselves)\b|as soon as", re.I
)
"""What neither documents nor comments say."""


MARKED = re.compile(r"\{\w+\}|`[^`]+`")
"""Names of values, and code."""

KINDS = {".py", ".js", ".css", ".html", ".md", ".typ"}


def list_texts(language: str) -> Iterator[str]:
    """All that is on the screen, on phones and in files: of the application, the model and the stories."""
    if language == "en":
        yield from find_texts()
    else:
        yield from (str(text.string) for text in read_catalogue(language) if text.id)
    for file in ("mangomoment.yaml", "stories.yaml"):
        yield from find_in(yaml.safe_load((DATA / file).read_text("utf-8")), language)


def find_in(part: Any, language: str) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == language and isinstance(value, str):
                yield value
            yield from find_in(value, language)
    elif isinstance(part, list):
        for value in part:
            yield from find_in(value, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_written_in_plain_words(language: str) -> None:
    odd = re.compile("|".join(ODD[language]), re.IGNORECASE)
    texts = [MARKED.sub("", text) for text in list_texts(language)]
    assert len(texts) > 1000
    assert [text for text in texts if odd.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_on_the_screen_are_those_of_readers(language: str) -> None:
    """Nodes and edges are what developers say; readers see elements and links."""
    jargon = {
        "en": r"\b(nodes?|edges?)\b",
        "nl": r"\b(knoop|knopen)\b",
        "fr": "nœud|arête",
        "de": "Knoten",
    }
    assert [text for text in list_texts(language) if re.search(jargon[language], MARKED.sub("", text))] == []


def test_documents_and_comments_are_written_in_plain_words() -> None:
    folders = ("model", "pages", "deploy", "tests", "docs")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.suffix in KINDS]
    files += [file for file in ROOT.iterdir() if file.suffix in KINDS and file.name != "CHANGELOG.md"]
    assert len(files) > 500
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        if file != Path(__file__)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if IN_CODE.search(line)
    ]
    assert found == []
