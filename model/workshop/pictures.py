"""Pictures that somebody chose: decoded within bounds, written anew without what a camera put into them."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from model.workshop.faults import InvalidEntryError

LARGEST_PICTURE = 2_000_000
MOST_PIXELS = 40_000_000
"""What is decoded at most: more than a camera of a phone has, and some 160 MB in memory."""

LARGEST_PICTURE_TEXT = 2_800_000
"""How long the text of a picture is at most that is kept."""

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_SIDE = 1920
"""The longest side that is kept, in pixels: that of the usual projector."""

_LARGEST_KEPT = 1_000_000
_QUALITIES = (88, 70, 50)


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: PNG or JPEG, without anything but its pixels."""

    content: bytes
    media_type: str

    @property
    def name(self) -> str:
        """A name that says what it shows: the same pixels, the same name."""
        suffix = "png" if self.media_type == "image/png" else "jpg"
        return f"{hashlib.sha256(self.content).hexdigest()[:32]}.{suffix}"

    @property
    def size(self) -> tuple[int, int]:
        """How many pixels it is wide and high."""
        with Image.open(io.BytesIO(self.content)) as opened:
            return opened.size

    def to_text(self) -> str:
        """How it is kept in the database and in files."""
        return base64.b64encode(self.content).decode()


def read_picture(content: bytes) -> Picture:
    """The picture that somebody chose, turned upright, at most 1920 pixels wide and high.

    Takes PNG, JPEG, WebP and GIF of one frame, under 2 MB and 40 million pixels. Raises `InvalidEntryError`
    with what is wrong: "picture-large", "picture-format" (also SVG), "picture-moves" or "picture-broken".
    """
    if len(content) > LARGEST_PICTURE:
        raise InvalidEntryError("picture", "picture-large", most=2)
    try:
        with _open(content, _FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidEntryError("picture", "picture-large", most=2)
            if getattr(opened, "n_frames", 1) > 1:
                raise InvalidEntryError("picture", "picture-moves")
            opened.draft("RGB", (_SIDE, _SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((_SIDE, _SIDE))
            has_alpha = "A" in upright.getbands() or "transparency" in upright.info
            pixels = upright.convert("RGBA" if has_alpha else "RGB")
            pixels.info = {}  # comments and profiles, which would be written again
            is_photo = opened.format == "JPEG"
    except InvalidEntryError:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidEntryError("picture", "picture-large", most=2) from error
    except UnidentifiedImageError as error:
        raise InvalidEntryError("picture", "picture-format") from error
    except Exception as error:  # what Pillow raises for damaged files is of many kinds
        raise InvalidEntryError("picture", "picture-broken") from error
    return _write(pixels, is_photo)


def open_picture(text: str) -> Picture:
    """The picture that `Picture.to_text` wrote; ValueError for anything else."""
    content = base64.b64decode(text, validate=True)
    is_png = content.startswith(b"\x89PNG")
    if not is_png and not content.startswith(b"\xff\xd8"):
        raise ValueError("neither PNG nor JPEG")
    return Picture(content, "image/png" if is_png else "image/jpeg")


def check_picture(text: str, name: str) -> bool:
    """Whether this is the text of a picture of this name, which can be decoded within bounds."""
    try:
        picture = open_picture(text)
        with _open(picture.content, ("PNG", "JPEG")) as opened:
            is_small = opened.width <= _SIDE and opened.height <= _SIDE
            opened.verify()
    except Exception:  # what Pillow raises for damaged files is of many kinds
        return False
    return is_small and picture.name == name


@contextmanager
def _open(content: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(content), formats=formats) as opened:
            yield opened


def _write(pixels: Image.Image, is_photo: bool) -> Picture:
    """As PNG where that keeps it exactly and small, else as JPEG on white."""
    if not is_photo:
        made = io.BytesIO()
        pixels.save(made, "PNG", optimize=True)
        if made.tell() <= _LARGEST_KEPT:
            return Picture(made.getvalue(), "image/png")
    if pixels.mode == "RGBA":
        ground = Image.new("RGB", pixels.size, "white")
        ground.paste(pixels, mask=pixels.getchannel("A"))
        pixels = ground
    while True:
        for quality in _QUALITIES:
            made = io.BytesIO()
            pixels.save(made, "JPEG", quality=quality, optimize=True)
            if made.tell() <= _LARGEST_KEPT:
                return Picture(made.getvalue(), "image/jpeg")
        pixels = pixels.reduce(2)
