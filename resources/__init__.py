"""Files the program ships with: fonts, icons, texts, catalogue, calendar."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The file or folder of that name under ``resources/``, e.g. ``fonts/Tinos-Regular.ttf``.

    Raises FileNotFoundError when nothing of that name is shipped: a bug or a damaged installation.
    """
    found = (_FOLDER / name).resolve()
    if not found.is_relative_to(_FOLDER) or not found.exists():
        raise FileNotFoundError(f"not among the resources: {name}")
    return found
