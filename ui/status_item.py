"""One thing the status bar says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusItem:
    """``text`` is short, ``explanation`` says what it means and what to do."""

    name: str  # the button's contracted name
    icon: str
    text: str
    explanation: str
    tone: str = ""  # empty, warning or danger
