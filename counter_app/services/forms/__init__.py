"""Every printed form but the receipt: composed from the dossier, kept as bytes, printed as events."""

from counter_app.services.forms.forms import Forms, StoredForm
from counter_app.services.forms.registering import MakeRegister, RegisterPaper

__all__ = ["Forms", "MakeRegister", "RegisterPaper", "StoredForm"]
