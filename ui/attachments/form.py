"""What the next file will be: which paper, which kind of copy, from where."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from counter_app.domain.attachment import CopyKind, Purpose, Source
from counter_app.i18n import _
from counter_app.services.attaching import NewAttachment
from ui.attachments.wording import DOCUMENT, RESULT, copy_word, source_word
from ui.widgets.styling import identify, label

_LETTERS = 8  # a list never needs more to be narrow


class AttachmentForm(QWidget):
    """Three lists to choose from; they stay as they are for the next file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = _narrow("attachments.component", _("Là giấy tờ"))
        self.copy = _narrow("attachments.copy", _("Loại bản"))
        self.source = _narrow("attachments.source", _("Nguồn"))
        for kind in CopyKind:
            self.copy.addItem(copy_word(kind.value), kind)
        for source in Source:
            self.source.addItem(source_word(source.value), source)
        self._is_chosen = False  # by hand: until then the first paper is proposed
        self.paper.activated.connect(self._on_chosen)
        self.show_components(())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (words, control) in enumerate(
            (
                (_("Là giấy tờ"), self.paper),
                (_("Loại bản"), self.copy),
                (_("Nguồn"), self.source),
            )
        ):
            grid.addWidget(label(words, "field"), row, 0)
            grid.addWidget(control, row, 1)

    def begin(self) -> None:
        """Another dossier: nothing is chosen by hand yet."""
        self._is_chosen = False
        self.paper.setCurrentIndex(0)

    def show_components(self, components: tuple[tuple[str, str], ...]) -> None:
        """Offer these papers; the chosen one stays chosen if it is among them."""
        chosen = self.paper.currentData() if self._is_chosen else None
        self.paper.clear()
        for component, name in components:
            self.paper.addItem(name, component)
        self.paper.addItem(_("Giấy tờ khác"), DOCUMENT)
        self.paper.addItem(_("Kết quả giải quyết"), RESULT)
        self.paper.setCurrentIndex(max(0, self.paper.findData(chosen)))

    def chosen(self, name: str) -> NewAttachment:
        """What a file of that ``name`` will be; its content is put in later."""
        paper = str(self.paper.currentData())
        purpose = {RESULT: Purpose.RESULT, DOCUMENT: Purpose.DOCUMENT}.get(paper)
        return NewAttachment(
            content=Path(),
            name=name,
            component="" if purpose else paper,
            copy=CopyKind(self.copy.currentData()),  # Qt keeps the text alone
            source=Source(self.source.currentData()),
            purpose=purpose or Purpose.COMPONENT,
        )

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        self._is_chosen = True


def _narrow(name: str, spoken: str) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.currentTextChanged.connect(box.setToolTip)  # a long name is cut by the arrow
    identify(box, name, spoken)
    return box
