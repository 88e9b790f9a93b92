"""Every act through keys: forms, refusals that lose nothing, and why the rest is closed."""

from collections import Counter as Tally
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from counter_app.domain.acts import ACTS
from counter_app.domain.dossier import ClockState, Lifecycle, Status
from counter_app.domain.errors import ActNotAllowed
from counter_app.services.performing.perform import BUILDERS
from tests import make
from tests.ui.acts_desk import ActsWindow, guardian, lived
from ui.acting.forms import FORMS
from ui.acting.offers import offers, primary
from ui.acting.words import AT_ONCE, KEYS, ONLINE, act_commands, why_not_words
from ui.search.widget import SearchPage
from ui.shown import ShownDossier, shown
from ui.tasks import TaskRunner

TAKEN = ("xuly", "take", {})
ASKED = (
    "xuly",
    "request-supplement",
    {"components": ["Giấy chứng tử", "Đơn xin"], "reason": "Thiếu", "until": "2026-12-05"},
)
OWES = ("xuly", "request-payment", {"kind": "phi", "amount": 250_000})
FINISHED = ("xuly", "finish", {"outcome": "positive", "result": "12/QĐ"})
STOPPED = ("xuly", "stop", {"reason": "Không bổ sung"})


@pytest.fixture
def window(qtbot, desk):
    made = ActsWindow(desk, qtbot)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.tasks.shutdown()


def test_taking_needs_one_key_and_the_next_act_is_offered(window, desk):
    window.open(guardian(desk), "xuly")
    window.begin("take")
    after = window.settled()
    assert after.holder == str(desk.officer("xuly").id)
    assert window.says() == "Đã nhận giải quyết, bước “Thẩm định hồ sơ”."
    assert window.focused() == "work.action.forward"
    assert window.button("forward").property("role") == "primary"


def test_the_next_step_stands_there_and_ctrl_enter_forwards(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("forward")
    assert window.focused() == "work.form.to"
    after = window.done()
    assert (after.step.number, after.holder) == (3, "role:leader")
    assert window.says() == "Đã chuyển hồ sơ cho bộ phận lãnh đạo, bước “Phê duyệt kết quả”."


def test_an_officer_is_found_by_a_part_of_the_name(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("forward")
    window.type("chi")
    window.press(Qt.Key.Key_Return)
    window.fill("reason", "Trình ký gấp")
    after = window.done()
    assert after.holder == str(desk.officer("lanhdao").id)
    assert dict(after.history[-1].facts)["reason"] == "Trình ký gấp"
    assert "Lê Thị Chi" in window.says()


def test_what_was_missing_is_ticked_and_another_paper_is_typed(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("request-supplement")
    window.field("paper.free").setFocus()
    window.type("Giấy chứng tử của cha")
    window.press(Qt.Key.Key_Return)
    window.fill("reason", "Chưa đủ căn cứ")
    window.tab()
    window.type("5/12")
    after = window.done()
    (call,) = after.calls
    assert [paper.name for paper in call.papers] == [*after.missing, "Giấy chứng tử của cha"]
    assert (call.reason, window.panel._shown.local(call.until).day) == ("Chưa đủ căn cứ", 5)
    assert after.status is Status.SUPPLEMENT


def test_what_was_asked_for_is_listed_and_counted_when_it_comes(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN, ASKED), "tiepnhan")
    assert window.button("supplement").property("role") == "primary"
    window.begin("supplement")
    window.press(Qt.Key.Key_Space)  # the first one did not come
    copies = window.panel._form.findChild(QSpinBox, "work.form.paper.2.photocopies")
    copies.setFocus()
    window.press(Qt.Key.Key_Up)
    after = window.done()
    assert [(p.name, p.originals, p.photocopies) for p in after.papers[1:]] == [("Đơn xin", 1, 1)]
    assert after.status is Status.IN_PROCESS


def test_money_is_asked_for_taken_in_parts_and_given_back(window, desk):
    dossier = lived(desk, guardian(desk), TAKEN)
    window.open(dossier, "xuly")
    window.begin("request-payment")
    window.press(Qt.Key.Key_Space)
    window.fill("amount", "250.000")
    assert window.done().owed == 250_000
    window.open(dossier, "tiepnhan")
    window.begin("pay")
    assert window.field("amount").text() == "250.000"
    window.type("BL-1")
    window.fill("amount", "100000")
    assert window.done().owed == 150_000
    window.begin("pay")
    window.type("BL-2")
    after = window.done()
    assert (after.owed, after.status) == (0, Status.IN_PROCESS)
    assert [p.receipt_number for p in after.payments] == ["BL-1", "BL-2"]
    window.begin("reverse")
    window.press(Qt.Key.Key_Down)
    window.fill("reason", "Ghi nhầm")
    assert window.done().payments[-1].amount == -150_000


def test_the_clock_is_stopped_with_a_document_and_runs_again(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("pause")
    window.fill("document", "12/TB-UBND")
    after = window.done()
    assert (after.clock, after.pauses[-1].document) == (ClockState.PAUSED, "12/TB-UBND")
    assert window.focused() == "work.action.resume"
    window.press(Qt.Key.Key_Space)
    after = window.settled()
    assert after.clock is ClockState.RUNNING
    assert "hẹn trả" in window.says()


def test_a_leader_moves_the_promise_and_sees_what_was_promised(window, desk):
    dossier = lived(desk, guardian(desk), TAKEN)
    window.open(dossier, "lanhdao")
    window.begin("extend")
    words = [w.text() for w in window.panel._form.findChildren(QWidget) if hasattr(w, "text")]
    assert any("Đang hẹn 09:00 thứ Năm 19/11/2026" in text for text in words)
    window.type("24/11")
    window.fill("reason", "Chờ xác minh")
    after = window.done()
    assert window.panel._shown.local(after.extended_to).date().isoformat() == "2026-11-24"


def test_a_negative_outcome_asks_why_and_loses_nothing(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("finish")
    window.press(Qt.Key.Key_Right)
    window.fill("result", "34/TB")
    after = window.done()
    assert after.status is Status.IN_PROCESS
    assert "lý do" in window.says()
    assert (window.focused(), window.field("result").text()) == ("work.form.reason", "34/TB")
    window.type("Không đủ điều kiện")
    after = window.done()
    assert (after.status, after.outcome, after.result) == (Status.FINISHED, "negative", "34/TB")
    assert "Không đủ điều kiện" in window.says()


def test_steps_that_remain_are_told_before_finishing(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("finish")
    notes = [w.accessibleName() for w in window.panel._form.findChildren(QWidget)]
    assert any("bước 2/3" in text for text in notes)
    window.press(Qt.Key.Key_Escape)
    leader = lived(desk, window.dossier, ("xuly", "forward", {"to": "next"}))
    window.open(leader, "lanhdao")
    window.begin("finish")
    notes = [w.accessibleName() for w in window.panel._form.findChildren(QWidget)]
    assert any("ký số" in text for text in notes)
    assert any("văn bản kết quả" in text for text in notes)


def test_a_result_is_handed_to_somebody_who_acts_for_the_applicant(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN, FINISHED), "tiepnhan")
    window.begin("hand-over")
    window.press(Qt.Key.Key_Down)  # the applicant, then whoever is authorised
    assert window.done().status is Status.FINISHED
    assert window.focused() == "work.form.recipient.name"
    window.type("Trần Thị Lan")
    window.fill("recipient.document", "Giấy ủy quyền số 5")
    after = window.done()
    assert (after.status, after.recipient) == (Status.RETURNED, "Trần Thị Lan")
    assert after.lifecycle is Lifecycle.CLOSED
    assert "Giấy ủy quyền số 5" in window.says()


@pytest.mark.parametrize(
    ("login", "before", "act", "status"),
    [
        ("tiepnhan", (), "withdraw", Status.WITHDRAWN),
        ("xuly", (TAKEN,), "stop", Status.STOPPED),
        ("giamsat", (TAKEN, STOPPED), "reopen", Status.IN_PROCESS),
    ],
)
def test_a_case_is_ended_and_opened_again_for_a_reason(window, login, before, act, status):
    desk = window.desk
    dossier = lived(desk, guardian(desk), *before)
    window.open(dossier, login)
    window.begin(act)
    assert window.done().last_event == desk.dossier(dossier).last_event == dossier.last_event
    assert window.says()
    window.fill("reason", "Theo đơn ngày 16/11")
    after = window.done()
    assert after.status is status
    assert dict(after.history[-1].facts)["reason"] == "Theo đơn ngày 16/11"


def test_a_dossier_goes_to_another_unit_with_its_papers_and_arrives(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("transfer")
    window.type("không phải mã")
    window.done()
    assert (window.focused(), window.field("unit.code").text()) == (
        "work.form.unit.code",
        "không phải mã",
    )
    window.fill("unit.code", "H26.15")
    window.fill("unit.name", "Sở Xây dựng")
    after = window.done()
    assert (after.competent_unit.code, after.competent_unit.name) == ("H26.15", "Sở Xây dựng")
    assert window.says() == "Đã chuyển hồ sơ sang Sở Xây dựng."
    window.begin("arrived")
    assert window.settled().history[-1].kind == "arrived"


def test_the_paper_of_an_act_is_offered_and_stored_as_printed_before_it_is_sent(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    sheets = []
    window.panel._papers.flow.print = sheets.append  # the printer's place
    window.begin("stop")
    window.type("Không bổ sung")
    after = window.done()
    offered = window.panel.message.findChild(QPushButton)
    assert offered.text() == "In phiếu dừng giải quyết   Ctrl+P"
    with window.qtbot.waitSignal(window.panel.performed):
        offered.click()
    window.qtbot.waitUntil(lambda: sheets != [])
    (printed,) = window.settled().printed
    assert (printed.form, printed.copy) == ("stop", 1)
    assert (sheets[0].alias, sheets[0].content[:4]) == (after.alias, b"%PDF")


def test_an_act_is_done_once_however_often_the_key_is_pressed(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("forward")
    before = len(desk.dossier(window.dossier).history)
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.says() == "Đang lưu…"
    window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.settled().history) == before + 1


def test_the_view_model_begins_no_second_act_while_one_is_under_way(window, desk):
    dossier = guardian(desk)
    window.open(dossier, "xuly")
    model = window.panel._view_model
    for _time in range(2):
        model.perform(dossier.id, "take", {}, desk.officer("xuly"))
    assert model.is_busy
    assert len(window.settled().history) == 2


def test_esc_leaves_the_form_then_the_other_acts(window, desk):
    window.open(guardian(desk), "xuly")
    window.begin("finish")  # closed: it is not taken yet
    assert not window.panel.is_in_form
    window.begin("forward")
    window.press(Qt.Key.Key_Escape)
    assert not window.panel.is_in_form
    window.press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert window.panel._bar.shows_others
    window.press(Qt.Key.Key_Escape)
    assert not window.panel._bar.shows_others
    assert not window.panel.step_back()


def test_another_key_does_not_throw_a_half_filled_form_away(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("stop")
    window.type("Chưa xong câu")
    window.begin("forward")
    assert window.field("reason").toPlainText() == "Chưa xong câu"
    assert "Dừng hồ sơ" in window.panel.message.text()


def test_a_refresh_keeps_the_form_and_another_dossier_closes_it(window, desk):
    dossier, other = lived(desk, guardian(desk), TAKEN), guardian(desk)
    window.open(dossier, "xuly")
    window.begin("stop")
    window.type("Đang viết")
    window.panel.show_dossier(shown(desk.counter, desk.dossier(dossier)), desk.officer("xuly"))
    assert window.field("reason").toPlainText() == "Đang viết"
    window.panel.show_dossier(shown(desk.counter, other), desk.officer("xuly"))
    assert not window.panel.is_in_form


def test_somebody_elses_act_meanwhile_is_refused_beside_the_form(window, desk):
    dossier = lived(desk, guardian(desk), TAKEN)
    window.open(dossier, "xuly")
    window.begin("pause")
    window.fill("document", "7/TB")
    lived(desk, dossier, ("tiepnhan", "withdraw", {"reason": "Xin rút"}))
    with window.qtbot.waitSignal(window.panel.refused):
        window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "đã rút" in window.says()
    assert window.field("document").text() == "7/TB"


@pytest.mark.parametrize(
    ("login", "before", "act", "why"),
    [
        ("xuly", (), "finish", "thủ tục còn bước phải qua"),
        ("tiepnhan", (TAKEN,), "extend", "chỉ dành cho vai trò lãnh đạo, giám sát"),
        ("tiepnhan", (TAKEN,), "hand-over", "không làm khi hồ sơ đang xử lý"),
        ("tiepnhan", (TAKEN,), "pay", "không còn khoản nào phải nộp"),
        ("xuly", (TAKEN,), "resume", "thời hạn đang chạy"),
        ("xuly", (TAKEN,), "arrived", "hồ sơ do cơ quan này giải quyết"),
        ("tiepnhan", (TAKEN,), "reverse", "chưa thu khoản nào"),
        ("xuly", (TAKEN, FINISHED), "forward", "không làm khi hồ sơ đã xử lý xong"),
        (
            "xuly",
            (TAKEN, ASKED, ("xuly", "supplement", {"components": ["Đơn xin"]})),
            "request-supplement",
            "yêu cầu bổ sung lần nữa là việc của vai trò giám sát",
        ),
        (
            "xuly",
            (TAKEN, ("xuly", "pause", {"kind": "posting", "document": "1"})),
            "pause",
            "thời hạn đang tạm dừng",
        ),
    ],
)
def test_a_closed_act_says_why(window, login, before, act, why):
    window.open(lived(window.desk, guardian(window.desk), *before), login)
    made = window.button(act)
    assert not made.isEnabled()
    assert made.accessibleDescription() == made.toolTip() == why
    window.begin(act)
    assert window.says().endswith(f": {why}.")
    assert not window.panel.is_in_form


def test_every_reason_of_the_acts_table_has_words_of_its_own():
    words = (
        *("void", "status", "locked", "closed", "steps", "paused", "running"),
        *("nothing_owed", "nothing_paid", "here", "undisputed", "elsewhere", "home"),
        *("not_arrived", "arrived", "erased", "open"),
    )
    said = [why_not_words(ActNotAllowed("take", Status.RECEIVED, word)) for word in words]
    assert len({*said}) == len(words)
    assert why_not_words(ActNotAllowed("take", Status.RECEIVED, "teleported")) not in said


def test_every_act_is_offered_or_says_why_not_whoever_looks(window, desk):
    lives = ((), (TAKEN,), (TAKEN, ASKED), (TAKEN, OWES), (TAKEN, FINISHED), (TAKEN, STOPPED))
    for life, login in product(lives, ("tiepnhan", "xuly", "lanhdao", "giamsat", "quantri")):
        window.open(lived(desk, guardian(desk), *life), login)
        for act in {*KEYS} - ONLINE:
            made = window.button(act)
            standing = window.panel._shown
            refusal = standing.refusal(act, desk.officer(login))
            assert made.isEnabled() is (refusal is None), (act, login)
            assert made.accessibleDescription() == (
                why_not_words(refusal) if refusal else KEYS[act]
            )


def test_the_panel_performs_what_the_use_case_performs():
    elsewhere = {"resolve"}  # the tray's
    assert {*BUILDERS} - elsewhere <= {*KEYS} <= {*ACTS}
    assert {*FORMS} | AT_ONCE == {*KEYS}


def test_what_came_in_online_is_accepted_or_declined(desk):
    story = make.Story()
    story.register()
    registered = ShownDossier(story.fold(), {}, make.MONDAY)
    told = offers(registered, desk.officer("tiepnhan"), act_commands())
    is_open = [offer.command.act for offer in told if offer.is_open]
    assert is_open[:2] == ["accept", "decline"]
    assert primary(told, registered, desk.officer("tiepnhan")) == "accept"
    received = ShownDossier(guardian(desk), {}, make.MONDAY)
    told = offers(received, desk.officer("tiepnhan"), act_commands())
    assert not ONLINE & {offer.command.act for offer in told}


def test_no_two_keys_of_the_page_are_the_same(qtbot, desk):
    tasks = TaskRunner()
    page = SearchPage(desk.counter, desk.officer("tiepnhan"), tasks)
    qtbot.addWidget(page)
    keys = Tally(shortcut.key().toString() for shortcut in page.findChildren(QShortcut))
    tasks.shutdown()
    assert [key for key, count in keys.items() if count > 1] == []
    assert {*KEYS.values()} <= {*keys}
    assert {*KEYS.values()} <= {key for key, _meaning in page.shortcuts()}


@pytest.mark.parametrize("act", sorted({*KEYS} - AT_ONCE - ONLINE))
def test_every_control_of_every_form_has_a_name_and_ctrl_enter_reaches_it(window, desk, act):
    life = {
        "supplement": (TAKEN, ASKED),
        "pay": (TAKEN, OWES),
        "reverse": (TAKEN, OWES, ("tiepnhan", "pay", _payment())),
        "hand-over": (TAKEN, FINISHED),
        "reopen": (TAKEN, STOPPED),
    }.get(act, (TAKEN,))
    dossier = lived(desk, guardian(desk), *life)
    logins = ("xuly", "tiepnhan", "giamsat", "lanhdao")
    now = shown(desk.counter, dossier)
    login = next(n for n in logins if now.refusal(act, desk.officer(n)) is None)
    window.open(dossier, login)
    window.begin(act)
    form = window.panel._form
    assert form.act == act
    assert form.isAncestorOf(window.focusWidget())
    reached = [
        w
        for w in form.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()
    ]
    assert len(reached) >= 3
    assert [w for w in reached if not w.accessibleName() and not _is_inside(w)] == []
    assert isinstance(form.findChild(QPushButton, "work.form.submit"), QPushButton)


def test_one_step_procedures_are_finished_at_the_counter(window, desk):
    window.open(desk.receive(procedure=make.BIRTH), "tiepnhan")
    assert window.focused() == "work.action.finish"
    window.press(Qt.Key.Key_Space)
    assert window.done().status is Status.FINISHED
    assert window.focused() == "work.action.hand-over"


def _payment():
    return {"kind": "phi", "amount": 100_000, "receipt_number": "BL-1"}


def _is_inside(widget):
    """A part of a control, such as the line inside a box of numbers."""
    return widget.objectName().startswith("qt_")
