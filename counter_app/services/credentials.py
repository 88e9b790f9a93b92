"""A desk's credentials as a file: written by ``centre enrol``, read once by ``enrol``."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, Final
from uuid import UUID

from counter_app.domain.dossier_code import parse_agency
from counter_app.domain.errors import CounterError, InvalidCredentials
from counter_app.services.sync_ports import (
    Credentials,
)

VERSION: Final = 1
MAX_BYTES: Final = 200_000  # a chain of certificates is a few thousand
_LAST_PORT: Final = 65_535
_LAST_DESK: Final = 99
_TOKEN: Final = re.compile(r"[0-9a-f]{64}")
_NAMES: Final = frozenset(field.name for field in fields(Credentials))


def credentials_to_json(credentials: Credentials) -> str:
    """The file's text; it holds secrets, so whoever writes it lets nobody else read it."""
    said = asdict(credentials) | {"unit": str(credentials.unit), "city": str(credentials.city)}
    return json.dumps({"version": VERSION} | said, ensure_ascii=False, indent=2) + "\n"


def credentials_from_json(text: str) -> Credentials:
    """What ``credentials_to_json`` wrote.

    Raises:
        InvalidCredentials: ``reason`` is ``unreadable``, ``version``, ``keys``, or the name of the
            value that cannot be.
    """
    said = _object(text)
    if said.pop("version", None) != VERSION:
        raise InvalidCredentials("version")
    if said.keys() != _NAMES:
        raise InvalidCredentials("keys")
    return Credentials(**{name: _read(name, said[name]) for name in _NAMES})


def credentials_from_bytes(content: bytes) -> Credentials:
    """The same from a file's bytes; ``MAX_BYTES`` and one of them are enough.

    Raises:
        As above.
    """
    try:
        return credentials_from_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidCredentials("unreadable") from error


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text) if len(text) <= MAX_BYTES else None
    except (ValueError, RecursionError) as error:
        raise InvalidCredentials("unreadable") from error
    if not isinstance(said, dict):
        raise InvalidCredentials("unreadable")
    return said


def _read(name: str, value: Any) -> Any:
    try:
        read: Callable[[Any], Any] = _READERS.get(name, _word)
        return read(value)
    except (ValueError, TypeError, AttributeError, CounterError) as error:
        raise InvalidCredentials(name) from error


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(value)
    return value


def _certificate(value: Any) -> str:
    if not isinstance(value, str) or "-----BEGIN CERTIFICATE-----" not in value:
        raise ValueError(value)
    return value


def _token(value: Any) -> str:
    if not _TOKEN.fullmatch(value):
        raise ValueError
    return str(value)


def _up_to(last: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not 1 <= value <= last:
            raise ValueError(value)
        return value

    return read


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "port": _up_to(_LAST_PORT),
    "ca": _certificate,
    "token": _token,
    "unit": UUID,
    "city": UUID,
    "unit_code": parse_agency,
    "desk_number": _up_to(_LAST_DESK),
}
