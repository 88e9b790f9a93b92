"""A window in a process of its own, telling when it was usable and how its event loop fared.

``window_probe.py empty``, ``window_probe.py desk FOLDER ROUNDS`` or ``window_probe.py work FOLDER
ROWS``; answers one JSON line. The parent's clock at the start comes in the environment (``time.monotonic`` is the system's).
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

STARTED = float(os.environ.get("COUNTER_APP_PROBE_STARTED", time.monotonic()))
_CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 12 Cầu Giấy, Hà Nội|12082021"
_TYPED = ("nguyen thi", "hieu", "0912", "tran van b")
_TICK_MS = 10
_PATIENCE_S = 60.0
Step = Callable[[], bool]


def empty() -> None:
    """Time an empty Qt window to its first idle moment."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    QTimer.singleShot(0, app.quit)
    app.exec()
    _answer(usable_s=time.monotonic() - STARTED)


def desk(folder: Path, rounds: int, kind: "type[_Probe]") -> None:
    """Time the desk to its sign-in page, then work and watch the event loop."""
    from counter_app.cli.desk import StoredPreferences, doors_of
    from ui.app import new_application
    from ui.guard import refuse_broken_qt
    from ui.look import Look
    from ui.shell import Shell
    from ui.tasks import Workers
    from ui.theme import Theme

    refuse_broken_qt()
    app = new_application()
    workers = Workers.hired()
    look = Look(Theme(app), StoredPreferences(folder), workers.desk)
    shell = Shell(doors_of(folder), workers, look)
    shell.resize(1366, 768)
    shell.show()
    shell.begin()
    probe = kind(shell, rounds, app.quit)
    probe.start()
    app.exec()
    workers.shutdown()
    _answer(**probe.figures())


class _Probe:
    """Acts like an officer, step by step from the event loop, and times the loop's ticks."""

    def __init__(self, shell: Any, rounds: int, done: Callable[[], None]) -> None:
        self._shell, self._done = shell, done
        self._steps = self._story(rounds)
        self._step: tuple[str, Step] | None = None
        self._began = time.monotonic()
        self._last_tick = 0.0
        self._gaps: dict[str, float] = {}
        self._usable_s = 0.0
        self._now_doing = "start"

    def start(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def figures(self) -> dict[str, object]:
        return {
            "usable_s": self._usable_s,
            "gaps_ms": self._gaps,
            "memory_kib": _resident_kib(),
            "done": self._now_doing,
        }

    def _tick(self) -> None:
        now = time.monotonic()
        if self._usable_s and self._last_tick:
            gap = (now - self._last_tick) * 1000
            self._gaps[self._now_doing] = max(gap, self._gaps.get(self._now_doing, 0.0))
        self._last_tick = now
        if self._step is None:
            self._step = next(self._steps, None)
            self._began = now
            if self._step is None:
                self._done()
                return
            self._now_doing = self._step[0]
        if self._step[1]():
            self._step = None
        elif now - self._began > _PATIENCE_S:
            self._now_doing = f"stuck: {self._now_doing}"
            self._done()

    def _story(self, rounds: int) -> Iterator[tuple[str, Step]]:
        yield "sign-in shown", self._sign_in_shown
        if not rounds:
            return
        yield "sign in", self._sign_in
        for _ in range(rounds):
            yield "scan", self._scan
            yield "accept", self._accept
            yield "receipt", self._receipt
        yield "to search", lambda: self._key("Key_F3")
        for text in _TYPED:
            yield "clear", lambda: self._type_over("")
            for length in range(1, len(text) + 1):
                yield "type", partial(self._type_over, text[:length])
                yield "results", self._pause(8)
        yield "to intake", lambda: self._key("Key_F2")
        yield "rest", self._pause(20)

    def _pause(self, ticks: int) -> Step:
        left = iter(range(ticks))
        return lambda: next(left, None) is None

    def _sign_in_shown(self) -> bool:
        if self._find("signin.login") is None:
            return False
        self._usable_s = time.monotonic() - STARTED
        return True

    def _sign_in(self, login_name: str = "tiepnhan") -> bool:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        login, pin = self._find("signin.login"), self._find("signin.pin")
        login.setText(login_name)
        pin.setText("123456")
        QTest.keyClick(pin, Qt.Key.Key_Return)
        return True

    def _scan(self) -> bool:
        page = self._find("page.intake")
        if page is None:
            return False
        page.scanned(_CARD)
        page.start_procedure("1.004884")
        return True

    def _accept(self) -> bool:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        due = self._find("intake.due")
        if due is None or not any(letter.isdigit() for letter in due.text()):
            return False
        page = self._find("page.intake")
        QTest.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return True

    def _receipt(self) -> bool:
        receipt = self._find("intake.receipt")
        return receipt is not None and bool(receipt.is_drawn)

    def _key(self, name: str) -> bool:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._shell, getattr(Qt.Key, name))
        return True

    def _type_over(self, text: str) -> bool:
        field = self._find("search.text")
        if field is None:
            return False
        field.setText(text)
        return True

    def _find(self, name: str) -> Any:
        from PySide6.QtWidgets import QWidget

        found = self._shell.findChild(QWidget, name)
        return found if found is not None and found.isVisible() else None


class _WorkProbe(_Probe):
    """Reads, scrolls, chooses and filters so many rows of the work page."""

    def _story(self, rounds: int) -> Iterator[tuple[str, Step]]:
        yield "sign-in shown", self._sign_in_shown
        yield "sign in", partial(self._sign_in, "xuly")
        yield "first page", lambda: self._find("page.search") is not None
        yield "to work", lambda: self._key("Key_F4")
        yield "work: list", partial(self._has_rows, 1)
        yield "work: scroll on", partial(self._scroll_on, rounds)
        for key in ("Key_Home", "Key_PageDown", "Key_PageDown", "Key_End", "Key_PageUp"):
            yield "work: scroll", partial(self._press, key)
            yield "work: scroll", self._pause(5)
        yield "work: choose all", partial(self._press, "Key_A", "ControlModifier")
        yield "work: choose all", self._pause(20)
        for _ in range(3):
            yield "work: refresh", partial(self._press, "Key_R", "ControlModifier")
            yield "work: refresh", self._pause(100)
        for text in ("t", "tr", "tra", "tran", "tran v", "", "khai sinh", ""):
            yield "work: filter", partial(self._filter, text)
            yield "work: filter", self._pause(30)
        yield "work: other list", partial(self._press, "Key_2", "ControlModifier")
        yield "work: other list", self._pause(30)

    def _has_rows(self, count: int) -> bool:
        table = self._find("work.queue")
        return table is not None and table.queue.rowCount() >= count

    def _scroll_on(self, rows: int) -> bool:
        self._press("Key_End")
        return self._has_rows(rows)

    def _press(self, name: str, modifier: str = "NoModifier") -> bool:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        table, modifiers = self._find("work.queue"), Qt.KeyboardModifier
        QTest.keyClick(table, getattr(Qt.Key, name), getattr(modifiers, modifier))
        return True

    def _filter(self, text: str) -> bool:
        self._find("work.filter").setText(text)
        return True


def _resident_kib() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def _answer(**figures: object) -> None:
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        wanted = _WorkProbe if sys.argv[1] == "work" else _Probe
        desk(Path(sys.argv[2]), int(sys.argv[3]), wanted)
