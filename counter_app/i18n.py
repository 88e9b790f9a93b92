"""The one message catalogue, for windows, messages and web pages; Vietnamese is its source."""

import gettext
from functools import cache
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
    _Current.translations = _translations(_Current.language)


def language() -> str:
    """The language in use."""
    return _Current.language


def _(message: str) -> str:
    """``message`` (Vietnamese) in the language in use."""
    return _Current.translations.gettext(message)


def said_in(message: str, language: str) -> str:
    """``message`` (Vietnamese) in a language of its own, whichever the officer has chosen."""
    return _translations(language).gettext(message)


def counted(singular: str, plural: str, count: int) -> str:
    """The right form for ``count``; Vietnamese has one, English two."""
    return _Current.translations.ngettext(singular, plural, count)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language not in LANGUAGES or language == "vi":
        return gettext.NullTranslations()
    with path(f"locale/{language}/LC_MESSAGES/{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
