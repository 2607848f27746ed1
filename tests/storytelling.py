"""Stories out of few words, nasty texts, and what a search must find, said without a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from hypothesis import strategies as st

from model.search import fold
from model.stories import Consent, Story, StoryQuery, StorySource, Wording
from model.stories.search.splitting import list_words, split_words
from model.stories.search.syntax import Clause, read_search
from model.stories.story import EVERYTHING, ORIGINS, PURPOSES, STATUSES, TELLERS
from model.stories.story_files import write_stories

NODES = ("joy", "trust", "Joy", "joy.2")
TEAMS = ("a" * 32, "b" * 32)
DIMENSIONS = ("comfort", "respect", "access")

NASTY = (
    "'; DROP TABLE stories; --",
    'say "mango" OR NEAR(a b) * ^ : { } ( ) - + c++',
    "100% _under_score_ \\ back/slash",
    "<script>alert(1)</script> she said <b>no",
    "pain < 5 & > 3",
    "مرحبا \u202eevitcepser\u202c בשלום",
    "👩‍⚕️ gave 🥭 to 🏥",
    "e\u0301te\u0301 \u0130stanbul \u00df \ufb01n \u2121 \u00bd",
    "null\x00byte \ud800 lone \udfff surrogate \x1b[31m",
    "zero\u200bwidth \u00ad soft \ufeff",
    "line\r\nbreak\u2028and\x85more\n\n\n\nend",
    "病院で看護師がマンゴーをくれた",
    "a" * 5000,
    "é" * 4999 + "!",
    " ".join(f"word{number}" for number in range(560)),
    "𝔐𝔞𝔫𝔤𝔬 ＭＡＮＧＯ",
)
"""Texts that have broken something somewhere."""


def to_story_file(stories: Iterable[Story], form: str) -> bytes:
    """The stories as a file in one of the `STORY_FORMS`."""
    file = BytesIO()
    write_stories(stories, file, form)
    return file.getvalue()


def build_story(text: str = "A mango.", **fields: Any) -> Story:
    """A public story, told by a patient in English, unless said otherwise."""
    wording = {
        "language": fields.pop("language", "en"),
        "title": fields.pop("title", ""),
        "text": text,
        "setting": fields.pop("setting", ""),
    }
    defaults: dict[str, Any] = {"wordings": [wording], "teller": "patient", "status": "published"}
    return Story(**{**defaults, "consent": EVERYTHING, **fields})


texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(min_size=1, max_size=200),
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60),
).filter(lambda said: _is_text(said))


def _is_text(said: str) -> bool:
    try:
        Wording(language="en", text=said)
    except ValueError:
        return False
    return True


_SAYINGS = st.lists(
    st.sampled_from(
        ["mango", "mángo", "man", "nurse", "nu", "ßee", "see", "C++", "joy_ride", "12", "x", "z'n"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
_DAYS = st.sampled_from([None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 5, 31)])
_LINES = st.sampled_from(["", "Ward 1", "ward 1", "Wärd", "Mango"])


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Stories that share words and facets, so that a search finds some of them."""
    languages = draw(st.lists(st.sampled_from(["en", "nl", "fr"]), min_size=1, max_size=2, unique=True))
    return Story(
        wordings=tuple(
            Wording(language=language, title=draw(_LINES), text=draw(_SAYINGS), setting=draw(_LINES))
            for language in languages
        ),
        teller=draw(st.sampled_from(TELLERS)),
        dimensions=tuple(draw(st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True))),
        nodes=tuple(draw(st.lists(st.sampled_from(NODES), max_size=3, unique=True))),
        source=draw(st.sampled_from([None, StorySource(name="A paper", url="https://example.org/a")])),
        origin=draw(st.sampled_from(ORIGINS)),
        consent=Consent(**{purpose: draw(st.booleans()) for purpose in PURPOSES}),
        status=draw(st.sampled_from(STATUSES)),
        told_on=draw(_DAYS),
        team=draw(st.sampled_from([None, *TEAMS])),
    )


def _some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(values), max_size=2)


queries = st.builds(
    StoryQuery,
    words=st.just("") | _SAYINGS | st.sampled_from([*NASTY, "m", "MA", "joy", "tr", "++", "🥭", " "]),
    nodes=_some(NODES),
    tellers=_some(TELLERS),
    dimensions=_some(DIMENSIONS),
    settings=_some(("ward 1", "ward", "mango", "")),
    languages=_some(("en", "nl", "fr")),
    statuses=_some(STATUSES),
    origins=_some(ORIGINS),
    consents=_some(PURPOSES),
    is_unattached=st.booleans(),
    told_since=_DAYS,
    told_until=_DAYS,
    teams=_some(TEAMS),
    seen_by=st.just(frozenset()) | st.frozensets(st.sampled_from(TEAMS), min_size=1),
    sort=st.sampled_from(["newest", "oldest", "title", "changed"]),
)


def name_nodes(word: str) -> list[str]:
    """The nodes whose names hold a word: here each is named by its id."""
    return [node for node in NODES if word in fold(node)]


def is_found(story: Story, query: StoryQuery) -> bool:
    """Whether a query asks for a story, by the letter of `StoryQuery`; here no word has other forms."""
    clauses = read_search(query.words)
    return (
        (bool(clauses) or not query.words.strip())
        and all(_has_clause(story, clause) is not clause.is_excluded for clause in clauses)
        and _meets(query.nodes, story.nodes)
        and _meets(query.tellers, [story.teller])
        and _meets(query.dimensions, story.dimensions)
        and _meets(query.settings, [fold(wording.setting) for wording in story.wordings])
        and _meets(query.languages, [wording.language for wording in story.wordings])
        and _meets(query.statuses, [story.status])
        and _meets(query.origins, [story.origin])
        and all(getattr(story.consent, purpose) for purpose in query.consents)
        and not (query.is_unattached and story.nodes)
        and _is_told_within(story.told_on, query.told_since, query.told_until)
        and _meets(query.teams, [story.team])
        and (not query.seen_by or story.is_public or story.team in query.seen_by)
    )


def _has_clause(story: Story, clause: Clause) -> bool:
    said = [text for wording in story.wordings for text in (wording.title, wording.text, wording.setting)]
    words = {word for text in said for word in split_words(text)}
    return any(
        any(f" {' '.join(term.words)} " in f" {' '.join(list_words(text))} " for text in said)
        if term.is_exact
        else any(word.startswith(term.words[0]) for word in words)
        or not set(name_nodes(term.words[0])).isdisjoint(story.nodes)
        for term in clause.terms
    )


def _is_told_within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since or day) <= day <= (until or day)


def _meets(wanted: frozenset[str], own: Any) -> bool:
    return not wanted or not wanted.isdisjoint(own)
