from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from model.letterboxes import MailClaims
from model.letterboxes.mail_claims import TRIED_AGAIN_AFTER
from model.stories import StoryStore

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)


def test_one_of_many_claims_the_mail_of_a_day(stories: StoryStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: MailClaims(stories).claim(NOW), range(8)))
    assert sum(claims) == 1


def test_a_mail_that_was_not_sent_is_tried_again_later_and_one_that_was_is_not(stories: StoryStore) -> None:
    claims = MailClaims(stories)
    assert claims.claim(NOW)
    assert not claims.claim(NOW + timedelta(minutes=1))
    again = NOW + TRIED_AGAIN_AFTER
    assert claims.claim(again)
    claims.note_sent(again)
    assert not claims.claim(again + 2 * TRIED_AGAIN_AFTER)
    assert claims.claim(NOW + timedelta(days=1))
