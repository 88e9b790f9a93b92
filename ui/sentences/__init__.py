"""A sentence for every refusal, by what it is about; no Qt."""

from counter_app.domain.errors import CounterError
from counter_app.i18n import _
from ui.sentences import (
    acts,
    attachments,
    catalogue,
    dossiers,
    people,
    printers,
    ratings,
    store,
    sync,
    time,
)
from ui.sentences.saying import Sayings

SAYINGS: Sayings = {
    **acts.SAYINGS,
    **attachments.SAYINGS,
    **catalogue.SAYINGS,
    **dossiers.SAYINGS,
    **people.SAYINGS,
    **printers.SAYINGS,
    **ratings.SAYINGS,
    **store.SAYINGS,
    **sync.SAYINGS,
    **time.SAYINGS,
}


def sentence_for(error: CounterError) -> str:
    """The sentence of this refusal; of one without a sentence: that it was refused."""
    say = SAYINGS.get(error.kind)
    if say is None:
        return _("Chương trình không làm được việc này. Hãy báo quản trị viên.")
    return say(error)
