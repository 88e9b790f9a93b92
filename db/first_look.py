"""A glance at a desk's store by sqlite3 alone: SQLAlchemy costs a fifth of a second to import."""

import json
import sqlite3
from pathlib import Path
from typing import Final

from counter_app.domain.errors import DeskNotSetUp, NewerDatabase, StorageFailed
from counter_app.services.door_sign import DoorSign
from db.revisions import HEAD, KNOWN, revision_of
from db.unit_profile import IN_FORCE

FILE: Final = "desk.sqlite3"
_DESK: Final = "SELECT unit, number FROM desk"


def first_look(folder: Path) -> DoorSign | None:
    """What stands on the door; None when only the opened store can tell.

    So it is with one that must be upgraded, and with a desk that has yet to hear of its unit.

    Raises:
        DeskNotSetUp, NewerDatabase, StorageFailed: nothing was changed.
    """
    file = folder / FILE
    if not file.exists():
        raise DeskNotSetUp(str(folder))
    try:
        return _read(file)
    except sqlite3.Error as error:
        raise StorageFailed(str(error)) from error


def _read(file: Path) -> DoorSign | None:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        revision = revision_of(connection)
        if revision is None:
            raise DeskNotSetUp(str(file.parent))
        if revision not in KNOWN:
            raise NewerDatabase(revision)
        if revision != HEAD:
            return None
        desk = connection.execute(_DESK).fetchone()
        found = desk and connection.execute(IN_FORCE, desk[:1]).fetchone()
    finally:
        connection.close()
    if not desk:
        raise DeskNotSetUp(str(file.parent))
    if not found:
        return None
    profile = json.loads(found[1])
    return DoorSign(profile["name"], desk[1], profile["is_sample"])
