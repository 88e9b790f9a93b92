"""Counts as officers write them."""

from counter_app.i18n import _


def thousands(number: int) -> str:
    """``1.250``"""
    return f"{number:,}".replace(",", ".")


def shown_words(shown: int, total: int) -> str:
    """How many dossiers there are, and how many of them can be seen."""
    said = _("{total} hồ sơ") if shown == total else _("{total} hồ sơ, hiện {read} hồ sơ đầu")
    return said.format(total=thousands(total), read=thousands(shown))
