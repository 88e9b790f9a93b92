"""All figures in rows, each in its own place for good."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.i18n import _
from ui.supervisor.figure_button import FigureButton
from ui.supervisor.values import GROUPS, ShownBoard
from ui.widgets.styling import label


class BoardPane(QWidget):
    """Rows of buttons; arrows walk among them, Enter or Space opens the list."""

    opened = Signal(str)  # a figure's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, FigureButton] = {}
        self._lay_out()

    @property
    def buttons(self) -> tuple[FigureButton, ...]:
        """Every figure, row by row."""
        return tuple(self._buttons.values())

    def show_board(self, shown: ShownBoard) -> None:
        """The numbers; nothing is moved, added or taken away."""
        counts = {figure.name: figure.count for figure in shown.board.figures}
        for name, button in self._buttons.items():
            button.show_count(counts.get(name))

    @Slot()
    def _on_clicked(self) -> None:
        if isinstance(sender := self.sender(), FigureButton):
            self.opened.emit(sender.figure)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        heads = (
            _("Đang có"),
            _("Hạn trả"),
            _("Tạm dừng"),
            _("Tháng này"),
        )
        for row, (head, names) in enumerate(zip(heads, GROUPS, strict=True)):
            grid.addWidget(label(head, "field"), row, 0)
            for column, name in enumerate(names, 1):
                self._buttons[name] = FigureButton(name)
                self._buttons[name].clicked.connect(self._on_clicked)
                grid.addWidget(self._buttons[name], row, column)
        for column in range(1, 1 + max(map(len, GROUPS))):
            grid.setColumnStretch(column, 1)
