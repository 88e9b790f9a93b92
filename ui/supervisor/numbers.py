"""Counts as officers write them."""


def thousands(number: int) -> str:
    """``1.250``"""
    return f"{number:,}".replace(",", ".")
