"""A supervisor of the city at a window looks at every unit's figures, with and without the centre."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.city_hall import city_hall, project

pytestmark = [pytest.mark.journey, pytest.mark.postgres]
UNITS, NOTE, SUMMARY = "supervisor.units", "supervisor.units.note", "supervisor.units.summary"


@pytest.fixture
def hall(town):
    """The window of the city's own unit; ward A has two dossiers, one of them transferred to C."""
    a, c = town.desk("A"), town.desk("C")
    hall = city_hall(town.city)
    first, _second = a.receive(), a.receive()
    town.city.sync_all()
    unit = next(one for one in town.city.units() if one[1] == "H26.15")
    a.transfer(first.id, unit)
    c.receive()
    hall.receive()
    town.city.sync_all()
    project(town.city)
    [office] = town.open("hall")
    office.window.shell.resize(1366, 768)
    office.come_forward()
    office.sign_in("giamsat")
    office.press(Qt.Key.Key_F6)
    office.settle()
    return office


def photograph(office, name):
    """For people to look at, where a folder is named for it."""
    if folder := os.environ.get("COUNTER_APP_PICTURES"):
        assert office.window.shell.grab().save(str(Path(folder) / f"{name}.png"), "PNG")


def units(office):
    """The table as read: a unit's name and the numbers under their heads."""
    return [office.row(UNITS, row) for row in range(office.rows(UNITS))]


def look(office):
    office.ctrl(Qt.Key.Key_7)
    assert office.focused() == UNITS


def test_every_unit_has_a_line_and_a_dossier_that_went_elsewhere_is_counted_once(town, hall):
    look(hall)
    hall.waits_for("3 đơn vị", SUMMARY)
    photograph(hall, "units-vi-light")
    own, first, second, total = units(hall)
    assert own[:2] == ["UBND thành phố Hà Nội", "1"]
    assert first[:2] == ["UBND phường Hoàn Kiếm", "2"]
    assert second[:2] == ["UBND phường Ba Đình", "1"]
    assert total[:2] == ["Cộng", "4"]
    assert own[-1].endswith("tại quầy này")
    assert first[-1].startswith("đủ, việc mới nhất ")
    hall.press(Qt.Key.Key_Down)
    assert hall.reads("supervisor.units.chosen") == f"UBND phường Hoàn Kiếm: {first[-1]}"
    group = hall.part("supervisor.units.group")
    group.setCurrentIndex(1)
    group.activated.emit(1)
    visiting = [row[8] for row in units(hall)]
    assert visiting == ["0", "0", "1", "1"]
    photograph(hall, "units-vi-on-hand")
    group.setCurrentIndex(3)
    group.activated.emit(3)
    photograph(hall, "units-vi-paused")
    town.close()


def test_a_number_opens_the_list_behind_it_and_a_total_says_why_not(town, hall):
    look(hall)
    hall.waits_for("3 đơn vị", SUMMARY)
    hall.press(Qt.Key.Key_Down)
    hall.press(Qt.Key.Key_Return)
    hall.settle()
    hall.waits_for("2 hồ sơ", "supervisor.units.list.total")
    photograph(hall, "units-vi-list")
    assert hall.rows("supervisor.units.list") == 2
    assert hall.row("supervisor.units.list", 0)[1] == "Đăng ký khai sinh"
    hall.press(Qt.Key.Key_Escape)
    assert hall.focused() == UNITS
    table = hall.part(UNITS, QTableView)
    tip = table.model().index(3, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "từng đơn vị" in tip
    for _ in range(2):
        hall.press(Qt.Key.Key_Down)
    hall.press(Qt.Key.Key_Return)
    assert "từng đơn vị" in hall.reads(NOTE)
    for _ in range(3):
        hall.press(Qt.Key.Key_Up)
    hall.press(Qt.Key.Key_Return)
    hall.settle()
    assert hall.sees("supervisor.list")
    assert hall.rows("supervisor.list") == 1
    town.close()


def test_without_the_centre_the_own_unit_is_shown_and_nothing_old(town, hall):
    look(hall)
    hall.waits_for("3 đơn vị", SUMMARY)
    town.cut("hall")
    hall.ctrl(Qt.Key.Key_R)
    hall.waits_for("Chưa liên lạc được với trung tâm", NOTE)
    photograph(hall, "units-vi-cut")
    [own] = units(hall)
    assert own[:2] == ["UBND thành phố Hà Nội", "1"]
    assert hall.reads(SUMMARY) == ""
    town.desk("C").receive()
    town.desk("C").run()
    town.mend("hall")
    hall.ctrl(Qt.Key.Key_R)
    hall.waits_for("3 đơn vị", SUMMARY)
    behind = units(hall)[2]
    assert behind[1] == "1"
    assert "việc chưa tính" in behind[-1]
    project(town.city)
    hall.ctrl(Qt.Key.Key_R)
    town.until(lambda: units(hall)[2][1] == "2")
    assert "chưa tính" not in units(hall)[2][-1]
    town.check()


def test_leaders_have_their_own_figures_and_no_others(town, hall):
    hall.sign_in("lanhdao")
    hall.press(Qt.Key.Key_F6)
    hall.settle()
    hall.ctrl(Qt.Key.Key_7)
    assert hall.sees("page.supervisor")
    assert hall.window.main.findChild(QTableView, UNITS) is None
    town.close()


def test_the_tab_is_read_in_english_and_in_the_dark(town, hall):
    hall.window.look.next_theme()
    hall.window.look.next_theme()
    hall.window.look.other_language()
    hall.settle()
    hall.press(Qt.Key.Key_F6)
    hall.settle()
    look(hall)
    hall.waits_for("3 units", SUMMARY)
    photograph(hall, "units-en-dark")
    assert units(hall)[0][0] == "UBND thành phố Hà Nội"
    assert units(hall)[-1][0] == "Total"
    table = hall.part(UNITS, QTableView)
    assert not table.horizontalScrollBar().isVisible()  # 1366 pixels are enough
    town.close()
