"""The soak: that a short one is judged good, and that nothing lost or doubled would go unnoticed."""

from __future__ import annotations

from pathlib import Path

from tests.load.hostile import Hostile
from tests.load.leading import Leader
from tests.load.soak import PASSCODE, Room, describe, hold, judge
from tests.serving import serve


def test_a_short_soak_is_good_and_what_is_lost_or_doubled_is_noticed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'stories.db'}"
    with serve(MANGOMOMENT_DB=url, MANGOMOMENT_PASSCODE=PASSCODE) as server:
        room = Room(server, Leader(server, passcode=PASSCODE), phones=8, round_seconds=6)
        room.hostile = [Hostile(server.address, room.leader.key, seed=1)]
        lines = [describe(minute, room, used) for minute, used in enumerate(hold(room, minutes=0.5))]
        good = judge(room, url)
        assert good.is_good, (good, lines)
        assert good.kept > 8
        assert {"key 404", "code 404", "passcode 403", "held"} <= set(room.hostile[0].got)
        assert any(story["status"] == "published" for story in room.leader.see()["told"])
        room.attendees[0].answers.append("told to be received, and not there")
        assert judge(room, url).lost == ("answer told to be received, and not there",)
        room.attendees[0].answers.clear()
        room.attendees[0].ballots.clear()
        assert judge(room, url).surplus
        room.faults.append("an answer that was none")
        assert not judge(room, url).is_good
