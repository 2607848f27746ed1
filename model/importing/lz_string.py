"""Unpacking text that LZ-string packed, as programs in a browser do. Its Python packages are not kept up."""

from __future__ import annotations

from collections.abc import Iterator

_BITS = 15
"""How many bits a character of packed text carries."""
_FIRST = 32
"""The code of the character that stands for 15 zeros, so that none is a control character."""
_BLOCK = 4_096
_BYTE, _PAIR, _END = range(3)
"""What the first three codes stand for: a character of 8 bits, one of 16 bits, the end of the text."""


_BRACE = range(0x1BE0, 0x1C00)
"""The first characters of packed text that begins with a brace, as JSON does."""


class DamagedError(ValueError):
    """The text cannot be unpacked."""


class TooLongError(ValueError):
    """The text unpacks to more than is allowed."""


def is_packed_json(text: str) -> bool:
    """Whether text looks like JSON that `compressToUTF16` packed.

    >>> is_packed_json("\u1be1\u0841\u442b\u40ac\u0612  "), is_packed_json("{}")
    (True, False)
    """
    start = text[:100]
    is_whole = all(_FIRST <= ord(character) < _FIRST + 2**_BITS for character in start)
    return bool(start) and ord(start[0]) in _BRACE and is_whole


def unpack_utf16(packed: str, most: int) -> str:
    """The text that `compressToUTF16` of LZ-string packed; at most `most` characters.

    What stands behind its end is left out. Raises `DamagedError` for what was not packed like that or is cut
    off, `TooLongError` once there is more of it.

    >>> unpack_utf16("\u02e2\u2ca0 ", 10)
    'hi'
    """
    text = "".join(_unpack(_Bits(packed), most))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Bits:
    """The bits of packed text, of which numbers are taken with the lowest bit first."""

    def __init__(self, packed: str) -> None:
        self._packed = packed
        self._next = 0
        self._bits = ""
        self._at = 0

    def take(self, count: int) -> int:
        """The number in the next bits."""
        while len(self._bits) - self._at < count:
            block = self._packed[self._next : self._next + _BLOCK]
            if not block:
                raise DamagedError
            self._next += len(block)
            codes = [ord(character) - _FIRST for character in block]
            if not 0 <= min(codes) <= max(codes) < 2**_BITS:
                raise DamagedError
            self._bits = self._bits[self._at :] + "".join([format(code, "015b") for code in codes])
            self._at = 0
        taken = self._bits[self._at : self._at + count]
        self._at += count
        return int(taken[::-1], 2)


def _unpack(bits: _Bits, most: int) -> Iterator[str]:
    """The pieces of the text. Each code names a piece that came before, and makes a new, longer one."""
    pieces = ["", "", ""]
    before = ""
    length = 0
    while (code := bits.take(len(pieces).bit_length())) != _END:
        if code in (_BYTE, _PAIR):
            pieces.append(chr(bits.take(8 if code == _BYTE else 16)))
            code = len(pieces) - 1
        if code < len(pieces):
            piece = pieces[code]
        elif code == len(pieces) and before:
            piece = before + before[0]
        else:
            raise DamagedError
        length += len(piece)
        if length > most:
            raise TooLongError
        yield piece
        if before:
            pieces.append(before + piece[0])
        before = piece
