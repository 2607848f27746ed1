"""How phones get to a workshop: the address, its QR code, and what is in the way."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from model.workshop import LinkKind
from pages.server import public_url as reaching
from pages.shared import resources


def build_invitation(request: Request, key: str, language: str) -> dict[str, Any]:
    """The address to type, the one in the QR code, and a sentence where phones cannot reach this server."""
    asked_at = str(request.base_url)
    return {
        "short": reaching.find_join_address(asked_at=asked_at),
        "address": reaching.find_join_address(key, asked_at),
        "trouble": reaching.explain_reach(language, asked_at),
    }


def build_qr(request: Request, key: str) -> str:
    """The QR code of the address as SVG."""
    return reaching.build_qr(reaching.find_join_address(key, str(request.base_url)))


def find_link(request: Request, workshop: str, kind: LinkKind) -> str:
    """The address at which others see a workshop's screen, or its report once it has ended."""
    base = reaching.find_outer_address(str(request.base_url))
    return f"{base}/{kind}/{resources.get_links().build(workshop, kind)}"


def build_link_qr(request: Request, workshop: str, kind: LinkKind) -> str:
    """The QR code of such an address as SVG."""
    return reaching.build_qr(find_link(request, workshop, kind))
