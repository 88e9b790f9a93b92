"""The frame: who sees which page, what each key does, what the bars say."""

from importlib import import_module

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from counter_app.domain.acts import Role
from counter_app.domain.dossier_code import DossierCode
from counter_app.i18n import use_language
from tests.sample_desk import SampleDesk
from tests.ui.window import open_window
from ui.page import Page
from ui.pages import PAGES, pages_for
from ui.preferences import Preferences
from ui.printers import ReceiptPrinter
from ui.status_view_model import StatusViewModel


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.settle()
    opened.shell.close()
    opened.workers.shutdown()
    use_language("vi")


def test_the_rail_offers_what_the_role_may_use() -> None:
    def names(*roles: Role) -> list[str]:
        return [page.name for page in pages_for(roles)]

    assert names(Role.RECEPTION) == [
        "page.intake",
        "page.search",
        "page.work",
        "page.handover",
        "page.catalogue",
        "page.ratings",
        "page.tray",
    ]
    assert names(Role.SUPERVISOR) == [
        *("page.search", "page.work", "page.supervisor", "page.catalogue", "page.ratings"),
        "page.tray",
    ]
    assert names(Role.ADMINISTRATOR) == [
        *("page.search", "page.catalogue", "page.admin", "page.tray")
    ]
    assert names(Role.CONTROL) == [
        *("page.search", "page.supervisor", "page.catalogue", "page.ratings", "page.tray")
    ]
    assert names(Role.RECEPTION, Role.ADMINISTRATOR) == [
        *names(Role.RECEPTION)[:-1],
        "page.admin",
        "page.tray",
    ]
    assert names(Role.PORTAL) == []


def test_no_two_pages_share_a_key_or_a_name() -> None:
    assert len({page.key for page in PAGES}) == len({page.name for page in PAGES}) == len(PAGES)


def test_every_page_of_the_table_exists() -> None:
    for spec in PAGES:
        module = import_module(spec.module)
        assert issubclass(getattr(module, spec.class_name), Page)


def test_signing_in_with_the_keyboard_opens_the_first_page(window) -> None:
    assert window.focused() == "signin.login"
    window.type("tiepnhan")
    window.press(Qt.Key.Key_Return)
    assert window.focused() == "signin.pin"
    window.type("123456")
    window.press(Qt.Key.Key_Return)
    assert window.wait_for("page.intake")
    window.settle()
    assert window.preferences.kept.last_login == "tiepnhan"


def test_a_wrong_pin_is_said_beside_the_field_and_the_pin_is_gone(window) -> None:
    window.widget("signin.login").setText("tiepnhan")
    window.widget("signin.pin").setText("654321")
    window.widget("signin.submit").click()
    page = window.shell.screen_shown
    window.qtbot.waitUntil(lambda: bool(page.note.text()))
    assert "không khớp" in page.note.text()
    assert page.pin.text() == ""
    assert window.focused() == "signin.pin"
    assert page.submit.isEnabled()


def test_an_empty_login_asks_nobody(window) -> None:
    window.widget("signin.submit").click()
    assert "tên đăng nhập" in window.shell.screen_shown.note.text()
    assert window.workers.desk.is_idle()


def test_a_sample_desk_shows_its_logins_and_fills_them_in(window) -> None:
    window.widget("signin.sample.quantri").click()
    assert window.widget("signin.login").text() == "quantri"
    assert window.focused() == "signin.pin"
    assert window.widget("sample").text() == "DỮ LIỆU MẪU"


def test_the_last_login_is_remembered_and_the_pin_comes_first(qtbot, desk) -> None:
    opened = open_window(
        qtbot, desk.folder, Preferences(last_login="xuly"), lambda _folder: desk.counter
    )
    assert opened.widget("signin.login").text() == "xuly"
    assert opened.focused() == "signin.pin"
    opened.workers.shutdown()


def test_function_keys_change_the_page_and_esc_goes_back(window) -> None:
    main = window.sign_in("quantri")
    assert main.page_name == "page.search"
    window.press(Qt.Key.Key_F9)
    assert main.page_name == "page.admin"
    window.settle()
    window.press(Qt.Key.Key_F3)
    assert main.page_name == "page.search"
    QTest.keyClick(main, Qt.Key.Key_Escape)
    assert main.page_name == "page.admin"


def test_a_page_that_is_left_and_entered_again_is_the_same(window) -> None:
    main = window.sign_in("quantri")
    first = main.page
    main.show_page("page.admin")
    main.show_page("page.search")
    assert main.page is first


def test_the_header_says_where_and_who(window) -> None:
    main = window.sign_in("quantri")
    texts = [label.text() for label in main.findChildren(QLabel)]
    assert "UBND phường Hoàn Kiếm · Quầy 3" in texts
    assert "Vũ Văn Hải (quản trị)" in texts
    assert window.widget("sample").text() == "DỮ LIỆU MẪU"


def test_locking_keeps_the_page_for_the_same_officer_only(window) -> None:
    main = window.sign_in("quantri")
    main.show_page("page.admin")
    window.settle()
    window.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.wait_for("signin.pin")
    assert not main.isVisible()
    assert window.sign_in("quantri") is main
    assert main.page_name == "page.admin"
    window.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    other = window.sign_in("tiepnhan")
    assert other is not main
    assert other.page_name == "page.intake"


def test_the_keys_of_a_locked_window_reach_no_page(window) -> None:
    main = window.sign_in("quantri")
    window.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.wait_for("signin.pin")
    window.press(Qt.Key.Key_F9)
    assert main.page_name == "page.search"
    main.take_scan("H26.12-261116-030001")
    assert window.workers.desk.is_idle()


def test_f1_lists_the_keys_of_page_and_window_and_gives_the_focus_back(window) -> None:
    window.sign_in("quantri")
    window.press(Qt.Key.Key_F9)
    window.settle()
    before = window.focused()
    window.press(Qt.Key.Key_F1)
    card = window.widget("help")
    keys = [label.text() for label in card.findChildren(QLabel) if label.property("keycap")]
    assert {"F3", "F9", "Ctrl+K", "Ctrl+L", "Esc", "F1"} <= set(keys)
    assert "F2" not in keys
    window.press(Qt.Key.Key_Escape)
    assert not window.is_shown("help")
    assert window.focused() == before


def test_jumping_to_a_page_by_its_word(window) -> None:
    main = window.sign_in("quantri")
    window.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focused() == "jump.text"
    window.type("quan tri")
    window.settle()
    window.press(Qt.Key.Key_Return)
    assert main.page_name == "page.admin"
    assert not window.is_shown("jump")


def test_jumping_finds_procedures_for_reception_and_dossiers_by_name(window, desk) -> None:
    dossier = desk.receive()
    main = window.sign_in("tiepnhan")
    found = jump_targets(window, main, "khai sinh")
    procedures = [target.title for target in found if target.kind == "procedure"]
    assert procedures[0] == "Đăng ký khai sinh"
    found = jump_targets(window, main, str(dossier.code))
    assert [t.target for t in found if t.kind == "dossier"] == [dossier.id]


def test_whoever_receives_nothing_is_offered_no_procedure(window) -> None:
    main = window.sign_in("giamsat")
    assert "procedure" not in {t.kind for t in jump_targets(window, main, "khai sinh")}


def jump_targets(window, main, text):
    window.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    window.widget("jump.text").setText(text)
    main._jump._view_model.look_up(text)
    window.settle()
    results = main._jump._list
    return [results.item(row).data(Qt.ItemDataRole.UserRole) for row in range(results.count())]


def test_every_status_item_explains_itself_and_esc_closes_it(window) -> None:
    window.sign_in("quantri")
    for name in ("status.sync", "status.printer", "status.clock", "status.officer"):
        made = window.widget(name, QPushButton)
        assert made.text()
        made.click()
        popover = window.widget("popover")
        assert len(popover.text()) > 60
        assert popover.geometry().bottom() < made.mapTo(window.main, made.rect().topLeft()).y()
        QTest.keyClick(window.main, Qt.Key.Key_Escape)
        assert not window.is_shown("popover")
    assert "không có gì được gửi đi" in window.widget("status.sync").accessibleDescription()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 150])
def test_an_explanation_has_room_for_all_its_words(window, language, scale) -> None:
    if language == "en":
        window.look.other_language()
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    main = window.sign_in("quantri")
    for name in ("status.sync", "status.printer", "status.clock", "status.officer"):
        window.widget(name, QPushButton).click()
        QApplication.processEvents()  # the layout gives the words their place
        popover = window.widget("popover")
        said = [words for words in popover.findChildren(QLabel) if words.isVisible()]
        assert any(line_count(words) > 1 for words in said)  # or it shows nothing
        for words in said:
            assert words.contentsRect().height() >= height_needed(words), name
            assert popover.rect().contains(words.geometry())
        assert main.rect().contains(popover.geometry())
        QTest.keyClick(main, Qt.Key.Key_Escape)


def height_needed(words: QLabel) -> int:
    """What the label's lines take at its width, as Qt would draw them."""
    place = QRect(0, 0, words.contentsRect().width(), 0)
    wraps = Qt.TextFlag.TextWordWrap
    return words.fontMetrics().boundingRect(place, wraps, words.text()).height()


def line_count(words: QLabel) -> int:
    return height_needed(words) // words.fontMetrics().height()


def test_an_explanation_goes_when_the_officer_goes_on(window) -> None:
    window.sign_in("quantri")
    made = window.widget("status.sync", QPushButton)
    made.setFocus()
    made.click()
    assert window.is_shown("popover")
    window.widget("search.text").setFocus()
    assert not window.is_shown("popover")


def test_a_clock_behind_the_last_event_is_a_warning(qtbot, desk) -> None:
    desk.receive()
    desk.clock.forward(minutes=-30)
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    opened.sign_in("quantri")
    clock = opened.widget("status.clock", QPushButton)
    assert clock.text() == "Đồng hồ chậm 30 phút"
    assert clock.property("tone") == "danger"
    opened.workers.shutdown()


def test_days_behind_are_counted_in_english(qtbot, desk) -> None:
    desk.receive()
    desk.clock.forward(days=-3)
    english = Preferences(language="en")
    opened = open_window(qtbot, desk.folder, english, open_counter=lambda _folder: desk.counter)
    opened.sign_in("quantri")
    assert opened.widget("status.clock", QPushButton).text() == "Clock 3 days behind"
    opened.workers.shutdown()
    use_language("vi")


def test_a_scan_no_page_wants_opens_the_dossier_it_names(window, desk) -> None:
    dossier = desk.receive()
    main = window.sign_in("quantri")
    main.show_page("page.admin")
    window.settle()
    main.take_scan(f" {DossierCode.parse(dossier.code).alias}\n")
    window.settle()
    window.qtbot.waitUntil(lambda: main.page_name == "page.search")


def test_a_scan_of_nothing_known_is_said(window) -> None:
    main = window.sign_in("quantri")
    main.show_page("page.admin")
    window.settle()
    main.take_scan("H26.12-261116-039999")
    window.settle()
    assert "không có hồ sơ H26.12-261116-039999" in main._note.text()


def test_the_look_changes_at_once_and_is_remembered(window) -> None:
    main = window.sign_in("quantri")
    window.press(
        Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    window.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    kept = window.preferences.kept
    assert (kept.theme, kept.text_scale) == ("light", 110)
    assert QApplication.font().pointSizeF() == pytest.approx(11.55)
    assert window.main is main
    window.press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert window.preferences.kept.text_scale == 100


def test_another_language_keeps_officer_and_page(window) -> None:
    main = window.sign_in("quantri")
    main.show_page("page.admin")
    window.settle()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.press(Qt.Key.Key_L, both)
    window.settle()
    assert window.main is not main
    assert window.main.session.officer.login == "quantri"
    assert window.main.page_name == "page.admin"
    assert window.widget("status.sync", QPushButton).text() == "Stand-alone"
    window.press(Qt.Key.Key_L, both)
    window.settle()
    assert window.widget("status.sync", QPushButton).text() == "Làm việc độc lập"


@pytest.mark.parametrize(
    ("printer", "text", "tone"),
    [
        (ReceiptPrinter("A5", ("A5", "Xerox")), "Máy in A5", ""),
        (ReceiptPrinter("A5", ("Xerox",)), "Không thấy máy in A5", "warning"),
        (ReceiptPrinter("", ("Xerox",)), "Chưa chọn máy in", ""),
        (ReceiptPrinter("", ()), "Chưa có máy in", ""),
    ],
)
def test_the_printer_is_what_the_desk_chose_and_the_system_knows(
    window, qtbot, printer, text, tone
) -> None:
    session = window.sign_in("quantri").session
    told = {}
    status = StatusViewModel(session, window.workers, lambda _folder: printer)
    status.changed.connect(lambda item: told.update({item.name: item}))
    status.look()
    window.settle()
    item = told["status.printer"]
    assert (item.text, item.tone) == (text, tone)


def test_at_every_text_scale_the_frame_fits_and_cuts_no_word(window) -> None:
    main = window.sign_in("quantri")
    for _step in range(4):
        QApplication.processEvents()
        for name in ("rail.search", "rail.admin"):
            button = window.widget(name)
            words = button.text().split("\n")
            widest = max(button.fontMetrics().horizontalAdvance(word) for word in words)
            assert widest <= button.width() - 4
            assert button.sizeHint().height() <= button.height()
        for name in ("status.sync", "status.printer", "status.clock", "status.officer"):
            item = window.widget(name, QPushButton)
            assert item.sizeHint().width() <= item.width()
        assert main.minimumSizeHint().width() <= 1366
        window.look.larger_text()


def test_a_desk_that_cannot_be_opened_says_why_and_opens_later(qtbot, desk) -> None:
    from counter_app.domain.errors import DeskInUse

    busy = [True]

    def open_counter(folder):
        if busy[0]:
            raise DeskInUse(str(folder))
        return desk.counter

    opened = open_window(qtbot, desk.folder, open_counter=open_counter)
    page = opened.wait_for("page.trouble")
    assert "đang mở ở một cửa sổ khác" in page.note.text()
    busy.clear()
    busy.append(False)
    opened.press(Qt.Key.Key_Space)
    opened.wait_for("signin.login")
    opened.workers.shutdown()


def test_a_bug_is_told_in_one_line_and_the_window_lives_on(window) -> None:
    main = window.sign_in("quantri")
    window.shell.tell_bug(KeyError("x"))
    assert "lỗi ngoài dự kiến" in main._note.text()
    window.press(Qt.Key.Key_F9)
    assert main.page_name == "page.admin"


def test_another_process_may_have_changed_the_desk_meanwhile(window, desk) -> None:
    """The window's own counter sees what the command line wrote."""
    beside = SampleDesk(desk.folder, desk.clock)
    dossier = beside.receive()
    beside.close()
    main = window.sign_in("quantri")
    found = jump_targets(window, main, str(dossier.code))
    assert [t.target for t in found if t.kind == "dossier"] == [dossier.id]
