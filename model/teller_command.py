"""The commands `python -m model teller find|copy|erase`: what somebody who told a story may ask for."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from model.loading import load_model
from model.stories import StoryQuery, StoryStore, UnknownStoryError
from model.stories.own_stories import open_store
from model.teller_data import collect, find_by_code

_MOST_FOUND = 100


def add_command(commands: Any) -> None:
    """Add the commands to those of the command line."""
    teller = commands.add_parser("teller", help="find, copy or erase the story of somebody who asks for it")
    several = teller.add_subparsers(required=True, metavar="COMMAND")
    find = several.add_parser("find", help="list the stories that fit a code or words, with their ids")
    sought = find.add_mutually_exclusive_group(required=True)
    sought.add_argument("--code", metavar="CODE", help="the code on the receipt of the story")
    sought.add_argument("--words", metavar="WORDS", help="words of the story, whatever its status")
    find.set_defaults(run=_find)
    copy = several.add_parser("copy", help="write all that is kept of a story to a JSON file")
    copy.add_argument("story", metavar="ID", help="id of the story")
    copy.add_argument("--out", required=True, type=Path, metavar="FILE", help="output file")
    copy.set_defaults(run=_copy)
    erase = several.add_parser("erase", help="erase stories for good, with all their earlier versions")
    erase.add_argument("stories", nargs="+", metavar="ID", help="ids of stories; those not there are named")
    erase.set_defaults(run=_erase)
    for command in (find, copy, erase):
        command.add_argument("--db", metavar="URL", help="default: the database of the application")
        command.add_argument("--model", metavar="FILE", help="default: the model of the application")


def _open(arguments: argparse.Namespace) -> StoryStore:
    return open_store(load_model(arguments.model), arguments.model, arguments.db)


def _find(arguments: argparse.Namespace) -> int:
    with closing(_open(arguments)) as store:
        if arguments.code is not None:
            story_id = find_by_code(store, arguments.code)
            with suppress(UnknownStoryError):
                _print(store, [story_id])
                return 0
            print(f"{story_id}: erased")
            return 0
        page = store.find(StoryQuery(words=arguments.words), at_most=_MOST_FOUND)
        _print(store, [story.id for story in page.stories])
        count = "1 story" if page.count == 1 else f"{page.count} stories"
        print(count if page.count <= _MOST_FOUND else f"{count}; these are {_MOST_FOUND} of them")
    return 0


def _print(store: StoryStore, ids: list[str]) -> None:
    for story in map(store.get, ids):
        print(f"{story.id}: {story.status}, {story.created_at:%Y-%m-%d}, {story.name(story.language)}")


def _copy(arguments: argparse.Namespace) -> int:
    with closing(_open(arguments)) as store:
        content = json.dumps(collect(store, arguments.story), ensure_ascii=False, indent=2)
    arguments.out.write_text(content + "\n", "utf-8")
    print(f"{arguments.out}: all that is kept of {arguments.story}")
    return 0


def _erase(arguments: argparse.Namespace) -> int:
    missing = 0
    with closing(_open(arguments)) as store:
        for story_id in arguments.stories:
            try:
                store.delete(story_id, store.get(story_id).revision, "participant")
            except UnknownStoryError as error:
                missing += 1
                print(error, file=sys.stderr)
            else:
                print(f"{story_id}: erased")
    return 1 if missing else 0
