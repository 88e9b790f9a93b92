"""What stands beside the rail: the header, what is said above the page, the page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.header import Header
from ui.page_stack import PageStack
from ui.widgets.message_line import MessageLine


class PageColumn(QWidget):
    """One above the other; the page takes the room that is left."""

    def __init__(self, header: Header, note: MessageLine, stack: PageStack) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        noted = QVBoxLayout()
        noted.setContentsMargins(16, 8, 16, 0)
        noted.addWidget(note)
        column.addLayout(noted)
        column.addWidget(stack, 1)
