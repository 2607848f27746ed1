"""Ten thousand stories for the letterboxes of a house: `python -m tests.load.letterbox`.

Each post is sent again until it is taken, as the script of the page does, and some are sent again after that.
Meanwhile the server is ended by SIGKILL and started again, several times. Then what was sent is compared with
what is stored. As many addresses send as a hospital without a proxy would have.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from model import load_model
from model.letterboxes import Letterbox, LetterboxStore
from model.stories import StoryQuery, StoryStore
from model.stories.keys import make_request_id
from tests.load.attending import run_all
from tests.phoning import FORM
from tests.serving import find_port, serve

MODEL = load_model()
_SENDERS = 8
_ADDRESSES = 200
_SENT_AGAIN = 0.1
_PATIENCE = 20
_PAUSE = 0.3
_CODE = re.compile(r'data-code="([A-Z0-9]{10})"')


@dataclass
class Posts:
    """The posts that are sent, and the codes that came for each."""

    boxes: Sequence[Letterbox]
    many: int
    port: int
    codes: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    tries: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def send_part(self, first: int) -> None:
        """Send each `_SENDERS`-th post, one after the other."""
        dice = random.Random(first)
        for number in range(first, self.many, _SENDERS):
            pairs = {"do": "tell", "request": make_request_id(), **tell(number)}
            content = urlencode(pairs).encode()
            for _again in range(1 + (dice.random() < _SENT_AGAIN)):
                self._send(number, content, dice)

    def _send(self, number: int, content: bytes, dice: random.Random) -> None:
        """Send a post until it is taken."""
        box = self.boxes[number % len(self.boxes)]
        while not self.over.is_set():
            self.tries += 1
            try:
                status, page = self._post(box.key, content, dice)
            except (OSError, http.client.HTTPException):
                status, page = 0, ""
            if status == 200:
                self.codes[number].update(_CODE.findall(page))
                return
            assert status in (0, 429, 503), (status, page)
            time.sleep(_PAUSE * dice.uniform(0.5, 1.5))

    def _post(self, key: str, content: bytes, dice: random.Random) -> tuple[int, str]:
        source = (f"127.0.0.{2 + dice.randrange(_ADDRESSES)}", 0)
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=_PATIENCE, source_address=source
        )
        try:
            connection.request("POST", f"/tell/{key}?lang=en", content, FORM)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@dataclass(frozen=True)
class Verdict:
    """What was sent and is not stored or is stored twice, what has not one code, and how long it took."""

    lost: int
    doubled: int
    miscoded: int
    tries: int
    seconds: float


def tell(number: int) -> dict[str, str]:
    """The fields of a story that no other post tells."""
    return {"text": f"Papaya {number} on the ward.", "teller": "family", "language": "en", "consent": "room"}


def hold(url: str, many: int, boxes: int, kills: int) -> Verdict:
    """Send posts to some letterboxes, and kill the server so often meanwhile, evenly spread."""
    stories = StoryStore(url, MODEL.file.model.id)
    stories.open()
    store = LetterboxStore(stories)
    made = [store.create(f"box-{number}", f"Ward {number}", "nl") for number in range(boxes)]
    posts = Posts(made, many, find_port())
    begin = time.monotonic()
    sending = threading.Thread(target=run_all, args=[[(posts.send_part, first) for first in range(_SENDERS)]])
    try:
        for life in range(kills + 1):
            with serve(port=posts.port, MANGOMOMENT_DB=url) as server:
                if not life:
                    sending.start()
                until = many if life == kills else many * (life + 1) // (kills + 1)
                while len(posts.codes) < until and sending.is_alive():
                    time.sleep(0.02)
                if life == kills:
                    sending.join()
                server.process.kill()
                server.process.wait()
    finally:
        posts.over.set()
        sending.join()
    took = time.monotonic() - begin
    stored = Counter(story.text for story in stories.walk(StoryQuery(statuses=frozenset({"pending"}))))
    stories.close()
    sent = {tell(number)["text"] for number in range(many)}
    return Verdict(
        lost=len(sent - stored.keys()),
        doubled=sum(count - 1 for count in stored.values()) + len(stored.keys() - sent),
        miscoded=many - sum(len(codes) == 1 for codes in posts.codes.values()),
        tries=posts.tries,
        seconds=took,
    )


def main() -> int:
    """Send them and print how it went; 1 where something was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.letterbox")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--boxes", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="letterbox-") as folder:
        verdict = hold(
            f"sqlite:///{Path(folder) / 'stories.db'}", arguments.posts, arguments.boxes, arguments.kills
        )
    print(f"{arguments.posts} posts, {arguments.kills} kills: {verdict}")
    return 1 if verdict.lost or verdict.doubled or verdict.miscoded else 0


if __name__ == "__main__":
    raise SystemExit(main())
