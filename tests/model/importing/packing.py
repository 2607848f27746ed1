"""Packing text as LZ-string does in a browser, to try the unpacking with."""

from __future__ import annotations


def pack_utf16(text: str) -> str:
    """Text that `compressToUTF16` of LZ-string could have made; its own may be a little shorter."""
    codes: dict[str, int] = {}
    bits: list[str] = []
    count = 3
    before = ""
    at = 0

    def put(number: int, width: int) -> None:
        bits.append(format(number, f"0{width}b")[::-1])

    while at < len(text):
        end = at
        while end < len(text) and text[at : end + 1] in codes:
            end += 1
        if end == at:
            end += 1
            code = ord(text[at])
            put(int(code > 255), count.bit_length())
            put(code, 16 if code > 255 else 8)
            codes[text[at]] = count
            count += 1
        else:
            put(codes[text[at:end]], count.bit_length())
        if before:
            codes.setdefault(before + text[at], count)
            count += 1
        before = text[at:end]
        at = end
    put(2, count.bit_length())
    stream = "".join(bits)
    stream += "0" * (-len(stream) % 15)
    return "".join(chr(int(stream[start : start + 15], 2) + 32) for start in range(0, len(stream), 15)) + " "
