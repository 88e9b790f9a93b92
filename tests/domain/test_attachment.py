import pytest

from counter_app.domain.attachment import (
    HEAD_BYTES,
    MAX_BYTES,
    Media,
    bare_name,
    check_size,
    media_of,
    suffix_of,
)
from counter_app.domain.errors import AttachmentNotAllowed, AttachmentTooLarge
from tests import scans


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (scans.pdf(), Media.PDF),
        (b"\xef\xbb\xbf\r\n" + scans.pdf(), Media.PDF),
        (scans.image("JPEG"), Media.JPEG),
        (scans.image("PNG"), Media.PNG),
        (scans.tiff(2), Media.TIFF),
        (b"MM\0*" + bytes(8), Media.TIFF),
        (scans.image("WEBP"), Media.WEBP),
    ],
)
def test_a_scan_is_known_by_its_content_whatever_its_name(content, media):
    assert media_of(content[:HEAD_BYTES], "bản quét.exe") is media


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"", "empty"),
        (scans.ELF, "executable"),
        (scans.PE, "executable"),
        (b"#!/bin/sh\necho %PDF-1.4", "executable"),
        (scans.PE + scans.pdf(), "executable"),
        (scans.WORD, "word_document"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml xl/workbook.xml", "spreadsheet"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis", "office_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), "office_document"),
        (b"PK\x03\x04" + bytes(26) + b"photo.jpg", "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (b"<!DOCTYPE html><p>%PDF-1.4", "web_page"),
        (b'<svg onload="alert(1)">', "drawing"),
        (b"GIF89a", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"\0\0\0\x18ftypmp42", "video"),
        ("Đơn đề nghị".encode(), "text"),
        (bytes(range(256)), "unknown"),
    ],
)
def test_anything_else_is_refused_and_named_for_what_it_is(content, looks_like):
    with pytest.raises(AttachmentNotAllowed) as refused:
        media_of(content[:HEAD_BYTES], "Nguyễn Thị Hiếu.PDF")
    assert (refused.value.looks_like, refused.value.suffix) == (looks_like, ".pdf")
    assert "Hiếu" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.PDF", ".pdf"), ("a", ""), (".profile", ""), ("dir.d/a", ""), ("a.b.tiff", ".tiff"),
     ("a.Nguyễn Thị", ""), ("a.verylongsuffix", "")],
)  # fmt: skip
def test_of_a_name_only_a_plain_suffix_is_told(name, suffix):
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("name", ["a b.pdf", "/home/x/a b.pdf", "C:\\Scans\\a b.pdf"])
def test_a_name_loses_its_folders(name):
    assert bare_name(name) == "a b.pdf"


def test_twenty_megabytes_are_kept_and_a_byte_more_is_not():
    check_size(MAX_BYTES)
    with pytest.raises(AttachmentTooLarge) as refused:
        check_size(MAX_BYTES + 1)
    assert (refused.value.size, refused.value.limit) == (MAX_BYTES + 1, MAX_BYTES)


def test_every_kind_has_a_suffix():
    assert [suffix_of(f"a{media.suffix}") for media in Media] == [m.suffix for m in Media]
