"""A quarter of ratings: handed over, rated on the screen, a complaint judged, published."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QTableView

from counter_app.domain.dossier import Status
from tests import make
from tests.journeys.office import CARD
from tests.raters import rated
from tests.ui.citizen import Citizen
from ui.citizen.view_model import Stands

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]
TWO_MONITORS = {
    "screens": [
        {"name": name, "x": x, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96}
        for name, x in (("desk", 0), ("citizen", 1366))
    ]
}


class Beside:
    """The office's desk as ``raters`` want it: what went on at other times of the quarter."""

    def __init__(self, office):
        self.counter, self._office = office.counter, office

    def officer(self, login="tiepnhan"):
        officers = self.counter.questions.reference().officers()
        return next(o for o in officers if o.login == login)

    def receive(self, login="tiepnhan", **more):
        return self.counter.reception.intake(make.request(**more), self.officer(login)).dossier

    def dossier(self, dossier):
        return self.counter.search.dossier(dossier.id)


def answer(citizen, first, text):
    """All by touch: the first question by ``first``, a complaint about the officer, words."""
    citizen.is_asked()
    citizen.touch(f"citizen.answer.{first}")
    for _ in range(4):
        citizen.touch("citizen.skip")
    citizen.touch("citizen.answer.3")  # the officer's attitude
    for _ in range(2):
        citizen.touch("citizen.skip")
    citizen.screen._words.box.setPlainText(text)
    citizen.touch("citizen.next")
    citizen.touch("citizen.next")
    citizen.waits_for(Stands.THANKS)


def finished(office):
    """A dossier received by scanner and keyboard, its result ready and paid for."""
    office.scan(CARD)
    office.type("ks\r")
    office.settle()
    office.ctrl(Qt.Key.Key_T)
    office.enter()
    [line, *_] = office.counter.search("")
    dossier, officer = office.counter.search.dossier(line.id), Beside(office).officer()
    office.counter.perform(dossier.id, "finish", {"outcome": "positive"}, officer)
    for fee in dossier.fees:
        if fee.amount:
            data = {"kind": fee.kind, "amount": fee.amount, "receipt_number": "BL1"}
            office.counter.perform(dossier.id, "pay", data, officer)
    return dossier


def ratings_page(office, login):
    """The page of this officer."""
    office.sign_in(login)
    office.go(Qt.Key.Key_F8, "ratings.quarter")
    return office.window.main.page


def write(office, text, button):
    """A reason or an answer, and the button that stores it."""
    office.window.widget("ratings.reason", QPlainTextEdit).setPlainText(text)
    office.window.widget(button, QPushButton).click()
    office.settle()


def test_a_quarters_ratings_are_published(office, tmp_path):
    rated(Beside(office), times=6)
    office.sign_in("tiepnhan")
    dossier = finished(office)

    # the result goes over the counter, then the receipt is scanned once more
    office.go(Qt.Key.Key_F8, "ratings.quarter")
    office.window.widget("ratings.screen", QCheckBox).click()
    office.go(Qt.Key.Key_F5, "handover.code")
    office.scan(dossier.alias)
    office.enter()
    assert office.counter.search.dossier(dossier.id).status == Status.RETURNED
    citizen = Citizen(office.window)
    office.scan(dossier.alias)
    answer(citizen, 3, "Chờ lâu mà không ai nói gì")
    citizen.model.leave()
    office.settle()
    office.come_forward()
    judged(office, dossier)
    answered(office)

    # the quarter ends; the sheet and the data set are written
    office.clock.set(2027, 1, 4, 9)
    page = ratings_page(office, "giamsat")
    table = office.window.widget("ratings.results", QTableView).model()
    assert [table.index(0, column).data() for column in (0, 1)] == ["Cả cơ quan", "7"]
    page.results.save_as(str(tmp_path / "sheet.pdf"))
    page.results.save_as(str(tmp_path / "sheet.xlsx"))
    page._view_model.publish(str(tmp_path))
    office.settle()
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as sheet:
        said = " ".join(sheet[0].get_textpage().get_text_bounded().split())
    assert "không tính 1 phản ánh không có cơ sở" in said
    assert (tmp_path / "sheet.xlsx").read_bytes().startswith(b"PK")
    document = json.loads((tmp_path / "ratings.json").read_text("utf-8"))
    jsonschema.validate(document, json.loads((tmp_path / "ratings.schema.json").read_text("utf-8")))
    whole = document["results"][0]
    assert (whole["forms"], whole["complaints"]) == (7, {"none": 6, "unjustified": 1})
    for word in (dossier.code, "Hiếu", "Chờ lâu", "Sổ ghi", "Xin rút"):
        assert word not in json.dumps(document, ensure_ascii=False)


def judged(office, dossier):
    """The supervisor reads the words, no more, and finds them unjustified."""
    page = ratings_page(office, "giamsat")
    page.tabs.setCurrentWidget(page.complaints)
    assert office.window.widget("ratings.complaints", QTableView).model().rowCount() == 1
    told = office.window.widget("ratings.complaint", QLabel).text()
    assert told == "Chờ lâu mà không ai nói gì"
    assert dossier.code not in told
    write(office, "", "ratings.unjustified")
    assert "lý do" in page.complaints.message.text()
    write(office, "Sổ ghi 5 phút", "ratings.unjustified")
    assert "Kết luận: không có cơ sở. Sổ ghi 5 phút" in page.complaints.words.text()


def answered(office):
    """The officer answers, and sees no figures while the quarter runs."""
    page = ratings_page(office, "tiepnhan")
    page.tabs.setCurrentWidget(page.complaints)
    write(office, "Xin rút kinh nghiệm", "ratings.answer")
    assert "Xin rút kinh nghiệm" in page.complaints.words.text()
    assert not office.window.is_shown("ratings.answer")
    page.tabs.setCurrentWidget(page.results)
    assert not office.window.is_shown("ratings.results")


def test_the_same_on_a_second_monitor(tmp_path):
    """In a process of its own: a screen of two monitors is chosen when the toolkit begins."""
    config = tmp_path / "monitors.json"
    config.write_text(json.dumps(TWO_MONITORS))
    journey = Path(__file__).with_name("second_monitor.py")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-xvfb", "-p", "no:cacheprovider", str(journey)],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-4000:]
    assert "1 passed" in ended.stdout
