"""Links that show a workshop without a passcode: its screen until it ends, its report after that."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import select

from model.stories import StoryStore
from model.stories.keys import is_request_id
from model.stories.places import get_secret
from model.workshop.faults import UnknownWorkshopError, WorkshopEndedError
from model.workshop.keys import sign_link
from model.workshop.session import Workshop
from model.workshop.tables import to_workshop, workshops

LinkKind = Literal["screen", "report"]
REPORT_FOR = timedelta(days=30)
"""How long after the end of a workshop the link to its report works."""


class WorkshopLinks:
    """The links of the workshops of one model: each is bound to its workshop and its kind, and nobody can
    guess it. Nothing of a link is stored; `WorkshopStore.renew_links` stops those that were given out."""

    def __init__(self, stories: StoryStore) -> None:
        self._database = stories.database
        self._model_id = stories.model_id
        self._secret: bytes | None = None

    def build(self, workshop: str, kind: LinkKind) -> str:
        """The link of a workshop, as it is now; `UnknownWorkshopError` where there is none with this id."""
        return f"{workshop}.{self._sign(self._read(workshop)[1], kind, workshop)}"

    def find_screen(self, link: str) -> Workshop:
        """The workshop whose screen a link shows.

        Raises `UnknownWorkshopError` for one that was renewed or never given, and `WorkshopEndedError`.
        """
        found = self._find(link, "screen")
        if found.is_ended:
            raise WorkshopEndedError(found.id)
        return found

    def find_report(self, link: str) -> Workshop:
        """The workshop whose report a link shows: one that ended, within the last 30 days.

        Raises `UnknownWorkshopError` for any other.
        """
        found = self._find(link, "report")
        if found.ended_at is None or found.ended_at < datetime.now(UTC) - REPORT_FOR:
            raise UnknownWorkshopError(found.id)
        return found

    def _find(self, link: str, kind: LinkKind) -> Workshop:
        workshop, _, sign = link.partition(".")
        found, seed = self._read(workshop)
        if not hmac.compare_digest(sign.encode(errors="replace"), self._sign(seed, kind, workshop).encode()):
            raise UnknownWorkshopError(workshop)
        return found

    def _read(self, workshop: str) -> tuple[Workshop, str]:
        if not is_request_id(workshop):
            raise UnknownWorkshopError(workshop[:80])
        query = select(workshops).where(workshops.c.model == self._model_id, workshops.c.id == workshop)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise UnknownWorkshopError(workshop)
        return to_workshop(row, datetime.now(UTC)), row["link_seed"] or ""

    def _sign(self, seed: str, kind: LinkKind, workshop: str) -> str:
        if self._secret is None:
            with self._database.writing() as connection:
                self._secret = get_secret(connection)
        return sign_link(self._secret, kind, workshop, seed)
