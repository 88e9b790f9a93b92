"""Every refusal of the program, for the README's appendix and for the window's sentences."""

import importlib
import pkgutil
from collections.abc import Iterator

import counter_app
import db
import printing
import ui
from counter_app.domain.errors import CounterError


def kinds() -> dict[str, type[CounterError]]:
    """Every refusal by its kind, wherever it is defined."""
    for package in (counter_app, db, printing, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and ".migrations" not in module.name:
                importlib.import_module(module.name)
    return {kind.__name__: kind for kind in _subclasses(CounterError)}


def appendix() -> str:
    """The lines of the README's appendix, by kind."""
    lines = []
    for name, kind in sorted(kinds().items()):
        first = (kind.__doc__ or "").strip().splitlines()[0]
        lines.append(f"- `{name}`: {first}\n")
    return "".join(lines)


def _subclasses(kind: type[CounterError]) -> Iterator[type[CounterError]]:
    for child in kind.__subclasses__():
        if child.__module__.split(".")[0] in ("counter_app", "db", "printing", "ui"):
            yield child
            yield from _subclasses(child)
