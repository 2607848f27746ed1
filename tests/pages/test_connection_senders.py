"""Whose connections are closed where too many wait: those of who keeps most of them waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from pages.seams.connections import build_protocol

IPV4, OTHER, THIRD = "198.51.100.1", "198.51.100.2", "198.51.100.3"


class Transport(asyncio.Transport):
    """A connection as uvicorn sees it, from an address; without one as through a socket in a file."""

    def __init__(self, address: str | None) -> None:
        super().__init__({"peername": (address, 5) if address is not None else None})
        self.is_open = True

    def abort(self) -> None:
        self.is_open = False

    def is_closing(self) -> bool:
        return not self.is_open


def find_open(addresses: Iterable[str | None], most: int = 3) -> list[bool]:
    """Let connections come that send nothing, where only some may wait; which of them are open then."""

    async def come() -> list[bool]:
        config = uvicorn.Config(lambda: None, log_config=None, lifespan="off")
        build = build_protocol(most)
        transports = []
        for address in addresses:
            connection: Any = build(config=config, server_state=ServerState(), app_state={})
            transports.append(Transport(address))
            connection.connection_made(transports[-1])
        return [transport.is_open for transport in transports]

    return asyncio.run(come())


@pytest.mark.parametrize(
    ("address", "same"),
    [
        (IPV4, IPV4),
        (f"::ffff:{IPV4}", f"::ffff:{IPV4}"),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"),
        ("fe80::1%eth0", "fe80::2%eth0"),
        (None, None),
    ],
)
def test_who_keeps_most_waiting_loses_the_oldest_of_their_own(address: str | None, same: str | None) -> None:
    assert find_open([OTHER, address, THIRD, same]) == [True, False, True, True]


@pytest.mark.parametrize(
    ("address", "other"),
    [
        (IPV4, OTHER),
        (f"::ffff:{IPV4}", f"::ffff:{OTHER}"),
        ("2001:db8:0:1::1", "2001:db8:0:2::1"),
    ],
)
def test_those_of_other_addresses_are_told_apart(address: str, other: str) -> None:
    assert find_open([address, "192.0.2.1", other, "192.0.2.1"]) == [True, False, True, True]


def test_as_many_as_may_wait_are_all_open() -> None:
    assert find_open([IPV4] * 3) == [True] * 3
    assert find_open([IPV4] * 5) == [False, False, True, True, True]
