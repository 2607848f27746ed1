"""The words that stories have, counted: in how many stories, and in how many that everybody may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, text

from model.stories.fields import PLAIN
from model.stories.search.splitting import list_known_words
from model.stories.search.stems import find_stem
from model.stories.story import Story

_COLUMNS = ("model", "word", "language", "stem", "tail", "written", "stories", "published")
_COUNT_MORE = (
    "ON CONFLICT (model, word, language) DO UPDATE SET stories = story_words.stories + excluded.stories,"
    " published = story_words.published + excluded.published"
)
_INSERT = {
    "sqlite": f"INSERT INTO story_words ({', '.join(_COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join('?' * len(_COLUMNS))}) {_COUNT_MORE}",
    "postgresql": f"INSERT INTO story_words ({', '.join(_COLUMNS)})"  # noqa: S608
    " SELECT * FROM unnest(CAST(:model AS text[]), CAST(:word AS text[]), CAST(:language AS text[]),"
    " CAST(:stem AS text[]), CAST(:tail AS text[]), CAST(:written AS text[]), CAST(:stories AS int[]),"
    f" CAST(:published AS int[])) {_COUNT_MORE}",
}
_DROP = (
    "DELETE FROM story_words WHERE model = :model AND word = :word AND language = :language AND stories <= 0"
)


def adjust_words(
    connection: Connection, model_id: str, before: Iterable[Story], after: Iterable[Story]
) -> None:
    """Count the words of stories that changed; a word that no story has any more is gone from the table."""
    written: dict[tuple[str, str], str] = {}
    stories: Counter[tuple[str, str]] = Counter()
    published: Counter[tuple[str, str]] = Counter()
    for step, counted in ((-1, before), (1, after)):
        for story in counted:
            words = list_words_of(story)
            written |= words
            for key in words:
                stories[key] += step
                published[key] += step * story.is_public
    changed = sorted(key for key in written if stories[key] or published[key])
    if not changed:
        return
    rows = [
        (
            model_id,
            word,
            language,
            find_stem(word, language),
            word[::-1],
            written[word, language],
            stories[word, language],
            published[word, language],
        )
        for word, language in changed
    ]
    # For thousands of rows SQLAlchemy's own parameters take longer than the database.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT["sqlite"], rows)
    else:
        columns = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        connection.execute(text(_INSERT["postgresql"]), columns)
    if fewer := [key for key in changed if stories[key] < 0]:
        dropped = [{"model": model_id, "word": word, "language": language} for word, language in fewer]
        connection.execute(text(_DROP), dropped)


def list_words_of(story: Story) -> dict[tuple[str, str], str]:
    """The words of a story's public texts with their languages, each as it was written."""
    plain = [str(field.get(story)) for field in PLAIN if field.is_text and field.is_public]
    return {
        (word, wording.language): written
        for wording in story.wordings
        for word, written in list_known_words(
            "\n".join((wording.title, wording.text, wording.setting, *plain))
        ).items()
    }
