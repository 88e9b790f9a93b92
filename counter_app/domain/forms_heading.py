"""The head and foot that all forms but the receipt have in common, as data."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.form_templates import Template
from counter_app.domain.forms import Letterhead


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head and foot of a form: who issues it, what it is, when, its codes.

    ``code``, ``alias`` and ``qr_text`` are empty where the paper belongs to no one dossier, or to
    one that never got a code; then no codes are drawn.
    """

    letterhead: Letterhead
    template: Template
    number: str  # what follows "Số:", "12/HDHS"; empty: none is printed
    issued_at: datetime
    code: str = ""
    alias: str = ""
    qr_text: str = ""
    short_hash: str = ""  # of the event it tells of; printed where the foot names no circular
    is_sample: bool = False  # printed on a sample desk: the paper says that it is worth nothing
