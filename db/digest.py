"""What two stores compare instead of their rows: sums over sets, so that no order is needed.

The digest of a scope up to a position, for a desk and for the centre alike:

- ``events``: the sum, modulo 2**256, of SHA-256(event hash ‖ home position) over the events of the
  scope's feed up to that position; the home position is eight bytes, big-endian;
- ``dossiers``: the same sum of SHA-256(row) over the dossiers with an event in that part of the
  feed, folded from what has a position alone. ``row`` is the canonical JSON array of the columns
  of ``dossiers`` but ``row``, in the table's order: identities in 32 hexadecimal digits, moments
  in milliseconds since 1970, absent ones null.

Both are written as 64 hexadecimal digits; of nothing, zeros.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from counter_app.domain.canonical import canonical

_MODULUS: Final = 2**256


def events_digest(events: Iterable[tuple[bytes, int]]) -> tuple[int, str]:
    """How many there are, and the digest of (hash, home position) of each."""
    return _summed(digest + position.to_bytes(8, "big") for digest, position in events)


def dossiers_digest(rows: Iterable[Sequence[str | int | None]]) -> tuple[int, str]:
    """How many there are, and the digest of their rows without ``row``, as described above."""
    return _summed(canonical(list(row)) for row in rows)


def _summed(items: Iterable[bytes]) -> tuple[int, str]:
    count = total = 0
    for item in items:
        count += 1
        total += int.from_bytes(hashlib.sha256(item).digest(), "big")
    return count, f"{total % _MODULUS:064x}"
