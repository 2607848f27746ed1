"""How much is found in sentences of hospital stories of what could identify somebody, and how much else."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from model.stories.privacy import find_identifiers
from model.stories.privacy.name_lists import fold, read_names
from pages.shared.story_words import list_identifiers
from tests.serving import ROOT

SENTENCES = Path(__file__).parent / "sentences"


@dataclass(frozen=True)
class Sentence:
    """A sentence, the places of what must be found, and whether nothing must be."""

    language: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass
class Tally:
    spans: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    traps: int = 0
    flagged: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def count(self, counts: Counter[str], start: str = "") -> int:
        return sum(count for kind, count in counts.items() if kind.startswith(start))

    def get_share(self, start: str = "") -> float:
        return self.count(self.found, start) / self.count(self.spans, start)


def read_first() -> list[Sentence]:
    lines = (SENTENCES / "first.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [Sentence(entry["lang"], entry["text"], tuple(map(tuple, entry["spans"]))) for entry in entries]


def read_own() -> list[Sentence]:
    lines = (SENTENCES / "own.txt").read_text(encoding="utf-8").splitlines()
    return [build_sentence(line) for line in lines if not line.startswith("#")]


def build_sentence(line: str) -> Sentence:
    """Of "nl Toen kwam [Ruben|name] binnen." the text without its brackets, and where Ruben stands in it."""
    language, marked = line.split(" ", 1)
    text = ""
    spans = []
    for part in re.split(r"(\[[^|\]]+\|[a-z-]+\])", marked):
        if part.startswith("["):
            words, kind = part[1:-1].split("|")
            spans.append((len(text), len(text) + len(words), kind))
            text += words
        else:
            text += part
    return Sentence(language, text, tuple(spans))


def tally(sentences: list[Sentence]) -> Tally:
    """A span counts where each of its letters and digits is found; a find is right that touches a span."""
    counted = Tally()
    for sentence in sentences:
        finds = find_identifiers(sentence.text)
        covered = {place for find in finds for place in range(find.start, find.end)}
        for start, end, kind in sentence.spans:
            needed = {place for place in range(start, end) if sentence.text[place].isalnum()}
            counted.spans[kind] += 1
            counted.found[kind] += needed <= covered
            if not needed <= covered:
                counted.missed.append(sentence.text)
        for find in finds:
            is_right = any(find.start < end and start < find.end for start, end, _ in sentence.spans)
            counted.right += is_right
            counted.wrong += not is_right
        if not sentence.spans:
            counted.traps += 1
            counted.flagged += [sentence.text] if finds else []
    return counted


@pytest.mark.parametrize("read", [read_first, read_own])
def test_most_of_what_identifies_somebody_is_found_and_little_else(read: object) -> None:
    counted = tally(read())  # type: ignore[operator]
    assert counted.get_share() >= 0.88, counted.missed
    assert counted.get_share("name") >= 0.96, counted.missed
    assert counted.right / (counted.right + counted.wrong) >= 0.92
    assert len(counted.flagged) <= counted.traps / 10, counted.flagged


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_each_language_has_its_share(language: str) -> None:
    counted = tally([sentence for sentence in read_own() if sentence.language == language])
    assert counted.get_share() >= 0.88, counted.missed
    assert len(counted.flagged) <= counted.traps / 10, counted.flagged


def test_the_own_sentences_have_every_kind_and_as_many_traps() -> None:
    own = read_own()
    kinds = {kind for sentence in own for _, _, kind in sentence.spans}
    assert kinds | {"account"} == set(list_identifiers(str))
    assert 0.8 < sum(not sentence.spans for sentence in own) / sum(bool(s.spans) for s in own) < 1.25


def test_the_guide_lists_the_kinds_that_are_looked_for() -> None:
    guide = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    table = guide.split("| kind | what of it |")[1].split("\n\n")[0]
    named = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    assert sorted(named) == sorted(set(list_identifiers(str).values()))


@pytest.mark.parametrize("name", ["first", "family", "places"])
def test_a_list_of_names_is_sorted_folded_and_without_repeats(name: str) -> None:
    lines = (ROOT / "data" / "names" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted({fold(line) for line in lines})
    assert len(lines) > 5000
    assert read_names(name) >= set(lines)


def test_the_licence_of_the_lists_stands_beside_them() -> None:
    licence = (ROOT / "data" / "names" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Faker" in licence
    assert "Permission is hereby granted, free of charge" in licence
    assert "Copyright (c) 2012 Daniele Faraglia" in licence
