"""A scanner types like a keyboard, only faster: its bursts are caught wherever the focus is."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from counter_app.domain.scan import ScanKind, classify_scan
from ui.typed_text import takes_text, what_is_in

GAP_MS = 35  # scanners leave 1 to 20 ms between two keys; nobody types on so fast
_SURELY_A_MACHINE = 6  # keys in a row; fingers rolling over the keys manage four
_SECOND_END_MS = 15  # by our clock, where the system gives keys no time
_SHORTEST_SCAN = 8
_LONGEST_SCAN = 2000
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ONLY_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)


def _milliseconds() -> float:
    return time.monotonic() * 1000


class Scanner(QObject):
    """Watches the keys of one window and says ``scanned`` for a card, a code or an alias.

    Keys reach the control they were typed in at once; only when a burst turns out to be a scan is
    that control given back what it held before. A control that takes no text (a button, a table)
    must not be pressed by the spaces of a citizen's name: there the keys of what is surely a
    machine wait until the burst ends, and follow in order if it was no scan.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: QWidget,
        parent: QObject | None = None,
        clock: Callable[[], float] = _milliseconds,
    ) -> None:
        super().__init__(parent or window)
        self._window = window
        self._clock = clock
        self._watched: QWidget | None = None
        self._target: QWidget | None = None
        self._give_back: Callable[[], None] | None = None
        self._text = ""
        self._keys = 0
        self._waiting: list[QKeyEvent] = []
        self._last_at = 0.0
        self._last_stamp = 0
        self._swallow_until = 0.0
        self._ended_at = 0
        self._replaying = False
        self._silence = QTimer(self, singleShot=True, interval=GAP_MS)
        self._silence.timeout.connect(self._end_burst)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]
        self._watch(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: True keeps a key from the control."""
        if self._replaying or watched is not (self._watched or self._window):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(watched, event)
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._wait_if_others_do(event)
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composed(watched, event)
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress):
            self._end_burst()
        return False

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ONLY_MODIFIERS:
            return False
        follows = self._follows(event)
        if event.key() in _ENDS:
            return self._ended(event, follows)
        self._swallow_until = 0.0
        if not _is_typing(event):
            self._end_burst()
            return False
        if not follows or watched is not self._target:
            self._begin(watched)
        self._take(event)
        if self._keys < _SURELY_A_MACHINE or self._target is None:
            return False
        if takes_text(self._target):
            self._target.setUpdatesEnabled(False)  # a scan should not flash up in a field
            return False
        self._waiting.append(event.clone())
        return True

    def _follows(self, event: QKeyEvent) -> bool:
        """Whether the key came within the gap: by the system's clock or by ours.

        Ours alone would break a scan while the window is busy.
        """
        now, stamp = self._clock(), event.timestamp()
        by_system = stamp and self._last_stamp and stamp - self._last_stamp <= GAP_MS
        follows = bool(self._keys) and bool(by_system or now - self._last_at <= GAP_MS)
        self._last_at, self._last_stamp = now, stamp
        return follows

    def _begin(self, watched: QObject) -> None:
        self._end_burst()
        self._target = watched if isinstance(watched, QWidget) else None
        self._give_back = what_is_in(self._target) if self._target else None

    def _take(self, event: QKeyEvent) -> None:
        self._keys += 1
        if event.key() == Qt.Key.Key_Backspace:  # an input method replaces what it took
            self._text = self._text[:-1]
        else:
            self._text += event.text()
        if len(self._text) > _LONGEST_SCAN:
            self._end_burst()
        self._silence.start()

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> None:
        if not event.commitString():
            return
        if not self._keys or watched is not self._target:
            self._begin(watched)
        self._keys += 1
        self._text += event.commitString()
        self._last_at = self._clock()
        self._silence.start()

    def _ended(self, event: QKeyEvent, follows: bool) -> bool:
        if self._is_second_end(event):
            return True
        text = self._text
        if not follows or len(text) < _SHORTEST_SCAN:
            self._end_burst()
            return False
        if classify_scan(text).kind is ScanKind.UNKNOWN:
            self._end_burst()
            return False
        self._waiting.clear()
        give_back = self._give_back
        self._end_burst()
        if give_back:
            give_back()
        self._swallow_until = self._clock() + _SECOND_END_MS
        self._ended_at = event.timestamp()
        self.scanned.emit(text)
        return True

    def _is_second_end(self, event: QKeyEvent) -> bool:
        """Some scanners end with CR and LF; the second one must choose or press nothing."""
        stamp = event.timestamp()
        by_system = stamp and self._ended_at and stamp - self._ended_at <= GAP_MS
        return self._swallow_until > 0 and bool(by_system or self._clock() < self._swallow_until)

    def _wait_if_others_do(self, event: QKeyEvent) -> bool:
        if not self._waiting or event.key() in _ENDS:
            return False
        self._waiting.append(event.clone())
        return True

    @Slot()
    def _end_burst(self) -> None:
        """No scan: what waited goes where it was typed."""
        self._silence.stop()
        target, waiting = self._target, self._waiting
        self._target, self._give_back, self._waiting = None, None, []
        self._text, self._keys = "", 0
        if target is None:
            return
        target.setUpdatesEnabled(True)
        self._replaying = True
        for event in waiting:
            QCoreApplication.sendEvent(target, event)
        self._replaying = False

    @Slot(QWidget, QWidget)
    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Only the control with the focus is watched: a filter in Python costs on every event."""
        if self._watched is not None and isValid(self._watched):  # it may lose the focus by its end
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = new if new is not None and new.window() is self._window else None
        if self._watched is not None and self._watched is not self._window:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._watched = self._target = None


def _is_typing(event: QKeyEvent) -> bool:
    if event.isAutoRepeat():
        return False
    dead = Qt.Key.Key_Dead_Grave <= event.key() <= Qt.Key.Key_Dead_Longsolidusoverlay
    if dead or event.key() == Qt.Key.Key_Backspace:
        return True
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    alt_graph = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    held = event.modifiers() & (command | Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and held in (_NOTHING, alt_graph)


_NOTHING = Qt.KeyboardModifier.NoModifier
