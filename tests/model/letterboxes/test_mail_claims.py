from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from model.letterboxes import MailClaims
from model.letterboxes.mail_claims import TRIED_AGAIN_AFTER
from model.letterboxes.tables import mails
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
    assert timedelta(minutes=15) == TRIED_AGAIN_AFTER
    again = NOW + TRIED_AGAIN_AFTER
    assert not claims.claim(again - timedelta(seconds=1))
    assert claims.claim(again)
    assert not claims.claim(again + TRIED_AGAIN_AFTER - timedelta(seconds=1))
    claims.note_sent(again)
    assert not claims.claim(again + 2 * TRIED_AGAIN_AFTER)
    assert claims.claim(NOW + timedelta(days=1))


def test_the_mail_of_a_day_is_that_of_its_model_and_day(stories: StoryStore, url: str) -> None:
    other = StoryStore(url, "another")
    claims, elsewhere = MailClaims(stories), MailClaims(other)
    tomorrow = NOW + timedelta(days=1)
    assert claims.claim(NOW)
    assert elsewhere.claim(NOW)
    assert claims.claim(tomorrow)
    claims.note_sent(NOW)
    late = TRIED_AGAIN_AFTER
    assert (claims.claim(NOW + late), claims.claim(tomorrow + late), elsewhere.claim(NOW + late)) == (
        False,
        True,
        True,
    )
    other.close()


def test_mails_of_more_than_thirty_days_ago_are_forgotten_each_model_its_own(
    stories: StoryStore, url: str
) -> None:
    other = StoryStore(url, "another")
    MailClaims(other).claim(NOW)
    for days in (0, 1, 31):
        MailClaims(stories).claim(NOW + timedelta(days=days))
    with stories.database.reading() as connection:
        kept = connection.execute(select(mails.c.model, mails.c.day).order_by(mails.c.model, mails.c.day))
        assert [tuple(row) for row in kept] == [
            ("another", "2026-05-01"),
            ("test", "2026-05-02"),
            ("test", "2026-06-01"),
        ]
    other.close()
