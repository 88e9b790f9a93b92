"""The catalogue's page (F7): finding, versions side by side, drafts, the review; by keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from counter_app.domain.procedure import Decision, DecisionKind
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText
from tests import make
from tests.services.test_drafting import bring, check, plain, write
from tests.ui.window import open_window
from ui.catalogue.values import State, Wanted, narrowed, procedures_of

JANUARY = date(2026, 1, 1)


@pytest.fixture
def opened(qtbot, desk):
    """The page on a desk whose building permit has a second version; who signs in is chosen."""
    windows = []

    def open_page(login="quantri"):
        window = open_window(qtbot, desk.folder, open_counter=lambda _: desk.counter)
        windows.append(window)
        window.sign_in(login).show_page("page.catalogue")
        window.settle()
        return window

    yield open_page
    for window in windows:
        window.shell.close()
        window.workers.shutdown()


def amended(desk):
    known = desk.counter.catalogue.versions(make.SEVERAL_CASES)[0]
    decision = Decision("12/QĐ", DecisionKind.AMEND, None, JANUARY)
    bring(desk, replace(known, decision=decision, components=known.components[1:]))
    return known


def rows(window, name):
    model = window.widget(name, QTableView).model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def words(window):
    labels = window.main.page.findChildren(QLabel)
    shown = (label.text() for label in labels if label.isVisible())
    return " ".join(shown).replace("\u200b", "")


def test_a_procedure_is_found_while_typing_and_its_versions_stand_side_by_side(desk, opened):
    known = amended(desk)
    window = opened()
    assert window.focused() == "catalogue.text"
    window.type("giay phep xay dung moi")
    assert [row[0] for row in rows(window, "catalogue.list")] == [make.SEVERAL_CASES]
    window.press(Qt.Key.Key_Return)
    assert window.focused() == "catalogue.list"
    versions = rows(window, "catalogue.versions")
    assert [row[0] for row in versions] == ["12/QĐ", known.decision.number]
    first = known.components[0]
    assert [f"thành phần hồ sơ {first.name}", first.name, "–"] in rows(
        window, "catalogue.difference"
    )
    window.widget("catalogue.versions", QTableView).selectRow(1)
    assert "Phiên bản đầu tiên" in words(window)


def test_the_list_is_narrowed_by_field_and_state(desk, opened):
    ended = plain(desk, make.GUARDIAN, "8/QĐ", JANUARY, kind=DecisionKind.REPEAL)
    coming = plain(desk, "9.1", "9/QĐ", date(2027, 1, 1))
    bring(desk, ended, coming)
    window = opened()
    tab = window.main.page.procedures
    tab.state.setCurrentIndex(tab.state.findData(State.ENDED.value))
    assert [row[::2] for row in rows(window, "catalogue.list")] == [
        [make.GUARDIAN, "thôi tiếp nhận"]
    ]
    tab.state.setCurrentIndex(tab.state.findData(State.COMING.value))
    assert [row[0] for row in rows(window, "catalogue.list")] == ["9.1"]
    tab.state.setCurrentIndex(tab.state.findData(""))
    tab.field.setCurrentIndex(tab.field.findData("Đất đai"))
    found = {row[0] for row in rows(window, "catalogue.list")}
    versions = desk.counter.catalogue.everything()
    assert found == {version.code for version in versions if version.field == "Đất đai"}


def test_what_was_typed_and_chosen_stays_when_something_came_from_elsewhere(desk, opened):
    window = opened()
    window.type("khai sinh")
    window.press(Qt.Key.Key_Return)
    chosen = window.main.page.procedures.chosen.code
    bring(desk, plain(desk, "9.1"))
    window.main.look_again()
    window.settle()
    assert window.main.page.procedures.chosen.code == chosen
    assert window.widget("catalogue.text").text() == "khai sinh"
    assert window.focused() == "catalogue.list"


def test_what_is_being_typed_about_a_draft_stays_when_another_comes(desk, opened):
    write(desk, plain(desk, "9.1"))
    window = opened()
    window.main.page.show_tab(1)
    window.settle()
    number = window.widget("catalogue.decision.number")
    number.setText("đang gõ")
    write(desk, plain(desk, "9.2"))
    window.main.look_again()
    window.settle()
    assert len(rows(window, "catalogue.drafts")) == 2
    assert number.text() == "đang gõ"


def test_the_chosen_version_stays_chosen_when_nothing_changed(desk, opened):
    amended(desk)
    window = opened()
    window.main.page.procedures.choose(make.SEVERAL_CASES)
    versions = window.widget("catalogue.versions", QTableView)
    versions.selectRow(1)
    window.main.look_again()
    window.settle()
    assert versions.currentIndex().row() == 1


def test_who_does_not_write_the_catalogue_sees_no_drafts_and_does_not_answer(desk, opened):
    window = opened("tiepnhan")
    page = window.main.page
    assert [page.tabs.tabText(n) for n in range(page.tabs.count())] == [
        "Thủ tục và quyết định",
        "Rà soát",
    ]
    window.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert not window.is_shown("catalogue.answer.send")
    assert window.is_shown("catalogue.suggestion.send")


def test_a_file_of_drafts_is_taken_and_what_is_wrong_is_told(desk, opened, tmp_path):
    file = tmp_path / "p.json"
    file.write_text("[{}]", "utf-8")
    window = opened("kiemsoat")
    window.main.page.show_tab(1)
    assert window.focused() == "catalogue.file"
    window.press(Qt.Key.Key_Return)
    assert "Chọn hoặc nhập đường dẫn" in words(window)
    window.type(str(file))
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert "0 dự thảo mới, 0 đã có. 1 bản ghi bị từ chối." in words(window)
    window.widget("catalogue.file").setText("/nowhere.json")
    window.widget("catalogue.file.take").click()
    window.settle()
    assert "Không nhận bản ghi này" in words(window)


def test_a_draft_is_checked_with_its_decision_and_dropped_with_a_reason(desk, opened):
    write(desk, plain(desk, number="", effective=None), by="quantri")
    window = opened("kiemsoat")
    window.main.page.show_tab(1)
    window.settle()
    window.widget("catalogue.draft.check").click()
    window.settle()
    assert "còn thiếu: số quyết định, ngày có hiệu lực" in words(window)
    window.widget("catalogue.decision.number").setText("7/QĐ")
    window.widget("catalogue.decision.effective").setText("31/02/2026")
    window.widget("catalogue.draft.check").click()
    assert "Ghi ngày như 05/01/2027." in words(window)
    assert window.focused() == "catalogue.decision.effective"
    window.widget("catalogue.decision.effective").setText("01/02/2026")
    window.widget("catalogue.draft.check").click()
    window.settle()
    (draft,) = desk.counter.procedures.drafting.waiting()
    assert draft.version.decision == Decision("7/QĐ", effective=date(2026, 2, 1))
    window.widget("catalogue.draft.drop").click()
    assert window.focused() == "catalogue.draft.reason"
    window.type("nhập nhầm")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert desk.counter.procedures.drafting.waiting() == ()


def test_only_the_drafts_of_one_decision_are_issued_together(desk, opened):
    ours = write(desk, plain(desk, "9.1"), plain(desk, "9.2"))
    other = write(desk, plain(desk, "9.3", "3/QĐ"))
    check(desk, *ours, *other)
    window = opened("quantri")
    window.main.page.show_tab(1)
    window.settle()
    button = window.widget("catalogue.draft.issue", QPushButton)
    assert button.text() == "Ban hành 2 dự thảo của quyết định"
    button.click()
    window.settle()
    assert [d.version.code for d in desk.counter.procedures.drafting.waiting()] == ["9.3"]
    assert desk.counter.catalogue.versions("9.2")


def test_a_candidate_fills_the_suggestion_that_control_answers(desk, opened):
    window = opened("kiemsoat")
    window.main.page.show_tab(2)
    window.settle()
    assert window.focused() == "catalogue.candidates"
    window.widget("catalogue.candidates", QTableView).selectRow(1)
    window.widget("catalogue.suggestion.text").setPlainText("Bỏ một trong hai")
    window.widget("catalogue.suggestion.send").click()
    window.settle()
    (filed,) = desk.counter.procedures.reviewing.suggestions()
    candidate = window.main.page.review._shown.candidates[1]
    assert (filed.said.procedures, filed.said.component) == (
        candidate.procedures,
        candidate.component,
    )
    outcome = window.widget("catalogue.answer.outcome")
    outcome.setCurrentIndex(outcome.findData(Outcome.DECLINED.value))
    window.widget("catalogue.answer.send").click()
    window.settle()
    assert "lý do chưa ghi" in words(window)
    window.widget("catalogue.answer.note").setText("luật định")
    window.widget("catalogue.answer.send").click()
    window.settle()
    (answered,) = desk.counter.procedures.reviewing.suggestions()
    assert (answered.outcome, answered.note) == (Outcome.DECLINED, "luật định")
    assert not window.widget("catalogue.answer.send").isEnabled()


def test_another_quarter_is_looked_at_and_what_is_none_is_told(desk, opened):
    said = SuggestionText(Flaw.CONTRADICTORY, (make.BIRTH,), "Mâu thuẫn")
    desk.counter.procedures.reviewing.suggest(said, desk.officer())
    window = opened()
    window.main.page.show_tab(2)
    window.settle()
    assert "Kiến nghị: 1." in words(window)
    quarter = window.widget("catalogue.review.quarter")
    quarter.setText("2026-Q3")
    quarter.returnPressed.emit()
    window.settle()
    assert "Kiến nghị: 0." in words(window)
    quarter.setText("mùa thu")
    quarter.returnPressed.emit()
    assert "Viết quý như 2026-Q4." in words(window)


def test_the_papers_are_written_where_the_officer_wants_them(desk, opened, tmp_path, qtbot):
    window = opened()
    page = window.main.page
    page.procedures.choose(make.BIRTH)
    sheet, report = tmp_path / "sheet.pdf", tmp_path / "report.pdf"
    page.procedures._write_sheet(str(sheet))
    qtbot.waitUntil(lambda: "Đã ghi" in words(window), timeout=20_000)
    assert sheet.read_bytes().startswith(b"%PDF")
    page.procedures._write_booklet(str(tmp_path / "none" / "booklet.pdf"))
    qtbot.waitUntil(lambda: "Đã ghi" not in words(window) and "Đang" not in words(window))
    page.show_tab(2)
    window.settle()
    page.review._write(str(report))
    qtbot.waitUntil(report.exists, timeout=20_000)
    qtbot.waitUntil(window.workers.desk.is_idle, timeout=20_000)


def test_the_best_answer_to_what_was_typed_comes_first(desk):
    procedures = procedures_of(desk.counter.catalogue.everything(), make.MONDAY.date())
    assert narrowed(procedures, Wanted("dang ky khai sinh"))[0].code == make.BIRTH
    assert narrowed(procedures, Wanted(make.BIRTH))[0].code == make.BIRTH
    assert len(narrowed(procedures, Wanted())) == len(procedures)
    assert narrowed(procedures, Wanted(state=State.ENDED)) == ()
