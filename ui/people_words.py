"""Who an event or a dossier names: by name, or by role."""

from uuid import UUID

from counter_app.i18n import _
from ui.shown import ShownDossier
from ui.words import role_word


def holder_words(shown: ShownDossier, holder: str) -> str:
    """Who has the dossier: an officer by name, or a role."""
    role = holder.removeprefix("role:")
    if role != holder:
        return _("bộ phận {role}").format(role=role_word(role))
    return person_words(shown, holder)


def person_words(shown: ShownDossier, identity: str) -> str:
    """An officer's name; a text that is no identity is told as it stands."""
    try:
        return shown.name_of(UUID(identity))
    except ValueError:
        return identity
