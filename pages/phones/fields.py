"""What a form sent: read with care, as anybody may send anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from pages.shared.posts import get_kind, is_from_here

LARGEST_POST = 64 * 1024
_MOST_FIELDS = 500
_MOST_DROPPED = 4 * 1024 * 1024

Reason = Literal["foreign", "kind", "large", "malformed"]
STATUSES: Mapping[Reason, int] = {"foreign": 403, "kind": 415, "large": 413, "malformed": 400}


class RefusedPostError(Exception):
    """A post that is not from one of our forms, or larger than any of them can be."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Fields:
    """The fields of a form, in their order; a name may come several times.

    >>> fields = Fields((("node", "a"), ("node", "b")))
    >>> fields.get("node"), fields.get_all("node"), fields.get("other")
    ('a', ('a', 'b'), '')
    """

    pairs: tuple[tuple[str, str], ...] = field(default=())

    def get(self, name: str) -> str:
        """The first value with this name, or nothing."""
        return next((value for key, value in self.pairs if key == name), "")

    def get_all(self, name: str) -> tuple[str, ...]:
        """All values with this name."""
        return tuple(value for key, value in self.pairs if key == name)

    def get_by_prefix(self, prefix: str) -> dict[str, str]:
        """The values whose names begin so, by what follows."""
        return {key[len(prefix) :]: value for key, value in self.pairs if key.startswith(prefix)}


async def read_fields(request: Request) -> Fields:
    """The fields that one of our forms sent; raises `RefusedPostError`.

    What is too large is read to its end, up to a bound, and dropped: a browser shows no answer to what it
    could not finish sending.
    """
    if not is_from_here(request):
        raise RefusedPostError("foreign")
    if get_kind(request) != "application/x-www-form-urlencoded":
        raise RefusedPostError("kind")
    content, size = bytearray(), 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size <= LARGEST_POST:
                content += chunk
            if size > _MOST_DROPPED:
                break
    except ClientDisconnect:
        raise RefusedPostError("malformed") from None
    if size > LARGEST_POST:
        raise RefusedPostError("large")
    try:
        pairs = parse_qsl(
            content.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:  # among them what is neither ASCII nor UTF-8
        raise RefusedPostError("malformed") from error
    return Fields(tuple(pairs))
