"""pdfium is not thread-safe: whoever uses it in this process holds this one lock."""

from threading import Lock
from typing import Final

PDFIUM: Final = Lock()
