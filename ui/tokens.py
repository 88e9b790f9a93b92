"""The colours of both themes, and which text may stand on which ground."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Tokens = Mapping[str, str]

LIGHT: Final[Tokens] = MappingProxyType(
    {
        "surface": "#f3f5f8",
        "card": "#ffffff",
        "raised": "#ffffff",
        "text": "#191d23",
        "muted": "#57606c",
        "disabled": "#66707b",
        "border": "#d5dae1",
        "control": "#828c99",
        "hover": "#e9edf2",
        "pressed": "#dde3ea",
        "accent": "#0b5cab",
        "accent_hover": "#094d90",
        "on_accent": "#ffffff",
        "accent_soft": "#e1ecf8",
        "on_accent_soft": "#0a3f77",
        "danger": "#b3261e",
        "danger_soft": "#fcebe9",
        "warning": "#7d4c00",
        "warning_soft": "#fff2da",
        "success": "#17663a",
        "success_soft": "#e4f4ea",
        "sample": "#6b2d8b",
        "on_sample": "#ffffff",
        "focus": "#0b5cab",
    }
)
DARK: Final[Tokens] = MappingProxyType(
    {
        "surface": "#15181c",
        "card": "#1d2126",
        "raised": "#262b31",
        "text": "#e7eaee",
        "muted": "#a7b0bc",
        "disabled": "#8d96a2",
        "border": "#343b44",
        "control": "#77818e",
        "hover": "#2a3037",
        "pressed": "#333a43",
        "accent": "#8cbcf2",
        "accent_hover": "#a9cdf6",
        "on_accent": "#0b1b2c",
        "accent_soft": "#20344b",
        "on_accent_soft": "#cfe3fa",
        "danger": "#ffb4ab",
        "danger_soft": "#4b211d",
        "warning": "#f2c470",
        "warning_soft": "#43330f",
        "success": "#8ad7a4",
        "success_soft": "#18382a",
        "sample": "#d9b3f0",
        "on_sample": "#2b0d3b",
        "focus": "#8cbcf2",
    }
)

# Text and its ground: at least 4.5 : 1 (WCAG 2.2, 1.4.3).
TEXT_PAIRS: Final = (
    *((text, ground) for text in ("text", "muted") for ground in ("surface", "card", "raised")),
    *(("text", ground) for ground in ("hover", "pressed")),
    *(("disabled", ground) for ground in ("surface", "card")),
    ("muted", "hover"),
    ("accent", "card"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("on_sample", "sample"),
    *(
        (tone, ground)
        for tone in ("danger", "warning", "success")
        for ground in ("card", "surface")
    ),
    *((tone, f"{tone}_soft") for tone in ("danger", "warning", "success")),
    *(("text", f"{tone}_soft") for tone in ("danger", "warning", "success")),
)
# Borders of controls and the focus ring against their ground: at least 3 : 1 (WCAG 2.2, 1.4.11).
SHAPE_PAIRS: Final = (
    *(("control", ground) for ground in ("surface", "card")),
    *(("focus", ground) for ground in ("surface", "card", "raised", "accent_soft")),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
