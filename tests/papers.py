"""What stands on a printed paper."""

import pypdfium2


def words(file):
    """All words of a PDF (a path or its bytes), its lines joined."""
    document = pypdfium2.PdfDocument(file)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    return " ".join(text.split())
