"""What a page looks like: small where it may be, bounded always, and told in words where it cannot be shown."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from datascores.corpus.extract.isolation.worker import Extractor
from datascores.corpus.extract.limits import Limits
from datascores.corpus.extract.rendering.answers import PageImage, PageLetters
from datascores.corpus.extract.rendering.pictures import MOST_PIXELS, MOST_SIDE
from tests.placed_pages import text_pdf
from tests.scans import bytes_of, docx_with_picture, picture_of, scan_pdf


@pytest.fixture(scope="module")
def extractor():
    with Extractor(Limits(seconds=20)) as extractor:
        yield extractor


@pytest.fixture
def look(extractor, tmp_path):
    def look(content: bytes, name: str, number: int = 1) -> PageImage:
        path = tmp_path / name
        path.write_bytes(content)
        return extractor.render(path, name, number, PageImage)

    return look


def opened(view: PageImage) -> Image.Image:
    assert view.failure == ""
    return Image.open(io.BytesIO(view.webp))


def is_lossless(view: PageImage) -> bool:
    return b"VP8L" in view.webp[:64]


def blank_pdf(width: float, height: float) -> bytes:
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(width, height))
    pdf.save(file)
    return file.getvalue()


def test_born_digital_page_is_without_loss_and_a_noisy_scan_is_not(look):
    assert is_lossless(look(text_pdf(1), "a.pdf"))
    noise = Image.effect_noise((1240, 1754), 60)
    assert not is_lossless(look(bytes_of(noise), "noise.png"))


def test_scan_of_plain_letters_is_kept_without_loss_where_that_is_smaller(look):
    assert is_lossless(look(scan_pdf(["Lantern"]), "scan.pdf"))


@pytest.mark.parametrize("rotate, is_wide", [(0, False), (90, True), (180, False), (270, True)])
def test_turned_page_is_shown_as_a_reader_sees_it(look, rotate, is_wide):
    picture = opened(look(text_pdf(1, rotate), "a.pdf"))
    assert (picture.width > picture.height) is is_wide


@pytest.mark.parametrize("size", [(14_400, 14_400), (14_400, 3), (3, 14_400), (3, 3)])
def test_page_of_any_size_is_a_bounded_picture(look, size):
    picture = opened(look(blank_pdf(*size), "large.pdf"))
    assert picture.width * picture.height <= MOST_PIXELS * 1.01 and max(picture.size) <= MOST_SIDE + 1


def test_large_picture_file_is_made_smaller(look):
    picture = opened(look(bytes_of(Image.new("RGB", (9_000, 6_000), "white")), "large.png"))
    assert picture.width * picture.height <= MOST_PIXELS * 1.01 and abs(picture.width / picture.height - 1.5) < 0.01


def test_picture_of_a_camera_is_turned_and_each_picture_of_a_tiff_is_a_page(look):
    exif = Image.Exif()
    exif[274] = 6
    photo = opened(look(bytes_of(Image.new("RGB", (300, 100)), "JPEG", exif=exif), "photo.jpg"))
    assert photo.height > photo.width
    pages = [Image.new("L", (200, 100), 255), Image.new("L", (100, 200), 255)]
    tiff = bytes_of(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert [opened(look(tiff, "fax.tiff", number)).width for number in (1, 2)] == [200, 100]


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("a.docx", docx_with_picture("Words", bytes_of(picture_of(["x"]))), "Files of this format"),
        ("a.pdf", b"%PDF-1.4 nothing more", "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n nothing more", "damaged"),
        ("huge.png", bytes_of(Image.new("1", (20_000, 20_000))), "pixels"),
    ],
)
def test_page_that_cannot_be_shown_says_why(look, name, content, says):
    view = look(content, name)
    assert view.webp == b"" and says in view.failure


def test_page_beyond_the_end_is_a_failure_and_the_next_one_is_shown_again(look):
    assert look(text_pdf(1), "a.pdf", 9).failure
    assert opened(look(text_pdf(1), "a.pdf", 2))


@pytest.mark.parametrize("shape", [PageImage, PageLetters])
def test_answer_of_a_child_that_makes_no_sense_is_refused(shape):
    for values in (
        {},
        {"webp": "AAAA", "failure": ""},
        {"signs": "ab", "sides": [1], "width": 1, "height": 1, "failure": ""},
    ):
        with pytest.raises((KeyError, TypeError, ValueError)):
            shape.from_json(values)
