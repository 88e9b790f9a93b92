"""The administrator's page on a real desk."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from counter_app.domain.acts import Role
from counter_app.domain.due import HourRule
from counter_app.i18n import use_language
from counter_app.settings import Settings
from tests.scans import pdf
from tests.ui.window import open_window
from ui.admin.unit_form import consequences, form_of, problems, profile_with


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    main = opened.sign_in("quantri")
    main.show_page("page.admin")
    opened.settle()
    yield opened
    opened.settle()
    opened.workers.shutdown()
    use_language("vi")


@pytest.fixture
def page(window):
    return window.main.page


def unit_of(desk):
    return desk.counter.questions.reference().unit()


def test_the_keys_that_f1_tells_go_from_tab_to_tab(window) -> None:
    firsts = [window.focused()]
    for key in (Qt.Key.Key_PageDown,) * 3 + (Qt.Key.Key_PageUp,):
        window.press(key, Qt.KeyboardModifier.ControlModifier)
        firsts.append(window.focused())
    assert firsts[0] == "admin.unit.name"
    assert firsts[2:4] == ["admin.calendar.year", "admin.centre.file"]
    assert firsts[4] == firsts[2]
    assert len(set(firsts)) == 4


def test_nothing_changed_means_nothing_to_save(page) -> None:
    assert not page.unit.save.isEnabled()
    assert page.unit.effect.text() == ""


def test_changing_the_hour_says_what_it_changes_before_it_is_saved(page, window, desk) -> None:
    page.unit.hour_rule.setCurrentIndex(1)
    assert "cuối giờ làm việc" in page.unit.effect.text()
    assert "Giấy đã in và ngày đã hẹn giữ nguyên" in page.unit.effect.text()
    assert unit_of(desk).hour_rule is HourRule.START
    page.unit.save.click()
    window.settle()
    assert unit_of(desk).hour_rule is HourRule.CLOSING
    assert page.unit.note.text() == "Đã lưu thông tin cơ quan."
    assert not page.unit.save.isEnabled()


def test_every_field_of_the_profile_is_stored(page, window, desk) -> None:
    texts = {
        "name": "UBND phường Cửa Nam",
        "parent": "UBND thành phố Hà Nội",
        "place": "Cửa Nam",
        "hotline": "024 1022",
        "lookup_url": "https://tracuu.hanoi.gov.vn",
        "reception_hours": "Sáng thứ Bảy 08:00-11:30",
    }
    for name, text in texts.items():
        page.unit.texts[name].setText(text)
    page.unit.hours["fri"].setText("8:00 – 11:30; 13:30-16:30")
    page.unit.keeps_books.setChecked(True)
    page.unit.save.click()
    window.settle()
    stored = unit_of(desk)
    assert {name: getattr(stored, name) for name in texts} == texts
    assert stored.hours.to_json()["fri"] == ["08:00-11:30", "13:30-16:30"]
    assert stored.hours.to_json()["mon"] == ["08:00-12:00", "13:00-17:00"]
    assert stored.keeps_books
    assert stored.is_sample
    assert window.main.session.unit.name == "UBND phường Cửa Nam"


def test_hours_that_cannot_be_are_said_under_their_day(page) -> None:
    page.unit.hours["wed"].setText("13:00-17:00, 08:00-12:00")
    field = page.unit.fields["hours.wed"]
    assert "thứ Tư" in field.complaint
    assert not page.unit.save.isEnabled()
    page.unit.hours["wed"].setText("08:00-12:00, 13:00-17:00")
    assert field.complaint == ""


def test_a_serial_too_narrow_for_the_desk_is_refused(desk) -> None:
    profile = unit_of(desk)
    form = form_of(profile)
    narrow = type(form)(**{**{f: getattr(form, f) for f in form.__slots__}, "serial_width": 4})
    assert problems(narrow, 3) == {}
    assert "từ 1 đến 9" in problems(narrow, 12)["serial_width"]
    assert "999" in " ".join(consequences(profile, profile_with(narrow, profile)))


def test_a_form_left_alone_gives_the_same_profile(desk) -> None:
    profile = unit_of(desk)
    assert profile_with(form_of(profile), profile) == profile
    assert consequences(profile, profile) == ()


def test_an_officer_is_added_and_may_sign_in(page, window, desk) -> None:
    page.show_tab(1)
    page.officers.new.click()
    page.officers.login.setText("moi")
    page.officers.name.setText("Đỗ Thị Mới")
    page.officers.pin.setText("246802")
    page.officers.roles[Role.RECEPTION].setChecked(True)
    page.officers.save.click()
    window.settle()
    assert desk.counter.sign_in("moi", "246802").name == "Đỗ Thị Mới"
    assert page.officers.note.text() == "Đã lưu Đỗ Thị Mới."
    assert page.officers.pin.text() == ""
    assert page.officers._model.rowCount() == 7


def test_an_officer_without_a_role_is_refused_in_words(page, window) -> None:
    page.show_tab(1)
    page.officers.new.click()
    page.officers.login.setText("moi")
    page.officers.name.setText("Đỗ Thị Mới")
    page.officers.pin.setText("246802")
    page.officers.save.click()
    window.settle()
    assert page.officers.note.text() == "Chọn ít nhất một vai trò."


def test_a_login_of_somebody_else_is_not_overwritten(page, window, desk) -> None:
    page.show_tab(1)
    page.officers.new.click()
    page.officers.login.setText("tiepnhan")
    page.officers.name.setText("Người Khác")
    page.officers.pin.setText("246802")
    page.officers.roles[Role.RECEPTION].setChecked(True)
    page.officers.save.click()
    window.settle()
    assert "đã có người dùng" in page.officers.note.text()
    assert desk.officer("tiepnhan").name == "Nguyễn Thị An"


def test_entering_the_list_shows_the_officer_of_its_first_row(page, window) -> None:
    page.show_tab(1)
    assert window.focused() == "admin.officers"
    assert page.officers.login.text() == "giamsat"
    window.press(Qt.Key.Key_Down)
    assert page.officers.login.text() == "kiemsoat"


def test_deactivating_an_officer_keeps_the_pin_and_stops_the_sign_in(page, window, desk) -> None:
    page.show_tab(1)
    row = [o.login for o in page.officers._officers].index("xuly")
    page.officers.table.selectRow(row)
    assert page.officers.login.isReadOnly()
    page.officers.active.setChecked(False)
    page.officers.save.click()
    window.settle()
    officer = desk.officer("xuly")
    assert not officer.active
    assert officer.verifier == "pin:123456"


def test_administrators_cannot_lock_themselves_out(page, window, desk) -> None:
    page.show_tab(1)
    row = [o.login for o in page.officers._officers].index("quantri")
    page.officers.table.selectRow(row)
    page.officers.roles[Role.ADMINISTRATOR].setChecked(False)
    page.officers.roles[Role.CONTROL].setChecked(True)
    page.officers.save.click()
    window.settle()
    assert "của chính mình" in page.officers.note.text()
    assert Role.ADMINISTRATOR in desk.officer("quantri").roles


def test_the_calendar_shows_the_days_of_the_year(page) -> None:
    rows = page.calendar._model._rows
    assert ("02/09/2026", "thứ Tư", "nghỉ", "Quốc khánh") in rows
    assert ("22/08/2026", "thứ Bảy", "làm bù", "làm bù cho 31/08/2026") in rows


def test_a_calendar_file_is_told_first_and_counts_only_when_applied(
    page, window, desk, tmp_path
) -> None:
    file = tmp_path / "bù.json"
    entries = {
        "off": ["2026-12-28"],
        "worked": [{"date": "2026-12-26", "instead_of": "2026-12-28"}],
        "source": "Thông báo 99",
    }
    file.write_text(json.dumps(entries), "utf-8")
    page.show_tab(2)
    page.calendar.file.setText(str(file))
    page.calendar.file.setFocus()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert "1 ngày nghỉ và 1 ngày làm bù. Nguồn: Thông báo 99" in page.calendar.note.text()
    before = desk.counter.questions.reference().calendar().version
    assert window.focused() == "admin.calendar.apply"
    window.press(Qt.Key.Key_Space)
    window.settle()
    assert desk.counter.questions.reference().calendar().version != before
    assert "28/12/2026" in {row[0] for row in page.calendar._model._rows}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "không phải là JSON"),
        ("[" * 100_000, "không phải là JSON"),
        ('{"holidays": []}', "holidays"),
        ('{"off": ["2026-11-31"]}', "2026-11-31"),
        ('{"worked": ["2026-11-24", "2026-11-24"]}', "hai lần"),
        ('{"worked": ["2026-11-25"]}', "vốn đã là ngày làm việc"),
        (None, "không mở được"),
    ],
)
def test_a_calendar_file_that_cannot_be_is_refused_in_words(
    page, window, tmp_path, content, word
) -> None:
    file = tmp_path / "lịch.json"
    if content is not None:
        file.write_text(content, "utf-8")
    page.calendar.file.setText(str(file))
    page.calendar.read.click()
    window.settle()
    assert word in page.calendar.note.text()
    assert page.calendar.apply.isHidden()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 150])
def test_the_list_of_officers_is_not_cut_where_letters_are_large(window, language, scale) -> None:
    if language == "en":
        window.look.other_language()
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    window.settle()
    window.main.page.show_tab(1)
    window.settle()
    table = window.widget("admin.officers", QTableView)
    heading = table.horizontalHeader()
    assert heading.length() <= table.viewport().width()
    assert not heading.isSectionHidden(heading.count() - 1)
    for column in range(heading.count()):
        wanted = max(table.sizeHintForColumn(column), heading.sectionSizeHint(column))
        assert heading.isSectionHidden(column) or heading.sectionSize(column) >= wanted


def choose_folder(page, window, text):
    """What an administrator does: the path, Enter."""
    page.scan_folder.path.setFocus()
    page.scan_folder.path.selectAll()
    window.type(text)
    window.press(Qt.Key.Key_Return)
    window.settle()
    return page.scan_folder.note.text()


def test_the_scanners_folder_is_kept_and_its_scans_are_offered(
    page, window, desk, tmp_path
) -> None:
    Settings(theme="dark", page="A4").save(desk.folder)
    scans_here = tmp_path / "máy quét"
    scans_here.mkdir()
    assert "được mời đính kèm" in choose_folder(page, window, str(scans_here))
    assert Settings.load(desk.folder, {}) == Settings(
        theme="dark", page="A4", scan_folder=str(scans_here)
    )
    assert not page.scan_folder.save.isEnabled()
    dossier = desk.receive()
    window.main.open_dossier(dossier.id)
    window.settle()
    window.main.page.show_files(dossier.id)
    (scans_here / "quet.pdf").write_bytes(pdf())
    files = window.main.page._dossier._beside.files
    window.qtbot.waitUntil(lambda: "quet.pdf" in files.parts.scan.text(), timeout=10_000)


def test_what_the_settings_file_says_stands_there_and_can_be_taken_away(
    page, window, desk, tmp_path
) -> None:
    Settings(scan_folder=str(tmp_path)).save(desk.folder)
    page._scans.load()
    window.settle()
    assert page.scan_folder.path.text() == str(tmp_path)
    page.scan_folder.path.setFocus()
    page.scan_folder.path.clear()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert page.scan_folder.note.text() == "Đã lưu. Quầy không theo dõi thư mục nào."
    assert Settings.stored(desk.folder).scan_folder == ""


@pytest.mark.parametrize(
    ("named", "word"),
    [
        ("{here}/away", "Không có thư mục"),
        ("{here}/file", "là một tệp"),
        ("scans", "Ghi cả đường dẫn"),
        ("{here}/" + "x" * 300, "Không đọc được thư mục"),
    ],
)
def test_a_folder_that_cannot_be_watched_is_refused_and_the_old_one_kept(
    window, desk, tmp_path, named, word
) -> None:
    page = window.main.page
    (tmp_path / "file").write_text("")
    Settings(scan_folder="/srv/scans").save(desk.folder)
    assert word in choose_folder(page, window, named.format(here=tmp_path))
    assert Settings.stored(desk.folder).scan_folder == "/srv/scans"
    assert page.scan_folder.save.isEnabled()


def test_a_folder_is_chosen_by_the_dialogue_too(page, window, desk, tmp_path) -> None:
    page.scan_folder.choose.click()
    page.scan_folder._dialog.fileSelected.emit(str(tmp_path))
    page.scan_folder._dialog.reject()
    assert window.focused() == "admin.desk.save"
    window.press(Qt.Key.Key_Space)
    window.settle()
    assert Settings.stored(desk.folder).scan_folder == str(tmp_path)
