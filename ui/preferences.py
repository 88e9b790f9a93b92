"""What the window remembers about its own look, and who stores it."""

from dataclasses import dataclass, replace
from typing import Protocol

THEMES = ("system", "light", "dark")
TEXT_SCALES = (100, 110, 125, 150)  # per cent


@dataclass(frozen=True, slots=True)
class Preferences:
    """The look of one desk; values out of range count as the default."""

    language: str = "vi"
    theme: str = "system"
    text_scale: int = 100  # per cent
    last_login: str = ""

    def __post_init__(self) -> None:
        if self.language not in ("vi", "en"):
            object.__setattr__(self, "language", "vi")
        if self.theme not in THEMES:
            object.__setattr__(self, "theme", "system")
        if self.text_scale not in TEXT_SCALES:
            object.__setattr__(self, "text_scale", 100)

    def with_next_theme(self) -> "Preferences":
        """System, light, dark, and round again."""
        following = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]
        return replace(self, theme=following)

    def with_other_language(self) -> "Preferences":
        """Vietnamese becomes English and the other way round."""
        return replace(self, language="en" if self.language == "vi" else "vi")

    def with_text(self, steps: int) -> "Preferences":
        """Larger (1) or smaller (-1) text, as far as it goes; 0 is the usual size."""
        if steps == 0:
            return replace(self, text_scale=TEXT_SCALES[0])
        wanted = TEXT_SCALES.index(self.text_scale) + steps
        return replace(self, text_scale=TEXT_SCALES[max(0, min(wanted, len(TEXT_SCALES) - 1))])


class PreferenceStore(Protocol):
    """Keeps preferences in the desk's settings; may touch the disk."""

    def load(self) -> Preferences:
        """What was saved last, or the defaults."""

    def save(self, preferences: Preferences) -> None:
        """Keep these from now on.

        Raises:
            StorageFailed
        """
