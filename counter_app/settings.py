"""The desk's settings: ``settings.toml`` in its folder, overridden by the environment."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final, Self, TypeVar

from counter_app.domain.errors import InvalidSettings, ScanFolderUnusable, StorageFailed
from counter_app.whole_file import write_whole

FILE: Final = "settings.toml"
_CHOICES: Final[Mapping[str, tuple[object, ...]]] = {
    "language": ("vi", "en"),
    "theme": ("system", "light", "dark"),
    "text_scale": (100, 110, 125, 150),
    "page": ("A5", "A4"),
}
_VARIABLES: Final = {
    "COUNTER_APP_LANG": "language",
    "COUNTER_APP_THEME": "theme",
    "COUNTER_APP_TEXT_SCALE": "text_scale",
    "COUNTER_APP_PAGE": "page",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What this desk remembers beside its data; nothing here is an act of anybody."""

    language: str = "vi"
    theme: str = "system"
    text_scale: int = 100  # per cent
    last_login: str = ""
    page: str = "A5"  # of the receipt
    scan_folder: str = ""  # where the scanner writes; its files are offered as attachments

    @classmethod
    def load(cls, folder: Path, environ: Mapping[str, str] = os.environ) -> Self:
        """The settings in force: the file's, overridden by ``COUNTER_APP_LANG`` and its like.

        Raises:
            InvalidSettings: the file is no TOML, or a key or a value in it is unknown.
            StorageFailed: the file is there and cannot be read.
        """
        return _overridden(cls.stored(folder), environ)

    @classmethod
    def stored(cls, folder: Path) -> Self:
        """The file's settings alone; the defaults without a file.

        Raises:
            InvalidSettings, StorageFailed
        """
        file = folder / FILE
        try:
            values = tomllib.loads(file.read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except OSError as error:
            raise StorageFailed(str(error.strerror)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InvalidSettings(str(file), "", "not_toml") from error
        for key, value in values.items():
            _check(str(file), key, value)
        return cls(**values)

    def save(self, folder: Path) -> None:
        """Write the file anew, whole or not at all.

        Raises:
            StorageFailed
        """
        lines = [f"{key} = {json.dumps(value)}\n" for key, value in asdict(self).items()]
        try:
            write_whole(folder / FILE, "".join(lines).encode(), 0o600)
        except OSError as error:
            raise StorageFailed(str(error.strerror)) from error


def keep_scan_folder(folder: Path, named: str) -> str:
    """Let the desk in ``folder`` watch the folder ``named`` for scans; empty: none. What is kept.

    Raises:
        ScanFolderUnusable, InvalidSettings, StorageFailed: nothing was changed.
    """
    wanted = named.strip().strip('"')
    if wanted and (reason := _why_not_watched(wanted)):
        raise ScanFolderUnusable(wanted, reason)
    replace(Settings.stored(folder), scan_folder=wanted).save(folder)
    return wanted


def _why_not_watched(named: str) -> str:
    try:
        watched = Path(named).expanduser()
        if not watched.is_absolute():
            return "relative"
        with os.scandir(watched) as entries:
            next(entries, None)
    except FileNotFoundError:
        return "missing"
    except NotADirectoryError:
        return "not_a_folder"
    except (OSError, RuntimeError, ValueError):  # also a home nobody has, a character no path has
        return "unreadable"
    return ""


_Settings = TypeVar("_Settings", bound=Settings)


def _overridden(settings: _Settings, environ: Mapping[str, str]) -> _Settings:
    for variable, key in _VARIABLES.items():
        text = environ.get(variable, "")
        if not text:
            continue
        value: object = int(text) if key == "text_scale" and text.isdecimal() else text
        _check("environment", key, value, variable)
        settings = replace(settings, **{key: value})  # type: ignore[arg-type]
    return settings


def _check(place: str, key: str, value: object, shown: str = "") -> None:
    known = {f.name: f.type for f in fields(Settings)}
    if key not in known:
        raise InvalidSettings(place, key[:80], "unknown_key")
    if type(value) is not known[key]:
        raise InvalidSettings(place, shown or key, "wrong_type")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise InvalidSettings(place, shown or key, "unknown_value")
