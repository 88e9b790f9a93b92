"""A glance at a desk's store by sqlite3 alone: SQLAlchemy costs a fifth of a second to import."""

import json
import sqlite3
from pathlib import Path
from typing import Final

from counter_app.domain.errors import DeskNotSetUp, NewerDatabase, StorageFailed
from counter_app.services.door_sign import DoorSign
from db.revisions import HEAD, KNOWN, revision_of

FILE: Final = "desk.sqlite3"
_SIGN: Final = (
    "SELECT p.payload, d.number FROM desk d JOIN unit_profiles p ON p.unit = d.unit"
    " ORDER BY p.seq DESC LIMIT 1"
)


def first_look(folder: Path) -> DoorSign | None:
    """What stands on the door; None when the store must be upgraded before it can be read.

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
        found = connection.execute(_SIGN).fetchone()
    finally:
        connection.close()
    if found is None:
        raise DeskNotSetUp(str(file.parent))
    profile = json.loads(found[0])
    return DoorSign(profile["name"], found[1], profile["is_sample"])
