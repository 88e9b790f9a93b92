"""What an officer offers to attach: files that were chosen, dropped or pasted, or a pasted picture."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from counter_app.i18n import _


@dataclass(frozen=True, slots=True)
class Offer:
    """One file, or a picture that is none yet; ``name`` is what it will be called."""

    content: Path | QImage
    name: str

    def bytes_or_path(self) -> bytes | Path:
        """What is attached; a picture becomes a PNG. For worker threads."""
        return png_of(self.content) if isinstance(self.content, QImage) else self.content


def offers_in(data: QMimeData) -> tuple[Offer, ...]:
    """The files on this disk that ``data`` names, else the picture it holds; else nothing."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return offers_of(files)
    picture = data.imageData() if data.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull():
        return (Offer(picture.copy(), _("Ảnh dán.png")),)
    return ()


def offers_of(files: list[Path]) -> tuple[Offer, ...]:
    """Each file under its own name."""
    return tuple(Offer(file, file.name) for file in files)


def png_of(picture: QImage) -> bytes:
    """The picture as a PNG."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, b"png").write(picture)
    return bytes(target.data().data())
