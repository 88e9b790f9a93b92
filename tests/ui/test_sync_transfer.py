"""Passing a dossier on to a unit of the city, chosen from the directory the centre told."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.acts_desk import ActsWindow, guardian, lived
from tests.ui.sync_desk import SyncDesk

TAKEN = ("xuly", "take", {})


@pytest.fixture
def desk(sample_folder, data_dir):
    opened = SyncDesk.enrolled(sample_folder, data_dir)
    opened.centre.add_unit("H26.15", "Sở Xây dựng Hà Nội")
    opened.centre.add_unit("H26.16", "Sở Nông nghiệp và Môi trường Hà Nội")
    opened.sync()
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, desk):
    made = ActsWindow(desk, qtbot)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.settled()
    made.tasks.shutdown()


def test_the_unit_is_found_by_a_part_of_its_name(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("transfer")
    assert window.focused() == "work.form.unit"
    window.type("nong nghiep")
    window.press(Qt.Key.Key_Return)  # the first that was found
    after = window.done()
    unit = after.competent_unit
    assert (unit.code, unit.name) == ("H26.16", "Sở Nông nghiệp và Môi trường Hà Nội")
    assert window.says() == "Đã chuyển hồ sơ sang Sở Nông nghiệp và Môi trường Hà Nội."


def test_the_unit_is_found_by_its_code(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("transfer")
    window.type("H26.15")
    window.press(Qt.Key.Key_Return)
    assert window.done().competent_unit.name == "Sở Xây dựng Hà Nội"


def test_a_unit_the_city_does_not_know_is_refused_at_the_field(window, desk):
    dossier = lived(desk, guardian(desk), TAKEN)
    window.open(dossier, "xuly")
    window.begin("transfer")
    window.type("H26.99")
    after = window.done()
    assert after.competent_unit == dossier.competent_unit
    assert window.focused() == "work.form.unit"
    assert window.says()


def test_neither_this_unit_nor_where_it_lies_is_offered(window, desk):
    window.open(lived(desk, guardian(desk), TAKEN), "xuly")
    window.begin("transfer")
    names = {choice.name for choice in window.field("unit")._choices}
    assert "UBND phường Hoàn Kiếm" not in names
    assert "Sở Xây dựng Hà Nội" in names
