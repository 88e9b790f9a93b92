"""Ctrl+K: one line to type in, everything one can go to below it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from counter_app.i18n import _
from ui.icons import icon
from ui.jump_view_model import JumpTarget, JumpViewModel
from ui.theme import Theme
from ui.widgets.overlay import Overlay
from ui.widgets.styling import identify, label

_ICONS = {"page": "chevron-right", "procedure": "catalogue", "dossier": "file"}
_ROWS = 9


class JumpBox(Overlay):
    """``chosen`` carries the target; arrows move in the list while typing goes on."""

    chosen = Signal(JumpTarget)

    def __init__(self, host: QWidget, view_model: JumpViewModel, theme: Theme) -> None:
        super().__init__(host, theme, 640)
        identify(self, "jump", _("Đi đến"))
        self._view_model = view_model
        self._box = QLineEdit()
        identify(self._box, "jump.text", _("Hồ sơ, thủ tục hoặc trang cần mở"))
        self._box.setPlaceholderText(_("Mã hồ sơ, tên người, thủ tục hoặc trang"))
        self._box.setProperty("scale", "large")
        self._list = QListWidget()
        identify(self._list, "jump.results", _("Kết quả"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = label("", "muted", wraps=True)
        for part in (self._box, self._list, self._empty):
            self.body.addWidget(part)
        self.body.addWidget(label(_("↑ ↓ để chọn, Enter để mở, Esc để đóng."), "small"))
        self._connect()

    def open(self) -> None:
        """Begin anew."""
        self._box.clear()
        self._view_model.look_up("")
        super().open()

    def first_focus(self) -> QWidget:
        """The line to type in."""
        return self._box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: arrows in the line move in the list."""
        if watched is self._box and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and event.type() == QEvent.Type.KeyPress:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._box.installEventFilter(self)
        self._box.textEdited.connect(self._view_model.look_up)
        self._box.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._view_model.found.connect(self._show)
        self._view_model.failed.connect(self._say)

    def _move(self, step: int) -> None:
        if count := self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % count)

    @Slot(tuple)
    def _show(self, targets: tuple[JumpTarget, ...]) -> None:
        self._list.clear()
        for target in targets:
            item = QListWidgetItem(icon(_ICONS[target.kind], self.theme.tokens["muted"]), "")
            item.setText(f"{target.title}  —  {target.subtitle}")
            item.setData(Qt.ItemDataRole.UserRole, target)
            item.setSizeHint(QSize(0, self.theme.px(32)))
            self._list.addItem(item)
        self._list.setVisible(bool(targets))
        self._list.setFixedHeight(self.theme.px(32) * min(len(targets), _ROWS) + 8)
        self._list.setCurrentRow(0)
        self._say("" if targets else _("Không tìm thấy. Thử gõ ít chữ hơn hoặc quét mã trên giấy."))

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))

    @Slot()
    def _choose(self) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        target = item.data(Qt.ItemDataRole.UserRole)
        self.close_card()
        self.chosen.emit(target)
