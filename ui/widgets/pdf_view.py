"""A PDF in the window: pages under one another, as wide as the view, sharp on every screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from counter_app.i18n import _
from ui.tasks import TaskRunner
from ui.widgets.pdf_pages import page_image, page_sizes

_GAP = 8  # between pages and around them, in logical pixels
_SETTLE_MS = 80  # a resize by hand asks for one new picture, not for fifty
_KEPT = 6  # pictures held at once


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One picture: of which document (counted), which page, how many device pixels wide."""

    document: int
    page: int
    width: int


class PdfView(QAbstractScrollArea):
    """Shows the pages of one PDF; arrows, Page Up and Down, Home and End scroll it.

    Rendering happens on ``tasks``, or on a worker of the view's own. What is out of date by the
    time it is ready is dropped.
    """

    def __init__(self, parent: QWidget | None = None, tasks: TaskRunner | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks or TaskRunner(self)
        self._content = b""
        self._document = 0
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._images: dict[_Wanted, QImage] = {}
        self._awaited: _Wanted | None = None
        self._notice = ""
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._render)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # always there, so that its coming and going never changes the pages' width
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Xem trước bản in"))
        self.set_placeholder(_("Bản in sẽ hiện ở đây."))

    def set_placeholder(self, text: str) -> None:
        """What stands there while nothing is shown."""
        self._placeholder = text
        self._describe()

    def show_pdf(self, content: bytes) -> None:
        """Show ``content`` from its first page; a paper-shaped placeholder until it is drawn."""
        if content == self._content:
            return
        self._forget()
        self._content = content
        self._notice = _("Đang dựng trang…")
        self._describe()
        document = self._document
        task = self._tasks.start(lambda: (document, page_sizes(content)))
        task.succeeded.connect(self._on_sizes)
        task.failed.connect(self._on_failed)

    def clear(self) -> None:
        """Show the placeholder's text again."""
        self._forget()
        self._notice = ""
        self._describe()

    @property
    def page_count(self) -> int:
        """How many pages the shown document has; 0 until it is read."""
        return len(self._sizes)

    @property
    def is_drawn(self) -> bool:
        """Whether every visible page stands there at full sharpness."""
        visible = self._visible_pages()
        return bool(visible) and all(self._wanted(page) in self._images for page in visible)

    def _forget(self) -> None:
        self._document += 1
        self._content = b""
        self._sizes = ()
        self._images.clear()
        self._awaited = None
        self.verticalScrollBar().setValue(0)
        self._measure()

    @Slot(object)
    def _on_sizes(self, found: tuple[int, tuple[tuple[float, float], ...]]) -> None:
        document, sizes = found
        if document != self._document:
            return
        self._sizes = sizes
        self._notice = ""
        self._measure()
        self._describe()
        self._render()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._awaited = None
        if self._content:
            self._sizes = ()
            self._notice = _("Không đọc được bản in này. Hãy mở lại hồ sơ hoặc báo quản trị.")
            self._describe()

    @Slot()
    def _render(self) -> None:
        """Ask for the next picture that is missing; one at a time, the visible ones alone."""
        if self._awaited is not None or not self._sizes:
            return
        missing = [p for p in self._visible_pages() if self._wanted(p) not in self._images]
        if not missing:
            return
        wanted, content = self._wanted(missing[0]), self._content
        self._awaited = wanted
        task = self._tasks.start(lambda: (wanted, page_image(content, wanted.page, wanted.width)))
        task.succeeded.connect(self._on_image)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_image(self, drawn: tuple[_Wanted, QImage]) -> None:
        wanted, image = drawn
        if wanted == self._awaited:
            self._awaited = None
        if wanted.document == self._document:
            self._images[wanted] = image
            self._drop_far_pictures()
            self.viewport().update()
        self._render()

    def _drop_far_pictures(self) -> None:
        near = set(self._visible_pages())
        current = {p: k for k in self._images if (p := k.page) in near and k == self._wanted(p)}
        for key in list(self._images):
            if key.page in current and key != current[key.page]:
                del self._images[key]
        for key in [k for k in self._images if k.page not in near][: len(self._images) - _KEPT]:
            del self._images[key]

    def _wanted(self, page: int) -> _Wanted:
        ratio = self.devicePixelRatioF()
        return _Wanted(self._document, page, round(self._page_width() * ratio))

    def _page_width(self) -> int:
        return max(1, self.viewport().width() - 2 * _GAP)

    def _page_rects(self) -> list[QRect]:
        """Where each page lies, measured from the top of the first."""
        width, top, rects = self._page_width(), _GAP, []
        for wide, high in self._sizes:
            height = round(width * high / wide)
            rects.append(QRect(_GAP, top, width, height))
            top += height + _GAP
        return rects

    def _visible_pages(self) -> list[int]:
        offset = self.verticalScrollBar().value()
        seen = QRect(0, offset, self.viewport().width(), self.viewport().height())
        return [n for n, rect in enumerate(self._page_rects()) if rect.intersects(seen)]

    def _measure(self) -> None:
        rects = self._page_rects()
        whole = rects[-1].bottom() + 1 + _GAP if rects else 0
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(40)
        bar.setRange(0, max(0, whole - height))
        self.viewport().update()

    def _describe(self) -> None:
        text = self._notice or self._placeholder
        if self._sizes:
            text = _("{pages} trang; mũi tên, Page Up và Page Down để cuộn").format(
                pages=len(self._sizes)
            )
        self.setAccessibleDescription(text)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._measure()
        bar.setValue(round(part * bar.maximum()))
        self._settled.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(360, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._sizes:
            self._paint_text(painter)
            return
        offset = self.verticalScrollBar().value()
        for page in self._visible_pages():
            self._paint_page(painter, page, self._page_rects()[page].translated(0, -offset))

    def _paint_page(self, painter: QPainter, page: int, target: QRect) -> None:
        image = self._images.get(self._wanted(page)) or self._stand_in(page)
        if image is None:
            painter.fillRect(target, QColor(Qt.GlobalColor.white))
            painter.setPen(QColor(Qt.GlobalColor.darkGray))
            painter.drawText(target, int(Qt.AlignmentFlag.AlignCenter), _("Đang dựng trang…"))
        else:
            painter.drawImage(target, image)
        edge = self.palette().color(QPalette.ColorRole.Mid)
        painter.setPen(QPen(edge, 1))
        painter.drawRect(target.adjusted(0, 0, -1, -1))

    def _stand_in(self, page: int) -> QImage | None:
        """The same page at another size, until the right one is there."""
        return next((image for key, image in self._images.items() if key.page == page), None)

    def _paint_text(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        area = self.viewport().rect().adjusted(16, 16, -16, -16)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(area, flags, self._notice or self._placeholder)
