"""A TrueType font cut down to a few letters, in a few milliseconds: its tables read and written as they
are laid out in the file (https://learn.microsoft.com/typography/opentype/spec/otff).

A library for fonts reads every table and takes longer to load than a picture takes to draw.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

_NAMES = (0, 1, 2, 13, 14)
"""Of the names copyright, family, style and licence stay."""

_WINDOWS, _LAST = (3, 1, 0x409), 0xFFFF
_WORDS, _MORE, _SCALE, _TWO_SCALES, _FOUR_SCALES, _INSTRUCTIONS = 0x1, 0x20, 0x8, 0x40, 0x80, 0x100
_CHECKSUM = 0xB1B0AFBA


class FontFile:
    """A font as its file's content; anything it cannot read raises `struct.error` or `KeyError`."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._tables: dict[str, bytes] = {}
        for number in range(struct.unpack_from(">H", content, 4)[0]):
            tag, _checksum, start, length = struct.unpack_from(">4sLLL", content, 12 + 16 * number)
            self._tables[tag.decode("latin-1")] = content[start : start + length]

    @cached_property
    def glyph_of(self) -> dict[int, int]:
        """The number of the glyph of each code."""
        table = self._tables["cmap"]
        for number in range(struct.unpack_from(">H", table, 2)[0]):
            start = struct.unpack_from(">L", table, 8 + 8 * number)[0]
            if struct.unpack_from(">H", table, start)[0] == 12:
                count = struct.unpack_from(">L", table, start + 12)[0]
                groups = struct.iter_unpack(">LLL", table[start + 16 : start + 16 + 12 * count])
                return {
                    code: glyph + code - first
                    for first, last, glyph in groups
                    for code in range(first, last + 1)
                }
        raise KeyError("the font has no table of all its letters")

    def cut(self, letters: Iterable[str]) -> bytes:
        """The font with these letters only, as far as it has them; without hints, kerning and ligatures."""
        codes = sorted(code for code in map(ord, letters) if code in self.glyph_of)
        glyphs = [0, *(self.glyph_of[code] for code in codes)]
        place = {glyph: number for number, glyph in reversed(list(enumerate(glyphs)))}
        written = []
        for glyph in glyphs:  # grows: a letter with an accent is made of other glyphs
            written.append(self._write_glyph(glyph, place, glyphs))
        starts = [0, *accumulate(len(outline) for outline in written)]
        metrics = [self._read_metric(glyph) for glyph in glyphs]
        tables = {
            "OS/2": self._tables["OS/2"],
            "cmap": _write_letters(codes),
            "glyf": b"".join(written),
            "head": self._write_head(),
            "hhea": self._tables["hhea"][:34] + struct.pack(">H", len(glyphs)),
            "hmtx": b"".join(metrics),
            "loca": struct.pack(f">{len(starts)}L", *starts),
            "maxp": self._tables["maxp"][:4] + struct.pack(">H", len(glyphs)) + self._tables["maxp"][6:],
            "name": self._write_names(),
            "post": struct.pack(">L", 0x30000) + self._tables["post"][4:32],
        }
        return _write_file(tables)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        table = self._tables["loca"]
        if struct.unpack_from(">h", self._tables["head"], 50)[0]:
            return struct.unpack(f">{len(table) // 4}L", table)
        return tuple(2 * start for start in struct.unpack(f">{len(table) // 2}H", table))

    def _read_metric(self, glyph: int) -> bytes:
        table = self._tables["hmtx"]
        full = struct.unpack_from(">H", self._tables["hhea"], 34)[0]
        if glyph < full:
            return table[4 * glyph : 4 * glyph + 4]
        return table[4 * full - 4 : 4 * full - 2] + table[4 * full + 2 * (glyph - full) :][:2]

    def _write_glyph(self, glyph: int, place: dict[int, int], glyphs: list[int]) -> bytes:
        """The outline without its hints; glyphs that it is made of get a place of their own."""
        outline = bytearray(self._tables["glyf"][self._starts[glyph] : self._starts[glyph + 1]])
        if not outline:
            return b""
        contours = struct.unpack_from(">h", outline)[0]
        if contours >= 0:
            end = 10 + 2 * contours
            hints = struct.unpack_from(">H", outline, end)[0]
            return _fill(bytes(outline[:end]) + b"\0\0" + bytes(outline[end + 2 + hints :]))
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", outline, at)
            if part not in place:
                place[part] = len(glyphs)
                glyphs.append(part)
            struct.pack_into(">HH", outline, at, flags & ~_INSTRUCTIONS, place[part])
            scales = 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _FOUR_SCALES)
            at += 4 + (4 if flags & _WORDS else 2) + scales
        return _fill(bytes(outline[:at]))

    def _write_head(self) -> bytes:
        """With long places of glyphs, and without the check sum, which is that of the whole file."""
        head = bytearray(self._tables["head"])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        return bytes(head)

    def _write_names(self) -> bytes:
        table = self._tables["name"]
        _format, count, storage = struct.unpack_from(">HHH", table)
        kept: list[tuple[int, bytes]] = []
        for platform, encoding, language, name, length, start in struct.iter_unpack(
            ">HHHHHH", table[6 : 6 + 12 * count]
        ):
            if (platform, encoding, language) == _WINDOWS and name in _NAMES:
                kept.append((name, table[storage + start : storage + start + length]))
        starts = accumulate((len(text) for _name, text in kept), initial=0)
        records = [
            struct.pack(">HHHHHH", *_WINDOWS, name, len(text), start)
            for (name, text), start in zip(kept, starts, strict=False)
        ]
        head = struct.pack(">HHH", 0, len(kept), 6 + 12 * len(kept))
        return head + b"".join(records) + b"".join(text for _name, text in kept)


def _write_letters(codes: Sequence[int]) -> bytes:
    """The glyphs of the codes: the first code has glyph 1, and so on; beyond 16 bits in a second table."""
    runs = list(_find_runs(codes))
    short = [run for run in runs if run[1] < _LAST]
    subtables = [(1, _write_short(short))]
    if len(short) < len(runs):
        groups = b"".join(struct.pack(">LLL", *run) for run in runs)
        subtables.append((10, struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(runs)) + groups))
    head = struct.pack(">HH", 0, len(subtables))
    start = 4 + 8 * len(subtables)
    for encoding, table in subtables:
        head += struct.pack(">HHL", 3, encoding, start)
        start += len(table)
    return head + b"".join(table for _encoding, table in subtables)


def _find_runs(codes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """First and last code of each row of codes without a gap, and the first's glyph."""
    first = 0
    for number, code in enumerate(codes):
        if number + 1 == len(codes) or codes[number + 1] != code + 1 or code == _LAST:
            yield codes[first], code, first + 1
            first = number + 1


def _write_short(runs: Sequence[tuple[int, int, int]]) -> bytes:
    rows = [*runs, (_LAST, _LAST, 0)]
    count = len(rows)
    power = 1 << (count.bit_length() - 1)
    columns = (
        [last for _first, last, _glyph in rows],
        [0],
        [first for first, _last, _glyph in rows],
        [(glyph - first) % 0x10000 for first, _last, glyph in rows],
        [0] * count,
    )
    numbers = [number for column in columns for number in column]
    body = struct.pack(f">{len(numbers)}H", *numbers)
    search = (2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power))
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, *search) + body


def _write_file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">LHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    start = 12 + 16 * count
    body = b""
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sLLL", tag.encode(), _sum(table), start + len(body), len(table))
        body += _fill(table)
    whole = bytearray(head + body)
    place = next(start for start in range(12, 12 + 16 * count, 16) if whole[start : start + 4] == b"head")
    struct.pack_into(
        ">L", whole, struct.unpack_from(">L", whole, place + 8)[0] + 8, (_CHECKSUM - _sum(whole)) % 2**32
    )
    return bytes(whole)


def _sum(content: bytes | bytearray) -> int:
    filled = _fill(bytes(content))
    numbers: tuple[int, ...] = struct.unpack(f">{len(filled) // 4}L", filled)
    return sum(numbers) % 2**32


def _fill(content: bytes) -> bytes:
    """The content up to the next four bytes."""
    return content + b"\0" * (-len(content) % 4)
