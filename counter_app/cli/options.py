"""The four options that may stand before or after any command."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counter_app.i18n import LANGUAGES, _

PROGRAM = "counter-app"


class WrongUsage(Exception):
    """Arguments nobody can understand; the text says which. The program exits with 2."""


@dataclass(frozen=True, slots=True)
class Options:
    """What counts for every command; None: not given."""

    data: Path | None = None
    language: str | None = None
    officer: str | None = None
    json: bool = False


def take_options(arguments: Sequence[str]) -> tuple[Options, list[str]]:
    """The shared options and the arguments that are left; what follows ``--`` is left alone.

    They are taken out before anything else is read, so that they may stand anywhere and the
    window opens without loading the library that reads the commands.

    Raises:
        WrongUsage: one lacks its value, or the language is unknown.
    """
    options, rest = Options(), list[str]()
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--json":
            options = replace(options, json=True)
        else:
            name, given, value = argument.partition("=")
            if name not in _WITH_VALUE:
                rest.append(argument)
                continue
            options = _with(options, name, value if given else _next(waiting, name))
    return options, rest


def data_folder(options: Options, environ: Mapping[str, str] = os.environ) -> Path:
    """The desk's folder: ``--data``, else ``COUNTER_APP_DATA``, else the platform's."""
    if options.data is not None:
        return options.data
    if named := environ.get("COUNTER_APP_DATA"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False)


_WITH_VALUE = ("--data", "--lang", "--officer")


def _next(waiting: Iterator[str], name: str) -> str:
    value = next(waiting, "")
    return "" if value.startswith("--") else value


def _with(options: Options, name: str, value: str) -> Options:
    if not value:
        raise WrongUsage(_("Tùy chọn {name} thiếu giá trị.").format(name=name))
    if name == "--data":
        return replace(options, data=Path(value).expanduser())
    if name == "--officer":
        return replace(options, officer=value)
    if value not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise WrongUsage(
            _("Không có ngôn ngữ “{value}”; hãy chọn: {known}.").format(value=value, known=known)
        )
    return replace(options, language=value)
