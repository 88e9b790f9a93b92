"""Who works here: a list, and a form for the one that is chosen or new."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.act import OFFICER_ROLES, Role
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.accounts import NewOfficer
from ui.admin.officers_table import OfficersTable
from ui.admin.table_model import officer_rows
from ui.admin.view_model import OfficersViewModel
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.text_table import TextTable
from ui.words import role_word


class OfficersTab(QWidget):
    """Choosing a row fills the form; an empty PIN keeps the officer's PIN."""

    def __init__(self, view_model: OfficersViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._officers: tuple[Officer, ...] = ()
        self._chosen: UUID | None = None  # whose form it is; None: a new officer's
        self._is_refreshing = False  # then the form and what it says stay
        self._model = TextTable(
            (
                _("Tên đăng nhập"),
                _("Họ và tên"),
                _("Vai trò"),
                _("Đăng ký ở"),
                _("Tình trạng"),
            ),
            self,
        )
        self.table = OfficersTable(self._model)
        self.login, self.name, self.pin = QLineEdit(), QLineEdit(), QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.roles = {role: _role_box(role) for role in OFFICER_ROLES}
        self.active = QCheckBox(_("Đang làm việc (được đăng nhập)"))
        identify(self.active, "admin.officer.active", self.active.text())
        self.title = label("", "section")
        self.note = MessageLine()
        self.save = button(_("Lưu công chức"), "primary", "admin.officer.save")
        self.new = button(_("Thêm công chức"), "", "admin.officer.new")
        self._pin_field = Field(_("Mã PIN"), self.pin, "admin.officer.pin")
        self._login_field = Field(
            _("Tên đăng nhập"), self.login, "admin.officer.login", _("Chữ thường và số")
        )
        self._lay_out()
        self._connect()
        self.begin_new()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.table

    @Slot()
    def begin_new(self) -> None:
        """Empty the form for a new officer."""
        self.table.clearSelection()
        self._fill(None)
        self.login.setFocus()

    @Slot(tuple)
    def show_officers(self, officers: tuple[Officer, ...]) -> None:
        """Show the list; the officer in the form stays chosen."""
        self._is_refreshing = True
        self._officers = officers
        self._model.show(officer_rows(officers))
        for row, officer in enumerate(officers):
            if officer.id == self._chosen:
                self.table.selectRow(row)
        self._is_refreshing = False

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_refreshing:
            self.table.selectRow(current.row())  # the focus alone makes a row current, not chosen
            self._fill(self._officers[current.row()])

    def _fill(self, officer: Officer | None) -> None:
        self.note.clear()
        self.title.setText(
            _("Sửa {officer}").format(officer=officer.name) if officer else _("Công chức mới")
        )
        self._chosen = officer.id if officer else None
        self.login.setText(officer.login if officer else "")
        self.login.setReadOnly(officer is not None and not self._shares_login(officer))
        self.name.setText(officer.name if officer else "")
        self.pin.clear()
        self.pin.setPlaceholderText(
            _("Để trống nếu giữ PIN cũ") if officer else _("ít nhất 6 ký tự")
        )
        for role, box in self.roles.items():
            box.setChecked(officer is not None and role in officer.roles)
        self.active.setChecked(officer is None or officer.active)

    @Slot()
    def _save(self) -> None:
        roles = tuple(role for role, box in self.roles.items() if box.isChecked())
        officer = NewOfficer(
            self.login.text(),
            self.name.text(),
            roles,
            self.pin.text(),
            self.active.isChecked(),
            self._chosen,
        )
        if self._chosen is None and officer.login.strip() in self._logins():
            self.note.say(_("Tên đăng nhập này đã có người dùng. Chọn tên khác."), "warning")
            self.login.setFocus()
            return
        self.note.clear()
        self.save.setEnabled(False)
        self._view_model.save(officer)

    def _shares_login(self, officer: Officer) -> bool:
        """Whether another desk brought somebody of the same login: one of them needs another."""
        return sum(other.login == officer.login for other in self._officers) > 1

    def _logins(self) -> set[str]:
        return {officer.login for officer in self._officers}

    @Slot(Officer)
    def _tell_saved(self, officer: Officer) -> None:
        self.save.setEnabled(True)
        self._fill(officer)
        self.note.say(_("Đã lưu {officer}.").format(officer=officer.name), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.save.setEnabled(True)
        self.note.say(sentence, "danger")

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.clicked.connect(self._choose_clicked)
        self.new.clicked.connect(self.begin_new)
        self.save.clicked.connect(self._save)
        for box in (self.login, self.name, self.pin):
            box.setMaxLength(120)
            box.returnPressed.connect(self._save)
        self._view_model.listed.connect(self.show_officers)
        self._view_model.saved.connect(self._tell_saved)
        self._view_model.refused.connect(self._tell_refused)

    @Slot(QModelIndex)
    def _choose_clicked(self, index: QModelIndex) -> None:
        self._fill(self._officers[index.row()])

    def _lay_out(self) -> None:
        form = QFrame()
        form.setProperty("card", True)
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        name = Field(_("Họ và tên"), self.name, "admin.officer.name")
        for part in (self.title, self._login_field, name, self._pin_field):
            column.addWidget(part)
        column.addWidget(label(_("Vai trò"), "field"))
        for box in self.roles.values():
            column.addWidget(box)
        column.addSpacing(8)
        for rest in (self.active, self.note, self.save):
            column.addWidget(rest)
        column.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addStretch(1)
        left.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addWidget(form, 1)


def _role_box(role: Role) -> QCheckBox:
    word = role_word(role)
    box = QCheckBox(word[:1].upper() + word[1:])
    identify(box, f"admin.officer.role.{role.value}", box.text())
    return box
