"""One officer's draft on disk, only as long as the visit lasts."""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ui.intake.draft import VisitDraft, draft_from_json, draft_to_json

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """``draft-<officer>.json`` in the desk's folder, readable by its user alone.

    Every call touches the disk: keep them off the GUI thread. A draft is a help, never a
    condition: what fails here is logged and the visit goes on.
    """

    path: Path

    @classmethod
    def of(cls, folder: Path, officer: UUID) -> "DraftFile":
        """The draft of one officer at this desk."""
        return cls(folder / f"draft-{officer}.json")

    def save(self, draft: VisitDraft, saved_at: str) -> bool:
        """Replace what was saved, whole or not at all; False if the disk would not."""
        text = json.dumps(draft_to_json(draft, saved_at), ensure_ascii=False)
        aside = self.path.with_suffix(".tmp")
        try:
            with open(aside, "w", encoding="utf-8", opener=_private) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.path)
        except OSError:
            _log.exception("the draft was not saved")
            return False
        return True

    def load(self) -> tuple[VisitDraft, str] | None:
        """The draft and when it was saved; None without one, or if it cannot be read."""
        try:
            return draft_from_json(json.loads(self.path.read_text("utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            _log.warning("a draft could not be read and was left aside")
            return None

    def discard(self) -> None:
        """The visit is over: its personal data leaves the disk's folder."""
        for file in (self.path, self.path.with_suffix(".tmp")):
            try:
                file.unlink(missing_ok=True)
            except OSError:
                _log.exception("the draft was not removed")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
