"""The intake page: what an officer does with a citizen at the counter."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from counter_app.domain.procedure import Case, Channel, Component, Decision, Need, Offer, Title
from counter_app.domain.procedure import ProcedureVersion as Version
from tests.issuing import issue as issued_at_once
from tests.ui.intake_desk import (
    CARD,
    OTHER_CARD,
    ctrl,
    officer,
    page_on,
    press,
    sample_desk,
    scan,
    settle,
    type_keys,
)
from ui.theme import Theme

BIRTH = "1.001193"
TICKED = ((True, 1), (True, 1), (False, 0), (False, 0))


@pytest.fixture
def desk(data_dir):
    return sample_desk(data_dir)


@pytest.fixture
def counter(desk):
    return desk[0]


@pytest.fixture
def window(counter, qtbot):
    with page_on(counter, qtbot) as opened:
        yield opened


def procedure(code, *offers, cases=(), components=()):
    """A version nobody has checked."""
    return Version(
        id=uuid4(),
        code=code,
        name=Title(f"Thử nghiệm {code}"),
        field="Thử",
        level="commune",
        decision=Decision("1/QĐ"),
        cases=cases or (Case("chung", "Chung", offers),),
        components=components,
    )


def offer(term, words=""):
    return Offer(Channel.COUNTER, term, source_text=words)


def issue(counter, *versions):
    issued_at_once(counter, versions, officer(counter, "quantri"))


def choose(window, qtbot, code):
    window.page.start_procedure(code)
    settle(window, qtbot)


def serve(window, qtbot, card=CARD):
    """A returning procedure from card to acceptance."""
    scan(card)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_T)
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    settle(window, qtbot)


def received(counter):
    return counter.search("")


def focus():
    return QApplication.focusWidget().objectName()


def test_a_card_fills_the_applicant_and_leads_to_the_procedure(window, qtbot):
    assert focus() == "intake.scan"
    scan(CARD)
    settle(window, qtbot)
    assert window.part("applicant.name").text() == "Nguyễn Thị Hiếu"
    assert window.part("applicant.id_number").text() == "001190012345"
    assert window.part("applicant.birth_date").text() == "17/05/1990"
    assert window.part("applicant.address").text() == "Số 3 Lạc Long Quân, Tây Hồ, Hà Nội"
    assert window.part("scan").text() == ""
    assert focus() == "intake.procedure"


@pytest.mark.parametrize("where", ["applicant.phone", "applicant.address", "procedure", "note"])
def test_a_card_is_taken_wherever_the_focus_is(window, qtbot, where):
    window.part(where).setFocus()
    type_keys("0")
    qtbot.wait(50)  # the scanner comes later than the officer's key
    scan(CARD)
    assert window.part("applicant.name").text() == "Nguyễn Thị Hiếu"
    held = window.part(where)
    assert (held.text() if where != "applicant.address" else "0") == "0"


def test_a_card_over_the_papers_changes_none_of_them(window, qtbot):
    choose(window, qtbot, BIRTH)
    ctrl(Qt.Key.Key_T)
    window.part("components").setFocus()
    scan(CARD)
    papers = window.page._drafting.draft().papers
    assert tuple((p.ticked, p.originals) for p in papers) == TICKED
    assert window.part("applicant.name").text() == "Nguyễn Thị Hiếu"


def test_a_mangled_scan_is_said_where_cards_are_scanned(window):
    scan(CARD.replace("|", "~"))
    message = window.part("message")
    assert message.isVisible()
    assert "bàn phím" in message.text()
    assert window.part("applicant.name").text() == ""
    assert message.mapTo(window, message.rect().center()).x() < window.width() / 3


def test_fast_typing_reaches_its_field(window):
    window.part("applicant.name").setFocus()
    type_keys("Đoàn Thị Ưỡng Ḿ")
    assert window.part("applicant.name").text() == "Đoàn Thị Ưỡng Ḿ"


def test_what_is_no_card_in_the_scan_field_is_said_plainly(window):
    type_keys("abc\r")
    assert "không phải thẻ" in window.part("message").text()


@pytest.mark.parametrize("typed", ["khai sinh", "khaisinh", "ks", "1.001193"])
def test_the_first_answer_is_the_procedure_everybody_means(window, qtbot, typed):
    window.part("procedure").setFocus()
    type_keys(f"{typed}\r")
    settle(window, qtbot)
    assert window.part("procedure").key() == BIRTH
    assert focus() == "intake.components"
    assert window.part("components").model().rowCount() == 5
    assert "thứ Hai 16/11/2026" in window.part("due").text()


def test_arrows_walk_the_list_and_recent_procedures_come_first(window, qtbot, counter):
    serve(window, qtbot)
    press(Qt.Key.Key_Return)  # the next citizen
    scan(OTHER_CARD)
    field = window.part("procedure")
    assert field.is_open()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert field.key() == BIRTH


def test_typing_over_a_chosen_procedure_takes_it_back(window, qtbot):
    choose(window, qtbot, BIRTH)
    type_keys("x")
    settle(window, qtbot)
    assert window.part("procedure").key() == ""
    assert window.part("due").text() == "Chưa có ngày hẹn"


def test_papers_are_ticked_counted_added_and_removed_by_keys(window, qtbot):
    choose(window, qtbot, BIRTH)
    table = window.part("components")
    table.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    type_keys("12")
    press(Qt.Key.Key_Right)
    type_keys("3")
    for _step in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    type_keys("Giấy ủy quyền")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model().rowCount() == 6)
    papers = window.page._drafting.draft().papers
    counts = [(p.name[:7], p.originals, p.certified) for p in papers if p.ticked]
    assert counts == [("Tờ khai", 1, 0), ("Giấy ch", 12, 3), ("Giấy ủy", 1, 0)]
    table.setCurrentIndex(table.model().index(4, 0))
    press(Qt.Key.Key_Delete)
    assert len(window.page._drafting.draft().papers) == 4


def test_acceptance_shows_the_code_then_the_receipt_and_waits_for_the_next_card(
    window, qtbot, counter
):
    serve(window, qtbot)
    assert window.part("code").text() == "H26.12-261116-030001"
    qtbot.waitUntil(lambda: window.part("receipt").page_count == 1)
    assert focus() == "intake.scan"
    assert window.part("applicant.name").text() == ""
    assert [line.applicant for line in received(counter)] == ["Nguyễn Thị Hiếu"]
    assert not list(counter.folder.glob("draft-*"))
    scan(OTHER_CARD)
    assert not window.part("code").isVisible()
    assert window.part("applicant.name").text() == "Trần Văn Đức"


def test_a_second_ctrl_enter_accepts_nothing_twice(window, qtbot, counter):
    scan(CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_T)
    ctrl(Qt.Key.Key_Return)
    assert window.part("accept").text() == "Đang lưu…"
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    assert len(received(counter)) == 1


def test_missing_papers_are_named_in_place_and_a_reason_lets_the_visit_go_on(
    window, qtbot, counter
):
    scan(CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    message = window.part("message")
    assert "Thiếu Tờ khai đăng ký khai sinh, Giấy chứng sinh." in message.text()
    assert message.isVisible()
    assert received(counter) == ()
    assert focus() == "intake.missing_reason"
    type_keys("Nộp bản gốc sau")
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    settle(window, qtbot)
    stored = counter.search.dossier(received(counter)[0].id)
    assert stored.missing_reason == "Nộp bản gốc sau"
    assert len(stored.missing) == 2


def test_the_refusal_goes_when_the_papers_are_there(window, qtbot):
    scan(CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    ctrl(Qt.Key.Key_T)
    assert not window.part("message").isVisible()
    assert not window.part("missing_reason").isVisible()
    assert focus() == "intake.components"


@pytest.mark.parametrize(
    ("typed", "words", "leads_to"),
    [
        ("", "họ tên", "intake.applicant.name"),
        ("Hiếu", "Chọn thủ tục", "intake.procedure"),
    ],
)
def test_a_gap_is_named_and_the_focus_is_in_it(window, qtbot, typed, words, leads_to):
    window.part("applicant.name").setText(typed)
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    assert words in window.part("message").text()
    assert focus() == leads_to


def test_a_date_of_birth_that_is_none_stops_the_acceptance(window, qtbot, counter):
    scan(CARD)
    type_keys("ks\r")
    window.part("applicant.birth_date").setText("31/02/1990")
    ctrl(Qt.Key.Key_T)
    ctrl(Qt.Key.Key_Return)
    settle(window, qtbot)
    assert "Không có ngày này" in window.part("message").text()
    assert focus() == "intake.applicant.birth_date"
    assert received(counter) == ()


def test_doubtful_numbers_warn_and_block_nothing(window, qtbot, counter):
    scan(CARD)
    window.part("applicant.id_number").setText("001185012345")
    window.part("applicant.phone").setText("12345")
    settle(window, qtbot)
    doubts = window.part("doubts").text()
    assert "không khớp năm sinh" in doubts
    assert "điện thoại" in doubts
    type_keys("ks\r")
    ctrl(Qt.Key.Key_T)
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    assert received(counter)[0].id_number == "001185012345"


def test_an_earlier_dossier_of_the_same_kind_is_shown(window, qtbot, desk):
    counter, clock = desk
    serve(window, qtbot)
    clock.forward(days=2)
    opened = []
    window.page.open_dossier.connect(opened.append)
    scan(CARD)
    type_keys("ks\r")
    settle(window, qtbot)
    warning = window.part("duplicates")
    assert "H26.12-261116-030001" in warning.text()
    warning.acted.emit()
    assert opened == [received(counter)[0].id]


def test_letters_the_receipt_cannot_print_are_named(counter, qtbot):
    with page_on(counter, qtbot) as window:
        window.part("applicant.name").setText("Hiếu 😀")
        settle(window, qtbot)
        assert "“😀”" in window.part("doubts").text()
        window.part("applicant.name").setText("Hiếu")
        settle(window, qtbot)
        assert window.part("doubts").text() == ""


def test_why_this_date_lists_every_day_with_its_reason(window, qtbot, desk):
    desk[1].set(2026, 11, 20, 10, 0)  # a Friday before a holiday on Tuesday
    choose(window, qtbot, "1.004837")
    ctrl(Qt.Key.Key_G)
    days = window.part("why.days").model()
    shown = [str(days.index(row, 1).data()).replace("\n", ": ") for row in range(days.rowCount())]
    assert shown[0] == "thứ Sáu 20/11/2026: ngày nhận, không tính"
    assert shown[1] == "thứ Bảy 21/11/2026: nghỉ cuối tuần"
    assert "nghỉ: Ngày Văn hóa Việt Nam" in shown[4]
    assert days.index(days.rowCount() - 1, 0).data() == "3"
    assert window.page.step_back()
    assert not window.part("why.days").isVisible()


def test_the_reasons_of_the_days_are_whole_in_a_narrow_column(window, qtbot):
    choose(window, qtbot, "1.004837")
    ctrl(Qt.Key.Key_G)
    days = window.part("why.days")
    for width in (400, 150, 120):  # pixels; larger letters leave the words less room
        days.setFixedWidth(width)
        qtbot.waitUntil(lambda wanted=width: days.width() == wanted and has_room_for_words(days))


def has_room_for_words(days):
    place = QRect(0, 0, days.columnWidth(1), 0)
    texts = (days.model().index(row, 1).data() for row in range(days.model().rowCount()))
    metrics, wraps = days.fontMetrics(), Qt.TextFlag.TextWordWrap
    needed = [metrics.boundingRect(place, wraps, text).height() for text in texts]
    assert needed
    return all(days.rowHeight(row) >= height for row, height in enumerate(needed))


def test_contradicting_terms_stand_side_by_side_and_a_person_chooses(counter, qtbot):
    issue(
        counter,
        procedure(
            "9.000001",
            offer("3 working_days", "Không quá 03 ngày"),
            offer("5 working_days", "05 ngày làm việc"),
        ),
    )
    with page_on(counter, qtbot) as window:
        scan(CARD)
        choose(window, qtbot, "9.000001")
        term = window.page._columns.box.term
        words = [label.text() for label in term.findChildren(QWidget, "") if hasattr(label, "text")]
        assert {"Không quá 03 ngày", "05 ngày làm việc"} <= set(words)
        assert window.part("due").text() == "Chọn thời hạn để có ngày hẹn."
        ctrl(Qt.Key.Key_Return)
        settle(window, qtbot)
        assert received(counter) == ()
        QApplication.focusWidget().click()
        settle(window, qtbot)
        assert "19/11/2026" in window.part("due").text()
        ctrl(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.part("code").isVisible())
        settle(window, qtbot)
        assert counter.search.dossier(received(counter)[0].id).term == "3 working_days"


def test_a_term_nobody_gives_is_set_by_a_person(counter, qtbot):
    issue(counter, procedure("9.000002", offer(None, "Theo quy định")))
    with page_on(counter, qtbot) as window:
        choose(window, qtbot, "9.000002")
        assert window.part("due").text() == "Đặt thời hạn để có ngày hẹn."
        window.part("term.number").setValue(7)
        window.part("term.set").click()
        settle(window, qtbot)
        assert "26/11/2026" in window.part("due").text()  # the 24th is a holiday


def test_a_case_is_chosen_by_a_person(window, qtbot):
    choose(window, qtbot, "1.013225")
    assert window.part("due").text() == "Chọn trường hợp để có ngày hẹn."
    window.page._columns.box.ask_for_case()
    QApplication.focusWidget().click()
    settle(window, qtbot)
    assert "2026" in window.part("due").text()


def test_declining_asks_for_a_reason_and_shows_the_number(window, qtbot, counter):
    scan(CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_D)
    window.part("decline.confirm").click()
    assert "Ghi lý do" in window.part("message").text()
    assert focus() == "intake.decline.reason"
    assert not window.part("accept").isVisible()
    type_keys("Không thuộc thẩm quyền")
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    settle(window, qtbot)
    assert window.part("code").text() == "261116-030001/PTC"
    assert focus() == "intake.scan"
    assert not list(counter.folder.glob("draft-*"))
    assert [line.code for line in received(counter)] in ([], [""])  # a refusal has no code


def test_somebody_else_may_hand_in(window, qtbot, counter):
    scan(CARD)
    box = window.part("for_another")
    box.setFocus()
    press(Qt.Key.Key_Space)
    assert focus() == "intake.submitter.name"
    scan(OTHER_CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_T)
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    settle(window, qtbot)
    stored = counter.search.dossier(received(counter)[0].id)
    assert stored.applicant.name == "Nguyễn Thị Hiếu"
    assert stored.submitter.name == "Trần Văn Đức"


def test_another_unit_may_be_competent(window, qtbot, counter):
    scan(CARD)
    type_keys("ks\r")
    ctrl(Qt.Key.Key_T)
    window.part("elsewhere").setFocus()
    press(Qt.Key.Key_Space)
    type_keys("H26.99")
    press(Qt.Key.Key_Tab)
    type_keys("Sở Tư pháp")
    ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.part("code").isVisible())
    settle(window, qtbot)
    unit = counter.search.dossier(received(counter)[0].id).competent_unit
    assert (unit.code, unit.name) == ("H26.99", "Sở Tư pháp")


def test_another_card_replaces_the_applicant_and_can_be_taken_back(window, qtbot):
    scan(CARD)
    window.part("applicant.phone").setText("0912345678")
    scan(OTHER_CARD)
    assert window.part("applicant.name").text() == "Trần Văn Đức"
    assert window.part("applicant.phone").text() == ""
    window.part("message").acted.emit()
    settle(window, qtbot)
    assert window.part("applicant.name").text() == "Nguyễn Thị Hiếu"
    assert window.part("applicant.phone").text() == "0912345678"


def test_a_draft_survives_a_crash_and_is_opened_again_with_a_notice(counter, qtbot):
    with page_on(counter, qtbot) as first:
        scan(CARD)
        type_keys("ks\r")
        press(Qt.Key.Key_Space)
        window_note = first.part("note")
        window_note.setFocus()
        type_keys("chờ bổ sung")
        settle(first, qtbot)
    with page_on(counter, qtbot) as second:
        qtbot.waitUntil(lambda: second.part("applicant.name").text() != "")
        settle(second, qtbot)
        assert second.part("applicant.name").text() == "Nguyễn Thị Hiếu"
        assert second.part("note").text() == "chờ bổ sung"
        assert [p.ticked for p in second.page._drafting.draft().papers] == [
            True,
            False,
            False,
            False,
        ]
        assert "09:00 16/11" in second.part("message").text()
        assert "16/11/2026" in second.part("due").text()
        second.part("message").acted.emit()
        settle(second, qtbot)
        assert second.part("applicant.name").text() == ""
        assert not list(counter.folder.glob("draft-*"))


def test_a_crash_between_storing_and_forgetting_makes_no_second_dossier(counter, qtbot):
    with page_on(counter, qtbot) as first:
        scan(CARD)
        type_keys("ks\r")
        ctrl(Qt.Key.Key_T)
        settle(first, qtbot)
        (file,) = counter.folder.glob("draft-*")
        kept = file.read_bytes()
        ctrl(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: first.part("code").isVisible())
        settle(first, qtbot)
    file.write_bytes(kept)
    with page_on(counter, qtbot) as second:
        qtbot.waitUntil(lambda: second.part("applicant.name").text() != "")
        ctrl(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: second.part("code").isVisible())
        assert second.part("code").text() == "H26.12-261116-030001"
    assert len(received(counter)) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 99}', '{"format": 1}'])
def test_a_damaged_draft_is_left_aside(counter, qtbot, content):
    file = counter.folder / f"draft-{officer(counter, 'tiepnhan').id}.json"
    file.write_text(content, "utf-8")
    with page_on(counter, qtbot) as window:
        assert window.part("applicant.name").text() == ""
        assert not window.part("message").isVisible()


def test_a_draft_is_readable_by_its_owner_alone(window, qtbot, counter):
    scan(CARD)
    settle(window, qtbot)
    (file,) = counter.folder.glob("draft-*")
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text("utf-8"))["applicant"]["name"] == "Nguyễn Thị Hiếu"


def test_starting_anew_empties_the_page_and_can_be_taken_back(window, qtbot):
    scan(CARD)
    ctrl(Qt.Key.Key_N)
    settle(window, qtbot)
    assert window.part("applicant.name").text() == ""
    window.part("message").acted.emit()
    assert window.part("applicant.name").text() == "Nguyễn Thị Hiếu"


def test_tab_follows_the_eye(window, qtbot):
    choose(window, qtbot, BIRTH)
    window.part("scan").setFocus()
    seen = []
    while focus() not in seen and len(seen) < 40:
        seen.append(focus())
        press(Qt.Key.Key_Tab)
    wanted = [
        "scan",
        "applicant.name",
        "applicant.id_number",
        "applicant.birth_date",
        "applicant.phone",
        "applicant.email",
        "applicant.address",
        "for_another",
        "procedure",
        "components",
        "due.why",
        "result_channel",
        "sets",
        "content",
        "note",
        "elsewhere",
        "accept",
        "decline",
        "save_draft",
    ]
    places = [seen.index(f"intake.{name}") for name in wanted]
    assert places == sorted(places)


def test_eight_papers_are_seen_without_scrolling(counter, qtbot, qapp):
    Theme(qapp).show("light", 100)  # whatever size of letters an earlier window has left
    papers = tuple(
        Component(f"tp{n}", f"Giấy tờ số {n} của hồ sơ (mẫu)", need=Need.YES) for n in range(8)
    )
    issue(counter, procedure("9.000008", offer("3 working_days"), components=papers))
    with page_on(counter, qtbot) as window:
        choose(window, qtbot, "9.000008")
        table = window.part("components")
        bars = (table.verticalScrollBar(), table.horizontalScrollBar())
        qtbot.waitUntil(lambda: [bar.maximum() for bar in bars] == [0, 0])  # once it is laid out
        assert window.size().height() == 700


def test_what_is_asked_about_a_paper_wraps_between_words(counter, qtbot):
    asked = "khi công trình có tầng hầm hoặc nằm trong khu vực phải thẩm duyệt thiết kế"
    paper = Component("tp1", "Bản vẽ", need=Need.CONDITIONAL, condition=asked)
    issue(counter, procedure("9.000009", offer("3 working_days"), components=(paper,)))
    with page_on(counter, qtbot) as window:
        choose(window, qtbot, "9.000009")
        table = window.part("components")
        for room in (240, 150, 110):  # pixels; larger letters leave the words less room
            option = QStyleOptionViewItem()
            option.font, option.fontMetrics = table.font(), table.fontMetrics()
            layout = table.itemDelegate()._layout(option, table.model().index(0, 0), room)
            starts = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
            assert starts
            assert all(layout.text()[start - 1].isspace() for start in starts)


def test_the_promise_follows_the_clock_of_the_desk(window, qtbot, desk):
    desk[1].forward(days=1)
    choose(window, qtbot, "1.004837")
    assert (desk[1]() + timedelta(days=3)).strftime("%d/%m/%Y") in window.part("due").text()
