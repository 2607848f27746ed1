"""Pictures are decoded within bounds and written anew; what is none, moves or is too large is refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from model.workshop import InvalidEntryError, Picture, pictures, read_picture
from model.workshop.pictures import check_picture, open_picture


def draw(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 1).save(made, form, **how)
    return made.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_form_is_written_anew_and_can_be_read_again(form: str) -> None:
    picture = read_picture(draw(form))
    assert picture.media_type == ("image/jpeg" if form == "JPEG" else "image/png")
    assert check_picture(picture.to_text(), picture.name)
    assert open_picture(picture.to_text()) == picture


def test_what_a_camera_put_into_it_goes_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    exif[0x010F] = "Secret camera"
    picture = read_picture(draw("JPEG", exif=exif, comment=b"Secret ward"))
    assert b"Secret" not in picture.content
    with Image.open(BytesIO(picture.content)) as opened:
        assert opened.size == (20, 40)
        assert not opened.getexif()
        assert "comment" not in opened.info


def test_a_large_one_is_made_smaller_and_one_without_a_ground_keeps_none() -> None:
    large = read_picture(draw("PNG", (4000, 1000)))
    with Image.open(BytesIO(large.content)) as opened:
        assert opened.size == (1920, 480)
    clear = read_picture(draw("PNG", mode="RGBA"))
    with Image.open(BytesIO(clear.content)) as opened:
        assert opened.mode == "RGBA"


def test_a_noisy_one_is_kept_within_its_bound() -> None:
    made = BytesIO()
    Image.effect_noise((1500, 1500), 90).convert("RGB").resize((1900, 1900)).save(made, "WEBP", quality=40)
    assert len(made.getvalue()) < 2_000_000
    assert len(read_picture(made.getvalue()).content) <= 1_000_000


def build_bomb() -> bytes:
    """A small file that says it has 60 000 x 60 000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-format"),
        (b"%PDF-1.7", "picture-format"),
        (b"", "picture-format"),
        (draw("TIFF"), "picture-format"),
        (draw("BMP"), "picture-format"),
        (draw("GIF", save_all=True, append_images=[Image.new("L", (40, 20), 9)]), "picture-moves"),
        (draw("WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20), 9)]), "picture-moves"),
        (draw("PNG", save_all=True, append_images=[Image.new("RGB", (40, 20), 9)]), "picture-moves"),
        (draw("JPEG", (600, 600))[:900], "picture-broken"),
        (draw("PNG", (200, 200))[:-60], "picture-broken"),
        (build_bomb(), "picture-large"),
        (draw("PNG", (7000, 6000), "L"), "picture-large"),
        (draw("PNG") + bytes(2_000_000), "picture-large"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(content: bytes, code: str) -> None:
    with pytest.raises(InvalidEntryError) as caught:
        read_picture(content)
    assert caught.value.code == code


def test_as_much_as_may_be_is_taken_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    content = draw("PNG")
    assert read_picture(content + bytes(2_000_000 - len(content))) == read_picture(content)
    with pytest.raises(InvalidEntryError) as caught:
        read_picture(content + bytes(2_000_001 - len(content)))
    assert caught.value.details == {"most": 2}
    monkeypatch.setattr(pictures, "MOST_PIXELS", 800)
    assert read_picture(content).size == (40, 20)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 799)
    with pytest.raises(InvalidEntryError, match="smaller than 2 MB and 40 million pixels"):
        read_picture(content)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((1920, 4), (1920, 4)), ((1921, 2), (1920, 2)), ((3, 1920), (3, 1920)), ((4, 3840), (2, 1920))],
)
def test_only_what_is_larger_than_the_screen_is_made_smaller(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert read_picture(draw("PNG", size)).size == kept


def test_clear_colours_of_a_palette_stay_clear_and_are_white_where_a_photo_is_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for content in (draw("GIF", mode="P", transparency=1), draw("PNG", mode="LA")):
        with Image.open(BytesIO(read_picture(content).content)) as opened:
            assert opened.mode == "RGBA"
    monkeypatch.setattr(pictures, "_LARGEST_KEPT", 720)
    made = BytesIO()
    noise = Image.effect_noise((64, 64), 90).convert("RGBA")
    noise.putalpha(0)
    noise.save(made, "PNG")
    photo = read_picture(made.getvalue())
    assert photo.media_type == "image/jpeg"
    with Image.open(BytesIO(photo.content)) as opened:
        assert set(opened.convert("L").tobytes()) == {255}


@pytest.mark.parametrize(("most", "size"), [(40_000, (64, 64)), (1_150, (64, 64)), (700, (16, 16))])
def test_a_photo_is_kept_as_well_as_fits_and_smaller_where_nothing_does(
    monkeypatch: pytest.MonkeyPatch, most: int, size: tuple[int, int]
) -> None:
    made = BytesIO()
    Image.effect_noise((64, 64), 90).convert("RGB").save(made, "PNG")
    monkeypatch.setattr(pictures, "_LARGEST_KEPT", most)
    picture = read_picture(made.getvalue())
    assert len(picture.content) <= most
    assert picture.media_type == ("image/png" if most == 40_000 else "image/jpeg")


def test_what_is_kept_is_a_picture_of_its_name_that_fits_the_screen() -> None:
    picture = read_picture(draw("PNG"))
    assert picture.name.endswith(".png")
    assert read_picture(draw("JPEG")).name.endswith(".jpg")
    assert not check_picture(picture.to_text(), picture.name.replace(".png", ".jpg"))
    for size, is_small in (((1920, 1), True), ((1, 1920), True), ((1921, 1), False), ((1, 1921), False)):
        kept = Picture(draw("PNG", size), "image/png")
        assert check_picture(kept.to_text(), kept.name) == is_small
    cut = Picture(picture.content[:-20], "image/png")
    assert not check_picture(cut.to_text(), cut.name)
    for text in ("!", "R0lGODlh", ""):
        with pytest.raises(ValueError, match=r"neither PNG nor JPEG|base64|data"):
            open_picture(text)
