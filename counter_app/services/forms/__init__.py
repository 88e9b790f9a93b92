"""Every printed form but the receipt: composed from the dossier, kept as bytes, printed as events."""

from counter_app.services.forms.forms import Forms, StoredForm

__all__ = ["Forms", "StoredForm"]
