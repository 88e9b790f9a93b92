"""Whether a TIFF is all there: its pages are a chain, and a reader stops quietly where it is cut."""

import struct
from pathlib import Path
from typing import IO, Final

_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_ENTRY: Final = 12  # bytes of a tag in its directory


def is_whole(file: Path, most_pages: int) -> bool:
    """Whether every page's directory, the values it points to and the next link are in ``file``.

    Source: TIFF 6.0, section 2. More than ``most_pages`` are not followed.
    """
    with file.open("rb") as source:
        order = "<" if source.read(2) == b"II" else ">"
        source.seek(4)
        try:
            (offset,) = struct.unpack(f"{order}I", source.read(4))
            for _page in range(most_pages + 1):
                if offset == 0:
                    return True
                offset = _next_page(source, order, offset, file.stat().st_size)
        except struct.error:  # less was there than asked for
            return False
    return True


def _next_page(source: IO[bytes], order: str, offset: int, size: int) -> int:
    """Where the next directory is, 0 after the last one.

    Raises:
        struct.error: this one is not all there.
    """
    source.seek(offset)
    (count,) = struct.unpack(f"{order}H", source.read(2))
    entries = source.read(_ENTRY * count)
    (following,) = struct.unpack(f"{order}I", source.read(4))
    for start in range(0, _ENTRY * count, _ENTRY):
        _tag, kind, many, place = struct.unpack_from(f"{order}HHII", entries, start)
        length = _SIZES.get(kind, 0) * many
        if length > 4 and place + length > size:
            raise struct.error
    return int(following)
