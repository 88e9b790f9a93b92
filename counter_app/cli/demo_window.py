"""The demonstration's window, in a process of its own: ``FOLDER PICTURE LANGUAGE``."""

import sys
from pathlib import Path

from counter_app.cli.desk import StoredPreferences, doors_of
from counter_app.services.door_sign import SAMPLE_PIN
from ui.picture import ShownVisit, take_picture

_VISIT = ShownVisit(
    login="tiepnhan",
    pin=SAMPLE_PIN,
    card="001190012345|012345678|Nguyễn Thị Hiếu|17051990|Nữ|"
    "Số 12, ngõ 34 đường Cầu Giấy, phường Cầu Giấy, Hà Nội|12082021",
    procedure="1.004884",
)


def main(folder: str, picture: str, language: str) -> int:
    """0 when the picture was taken."""
    doors = doors_of(Path(folder))
    preferences = StoredPreferences(Path(folder), language)
    return 0 if take_picture(doors, preferences, _VISIT, Path(picture)) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
