"""Pointing out what could identify a person: `python -m tests.bench privacy`.

The aim is 20 ms for 5 000 characters, the longest story.
"""

from __future__ import annotations

import time

import yaml

from model.loading import DATA
from model.stories.privacy import find_identifiers
from model.stories.story import LONGEST_TEXT

_ROUNDS = 20


def run() -> None:
    """Print how long the longest story takes in each language, in milliseconds, and the first one."""
    stories = yaml.safe_load((DATA / "stories.yaml").read_text(encoding="utf-8"))["stories"]
    begun = time.process_time()
    find_identifiers("Mevrouw Peeters en Ann")
    print(f"\nPrivacy: the first text {1000 * (time.process_time() - begun):.0f} ms")
    for language in ("nl", "en", "fr", "de"):
        whole = " ".join(story["text"][language] for story in stories)
        text = (whole * 3)[:LONGEST_TEXT]
        times = []
        for _ in range(_ROUNDS):
            begun = time.process_time()
            find_identifiers(text)
            times.append(time.process_time() - begun)
        print(f"  {language} {len(text)} characters{1000 * sorted(times)[_ROUNDS // 2]:10.1f}")
