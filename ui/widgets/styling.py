"""Dynamic properties the stylesheet looks at."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties such as ``tone="warning"`` and let the stylesheet see them."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str, level: str = "", *, wraps: bool = False) -> QLabel:
    """A label of a level: display, title, section, field, muted, small; empty for plain text."""
    made = QLabel(text)
    if level:
        made.setProperty("level", level)
    made.setWordWrap(wraps)
    return made


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """A button of a role: primary, danger, link, big; empty for a plain one."""
    made = QPushButton(text)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        identify(made, name)
    return made


def identify(widget: QWidget, name: str, spoken: str = "") -> None:
    """Give ``widget`` its contracted name and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleIdentifier(name)
    if spoken:
        widget.setAccessibleName(spoken)
