"""Why the centre does not take an event: stable words, the same in its functions and the tray."""

from enum import StrEnum


class RejectionKind(StrEnum):
    """The kinds a rejected event is answered with; each stays, new ones may come."""

    NOT_AN_EVENT = "not-an-event"  # no event's text
    TOO_LARGE = "too-large"
    SCHEMA_NOT_ACCEPTED = "schema-not-accepted"  # older or newer than the centre reads
    FOREIGN_DESK = "foreign-desk"  # another desk's, or an incarnation nobody registered
    BROKEN_PRIVATE = "broken-private"  # the private part is not the text's own
    IDENTITY_REUSED = "identity-reused"  # the id is known with another text
    FOREIGN_SCOPE = "foreign-scope"  # neither the dossier's home nor a unit that takes part
    NO_BEGINNING = "no-beginning"  # the dossier is unknown and the event begins none
    UNKNOWN_AUTHOR = "unknown-author"  # no officer of the unit
    ROLE_MAY_NOT = "role-may-not"  # an officer, but not in a role that may do the act
    FOREIGN_UNIT = (
        "foreign-unit"  # done at another unit than the desk's, or away and not said where
    )
    UNKNOWN_UNIT = "unknown-unit"  # a transfer to a unit the city does not know
