"""Why a story was found: where the words stand in it, or which of its elements they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model.stories.search.splitting import Written, find_written
from model.stories.story import Story
from model.stories.tokens import Group, Groups, Named

Place = tuple[int, int]


@dataclass(frozen=True)
class Reason:
    """Where in a story that is read in one language the words of a search stand, as start and end.

    `language` is that of another wording that has a word which this one lacks, `nodes` are those of the
    story whose names hold such a word.
    """

    title: tuple[Place, ...] = ()
    text: tuple[Place, ...] = ()
    setting: tuple[Place, ...] = ()
    language: str = ""
    nodes: tuple[str, ...] = ()


def find_reason(story: Story, groups: Groups, language: str, named: Named | None = None) -> Reason | None:
    """Why a story was found that is shown in a language; None where no words were asked for."""
    word_groups = [group for group in groups if group.field == "word" and not group.is_excluded]
    if not word_groups:
        return None
    shown = story.in_language(language)
    texts = (shown.title, shown.text, shown.setting)
    lacking = [group for group in word_groups if not any(_find_places(said, [group]) for said in texts)]
    others = [
        wording.language
        for wording in story.wordings
        if wording.language != shown.language
        and any(_find_places(said, lacking) for said in (wording.title, wording.text, wording.setting))
    ]
    words = {term.words[0] for group in lacking for term in group.terms if not term.is_exact}
    nodes = {node for word in words for node in named(word)} if named else set()
    return Reason(
        title=_find_places(shown.title, word_groups),
        text=_find_places(shown.text, word_groups),
        setting=_find_places(shown.setting, word_groups),
        language=others[0] if others else "",
        nodes=tuple(node for node in story.nodes if node in nodes),
    )


def _find_places(said: str, groups: Iterable[Group]) -> tuple[Place, ...]:
    """The places of these words in a text, in its order; what touches is one."""
    written = list(find_written(said))
    found = sorted({place for group in groups for place in _find_group(written, group)})
    merged: list[Place] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _find_group(written: Sequence[Written], group: Group) -> Iterator[Place]:
    begins = tuple(token.text for token in group.tokens if token.is_beginning)
    whole = {token.text for token in group.tokens if not (token.is_beginning or token.rest)}
    for word in written:
        if any(part in whole or part.startswith(begins) for part in (*word.parts, word.joined)):
            yield word.start, word.end
    parts = [(part, word) for word in written for part in word.parts]
    for term in group.terms:
        length = len(term.words)
        if length < 2:
            continue
        for at in range(len(parts) - length + 1):
            if tuple(part for part, _ in parts[at : at + length]) == term.words:
                yield parts[at][1].start, parts[at + length - 1][1].end
