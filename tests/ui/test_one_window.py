"""Starting the program again brings the window forward that is open on the folder."""

import pytest
from PySide6.QtWidgets import QWidget

from ui.one_window import FirstWindow, call_first_window


@pytest.fixture
def new_window(qtbot):
    def new():
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return new


def test_a_second_start_brings_the_first_window_forward(qtbot, new_window, tmp_path):
    window = new_window()
    FirstWindow(tmp_path, window)
    above = new_window()
    assert call_first_window(tmp_path)
    qtbot.waitUntil(window.isActiveWindow)
    assert not above.isActiveWindow()


def test_nobody_answers_for_another_folder(new_window, tmp_path):
    FirstWindow(tmp_path / "a", new_window())
    assert not call_first_window(tmp_path / "b")


def test_a_name_left_behind_is_taken_over(qtbot, new_window, tmp_path):
    windows = [new_window(), new_window()]
    for window in windows:
        FirstWindow(tmp_path, window)
    new_window()
    assert call_first_window(tmp_path)
    qtbot.waitUntil(windows[1].isActiveWindow)
