"""The first page of an empty folder: set a desk up, enrol with a centre, or try a sample."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from ui.look import Look
from ui.look_buttons import LookButtons
from ui.setup.field_sheet import FieldSheet
from ui.setup.fields import card, founder_fields, founder_in, line, text_in
from ui.setup.view_model import SetUpForm, SetUpViewModel
from ui.sync.enrol_form import EnrolForm
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify, label


class SetUpPage(QWidget):
    """``finished`` when the folder holds a desk."""

    finished = Signal()

    def __init__(
        self, view_model: SetUpViewModel, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.setup", _("Thiết lập quầy"))
        self._view_model = view_model
        self._look = look
        self.desk_number = NumberBox()
        self.desk_number.setRange(1, 99)
        self.fields = self._made_fields()
        self._sheet = FieldSheet(self.fields)
        self.submit = button(_("Tạo quầy"), "primary", "setup.submit")
        self.sample = button(_("Dùng quầy mẫu"), "big", "setup.sample")
        self.enrol = EnrolForm("setup.enrol", _("Ghi danh quầy"), "")
        self.note = MessageLine()
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Focus the first field."""
        self.fields["code"].control.setFocus()

    def form(self) -> SetUpForm:
        """What is typed now."""
        return SetUpForm(
            code=text_in(self.fields["code"]),
            name=text_in(self.fields["name"]),
            parent=text_in(self.fields["parent"]),
            desk_number=self.desk_number.value(),
            founder=founder_in(self.fields),
        )

    @Slot()
    def _submit(self) -> None:
        form = self.form()
        if self._sheet.complain(self._view_model.problems(form)):
            return
        self.note.clear()
        self._view_model.set_up(form)

    @Slot(bool)
    def _show_busy(self, is_busy: bool) -> None:
        for made in (self.submit, self.sample, self.enrol):
            made.setDisabled(is_busy)
        if is_busy:
            self.note.say(_("Đang tạo quầy…"), "info")

    @Slot(str)
    def _show_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    @Slot(str)
    def _show_not_enrolled(self, sentence: str) -> None:
        self.note.clear()
        self.enrol.refuse(sentence)

    def _made_fields(self) -> dict[str, Field]:
        return {
            "code": line("code", _("Mã định danh cơ quan"), _("Ví dụ H26.12")),
            "name": line("name", _("Tên cơ quan"), _("In ở đầu giấy tiếp nhận")),
            "parent": line("parent", _("Cơ quan chủ quản (nếu có)"), ""),
            "desk_number": Field(
                _("Quầy số"),
                self.desk_number,
                "setup.desk_number",
                _("Mỗi quầy trong cơ quan một số, không dùng lại"),
            ),
            **founder_fields(),
        }

    def _connect(self) -> None:
        self._sheet.submitted.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self.sample.clicked.connect(self._view_model.set_up_sample)
        self._view_model.busy_changed.connect(self._show_busy)
        self.enrol.wanted.connect(self._view_model.enrol)
        self._view_model.refused.connect(self._show_refused)
        self._view_model.enrolment_refused.connect(self._show_not_enrolled)
        self._view_model.finished.connect(self.finished)

    def _lay_out(self) -> None:
        inner = QWidget()
        middle = QVBoxLayout(inner)  # a little above the middle, where the eye looks first
        middle.setContentsMargins(16, 0, 16, 16)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        row.addWidget(self._own_desk(), 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self._enrolled_desk())
        beside.addWidget(self._sample_desk())
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        middle.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        top.addStretch(1)
        top.addWidget(LookButtons(self._look))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(top)
        page.addWidget(area, 1)

    def _own_desk(self) -> QFrame:
        made, column = card(560)
        column.addWidget(label(_("Thiết lập quầy"), "title"))
        hint = _("Chỉ làm một lần trên máy này. Các thông tin khác bổ sung sau ở trang Quản trị.")
        column.addWidget(label(hint, "muted", wraps=True))
        column.addSpacing(8)
        column.addWidget(self._sheet)
        column.addWidget(self.note)
        column.addWidget(self.submit, 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _enrolled_desk(self) -> QFrame:
        made, column = card(280)
        column.addWidget(label(_("Ghi danh với trung tâm"), "title"))
        text = _("Đơn vị đã có trên hệ thống chung: công chức và hồ sơ được nhận về quầy này.")
        column.addWidget(label(text, "muted", wraps=True))
        column.addSpacing(8)
        column.addWidget(self.enrol)
        return made

    def _sample_desk(self) -> QFrame:
        made, column = card(280)
        column.addWidget(label(_("Chỉ muốn xem thử?"), "title"))
        text = _(
            "Quầy mẫu có sẵn thủ tục và sáu công chức. Mọi giấy tờ mang dấu dữ liệu mẫu và không có giá"
            " trị. Muốn làm việc thật thì thiết lập ở một thư mục khác."
        )
        column.addWidget(label(text, "muted", wraps=True))
        column.addSpacing(8)
        column.addWidget(self.sample)
        return made
