"""Which language somebody is answered in. No other module decides it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from starlette.requests import HTTPConnection

from model.words import LANGUAGES

COOKIE = "mangomoment_language"
"""What a visitor chose last; the browser writes it, so that the next visit begins with it."""

_LONGEST_HEADER = 300


def choose_language(*wanted: str, otherwise: str = "en") -> str:
    """The first language wished for that the screen speaks. A wish is a code, or a browser's preferences.

    >>> choose_language("", "fy, nl-BE;q=0.9, en;q=0.5"), choose_language("xx", otherwise="nl")
    ('nl', 'nl')
    """
    codes = (code for wish in wanted for code in _list_codes(wish[:_LONGEST_HEADER]))
    return next((code for code in codes if code in LANGUAGES), otherwise)


def find_language(connection: HTTPConnection, of_workshop: str = "", otherwise: str = "en") -> str:
    """The language that an address asks for, else the workshop's, the visitor's choice, the browser's.

    >>> headers = [(b"accept-language", b"nl-BE,en")]
    >>> find_language(HTTPConnection({"type": "http", "query_string": b"", "headers": headers}))
    'nl'
    """
    return choose_language(
        connection.query_params.get("lang", ""),
        of_workshop,
        read_choice(connection.cookies),
        connection.headers.get("accept-language", ""),
        otherwise=otherwise,
    )


def read_choice(cookies: Mapping[str, str]) -> str:
    """What the visitor chose last; "" before any choice."""
    return cookies.get(COOKIE, "")


def _list_codes(wish: str) -> Iterator[str]:
    """The codes in a list such as `nl-BE, en;q=0.5`, the preferred first; what is refused is left out."""
    ranked = []
    for part in wish.split(","):
        tag, _, said = part.partition(";")
        ranked.append((_read_rank(said), tag.strip().lower().partition("-")[0]))
    for rank, code in sorted(ranked, key=lambda each: -each[0]):
        if rank:
            yield code


def _read_rank(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name.strip() == "q" else 1.0
    except ValueError:
        return 1.0
