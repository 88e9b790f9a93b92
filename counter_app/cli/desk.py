"""``desk``: the one window of a data folder. Loads nothing the window does not need."""

import atexit
import gc
import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from counter_app.cli.call import Call
from counter_app.domain.errors import DeskInUse, NoDisplay, StorageFailed
from counter_app.settings import Settings
from counter_app.window_lock import window_lock

if TYPE_CHECKING:
    from ui.doors import Doors
    from ui.preferences import Preferences


def open_window(call: Call) -> int:
    """Show the window until it is closed; the exit status.

    Raises:
        NoDisplay: there is no screen.
        DeskInUse: another window is open on the folder and comes forward; nothing was changed.
    """
    if not has_display(os.environ):
        raise NoDisplay
    from ui.app import run

    try:
        with window_lock(call.folder):
            keep_log(call.folder / "log")
            preferences = StoredPreferences(call.folder, call.options.language)
            return run(doors_of(call.folder), preferences)
    except DeskInUse:
        from ui.one_window import call_first_window

        call_first_window(call.folder)
        raise


def doors_of(folder: Path) -> "Doors":
    """How the window gets at the desk: the store is imported when it is opened, on the worker."""
    from db.first_look import first_look
    from ui.doors import Doors

    return Doors(
        folder,
        open_counter=lambda where: _joined().open_counter(where),
        new_set_up=lambda where: _joined().new_set_up(where),
        sample_catalogue=lambda: _joined().sample_catalogue(),
        enrolled_counter=lambda where, credentials: _joined().enrolled_counter(where, credentials),
        first_look=first_look,
        warm_up=_warm_up,
    )


def _warm_up() -> None:
    """Load the rest; what is loaded stays, so the collector, which stops all, leaves it out."""
    _joined().warm_up()
    gc.freeze()
    atexit.register(gc.unfreeze)  # extension modules count at the end what they left behind


def _joined() -> ModuleType:
    return import_module("counter_app.bootstrap")


def has_display(environ: Mapping[str, str]) -> bool:
    """Whether a window could be shown; asked before Qt is loaded, which aborts without one."""
    if sys.platform != "linux":
        return True
    return any(environ.get(n) for n in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def keep_log(folder: Path) -> None:
    """Warnings and bugs go to ``desk.log``, a megabyte at a time; nothing personal is logged.

    Raises:
        StorageFailed: the folder cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageFailed(error.strerror or type(error).__name__) from error
    file = RotatingFileHandler(
        folder / "desk.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True
    )
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    file.setLevel(logging.WARNING)
    logging.getLogger().addHandler(file)


@dataclass(frozen=True, slots=True)
class StoredPreferences:
    """Implements ``ui.preferences.PreferenceStore`` in the folder's settings."""

    folder: Path
    language: str | None = None  # asked for on the command line: shown, not stored

    def load(self) -> "Preferences":
        from ui.preferences import Preferences

        settings = Settings.load(self.folder)
        return Preferences(
            language=self.language or settings.language,
            theme=settings.theme,
            text_scale=settings.text_scale,
            last_login=settings.last_login,
        )

    def save(self, preferences: "Preferences") -> None:
        stored = Settings.stored(self.folder)
        asked_for = preferences.language == self.language
        settings = replace(
            stored,
            language=stored.language if asked_for else preferences.language,
            theme=preferences.theme,
            text_scale=preferences.text_scale,
            last_login=preferences.last_login,
        )
        settings.save(self.folder)
