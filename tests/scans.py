"""Files as people bring them: scans, photographs, and what only pretends to be one."""

import struct
import zlib
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
PE = b"MZ\x90\x00" + bytes(200)
WORD = b"PK\x03\x04\x14\x00\x06\x00" + bytes(18) + b"[Content_Types].xml" + b"word/document.xml"


def pdf(pages=1, text="Giay to", password=None):
    """A PDF of A4 pages."""
    target = BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(target, pagesize=(595, 842), invariant=True, encrypt=encryption)
    for number in range(pages):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(80, 700, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def image(form="PNG", size=(400, 300), colour="navy", mode="RGB", **more):
    """A picture whose upper left quarter is red."""
    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    target = BytesIO()
    drawn.convert(mode).save(target, form, **more)
    return target.getvalue()


def photograph(orientation, size=(400, 300)):
    """A JPEG whose camera was held another way."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return image("JPEG", size, exif=exif.tobytes(), quality=95)


def tiff(pages):
    """A scan of several pages, black on white."""
    sheets = [Image.new("1", (600 + number, 800), 1) for number in range(pages)]
    target = BytesIO()
    compression = "group4"
    sheets[0].save(target, "TIFF", save_all=True, append_images=sheets[1:], compression=compression)
    return target.getvalue()


def bomb_png(width=60_000, height=60_000):
    """A few kilobytes that say they are a picture of billions of pixels."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def page_count(content):
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
