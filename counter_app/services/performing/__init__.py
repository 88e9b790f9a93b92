"""The acts on a dossier that exists, each one event in one transaction."""

from counter_app.services.performing.perform import Perform, perform_each

__all__ = ["Perform", "perform_each"]
