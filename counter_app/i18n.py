"""The one message catalogue, for windows, messages and web pages; Vietnamese is its source."""

import gettext
from typing import Final

from resources import path

LANGUAGES: Final = ("vi", "en")
DOMAIN: Final = "counter"


class _Current:
    """The language in use; one per process, changed on the GUI thread alone."""

    language = "vi"
    translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Show texts in ``vi`` or ``en`` from now on; anything else means ``vi``."""
    _Current.language = language if language in LANGUAGES else "vi"
    if _Current.language == "vi":
        _Current.translations = gettext.NullTranslations()
        return
    compiled = path(f"locale/{_Current.language}/LC_MESSAGES/{DOMAIN}.mo")
    with compiled.open("rb") as file:
        _Current.translations = gettext.GNUTranslations(file)


def language() -> str:
    """The language in use."""
    return _Current.language


def _(message: str) -> str:
    """``message`` (Vietnamese) in the language in use."""
    return _Current.translations.gettext(message)


def counted(singular: str, plural: str, count: int) -> str:
    """The right form for ``count``; Vietnamese has one, English two."""
    return _Current.translations.ngettext(singular, plural, count)
