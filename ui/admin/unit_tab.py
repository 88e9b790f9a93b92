"""The unit's profile, and in sentences what saving it would change."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.unit import SERIAL_WIDTHS, UnitProfile
from counter_app.i18n import _
from ui.admin.unit_form import WEEKDAYS, UnitForm, consequences, form_of, problems, profile_with
from ui.admin.view_model import UnitViewModel
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.words import weekday_word

_TEXTS = ("name", "parent", "place", "hotline", "lookup_url", "reception_hours")


class UnitTab(QWidget):
    """Cards: what is printed, the hours, how codes and dates are counted; this desk's own."""

    def __init__(
        self, view_model: UnitViewModel, of_desk: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._of_desk = of_desk
        self._before: UnitProfile | None = None
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.hours = {day: QLineEdit() for day in WEEKDAYS}
        self.hour_rule = QComboBox()
        self.hour_rule.addItems([_("đúng giờ đã tiếp nhận"), _("cuối giờ làm việc")])
        self.serial_width = QComboBox()
        self.serial_width.addItems([str(width) for width in SERIAL_WIDTHS])
        self.keeps_books = QCheckBox(_("Cơ quan có sổ theo dõi hồ sơ giấy"))
        identify(self.keeps_books, "admin.unit.keeps_books", self.keeps_books.text())
        self.fields = self._made_fields()
        self.effect = MessageLine()
        self.note = MessageLine()
        self.save = button(_("Lưu thông tin cơ quan"), "primary", "admin.unit.save")
        self.code = label("", "muted")
        self._lay_out()
        self._connect()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.texts["name"]

    def form(self) -> UnitForm:
        """What is typed now."""
        monday, tuesday, wednesday, thursday, friday = (h.text() for h in self.hours.values())
        return UnitForm(
            **{name: box.text() for name, box in self.texts.items()},
            hours=(monday, tuesday, wednesday, thursday, friday),
            closes_at_end=self.hour_rule.currentIndex() == 1,
            serial_width=int(self.serial_width.currentText()),
            keeps_books=self.keeps_books.isChecked(),
        )

    @Slot(UnitProfile)
    def show_profile(self, profile: UnitProfile) -> None:
        """Fill the fields."""
        self._before = None
        form = form_of(profile)
        for name, box in self.texts.items():
            box.setText(getattr(form, name))
            box.setCursorPosition(0)
        for box, text in zip(self.hours.values(), form.hours, strict=True):
            box.setText(text)
        self.hour_rule.setCurrentIndex(int(form.closes_at_end))
        self.serial_width.setCurrentText(str(form.serial_width))
        self.keeps_books.setChecked(form.keeps_books)
        self.code.setText(_("Mã định danh {code}").format(code=profile.code))
        self._before = profile
        self._preview()

    @Slot()
    def _preview(self) -> None:
        """Say at once what is wrong, or what saving would change."""
        if self._before is None:
            return
        self.note.clear()
        form = self.form()
        wrong = problems(form, self._view_model.desk_number)
        for name, field in self.fields.items():
            field.complain(wrong.get(name, ""))
        if wrong:
            self._tell_effect(())
            return
        self._tell_effect(consequences(self._before, profile_with(form, self._before)))

    def _tell_effect(self, sentences: tuple[str, ...]) -> None:
        self.save.setEnabled(bool(sentences))
        if not sentences:
            self.effect.clear()
            return
        told = _("Từ hồ sơ tiếp theo:\n{changes}\nGiấy đã in và ngày đã hẹn giữ nguyên.")
        lines = "\n".join(f"• {sentence}" for sentence in sentences)
        self.effect.say(told.format(changes=lines), "info")

    @Slot()
    def _save(self) -> None:
        if self._before is None or problems(self.form(), self._view_model.desk_number):
            return
        self.save.setEnabled(False)
        self._view_model.save(profile_with(self.form(), self._before))

    @Slot(UnitProfile)
    def _tell_saved(self, profile: UnitProfile) -> None:
        self.show_profile(profile)
        self.note.say(_("Đã lưu thông tin cơ quan."), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.save.setEnabled(True)
        self.note.say(sentence, "danger")

    def _made_fields(self) -> dict[str, Field]:
        words = {
            "name": (_("Tên cơ quan"), ""),
            "parent": (_("Cơ quan chủ quản"), ""),
            "place": (_("Địa danh"), _("Đứng trước ngày tháng trên giấy tờ")),
            "hotline": (_("Đường dây nóng"), ""),
            "lookup_url": (_("Địa chỉ tra cứu"), _("In trên giấy tiếp nhận cùng mã tra cứu")),
            "reception_hours": (_("Giờ tiếp công dân"), _("Như niêm yết; không rút ngắn thời hạn")),
        }
        made = {
            name: Field(title, self.texts[name], f"admin.unit.{name}", hint)
            for name, (title, hint) in words.items()
        }
        for day, box in self.hours.items():
            title = weekday_word(day)
            made[f"hours.{day}"] = Field(
                title[:1].upper() + title[1:], box, f"admin.unit.hours.{day}"
            )
        made["hour_rule"] = Field(_("Hẹn trả vào"), self.hour_rule, "admin.unit.hour_rule")
        made["serial_width"] = Field(
            _("Số chữ số của số thứ tự"), self.serial_width, "admin.unit.serial_width"
        )
        return made

    def _connect(self) -> None:
        for box in (*self.texts.values(), *self.hours.values()):
            box.setMaxLength(200)
            box.textChanged.connect(self._preview)
            box.returnPressed.connect(self._save)
        self.hour_rule.currentIndexChanged.connect(self._preview)
        self.serial_width.currentIndexChanged.connect(self._preview)
        self.keeps_books.toggled.connect(self._preview)
        self.save.clicked.connect(self._save)
        self._view_model.shown.connect(self.show_profile)
        self._view_model.saved.connect(self._tell_saved)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        printed, texts = _card(_("In trên giấy tờ"))
        texts.addWidget(self.code)
        for name in _TEXTS:
            texts.addWidget(self.fields[name])
        texts.addStretch(1)
        open_at, spans = _card(_("Giờ làm việc (tính thời hạn)"))
        for day in WEEKDAYS:
            spans.addWidget(self.fields[f"hours.{day}"])
        spans.addStretch(1)
        counted, rules = _card(_("Cách hẹn và đánh số"))
        for part in (self.fields["hour_rule"], self.fields["serial_width"], self.keeps_books):
            rules.addWidget(part)
        rules.addSpacing(8)
        rules.addWidget(self.effect)
        rules.addWidget(self.note)
        rules.addWidget(self.save)
        rules.addStretch(1)
        here, own = _card(_("Riêng quầy này"))
        for setting in self._of_desk:
            own.addWidget(setting)
        last = QVBoxLayout()
        last.setSpacing(16)
        last.addWidget(counted, 1)
        last.addWidget(here)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        for card in (printed, open_at):
            row.addWidget(card, 1)
        row.addLayout(last, 1)


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    column.addWidget(label(title, "section"))
    return card, column
