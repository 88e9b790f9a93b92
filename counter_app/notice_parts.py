"""What telling people is made of, joined; channels and templates are read when they are needed."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from counter_app.channels.settings import LANGUAGES, NoticeSettings
from counter_app.services.notice_ports import NoticeQueue
from counter_app.services.ports import DeskIdentity, Now, Questions
from counter_app.services.telling import Tell
from resources import path


def teller(
    folder: Path,
    stores: tuple[NoticeQueue, Questions],
    desk: Callable[[], DeskIdentity],
    now: Now,
) -> Callable[[], Tell]:
    """Makes what tells people, by the settings and the desk's identity as they are then.

    Raises, when called:
        InvalidSettings, StorageFailed
    """

    def made() -> Tell:
        settings = NoticeSettings.load(folder)
        templates = {
            language: tomllib.loads(path(f"notices/{language}.toml").read_text("utf-8"))
            for language in LANGUAGES
        }
        return Tell(*stores, desk(), settings.channels, settings.rules, templates, now)

    return made
