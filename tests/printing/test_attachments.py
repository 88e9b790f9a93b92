from io import BytesIO

import pytest
from PIL import Image

from counter_app.domain.attachment import Media
from counter_app.domain.errors import AttachmentDamaged
from printing import attachments
from printing.attachments import as_pdf, inspect, thumbnail
from tests import scans

# as in the program, where a warning stops nothing
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
RED, NAVY = (255, 0, 0), (0, 0, 128)


@pytest.fixture
def inspected(tmp_path):
    def of(content, media):
        file = tmp_path / "scan"
        file.write_bytes(content)
        found = inspect(file, media)
        return found.pages, found.width, found.height

    return of


def refusal(inspected, content, media):
    with pytest.raises(AttachmentDamaged) as refused:
        inspected(content, media)
    assert refused.value.media == media
    return refused.value.reason


def small(content, media):
    return Image.open(BytesIO(thumbnail(content, media)))


def near(colour, other):
    return all(abs(a - b) < 40 for a, b in zip(colour, other, strict=True))


def test_pages_and_sizes_are_counted(inspected):
    assert inspected(scans.pdf(3), Media.PDF) == (3, 595, 842)
    assert inspected(scans.tiff(4), Media.TIFF) == (4, 600, 800)
    for form in ("JPEG", "PNG", "WEBP"):
        assert inspected(scans.image(form), Media[form]) == (1, 400, 300)


def test_a_photograph_is_measured_as_one_sees_it(inspected):
    assert inspected(scans.photograph(6), Media.JPEG) == (1, 300, 400)
    assert inspected(scans.photograph(3), Media.JPEG) == (1, 400, 300)


def test_half_a_file_is_refused(inspected):
    noisy = scans.image("PNG", (800, 800))
    for content, media in (
        (scans.pdf(5), Media.PDF),
        (noisy, Media.PNG),
        (scans.image("JPEG", (800, 800)), Media.JPEG),
    ):
        assert refusal(inspected, content[: len(content) // 2], media) == "truncated"
    webp = scans.image("WEBP", (800, 800))
    assert refusal(inspected, webp[: len(webp) // 2], Media.WEBP)


def test_a_scan_of_several_pages_that_lost_some_is_refused_wherever_it_was_cut(inspected):
    scan = scans.tiff(4)
    for end in range(8, len(scan), 13):
        assert refusal(inspected, scan[:end], Media.TIFF) in ("truncated", "unreadable")


def test_a_file_that_only_begins_rightly_is_refused(inspected):
    assert refusal(inspected, b"%PDF-1.7\n" + b"x" * 3000 + b"%%EOF", Media.PDF) == "unreadable"
    for magic, media in ((b"\xff\xd8\xff", Media.JPEG), (b"\x89PNG\r\n\x1a\n", Media.PNG),
                         (b"II*\0", Media.TIFF), (b"RIFF\0\0\0\0WEBP", Media.WEBP)):  # fmt: skip
        assert refusal(inspected, magic + b"nothing more" * 9, media)


def test_a_pdf_with_a_password_is_refused_as_such(inspected):
    assert refusal(inspected, scans.pdf(password="secret"), Media.PDF) == "password"


@pytest.mark.parametrize("side", [9_500, 12_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_undecoded(inspected, side):
    bomb = scans.bomb_png(side, side)
    assert len(bomb) < 10_000
    assert refusal(inspected, bomb, Media.PNG) == "too_many_pixels"


def test_pages_add_up(inspected, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_PIXELS_IN_ALL", 3 * 605 * 800)
    assert inspected(scans.tiff(3), Media.TIFF)[0] == 3
    assert refusal(inspected, scans.tiff(4), Media.TIFF) == "too_many_pixels"
    monkeypatch.setattr(attachments, "MAX_PAGES", 2)
    assert refusal(inspected, scans.tiff(3), Media.TIFF) == "too_many_pages"
    assert refusal(inspected, scans.pdf(3), Media.PDF) == "too_many_pages"


@pytest.mark.parametrize(
    ("orientation", "red_corner", "size"),
    [(1, (0, 0), (256, 192)), (3, (-1, -1), (256, 192)), (6, (-1, 0), (192, 256)),
     (8, (0, -1), (192, 256))],
)  # fmt: skip
def test_a_thumbnail_stands_as_the_camera_was_held(orientation, red_corner, size):
    picture = small(scans.photograph(orientation, (1600, 1200)), Media.JPEG)
    assert (picture.format, picture.size) == ("PNG", size)
    corner = tuple(6 if c == 0 else side - 6 for c, side in zip(red_corner, size, strict=True))
    opposite = tuple(side - 1 - c for c, side in zip(corner, size, strict=True))
    assert near(picture.getpixel(corner), RED)
    assert near(picture.getpixel(opposite), NAVY)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (scans.pdf(), Media.PDF),
        (scans.tiff(2), Media.TIFF),
        (scans.image("PNG", mode="P"), Media.PNG),
        (scans.image("PNG", mode="RGBA"), Media.PNG),
        (scans.image("PNG", mode="I;16"), Media.PNG),
        (scans.image("JPEG", mode="CMYK"), Media.JPEG),
        (scans.image("WEBP", size=(3000, 2)), Media.WEBP),
    ],
)
def test_every_kind_of_picture_has_a_thumbnail(content, media):
    picture = small(content, media)
    assert max(picture.size) <= 256
    assert picture.mode == "RGB"


def test_sixteen_bits_are_not_all_white():
    deep = Image.new("I;16", (40, 40), 0x8000)
    target = BytesIO()
    deep.save(target, "PNG")
    assert near(small(target.getvalue(), Media.PNG).getpixel((20, 20)), (128, 128, 128))


def test_what_is_transparent_is_paper():
    target = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(target, "PNG")
    assert small(target.getvalue(), Media.PNG).getpixel((20, 20)) == (255, 255, 255)


def test_a_picture_is_looked_at_as_a_pdf_of_as_many_pages(tmp_path):
    assert as_pdf(scans.pdf(2), Media.PDF) == scans.pdf(2)
    assert scans.page_count(as_pdf(scans.tiff(3), Media.TIFF)) == 3
    shown = as_pdf(scans.photograph(6), Media.JPEG)
    file = tmp_path / "shown.pdf"
    file.write_bytes(shown)
    found = inspect(file, Media.PDF)
    assert found.height > found.width
