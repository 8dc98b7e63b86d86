"""Image files: the size of their pages is that of the picture as it is seen, and words lie on it where they are seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from datascores.corpus.extract.pictures.image import read_image
from datascores.corpus.extract.pictures.ocr import read_pictures
from datascores.corpus.extract.pictures.picture_words import Word
from datascores.corpus.extract.pictures.rasters import TooManyPixels, rasters_of_image
from datascores.corpus.extract.reading import PageReading, PicturesWanted, Task
from tests import scans

ORIENTATION = 274
# what a camera does to the seen picture before it stores it, by the value that tells how to undo it
STORED = {
    1: lambda seen: seen,
    2: lambda seen: seen.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda seen: seen.transpose(Image.Transpose.ROTATE_180),
    5: lambda seen: seen.transpose(Image.Transpose.TRANSPOSE),
    6: lambda seen: seen.transpose(Image.Transpose.ROTATE_90),
    8: lambda seen: seen.transpose(Image.Transpose.ROTATE_270),
}


def task_of(folder: Path, data: bytes, name: str = "photo") -> Task:
    path = folder / name
    path.write_bytes(data)
    return Task(path, name, folder)


def turned_file(seen: Image.Image, orientation: int, kind: str, dpi: tuple[int, int] = (150, 150)) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    options = {"tiffinfo": {ORIENTATION: orientation}} if kind == "TIFF" else {"exif": exif}
    return scans.bytes_of(STORED[orientation](seen), kind, dpi=dpi, **options)


def page_and_words(task: Task, format_name: str) -> tuple[PageReading, dict[str, Word]]:
    page = read_image(task, format_name).pages[0]
    reading = read_pictures(task, 1, PicturesWanted.PAGE)
    assert reading.has_places
    return page, {word.text: word for line in reading.lines for word in line}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("orientation", STORED)
def test_page_of_a_turned_photo_is_as_large_as_it_is_seen_and_its_words_lie_where_they_are_seen(
    kind: str, orientation: int, tmp_path: Path
) -> None:
    seen = scans.picture_of(["Lantern", "Quillmark"], 800, 600, 40)
    page, words = page_and_words(task_of(tmp_path, turned_file(seen, orientation, kind)), kind.lower())
    assert (page.width, page.height, page.rotation) == (384, 288, 0)
    for text, top in {"Lantern": 100, "Quillmark": 200}.items():
        assert words[text].left == pytest.approx(120 * 0.48, abs=3)
        assert 0 < words[text].top - top * 0.48 < 10


def test_fax_with_fewer_pixels_down_than_across_keeps_the_shape_of_its_paper(tmp_path: Path) -> None:
    """The standard resolution of fax machines, ITU-T T.4: 204 pixels to the inch across and 98 down."""
    paper = scans.picture_of(scans.LETTER, 1700, 1600, 50)
    fax = paper.resize((1700, 768), Image.Resampling.BICUBIC)
    page, words = page_and_words(task_of(tmp_path, scans.bytes_of(fax, "TIFF", dpi=(204, 98))), "tiff")
    assert (page.width, page.height) == (600, pytest.approx(564, abs=1))
    assert words["Brackenford"].left == pytest.approx(120 * 72 / 204, abs=3)
    assert words["licence"].top == pytest.approx((200 + 250) * 72 / 204 + 4, abs=6)


def test_second_picture_of_a_tiff_is_measured_before_it_is_unpacked(tmp_path: Path, monkeypatch) -> None:
    small, large = Image.new("1", (100, 100), 1), Image.new("1", (400, 400), 1)
    task = task_of(tmp_path, scans.bytes_of(small, "TIFF", save_all=True, append_images=[large]))
    monkeypatch.setattr("datascores.corpus.extract.pictures.rasters.MOST_FILE_PIXELS", 20_000)
    assert next(rasters_of_image(task, 1)).width
    with pytest.raises(TooManyPixels):
        next(rasters_of_image(task, 2))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_note_of_the_camera_leaves_the_photo_as_it_is_stored(tmp_path: Path) -> None:
    photo = scans.bytes_of(Image.new("L", (200, 100), 255), "JPEG", dpi=(96, 96), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    page = read_image(task_of(tmp_path, photo), "jpg").pages[0]
    assert page.width == 150 and page.height == 75


def test_makers_of_this_test_turn_as_cameras_do() -> None:
    seen = scans.picture_of(["Lantern"], 300, 200, 40)
    for orientation in STORED:
        file = io.BytesIO(turned_file(seen, orientation, "PNG"))
        assert ImageOps.exif_transpose(Image.open(file)).tobytes() == seen.tobytes()
