"""The program as it is started: it opens its window, and closing it ends the process in order."""

import subprocess
import sys

import pytest

from counter_app.bootstrap import open_counter

pytestmark = pytest.mark.journey

CLOSE_SOON = """
import logging, sys
logging.basicConfig(level=logging.WARNING)
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from counter_app.cli.desk import doors_of
from ui import app
from ui.preferences import Preferences
from ui.shell import Shell

class Kept:
    def load(self): return Preferences()
    def save(self, preferences): pass

def drive():
    shell = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Shell))
    shown = shell.screen_shown.objectName()
    if shown == "page.setup":
        shell.screen_shown.sample.click()
        shell.close()  # while the desk is being created
    elif shown == "page.signin":
        timer.stop()
        print("signed out and closed")
        shell.close()

timer = None
make = app.new_application
def new_application():
    global timer
    made = make()
    timer = QTimer(made)
    timer.timeout.connect(drive)
    timer.start(20)
    return made
app.new_application = new_application
sys.exit(app.run(doors_of(Path(sys.argv[1])), Kept()))
"""


def run_and_close(folder):
    return subprocess.run(
        [sys.executable, "-c", CLOSE_SOON, str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_closing_while_the_desk_is_being_created_still_creates_it(data_dir) -> None:
    ended = run_and_close(data_dir)
    assert (ended.returncode, ended.stderr) == (0, "")
    officers = open_counter(data_dir).questions.reference().officers()
    assert len(officers) == 6  # what was queued is finished before the process ends
    again = run_and_close(data_dir)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == "signed out and closed\n"
