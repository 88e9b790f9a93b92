"""Erasing the personal data of a closed dossier, by an administrator and a second person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from counter_app.domain.acts import ERASE, role_for
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import InvalidActData, SecondPersonNeeded
from counter_app.domain.event import Author
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, check_fields, standing_here
from counter_app.services.ports import Now, UnitOfWork
from counter_app.services.requests import cleaned


class ErasureReason(StrEnum):
    """Why personal data goes. Words of a list: what is erased must not live on in a reason."""

    RETENTION = "retention"  # it was kept as long as it had to be
    REQUEST = "request"  # the citizen asked, and may
    MISTAKE = "mistake"  # it should never have been entered


@dataclass(frozen=True, slots=True)
class Erase:
    """Empties what is private in a dossier; its events and their chain stay provable."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    forget_files: Callable[[], int]  # of what was erased; the store remembers what is left to do

    def __call__(
        self, dossier: UUID, data: Mapping[str, Any], officer: Officer, second: Officer
    ) -> Dossier:
        """Store the act, then delete files that no other dossier names.

        ``data`` has ``reason``, a word of ``ErasureReason``, and may have ``document``, the
        decision's number. ``second`` has already proved who they are.

        Raises:
            SecondPersonNeeded: the second person is the first, or inactive.
            MissingActData, InvalidActData, TextTooLong, UnknownDossier
            ActNotAllowed: it is open, erased already, or of another unit; RoleMayNot
            StorageFailed: after the act, a file could not be deleted; it is tried again.
        """
        check_fields(ERASE, data)
        now = self.now()
        public = _public(data) | {"seconded_by": str(second.id)}
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            role = role_for(ERASE, standing_here(work, before, now), officer.roles)
            if second.id == officer.id or not second.active:
                raise SecondPersonNeeded(ERASE.name, second.login)
            append(work, ERASE, before, (Author(officer.id, role), now), (public, {}))
            after = work.dossier(dossier)
            work.commit()
        self.forget_files()
        return after


def _public(data: Mapping[str, Any]) -> dict[str, Json]:
    if data["reason"] not in tuple(ErasureReason):
        raise InvalidActData(ERASE.name, "reason", "unknown_value")
    document = data.get("document") or ""
    if not isinstance(document, str):
        raise InvalidActData(ERASE.name, "document", "not_text")
    number = cleaned(document, "document", "document")
    public: dict[str, Json] = {"reason": str(data["reason"])}
    return public | ({"document": number} if number else {})
