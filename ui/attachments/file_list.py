"""The files of a dossier: a small picture, the name, what it is."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from counter_app.domain.dossier import Attachment
from counter_app.i18n import _
from ui.attachments.wording import belongs_words, facts_line
from ui.icons import icon
from ui.widgets.message_line import tokens_of
from ui.widgets.styling import identify

_PICTURE = QSize(48, 56)
_SHARPNESS = 2  # pixels a logical pixel has on the sharpest screens
_ONE = Qt.ItemDataRole.UserRole


class FileList(QListWidget):
    """Enter opens, Delete takes back; the selection stays where it is when the list changes."""

    opened = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "attachments.list", _("Tệp đính kèm"))
        self.setIconSize(_PICTURE)
        self.setSpacing(3)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._pictures: dict[str, QImage] = {}
        self.itemDoubleClicked.connect(self.opened)

    def show_files(self, files: tuple[Attachment, ...], components: Mapping[str, str]) -> None:
        """Show ``files`` in their order."""
        kept = self.chosen
        self.clear()
        for one in files:
            item = QListWidgetItem(
                f"{one.name}\n{belongs_words(one, components)}\n{facts_line(one)}"
            )
            item.setData(_ONE, one)
            item.setToolTip(Path(one.name).name)
            item.setIcon(self._icon(one))
            self.addItem(item)
            if kept is not None and one.event == kept.event:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and files:
            self.setCurrentRow(len(files) - 1)

    def show_picture(self, sha256: str, picture: QImage) -> None:
        """Show the thumbnail of every file with these bytes."""
        self._pictures[sha256] = picture
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ONE).sha256 == sha256:
                item.setIcon(self._icon(item.data(_ONE)))

    def has_picture(self, sha256: str) -> bool:
        """Whether the thumbnail is there."""
        return sha256 in self._pictures

    @property
    def chosen(self) -> Attachment | None:
        """The file that is selected."""
        item = self.currentItem()
        return item.data(_ONE) if item else None

    @property
    def events(self) -> tuple[UUID, ...]:
        """The events that attached what is shown."""
        return tuple(self.item(row).data(_ONE).event for row in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _icon(self, one: Attachment) -> QIcon:
        picture = self._pictures.get(one.sha256)
        if picture is None or picture.isNull():
            return icon("file", tokens_of(self)["muted"])
        shown = QPixmap.fromImage(_framed(picture, self.palette().mid().color()))
        made = QIcon(shown)
        made.addPixmap(shown, QIcon.Mode.Selected)  # or Qt would tint it
        return made


def _framed(picture: QImage, edge: QColor) -> QImage:
    """The picture in the middle of a box of always the same size, so that names stand in line."""
    box = _PICTURE * _SHARPNESS
    small = picture.scaled(
        box - QSize(2, 2),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    framed = QImage(box, QImage.Format.Format_ARGB32_Premultiplied)
    framed.fill(Qt.GlobalColor.transparent)
    with QPainter(framed) as painter:
        place = small.rect()
        place.moveCenter(framed.rect().center())
        painter.drawImage(place.topLeft(), small)
        painter.setPen(QPen(edge, _SHARPNESS))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
    return framed
