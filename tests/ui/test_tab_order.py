"""Tab reaches every control of a form before its button, and leaves the form only behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.acts_desk import ActsWindow, guardian, lived
from ui.search.correct_panel import CorrectPanel

TAKEN = ("xuly", "take", {})
ASKED = ("xuly", "request-supplement", {"components": ["Đơn xin"], "reason": "Thiếu"})
FINISHED = ("xuly", "finish", {"outcome": "positive"})
FORMS = [
    ("xuly", "forward", (TAKEN,)),
    ("xuly", "request-supplement", (TAKEN,)),
    ("tiepnhan", "supplement", (TAKEN, ASKED)),
    ("xuly", "request-payment", (TAKEN,)),
    ("xuly", "pause", (TAKEN,)),
    ("lanhdao", "extend", (TAKEN,)),
    ("xuly", "finish", (TAKEN,)),
    ("tiepnhan", "hand-over", (TAKEN, FINISHED)),
    ("xuly", "transfer", (TAKEN,)),
    ("xuly", "stop", (TAKEN,)),
]


@pytest.fixture
def window(qtbot, desk):
    made = ActsWindow(desk, qtbot)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.tasks.shutdown()


def walk(window, last):
    """The names that have the focus, one Tab after another, to the last of the form."""
    names = [window.focused()]
    while names[-1] != last and len(names) < 60:
        window.tab()
        names.append(window.focused())
    return names


def wait_until_shown(window, qtbot, name):
    """What is laid out in a window that is shown appears with the next turn of the event loop."""
    part = window.findChild(QWidget, name)
    qtbot.waitUntil(part.isVisible)


@pytest.mark.parametrize(("login", "act", "life"), FORMS)
def test_a_forms_buttons_come_last_and_nothing_lies_between(window, login, act, life):
    window.open(lived(window.desk, guardian(window.desk), *life), login)
    window.begin(act)
    names = walk(window, "work.form.leave")
    assert names[-2:] == ["work.form.submit", "work.form.leave"]
    assert [name for name in names if not name.startswith("work.form.")] == []
    assert len(names) == len(set(names))


def test_papers_come_before_the_reason_also_one_that_was_typed(window, qtbot):
    window.open(lived(window.desk, guardian(window.desk), TAKEN), "xuly")
    window.begin("request-supplement")
    window.field("paper.free").setFocus()
    window.type("Giấy chứng tử")
    window.press(Qt.Key.Key_Return)
    wait_until_shown(window, qtbot, "work.form.paper.3")
    window.field("paper.1").setFocus()
    assert walk(window, "work.form.leave") == [
        f"work.form.{name}"
        for name in (
            *("paper.1", "paper.2", "paper.3", "paper.free"),
            *("reason", "until", "submit", "leave"),
        )
    ]


def test_a_correction_goes_from_the_name_over_the_papers_to_its_button(window, qtbot):
    panel = CorrectPanel()
    window.layout().addWidget(panel)
    panel.begin(window.desk.receive())
    wait_until_shown(window, qtbot, "search.correct.paper.2.photocopies")
    names = walk(window, "search.correct.leave")
    papers = [name for name in names if name.startswith("search.correct.paper.")]
    assert len(papers) == 6
    assert names.index("search.correct.applicant.address") < names.index(papers[0])
    assert names.index(papers[-1]) < names.index("search.correct.content")
    assert names[-3:] == [f"search.correct.{name}" for name in ("reason", "submit", "leave")]
