"""Some hundred stories for the letterboxes, and a server that is killed between them."""

from __future__ import annotations

from pathlib import Path

from tests.load.letterbox import hold


def test_no_story_is_lost_or_doubled_by_a_server_that_is_killed(tmp_path: Path) -> None:
    verdict = hold(f"sqlite:///{tmp_path / 'stories.db'}", many=300, boxes=3, kills=1)
    assert (verdict.lost, verdict.doubled, verdict.miscoded) == (0, 0, 0)
    assert verdict.tries > 300
