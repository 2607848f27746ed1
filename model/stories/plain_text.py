"""Making what somebody typed or pasted into plain text: words only, no markup that could act.

What is plainly markup goes and leaves its words behind. What only might be markup stays, with a space in it
where a browser or a Markdown reader would otherwise take it for a tag or a link. Everything is done in a
fixed number of passes, each linear in the length of the text, so that no hostile text takes long.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"\n{3,}")

_UNWANTED = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f"  # control characters; line breaks are made \n and tabs spaces before
    "\ud800-\udfff"  # halves of letters
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of writing, so that a text shows something else
    "\ufeff\ufdd0-\ufdef"  # byte order mark; what will never be a letter, and XML does not take
    + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)

_MOST_MARKS = 30
"""How many marks stay on one letter: as many as Unicode's stream-safe texts have; languages need fewer."""

_MANY_MARKS = re.compile(f"[^\x00-\u02ff\u2000-\u206f]{{{_MOST_MARKS + 1}}}")
"""Where there may be too many marks: no letter of Latin script, space or punctuation between."""

_ELEMENT_NAMES = """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del details
    dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3
    h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label legend li link main map
    mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output
    p param picture plaintext pre progress q rp rt ruby s samp script search section select slot small
    source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
    time title tr track tt u ul var video wbr xmp
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_WORD_PREFIXES = ("o:", "v:", "w:", "x:", "st1:")
"""How the names of the tags begin that Word puts into the clipboard."""

_TAG = re.compile(r"<!--[^<>]*+>|<[/!]?([a-zA-Z][a-zA-Z0-9:]*+)(?:[\s/][^<>]*+)?>")
_ADDRESS_TAG = re.compile(r"<(https?://[^<>\s]++|[\w.+-]++@[\w.-]++)>", re.IGNORECASE)

_LEADS_AWAY = r"\s*+(?:[#?/]|<?[^\s()<>]{0,80}(?:[:/]|\.[a-zA-Z]{2}|&[#a-zA-Z]))"
"""Where a link in brackets leads somewhere. In "x[1](y)" or "[he](the nurse)" none does."""

_LINK = re.compile(
    rf"!?\[([^\[\]]*+)\]\((?={_LEADS_AWAY})\s*+(?:<[^<>\n]*+>|(?>[^\s()<]++|\([^\s()]*+\))*+)"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?\s*+\)"
)
_LINK_TO = re.compile(rf"\](?=\({_LEADS_AWAY}|:{_LEADS_AWAY})")
_TAG_START = re.compile(r"<(?=[a-zA-Z/!?])")


def clean_text(text: str) -> str:
    """The text as plain text: composed letters, line breaks as \\n, no control characters, no HTML tags.

    Markdown pictures and links leave their words behind. Signs that only look like markup stay ("pain < 5",
    "[sic]"); where they could still be taken for it, a space keeps them apart. A text of invisible characters
    only is empty. Cleaning again changes nothing.

    >>> clean_text("A <b>mango</b>, [she](https://example.org) said.")
    'A mango, she said.'
    >>> clean_text("pain < 5 and > 3, Mrs <name> said [sic]")
    'pain < 5 and > 3, Mrs < name> said [sic]'
    """
    text = _compose(_UNWANTED.sub("", _BREAKS.sub("\n", text).replace("\t", " ")))
    if "<" in text or "](" in text or "]:" in text:
        for _ in range(2):  # markup is often nested once: a picture that is a link
            text = _LINK.sub(r"\1", _ADDRESS_TAG.sub(r"\1", text))
            text = _TAG.sub(_leave_out, text)
        text = _LINK_TO.sub("] ", _TAG_START.sub("< ", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _compose(_MANY_BREAKS.sub("\n\n", text).strip())
    return text if _is_visible(text) else ""


def clean_line(text: str) -> str:
    """The text as plain text on one line.

    >>> clean_line("The\\n mango ")
    'The mango'
    """
    return " ".join(clean_text(text).split())


def _leave_out(tag: re.Match[str]) -> str:
    """Nothing for a tag that HTML or Word knows; another, such as "<name>", stays as it is."""
    name = (tag[1] or "!--").lower()
    is_known = name in _ELEMENTS or name in ("!--", "doctype") or name.startswith(_WORD_PREFIXES)
    return "" if is_known else tag[0]


def _compose(text: str) -> str:
    """The text in composed letters, with at most `_MOST_MARKS` marks on one letter.

    Without that bound the time to compose grows with the square of the number of marks.
    """
    return _leave_out_marks(unicodedata.normalize("NFC", _leave_out_marks(text)))


def _leave_out_marks(text: str) -> str:
    if not _MANY_MARKS.search(text):
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _is_visible(text: str) -> bool:
    return any(unicodedata.category(letter)[0] not in "CZ" for letter in text)
